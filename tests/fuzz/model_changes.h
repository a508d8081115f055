#pragma once

#include "core/parse/model_file.h"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <map>
#include <string>
#include <unistd.h>
#include <vector>

namespace entente::fuzz {

struct Section {
    SectionKind kind = SectionKind::text;
    std::vector<std::uint64_t> shape;
    std::vector<std::byte> bytes;
};
using Sections = std::map<std::string, Section>;

inline std::filesystem::path file_named(const char* what) {
    return std::filesystem::temp_directory_path() /
           ("entente-fuzz-" + std::to_string(getpid()) + "-" + what + ".model");
}

inline Sections sections_of(const std::filesystem::path& model) {
    const auto file = ModelFile::open(model);
    Sections sections;
    for (const auto& [name, section] : file.sections())
        sections[name] = {section.kind, section.shape, {section.bytes.begin(), section.bytes.end()}};
    return sections;
}

/// Writes a model with the changes that the input lists, and with the checksum that its content has:
///
///     change = section:u8 kind:u8 offset:u16 length:u8 bytes
///
/// Kind 0 overwrites bytes of the section, 1 replaces all of it, 2 cuts it at the offset, 3 leaves it out. A
/// section of another length gets a shape to match: as many rows as are whole.
inline void write_changed(const Sections& base, const std::uint8_t* data, std::size_t size,
                          const std::filesystem::path& path) {
    Sections sections = base;
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    for (std::size_t at = 0; at + 5 <= size;) {
        const auto name = std::next(base.begin(), data[at] % static_cast<int>(base.size()))->first;
        const int kind = data[at + 1] % 4;
        const std::size_t offset = data[at + 2] + std::size_t{256} * data[at + 3];
        const std::size_t length = std::min<std::size_t>(data[at + 4], size - at - 5);
        at += 5;
        std::vector<std::byte>& section = sections[name].bytes;
        if (kind == 0)
            for (std::size_t i = 0; i < length && offset + i < section.size(); ++i)
                section[offset + i] = bytes[at + i];
        if (kind == 1) section.assign(bytes + at, bytes + at + length);
        if (kind == 2) section.resize(std::min(section.size(), offset));
        if (kind == 3) sections.erase(name);
        at += length;
    }
    ModelFileWriter writer;
    for (auto& [name, section] : sections) {
        const Section& was = base.at(name);
        section.kind = was.kind;
        section.shape = was.shape;
        if (section.bytes.size() != was.bytes.size()) {
            const bool panels = was.kind == SectionKind::panels;
            const std::size_t rows = panels ? round_up(was.shape[0], panel_rows) : was.shape[0];
            const std::size_t row = rows == 0 ? 0 : was.bytes.size() / rows;
            section.shape[0] = row == 0 ? 0 : section.bytes.size() / row;
            if (panels) section.shape[0] -= section.shape[0] % panel_rows;
            section.bytes.resize(section.shape[0] * row);
        }
        writer.add(name, {section.kind, section.shape, section.bytes});
    }
    writer.write(path);
}

}  // namespace entente::fuzz
