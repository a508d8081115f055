#include "core/input/line_reader.h"

#include <algorithm>
#include <cstring>

namespace entente {

bool LineReader::fill() {
    at_ = 0;
    end_ = source_->read(buffer_.data(), buffer_.size());
    return end_ > 0;
}

LineReader::Result LineReader::next(std::string& line) {
    line.clear();
    bool too_long = false, any = false;
    while (at_ < end_ || fill()) {
        any = true;
        const char* begin = buffer_.data() + at_;
        const auto* feed = static_cast<const char*>(std::memchr(begin, '\n', end_ - at_));
        const std::size_t length = feed ? static_cast<std::size_t>(feed - begin) : end_ - at_;
        if (line.size() + length > longest_) {
            too_long = true;
            line.clear();
        }
        if (!too_long) line.append(begin, length);
        at_ += length + (feed ? 1 : 0);
        if (feed) break;
    }
    if (!any) return Result::end;
    ++number_;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    return too_long ? Result::too_long : Result::line;
}

}  // namespace entente
