#include "tools/gold_file.h"

#include "core/input/json_lines.h"
#include "core/model/error.h"

#include <set>

#include <fmt/format.h>

namespace entente::tools {
void for_each_gold(const std::filesystem::path& file, const Ontology& ontology,
                   const std::function<void(const GoldGraph&)>& read) {
    std::set<std::string> seen;
    for_each_line(file, [&](const std::string& line) {
        const GoldGraph gold = gold_graph_from_json(line, ontology);
        if (!seen.insert(gold.article.id).second)
            throw Error(ErrorKind::input,
                        fmt::format("a second article with the id \"{}\"", gold.article.id));
        read(gold);
    });
}

}  // namespace entente::tools
