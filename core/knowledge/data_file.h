#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// The whole of a data file. Throws Error(data) when it is missing and Error(io) when it can't be read.
std::string read_data_file(const std::filesystem::path& file);

/// A path as messages show it: relative to the working folder where it lies below that, else as given.
std::string shown_path(const std::filesystem::path& file);

/// Reads tab-separated data files:
///
///     file    = header { line LF }
///     header  = "# " name " " version LF        the file's name without its extension, and the number of its
///     form line    = "" | "#" comment | field { TAB field }
///
/// Encoding is UTF-8; fields hold no tab, no line feed and no space at either end. The text must outlive the
/// reader.
class TsvReader {
  public:
    /// Checks encoding and header. Throws Error(data).
    TsvReader(const std::filesystem::path& file, std::string_view text, std::string_view name, int version);

    /// The fields of the next line that is neither empty nor a comment; false at the end.
    bool next(std::vector<std::string_view>& fields);

    /// Throws Error(data) with file and number of the line last read.
    [[noreturn]] void fail(const std::string& message) const;

  private:
    std::filesystem::path file_;
    std::string_view rest_;
    std::size_t line_ = 0;
};

/// The parts of a list that are separated by '|'; none for an empty text.
class ListField {
  public:
    explicit ListField(std::string_view text) : rest_(text) {}
    bool next(std::string_view& part);

  private:
    std::string_view rest_;
};

}  // namespace entente
