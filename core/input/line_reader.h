#pragma once

#include "core/input/byte_source.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace entente {

/// Cuts a stream into lines of bounded length.
class LineReader {
  public:
    LineReader(std::unique_ptr<ByteSource> source, std::size_t longest)
        : source_(std::move(source)), longest_(longest), buffer_(1 << 16) {}

    enum class Result { line, too_long, end };
    /// The next line without its line feed (and carriage return). A longer one is skipped and reported as
    /// `too_long`.
    Result next(std::string& line);
    /// Of the line last returned, from 1.
    std::uint64_t number() const { return number_; }

  private:
    bool fill();

    std::unique_ptr<ByteSource> source_;
    std::size_t longest_;
    std::vector<char> buffer_;
    std::size_t at_ = 0, end_ = 0;
    std::uint64_t number_ = 0;
};

}  // namespace entente
