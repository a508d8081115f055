#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

namespace entente {

/// A stream of bytes that is read once from front to back. Not safe to share between threads.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    /// Fills up to `size` bytes; 0 at the end. Throws Error(io) when reading fails, Error(input) for damaged
    /// compression.
    virtual std::size_t read(char* to, std::size_t size) = 0;
};

/// Opens a file, or standard input for "-". What starts as gzip (RFC 1952, one member or several) is
/// decompressed. Throws Error(io) naming the file when it is missing, a folder or not readable.
std::unique_ptr<ByteSource> open_bytes(const std::filesystem::path& file);

}  // namespace entente
