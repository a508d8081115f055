#include "graph/diagram/diagram_text.h"

#include <algorithm>
#include <vector>

namespace entente {
namespace {

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u;
}

/// Words with the hyphen that a line may break after; `spaced` tells which are preceded by a space.
struct Word {
    std::string text;
    bool spaced = false;
};

std::vector<Word> words_of(std::string_view text) {
    std::vector<Word> words;
    Word word;
    const auto finish = [&](bool next_is_spaced) {
        const bool spaced = next_is_spaced || (word.text.empty() && word.spaced);
        if (!word.text.empty()) words.push_back(std::move(word));
        word = {{}, spaced};
    };
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte == 0x7F) {
            finish(true);
            continue;
        }
        word.text += c;
        if (c == '-' && word.text.size() > 3) finish(false);
    }
    finish(false);
    return words;
}

std::vector<std::string> fill_lines(const std::vector<Word>& words, std::size_t width) {
    std::vector<std::string> lines;
    std::size_t length = 0;
    for (const Word& word : words) {
        const std::size_t size = character_count(word.text);
        if (!lines.empty() && length + word.spaced + size <= width) {
            lines.back() += (word.spaced ? " " : "") + word.text;
            length += word.spaced + size;
        } else {
            lines.push_back(word.text);
            length = size;
        }
    }
    return lines;
}

std::string replace(std::string_view text, char c, std::string_view by) {
    std::string out;
    for (const char d : text)
        if (d == c)
            out += by;
        else
            out += d;
    return out;
}

/// Without the control characters that XML forbids.
std::string printable(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F ? ' ' : c;
    return out;
}

}  // namespace

std::size_t character_count(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

std::string wrap(std::string_view text, std::size_t width, std::size_t lines) {
    const auto words = words_of(text);
    auto broken = fill_lines(words, width);
    // The narrowest lines that need no more of them are the most even.
    for (std::size_t narrower = width; narrower-- > 1;) {
        auto even = fill_lines(words, narrower);
        if (even.size() > broken.size()) break;
        broken = std::move(even);
    }
    if (broken.size() > lines) {
        broken.resize(lines);
        broken.back() += "\u2026";
    }
    std::string out;
    for (const std::string& line : broken) out += (out.empty() ? "" : "\n") + line;
    return out;
}

std::string escape_label(std::string_view text) {
    return replace(replace(replace(printable(text), '\\', "\\\\"), '&', "&amp;"), '\n', "\\n");
}

bool is_web_address(std::string_view url) {
    return url.starts_with("http://") || url.starts_with("https://");
}

std::string escape_url(std::string_view url) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    constexpr std::string_view kAllowed = "-._~:/?#[]@!$()*+,;=%";
    std::string out;
    for (const char c : url) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || kAllowed.find(c) != std::string_view::npos)
            out += c;
        else if (c == '&')
            out += "&amp;";
        else
            out += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
    return out;
}

std::string escape_html(std::string_view text) {
    return replace(replace(replace(replace(printable(text), '&', "&amp;"), '<', "&lt;"), '>', "&gt;"), '"',
                   "&quot;");
}

}  // namespace entente
