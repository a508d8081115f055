#include "core/input/format.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <string>

namespace entente {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlank = " \t\r\n\f";

/// The ending of a name, in lower case and without those of packings: "a/News.jsonl.gz" gives "jsonl".
std::string ending_of(std::string_view name) {
    name = name.substr(name.find_last_of('/') + 1);
    for (;;) {
        const std::size_t dot = name.rfind('.');
        if (dot == std::string_view::npos) return {};
        const std::string ending = ascii_lower(name.substr(dot + 1));
        if (ending != "gz" && ending != "zst") return ending;
        name = name.substr(0, dot);
    }
}

/// UTF-16 text seen as Latin letters: the marks that tell formats are ASCII.
std::string as_ascii(std::string_view head) {
    std::string ascii;
    const bool wide = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
    if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
    if (!wide) return std::string(head);
    for (const char c : head.substr(2))
        if (c != '\0') ascii += c;
    return ascii;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// True where the brackets of the first line are closed on it. `whole` is false when the line goes on behind
/// what is seen of it.
bool closes_on_first_line(std::string_view line) {
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth <= 0) {
            return true;
        }
    }
    return false;
}

/// A JSON text is lines of objects unless its first value runs over more than one line. A damaged first line
/// must not hide the good ones behind it.
Format json_format(std::string_view text) {
    const std::size_t feed = text.find('\n');
    if (text.front() == '[') return Format::json;
    if (feed == std::string_view::npos || closes_on_first_line(text.substr(0, feed)))
        return Format::json_lines;
    const std::size_t next = text.find_first_not_of(kBlank, feed);
    return next == std::string_view::npos || text[next] == '{' ? Format::json_lines : Format::json;
}

/// The name of the first element behind declarations and comments, in lower case; empty where there is no
/// markup.
std::string root_element(std::string_view text) {
    for (;;) {
        const std::size_t open = text.find_first_not_of(kBlank);
        if (open == std::string_view::npos || text[open] != '<') return {};
        text.remove_prefix(open + 1);
        if (text.starts_with("!--")) {
            const std::size_t end = text.find("-->");
            if (end == std::string_view::npos) return "!--";
            text.remove_prefix(end + 3);
        } else if (text.starts_with('?') || text.starts_with('!')) {
            if (ascii_lower(text.substr(0, 13)) == "!doctype html") return "html";
            const std::size_t end = text.find('>');
            if (end == std::string_view::npos) return {};
            text.remove_prefix(end + 1);
        } else {
            return ascii_lower(text.substr(0, text.find_first_of(" \t\r\n\f/>")));
        }
    }
}

bool is_html_element(const std::string& name) {
    constexpr std::array<std::string_view, 22> kElements = {
        "html",   "head",    "body",    "meta",   "title", "link",    "script", "style",
        "div",    "p",       "article", "main",   "h1",    "header",  "center", "table",
        "iframe", "section", "span",    "figure", "!--",   "noscript"};
    return std::find(kElements.begin(), kElements.end(), name) != kElements.end();
}

/// True where a text holds enough of a page's elements, though it does not begin with one.
bool has_html_skeleton(std::string_view text) {
    const std::string lower = ascii_lower(text);
    return contains(lower, "<html") || (contains(lower, "<head>") && contains(lower, "<title")) ||
           contains(lower, "<body");
}

/// A header of CSV: one line of at least two names parted by comma, semicolon or tab, one of them a text's.
bool has_csv_header(std::string_view text) {
    const std::string line = ascii_lower(text.substr(0, text.find_first_of("\r\n")));
    if (line.size() == text.size() || line.size() > 4096) return false;
    const std::size_t separator = line.find_first_of(",;\t");
    if (separator == std::string::npos || contains(line, ". ")) return false;
    // Names of columns are words; a sentence with a comma has blanks around its words.
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find(line[separator], at), line.size());
        const std::string_view name = std::string_view(line).substr(at, end - at);
        if (std::count(name.begin(), name.end(), ' ') > 2 || name.size() > 40) return false;
        at = end + 1;
    }
    for (const char* name : {"text", "body", "content", "article", "story", "maintext", "description"})
        if (contains(line, name)) return true;
    return false;
}

}  // namespace

Packing packing_of(std::string_view head) {
    if (head.starts_with("\x1F\x8B")) return Packing::gzip;
    if (head.starts_with("\x28\xB5\x2F\xFD")) return Packing::zstd;
    if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return Packing::zip;
    if (head.size() >= 262 && head.substr(257, 5) == "ustar") return Packing::tar;
    return Packing::none;
}

Format format_of(std::string_view head, std::string_view file_name, std::string_view media_type) {
    const std::string ascii = as_ascii(head);
    std::string_view text = ascii;
    text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
    const std::string ending = ending_of(file_name);
    if (text.starts_with("WARC/1.")) return Format::warc;
    if (ending == "jsonl" || ending == "ndjson") return Format::json_lines;
    if (text.starts_with('{')) return json_format(text);
    if (text.starts_with('[')) {
        const std::size_t second = text.find_first_not_of(kBlank, 1);
        if (second != std::string_view::npos && (text[second] == '{' || text[second] == ']'))
            return Format::json;
    }
    const std::string root = root_element(text);
    if (root == "rss" || root == "feed" || root == "rdf:rdf" || root == "atom:feed") return Format::feed;
    if (is_html_element(root)) return Format::html;
    if (contains(text, "\n{\"")) return Format::json_lines;
    const std::string media = ascii_lower(media_type);
    const bool named_html = ending == "html" || ending == "htm" || ending == "xhtml" || ending == "php" ||
                            media.starts_with("text/html") || media.starts_with("application/xhtml");
    if (named_html || has_html_skeleton(text)) return Format::html;
    if (ending == "csv" || ending == "tsv" || media.starts_with("text/csv") || has_csv_header(text))
        return Format::csv;
    return Format::plain_text;
}

}  // namespace entente
