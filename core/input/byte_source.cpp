#include "core/input/byte_source.h"

#include "core/model/error.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>

namespace entente {
namespace {

class FileSource : public ByteSource {
  public:
    explicit FileSource(const std::filesystem::path& file) : name_(file.string()) {
        if (name_ == "-") {
            name_ = "standard input";
            handle_ = stdin;
            return;
        }
        std::error_code error;
        if (std::filesystem::is_directory(file, error))
            throw Error(ErrorKind::io, fmt::format("{}: is a folder; name the files in it", name_));
        handle_ = std::fopen(name_.c_str(), "rb");
        if (!handle_)
            throw Error(ErrorKind::io, fmt::format("{}: can't be read: {}", name_, std::strerror(errno)));
        // Who reads has a buffer already.
        std::setvbuf(handle_, nullptr, _IONBF, 0);
    }
    ~FileSource() override {
        if (handle_ && handle_ != stdin) std::fclose(handle_);
    }
    FileSource(const FileSource&) = delete;
    FileSource& operator=(const FileSource&) = delete;

    std::size_t read(char* to, std::size_t size) override {
        const std::size_t n = std::fread(to, 1, size, handle_);
        if (n == 0 && std::ferror(handle_))
            throw Error(ErrorKind::io, fmt::format("{}: reading failed: {}", name_, std::strerror(errno)));
        return n;
    }

    const std::string& name() const { return name_; }

  private:
    std::string name_;
    std::FILE* handle_ = nullptr;
};

}  // namespace

std::size_t StringSource::read(char* to, std::size_t size) {
    const std::size_t n = std::min(size, bytes_.size() - at_);
    std::memcpy(to, bytes_.data() + at_, n);
    at_ += n;
    return n;
}

std::size_t PeekableSource::read(char* to, std::size_t size) {
    if (at_ == end_) return source_->read(to, size);
    const std::size_t n = std::min(size, end_ - at_);
    std::memcpy(to, buffer_.data() + at_, n);
    at_ += n;
    return n;
}

std::string_view PeekableSource::peek(std::size_t size) {
    if (end_ - at_ < size) {
        if (at_ > 0) {
            std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
            end_ -= at_;
            at_ = 0;
        }
        if (buffer_.size() < size) buffer_.resize(std::max<std::size_t>(size, 1 << 16));
        // A short read (a pipe) is topped up, so that the kind of a stream is told by enough of it.
        while (end_ < size) {
            const std::size_t n = source_->read(buffer_.data() + end_, buffer_.size() - end_);
            if (n == 0) break;
            end_ += n;
        }
    }
    return {buffer_.data() + at_, std::min(size, end_ - at_)};
}

NamedSource open_file(const std::filesystem::path& file) {
    auto source = std::make_unique<FileSource>(file);
    std::string name = source->name();
    return {std::make_unique<PeekableSource>(std::move(source)), std::move(name)};
}

bool read_all(ByteSource& source, std::size_t most, std::string& into) {
    into.clear();
    for (std::size_t room = 1 << 14;; room = std::min<std::size_t>(room * 2, 1 << 20)) {
        const std::size_t filled = into.size();
        into.resize(filled + room);
        const std::size_t n = source.read(into.data() + filled, room);
        into.resize(filled + n);
        if (n == 0) return true;
        if (into.size() > most) return false;
    }
}

}  // namespace entente
