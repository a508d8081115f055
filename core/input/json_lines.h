#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace entente {

/// Calls `read` with each line of a JSONL file (also as gzip; "-" is standard input) that is not blank. What
/// is wrong with a line, an Error(input) of `read` or a length that no line has, goes to `failed` as
/// "FILE:LINE: MESSAGE", and the next line is read, unless `failed` throws. Throws Error(io) for a file that
/// can't be read, and what else `read` throws.
void for_each_line(const std::filesystem::path& file, const std::function<void(const std::string&)>& read,
                   const std::function<void(const std::string&)>& failed);

/// The same, but the first line that is wrong ends it with Error(input).
void for_each_line(const std::filesystem::path& file, const std::function<void(const std::string&)>& read);

}  // namespace entente
