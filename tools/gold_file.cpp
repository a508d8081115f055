#include "tools/gold_file.h"

#include "core/input/decompression.h"
#include "core/input/line_reader.h"
#include "core/model/error.h"

#include <set>

#include <fmt/format.h>

namespace entente::tools {
namespace {

constexpr std::size_t kLongestLine = 256u << 20;

}  // namespace

void for_each_line(const std::filesystem::path& file, const std::function<void(const std::string&)>& read) {
    LineReader lines(open_bytes(file), kLongestLine);
    std::string line;
    for (LineReader::Result result; (result = lines.next(line)) != LineReader::Result::end;) {
        try {
            if (result == LineReader::Result::too_long) throw Error(ErrorKind::input, "the line is too long");
            if (line.find_first_not_of(" \t") != std::string::npos) read(line);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::input) throw;
            throw Error(ErrorKind::input,
                        fmt::format("{}:{}: {}", file.string(), lines.number(), error.what()));
        }
    }
}

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
