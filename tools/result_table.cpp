#include "tools/result_table.h"

#include "tools/terminal.h"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace entente::tools {
namespace {

using Cell = ResultTable::Cell;

std::string to_text(const Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) return *text;
    if (const auto* count = std::get_if<std::uint64_t>(&cell)) return std::to_string(*count);
    return fmt::format("{:.4f}", std::get<double>(cell));
}

/// Characters, not bytes: continuation bytes take no column.
std::size_t columns_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Breaks a text at spaces into lines of at most `width` columns, and words that are longer within.
std::vector<std::string> wrap(const std::string& text, std::size_t width) {
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    const auto put = [&](const std::string& word, std::size_t columns) {
        if (used && used + 1 + columns > width) lines.emplace_back(), used = 0;
        if (used) lines.back() += ' ', ++used;
        lines.back() += word, used += columns;
    };
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = std::min(text.find_first_of(" \n\t", at), text.size());
        std::string word = text.substr(at, end - at);
        at = end + 1;
        while (columns_of(word) > width) {
            std::size_t cut = 0;
            for (std::size_t n = 0; n < width; ++n) do
                    ++cut;
                while (cut < word.size() && (static_cast<unsigned char>(word[cut]) & 0xC0) == 0x80);
            put(word.substr(0, cut), width);
            word.erase(0, cut);
        }
        if (!word.empty()) put(word, columns_of(word));
    }
    return lines;
}

/// In columns; words over `most` may be broken.
std::size_t longest_word(const std::string& text, std::size_t most) {
    std::size_t longest = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        longest = std::max(longest, std::min(columns_of(std::string_view(text).substr(at, end - at)), most));
        at = end + 1;
    }
    return longest;
}

std::string to_json(const std::vector<ResultTable::Column>& columns, const std::vector<Cell>& row) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> w(buffer);
    w.StartObject();
    for (std::size_t i = 0; i < row.size(); ++i) {
        w.Key(columns[i].name.c_str());
        const std::string text = to_text(row[i]);
        if (std::holds_alternative<std::string>(row[i]))
            w.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
        else
            w.RawValue(text.data(), text.size(), rapidjson::kNumberType);
    }
    w.EndObject();
    return buffer.GetString();
}

}  // namespace

std::string csv_field(const std::string& field) {
    if (field.find_first_of(",\"\n\r") == std::string::npos) return field;
    std::string quoted = "\"";
    for (const char c : field) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

void add_format_option(CommandOptions& options, std::string& format) {
    options
        .add("--format", format,
             "table, json (an array), jsonl (an object a line) or csv (with a head); the keys are stable")
        .one_of({"table", "json", "jsonl", "csv"})
        .show_default();
}

void ResultTable::print(const std::string& format, std::ostream& out) const {
    if (format == "table") return print_table(out);
    if (format == "csv") {
        for (std::size_t i = 0; i < columns_.size(); ++i) out << (i ? "," : "") << columns_[i].name;
        out << '\n';
        for (const auto& row : rows_) {
            for (std::size_t i = 0; i < row.size(); ++i) out << (i ? "," : "") << csv_field(to_text(row[i]));
            out << '\n';
        }
        return;
    }
    const bool array = format == "json";
    if (array) out << '[';
    for (std::size_t i = 0; i < rows_.size(); ++i)
        out << (array && i ? ",\n" : "") << to_json(columns_, rows_[i]) << (array ? "" : "\n");
    if (array) out << "]\n";
}

void ResultTable::print_table(std::ostream& out) const {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i].in_table) shown.push_back(i);
    constexpr std::size_t kGap = 2, kLongWord = 20, kWidest = 140;
    std::vector<std::size_t> width(columns_.size()), narrowest(columns_.size());
    for (const std::size_t i : shown) {
        width[i] = narrowest[i] = columns_of(columns_[i].name);
        for (const auto& row : rows_) {
            const std::string text = to_text(row[i]);
            width[i] = std::max(width[i], columns_of(text));
            narrowest[i] = std::max(narrowest[i], longest_word(text, kLongWord));
        }
    }
    // The widest column gives way first, until all fit or words would have to be broken.
    const std::size_t room = std::min(output_width(), kWidest);
    const auto total = [&] {
        std::size_t sum = 0;
        for (const std::size_t i : shown) sum += width[i] + kGap;
        return sum - kGap;
    };
    while (!shown.empty() && total() > room) {
        const auto slack = [&](std::size_t i) { return width[i] > narrowest[i] ? width[i] : 0; };
        const std::size_t widest = *std::max_element(shown.begin(), shown.end(),
                                                     [&](auto a, auto b) { return slack(a) < slack(b); });
        if (slack(widest) == 0) break;
        --width[widest];
    }
    const bool colours = colours_on_output();
    const auto print_row = [&](const std::vector<std::vector<std::string>>& cells, Style style) {
        std::size_t height = 0;
        for (const auto& lines : cells) height = std::max(height, lines.size());
        for (std::size_t line = 0; line < height; ++line) {
            std::string text;
            std::size_t owed = 0;
            for (std::size_t c = 0; c < cells.size(); ++c) {
                const std::string& part = line < cells[c].size() ? cells[c][line] : std::string();
                if (!part.empty()) text.append(owed, ' '), owed = 0, text += part;
                owed += width[shown[c]] + kGap - std::min(columns_of(part), width[shown[c]]);
            }
            out << styled(text, style, colours) << '\n';
        }
    };
    std::vector<std::vector<std::string>> head;
    for (const std::size_t i : shown) head.push_back({columns_[i].name});
    print_row(head, Style::bold);
    for (const auto& row : rows_) {
        std::vector<std::vector<std::string>> cells;
        for (const std::size_t i : shown) {
            // Figures keep to the right, under each other.
            std::vector<std::string> lines = wrap(to_text(row[i]), width[i]);
            if (!std::holds_alternative<std::string>(row[i]))
                lines[0].insert(0, width[i] - std::min(width[i], columns_of(lines[0])), ' ');
            cells.push_back(std::move(lines));
        }
        print_row(cells, Style::plain);
    }
}

}  // namespace entente::tools
