#include "core/input/whole_file.h"

#include "core/input/decompression.h"
#include "core/model/error.h"

#include <fmt/format.h>

namespace entente {

std::string read_whole(const std::filesystem::path& file, std::size_t most) {
    constexpr std::size_t kPiece = 1 << 16;
    const auto source = open_bytes(file);
    std::string bytes;
    for (std::size_t size = 0;;) {
        bytes.resize(size + kPiece);
        const std::size_t got = source->read(bytes.data() + size, kPiece);
        bytes.resize(size += got);
        if (size > most)
            throw Error(ErrorKind::input, fmt::format("{}: is larger than {} bytes", file.string(), most));
        if (got == 0) return bytes;
    }
}

}  // namespace entente
