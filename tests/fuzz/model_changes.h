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

using Sections = std::map<std::string, std::vector<std::byte>>;

inline std::filesystem::path file_named(const char* what) {
    return std::filesystem::temp_directory_path() /
           ("entente-fuzz-" + std::to_string(getpid()) + "-" + what + ".model");
}

inline Sections sections_of(const std::filesystem::path& model) {
    const auto file = ModelFile::open(model);
    Sections sections;
    for (const std::string& name : file.names()) {
        const auto bytes = file.section(name);
        sections[name].assign(bytes.begin(), bytes.end());
    }
    return sections;
}

/// Writes a model with the changes that the input lists, and with the checksum that its content has:
///
///     change = section:u8 kind:u8 offset:u16 length:u8 bytes
///
/// Kind 0 overwrites bytes of the section, 1 replaces all of it, 2 cuts it at the offset, 3 leaves it out.
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
        std::vector<std::byte>& section = sections[name];
        if (kind == 0)
            for (std::size_t i = 0; i < length && offset + i < section.size(); ++i)
                section[offset + i] = bytes[at + i];
        if (kind == 1) section.assign(bytes + at, bytes + at + length);
        if (kind == 2) section.resize(std::min(section.size(), offset));
        if (kind == 3) sections.erase(name);
        at += length;
    }
    ModelFileWriter writer;
    for (const auto& [name, content] : sections) writer.add(name, content);
    writer.write(path);
}

}  // namespace entente::fuzz
