#pragma once

#include "core/input/byte_source.h"

namespace entente {

/// Reads a source on a thread of its own, up to `blocks` blocks of 256 KiB ahead, so that unpacking and
/// reading articles go on at a time. What the source throws is thrown by the read that comes to it. The
/// thread ends with the object, as soon as the read that it is in comes back: not for pipes, where that may
/// be never.
std::unique_ptr<ByteSource> read_ahead(std::unique_ptr<ByteSource> source, std::size_t blocks = 8);

}  // namespace entente
