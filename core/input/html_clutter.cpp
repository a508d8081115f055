#include "core/input/html_clutter.h"

#include "core/input/html_words.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <vector>

namespace entente {
namespace {

using Words = std::unordered_set<std::string_view>;

Words split(std::string_view list, char mark) {
    Words words;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t end = std::min(list.find(mark, at), list.size());
        words.insert(list.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

const Words kNever = split(html_words::kNever, ' '), kRoles = split(html_words::kRoles, ' '),
            kClutterWords = split(html_words::kClutterWords, ' '),
            kWeakClutterWords = split(html_words::kWeakClutterWords, ' '),
            kBodyWords = split(html_words::kBodyWords, ' '),
            kAboutWords = split(html_words::kAboutWords, ' '),
            kDateWords = split(html_words::kDateWords, ' '),
            kWholeLines = split(html_words::kWholeLines, '|'),
            kLeadsAway = split(html_words::kLeadsAway, '|');

/// The words of a class or id: parted by dashes, underscores and capitals ("relatedLinks").
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    std::string word;
    const auto close = [&] {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
        if (!upper && !lower) {
            close();
            continue;
        }
        if (upper && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z') close();
        word += upper ? static_cast<char>(c + 32) : c;
    }
    close();
    return words;
}

/// Calls `see` with the words of every class and of the id.
template <class See>
void for_names(const HtmlTree& tree, HtmlTree::Index node, See see) {
    for (const char* attribute : {"class", "id", "data-component", "data-testid", "data-module"}) {
        const std::string_view value = tree.attribute(node, attribute);
        for (std::size_t at = 0; at < value.size();) {
            const std::size_t end = std::min(value.find_first_of(" \t\r\n", at), value.size());
            if (end > at) see(words_of(value.substr(at, end - at)));
            at = end + 1;
        }
    }
}

bool is_hidden(const HtmlTree& tree, HtmlTree::Index node) {
    if (tree.has_attribute(node, "hidden")) return true;
    if (ascii_lower(tree.attribute(node, "aria-hidden")) == "true") return true;
    std::string style = ascii_lower(tree.attribute(node, "style"));
    std::erase_if(style, [](char c) { return c == ' '; });
    return style.find("display:none") != std::string::npos ||
           style.find("visibility:hidden") != std::string::npos;
}

/// A text in lower case, curly apostrophes made straight.
std::string plain_lower(std::string_view text) {
    std::string lower = ascii_lower(text);
    for (std::size_t at; (at = lower.find("\xE2\x80\x99")) != std::string::npos;) lower.replace(at, 3, "'");
    return lower;
}

/// True for a text without letters and digits; characters beyond ASCII are letters but for punctuation
/// (U+2000 to U+2BFF).
bool is_ornament(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = decode_utf8(text, at);
        const bool sign = c.value >= 0x2000 && c.value <= 0x2BFF;
        if (c.value < 0x80 ? is_word(char_class(c.value)) : !sign) return false;
        at += c.length;
    }
    return true;
}

/// Beginnings of lines that lead away, by their first byte.
using Leads = std::array<std::vector<std::string_view>, 256>;

Leads by_first_byte(const Words& leads) {
    Leads sorted;
    for (const std::string_view lead : leads)
        if (!lead.empty()) sorted[static_cast<unsigned char>(lead.front())].push_back(lead);
    return sorted;
}

bool is_stop(char c) {
    return c == '.' || c == '!' || c == '?';
}

}  // namespace

ClutterSign clutter_sign(const HtmlTree& tree, HtmlTree::Index node) {
    const std::string_view name = tree[node].name;
    if (name.empty() || name == "html" || name == "body") return ClutterSign::none;
    if (kNever.count(name) || is_hidden(tree, node)) return ClutterSign::sure;
    const std::string role = ascii_lower(tree.attribute(node, "role"));
    if (kRoles.count(role) && name != "form")
        return role == "banner" || role == "alert" || role == "form" ? ClutterSign::maybe : ClutterSign::sure;
    if (name == "aside" || name == "footer" || name == "header" || name == "form") return ClutterSign::maybe;
    if (role == "main" || name == "main") return ClutterSign::none;
    ClutterSign sign = ClutterSign::none;
    for_names(tree, node, [&](const std::vector<std::string>& words) {
        if (words.empty() || (words.size() > 1 && kAboutWords.count(words.front()))) return;
        if (words.size() == 1 && words.front() == "hidden") sign = ClutterSign::maybe;
        for (const std::string& word : words)
            if (kClutterWords.count(word))
                sign = ClutterSign::maybe;
            else if (sign == ClutterSign::none && kWeakClutterWords.count(word))
                sign = ClutterSign::if_links;
    });
    return sign;
}

int body_sign(const HtmlTree& tree, HtmlTree::Index node) {
    int sign = 0;
    for_names(tree, node, [&](const std::vector<std::string>& words) {
        for (const std::string& word : words) {
            if (kBodyWords.count(word)) sign = std::max(sign, 1);
        }
        if (words.size() > 1 && kAboutWords.count(words.front())) return;
        for (const std::string& word : words)
            if (kClutterWords.count(word)) sign = -1;
    });
    return sign;
}

bool is_body_by_name(const HtmlTree& tree, HtmlTree::Index node) {
    if (ascii_lower(tree.attribute(node, "itemprop")) == "articlebody") return true;
    bool found = false;
    for_names(tree, node, [&](const std::vector<std::string>& words) {
        std::string joined;
        for (const std::string& word : words) joined += word;
        static const Words kNames = {
            "articlebody",    "entrycontent",    "postcontent",        "storybody",
            "articlecontent", "articletext",     "storycontent",       "postbody",
            "bodytext",       "articlebodytext", "storytext",          "entrybody",
            "newscontent",    "newsbody",        "articlebodycontent", "articlefulltext"};
        found |= kNames.count(joined) > 0;
    });
    return found;
}

bool is_clutter_line(std::string_view text) {
    std::string_view line = text;
    while (!line.empty() && (line.front() == ' ' || line.front() == '>' || line.front() == '-' ||
                             line.front() == '|' || line.front() == '[' || line.front() == '('))
        line.remove_prefix(1);
    while (!line.empty() && (line.back() == ' ' || line.back() == ':' || line.back() == ']' ||
                             line.back() == ')' || line.back() == '>'))
        line.remove_suffix(1);
    // Ornaments, and an author's address.
    if (is_ornament(line)) return true;
    if (line.find('@') != std::string_view::npos && line.find(' ') == std::string_view::npos) return true;
    // No line as long is clutter, even where apostrophes lose two of three bytes.
    constexpr std::size_t kLongest = 220;
    if (line.size() > 3 * kLongest) return false;
    const std::string lower = plain_lower(line);
    line = lower;
    if (kWholeLines.count(line)) return true;
    if (line.size() > kLongest) return false;
    static const Leads kLeads = by_first_byte(kLeadsAway);
    for (const std::string_view lead : kLeads[static_cast<unsigned char>(line.front())]) {
        if (!line.starts_with(lead)) continue;
        // "Comments by the minister angered Berlin.": a sentence may begin with such a word, and a long one
        // with several.
        const bool one_word = lead.find_first_of(" :") == std::string_view::npos;
        const bool sentence = is_stop(line.back()) && (one_word || line.size() > 90);
        const bool ends_word = line.size() == lead.size() ||
                               !(line[lead.size()] >= 'a' && line[lead.size()] <= 'z') || lead.back() == ' ';
        if (ends_word && !sentence) return true;
    }
    return line.find("all rights reserved") != std::string_view::npos;
}

bool is_byline(std::string_view text) {
    if (text.size() > 160) return false;
    std::string lower = plain_lower(text);
    // Marks between the parts of such a line.
    for (const std::string_view mark :
         {"\xC2\xB7", "\xE2\x80\xA2", "\xE2\x80\x93", "\xE2\x80\x94", "\xC2\xBB"})
        for (std::size_t at; (at = lower.find(mark)) != std::string::npos;)
            lower.replace(at, mark.size(), " ");
    if (lower.starts_with("by ") && text.size() < 110 && !is_stop(lower.back())) return true;
    // Nothing but numbers, dates and their words.
    std::size_t words = 0, numbers = 0;
    for (std::size_t at = 0; at < lower.size();) {
        const auto is_letter_at = [&](std::size_t i) {
            return i < lower.size() &&
                   ((lower[i] >= 'a' && lower[i] <= 'z') || static_cast<unsigned char>(lower[i]) >= 0x80);
        };
        if (lower[at] >= '0' && lower[at] <= '9') {
            ++numbers;
            ++at;
        } else if (is_letter_at(at)) {
            std::size_t end = at;
            while (is_letter_at(end) || (end < lower.size() && lower[end] == '.' && is_letter_at(end + 1)))
                ++end;
            if (!kDateWords.count(std::string_view(lower).substr(at, end - at))) return false;
            ++words;
            at = end;
        } else {
            ++at;
        }
    }
    return words > 0 && numbers > 0 ? true : numbers > 0 && text.size() < 20;
}

}  // namespace entente
