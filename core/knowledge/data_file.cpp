#include "core/knowledge/data_file.h"

#include "core/model/error.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

namespace entente {
std::string shown_path(const std::filesystem::path& file) {
    std::error_code ignored;
    const std::filesystem::path here = std::filesystem::current_path(ignored);
    const std::filesystem::path relative = file.lexically_relative(here);
    if (relative.empty() || *relative.begin() == "..") return file.string();
    return relative.string();
}

std::string read_data_file(const std::filesystem::path& file) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(file, failure);
    if (failure)
        throw Error(ErrorKind::data, fmt::format("{}: {}; give the data folder with --data or ENTENTE_DATA",
                                                 shown_path(file), failure.message()));
    std::string text(size, '\0');
    std::ifstream in(file, std::ios::binary);
    if (!in.read(text.data(), static_cast<std::streamsize>(size)))
        throw Error(ErrorKind::io, fmt::format("{}: can't be read", shown_path(file)));
    return text;
}

TsvReader::TsvReader(const std::filesystem::path& file, std::string_view text, std::string_view name,
                     int version)
    : file_(file), rest_(text) {
    if (const std::size_t at = find_invalid_utf8(text); at != std::string_view::npos) {
        for (const char c : text.substr(0, at)) line_ += c == '\n';
        ++line_;
        fail("is not UTF-8");
    }
    line_ = 1;
    const std::string header = fmt::format("# {} {}", name, version);
    const std::string_view first = rest_.substr(0, rest_.find('\n'));
    if (first != header) fail(fmt::format("the file must begin with the line \"{}\"", header));
    rest_.remove_prefix(std::min(rest_.size(), first.size() + 1));
}

bool TsvReader::next(std::vector<std::string_view>& fields) {
    while (!rest_.empty()) {
        ++line_;
        const void* feed = std::memchr(rest_.data(), '\n', rest_.size());
        const std::size_t length =
            feed ? static_cast<std::size_t>(static_cast<const char*>(feed) - rest_.data()) : rest_.size();
        std::string_view line = rest_.substr(0, length);
        rest_.remove_prefix(std::min(rest_.size(), length + 1));
        if (line.empty() || line.front() == '#') continue;
        if (line.back() == '\r') fail("ends in a carriage return; lines must end in a line feed alone");
        fields.clear();
        for (;;) {
            const std::size_t tab = line.find('\t');
            const std::string_view field = line.substr(0, tab);
            if (!field.empty() && (field.front() == ' ' || field.back() == ' '))
                fail(fmt::format("a space at the edge of \"{}\"", field));
            fields.push_back(field);
            if (tab == std::string_view::npos) break;
            line.remove_prefix(tab + 1);
        }
        return true;
    }
    return false;
}

void TsvReader::fail(const std::string& message) const {
    throw Error(ErrorKind::data, fmt::format("{}:{}: {}", shown_path(file_), line_, message));
}

bool ListField::next(std::string_view& part) {
    if (rest_.empty()) return false;
    const std::size_t bar = rest_.find('|');
    part = rest_.substr(0, bar);
    rest_ = bar == std::string_view::npos ? std::string_view() : rest_.substr(bar + 1);
    return true;
}

}  // namespace entente
