#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>

namespace entente {

/// All bytes of a file, or of standard input for "-", decompressed as by open_bytes. Throws Error(io) and
/// Error(input) as that, and Error(input) for more than `most` bytes.
std::string read_whole(const std::filesystem::path& file,
                       std::size_t most = std::numeric_limits<std::size_t>::max());

}  // namespace entente
