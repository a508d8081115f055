#include "tools/lexicon_entry.h"

#include "core/model/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace entente::tools {
namespace {

std::string first_line(const std::string& text) {
    const std::size_t end = text.find('\n');
    std::string line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return line;
}

}  // namespace

std::string LexiconEntry::header() const {
    if (type.empty()) return "# names 1";
    if (type == "person") return "# persons 1";
    return type == "place" ? "# places 1" : "# national-bodies 1";
}

std::string LexiconEntry::lines() const {
    const std::string aliases =
        type.empty() ? fmt::format("{}", fmt::join(names, "|"))
                     : fmt::format("{}", fmt::join(std::vector(names.begin() + 1, names.end()), "|"));
    if (type.empty()) return fmt::format("{}\t{}\n", id, aliases);
    if (type == "place") return fmt::format("{}\t{}\t{}\t{}\t{}\t\t\n", id, names[0], kind, country, aliases);
    if (type == "organization")
        return fmt::format("{}\t{}\t{}\t{}\t{}\n", id, names[0], kind, country, aliases);
    std::string lines =
        fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", id, names[0], family_name, country, aliases, wikidata);
    if (!office.empty()) lines += fmt::format("\t{}\t{}\t{}\t{}\t\town\n", office, institution, begin, end);
    return lines;
}

std::string with_entry(const std::string& text, const std::string& file, const LexiconEntry& entry) {
    if (text.empty()) return entry.header() + "\n" + entry.lines();
    if (const std::string holds = first_line(text); holds != entry.header())
        throw Error(
            ErrorKind::usage,
            fmt::format("{}: begins with \"{}\", and such an entry belongs to a file that begins with "
                        "\"{}\"; name another with --to",
                        file, holds, entry.header()));
    return text + (text.back() == '\n' ? "" : "\n") + entry.lines();
}

}  // namespace entente::tools
