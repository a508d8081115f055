#include "core/input/byte_source.h"

#include "core/model/error.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include <fmt/format.h>
#include <zlib.h>

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

/// Gives back first what was read to look at the kind of a stream.
class PeekedSource : public ByteSource {
  public:
    PeekedSource(std::unique_ptr<FileSource> source, std::string head)
        : source_(std::move(source)), head_(std::move(head)) {}

    std::size_t read(char* to, std::size_t size) override {
        if (at_ < head_.size()) {
            const std::size_t n = std::min(size, head_.size() - at_);
            std::memcpy(to, head_.data() + at_, n);
            at_ += n;
            return n;
        }
        return source_->read(to, size);
    }

    const std::string& name() const { return source_->name(); }

  private:
    std::unique_ptr<FileSource> source_;
    std::string head_;
    std::size_t at_ = 0;
};

class GzipSource : public ByteSource {
  public:
    explicit GzipSource(std::unique_ptr<PeekedSource> source) : source_(std::move(source)), input_(1 << 16) {
        constexpr int kGzipOnly = 16 + MAX_WBITS;
        if (inflateInit2(&stream_, kGzipOnly) != Z_OK) throw Error(ErrorKind::io, "zlib: out of memory");
    }
    ~GzipSource() override { inflateEnd(&stream_); }
    GzipSource(const GzipSource&) = delete;
    GzipSource& operator=(const GzipSource&) = delete;

    std::size_t read(char* to, std::size_t size) override {
        stream_.next_out = reinterpret_cast<Bytef*>(to);
        stream_.avail_out = static_cast<uInt>(size);
        while (stream_.avail_out == size) {
            if (stream_.avail_in == 0) {
                stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
                stream_.avail_in = static_cast<uInt>(source_->read(input_.data(), input_.size()));
                if (stream_.avail_in == 0) {
                    if (in_member_) fail("ends too early: the file is truncated");
                    return 0;
                }
            }
            if (!in_member_) {
                if (*stream_.next_in == 0)
                    return 0;  // padding behind the last member, as tapes and some tools leave it
                inflateReset(&stream_);
                in_member_ = true;
            }
            const int result = inflate(&stream_, Z_NO_FLUSH);
            if (result == Z_STREAM_END)
                in_member_ = false;
            else if (result != Z_OK && result != Z_BUF_ERROR)
                fail(stream_.msg ? stream_.msg : "damaged");
        }
        return size - stream_.avail_out;
    }

  private:
    [[noreturn]] void fail(const std::string& what) const {
        throw Error(ErrorKind::input, fmt::format("{}: gzip: {}", source_->name(), what));
    }

    std::unique_ptr<PeekedSource> source_;
    std::vector<char> input_;
    z_stream stream_{};
    bool in_member_ = true;
};

}  // namespace

std::unique_ptr<ByteSource> open_bytes(const std::filesystem::path& file) {
    auto source = std::make_unique<FileSource>(file);
    std::string head(2, '\0');
    std::size_t filled = 0;
    while (filled < head.size()) {
        const std::size_t n = source->read(head.data() + filled, head.size() - filled);
        if (n == 0) break;
        filled += n;
    }
    head.resize(filled);
    const bool gzip = head == "\x1F\x8B";
    auto peeked = std::make_unique<PeekedSource>(std::move(source), std::move(head));
    if (gzip) return std::make_unique<GzipSource>(std::move(peeked));
    return peeked;
}

}  // namespace entente
