#include "core/input/json_lines.h"

#include "core/input/decompression.h"
#include "core/input/line_reader.h"
#include "core/model/error.h"

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::size_t kLongest = 256u << 20;  // a line is held as a whole

}  // namespace

void for_each_line(const std::filesystem::path& file, const std::function<void(const std::string&)>& read,
                   const std::function<void(const std::string&)>& failed) {
    LineReader lines(open_bytes(file), kLongest);
    std::string line;
    for (LineReader::Result result; (result = lines.next(line)) != LineReader::Result::end;) {
        try {
            if (result == LineReader::Result::too_long) throw Error(ErrorKind::input, "the line is too long");
            if (line.find_first_not_of(" \t") != std::string::npos) read(line);
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::input) throw;
            failed(fmt::format("{}:{}: {}", file.string(), lines.number(), error.what()));
        }
    }
}

void for_each_line(const std::filesystem::path& file, const std::function<void(const std::string&)>& read) {
    for_each_line(file, read, [](const std::string& message) { throw Error(ErrorKind::input, message); });
}

}  // namespace entente
