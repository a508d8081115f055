#pragma once

#include "core/input/byte_source.h"

#include <cstdint>

namespace entente {

/// How far unpacking may blow up what it reads. News text shrinks to a tenth; what a few bytes turn into
/// gigabytes is a bomb.
struct UnpackLimits {
    std::uint64_t ratio = 250;         ///< unpacked bytes for one packed; 0 for any
    std::uint64_t always = 64u << 20;  ///< so many unpacked bytes are no bomb, whatever the ratio
    int depth = 6;                     ///< packings inside one another: a .gz in a .zip in a .tar is three
};

/// Throws Error(input) where so many bytes out of so many in are more than the limits allow.
void check_ratio(const UnpackLimits& limits, const std::string& name, std::uint64_t packed,
                 std::uint64_t unpacked);

/// Unpacks gzip (RFC 1952), one member or many. Reading throws Error(input) for damage and for bombs.
std::unique_ptr<ByteSource> unpack_gzip(NamedSource packed, const UnpackLimits& limits);

/// Unpacks Zstandard (RFC 8878), one frame or many, windows up to 128 MiB. Throws as above.
std::unique_ptr<ByteSource> unpack_zstd(NamedSource packed, const UnpackLimits& limits);

/// Opens a file, or standard input for "-", and unpacks it where it is gzip or Zstandard. Throws as
/// `open_file`.
std::unique_ptr<ByteSource> open_bytes(const std::filesystem::path& file, const UnpackLimits& limits = {});

}  // namespace entente
