#include "core/input/decompression.h"

#include "core/input/format.h"
#include "core/model/error.h"

#include <vector>
#include <zstd.h>

#include <fmt/format.h>
#include <zlib.h>

namespace entente {
namespace {

constexpr std::size_t kInputSize = 1 << 16;

class GzipSource : public ByteSource {
  public:
    GzipSource(NamedSource packed, const UnpackLimits& limits)
        : packed_(std::move(packed)), limits_(limits), input_(kInputSize) {
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
                stream_.avail_in = static_cast<uInt>(packed_.bytes->read(input_.data(), input_.size()));
                in_ += stream_.avail_in;
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
        const std::size_t n = size - stream_.avail_out;
        out_ += n;
        check_ratio(limits_, packed_.name, in_, out_);
        return n;
    }

  private:
    [[noreturn]] void fail(const std::string& what) const {
        throw Error(ErrorKind::input, fmt::format("{}: gzip: {}", packed_.name, what));
    }

    NamedSource packed_;
    UnpackLimits limits_;
    std::vector<char> input_;
    z_stream stream_{};
    std::uint64_t in_ = 0, out_ = 0;
    bool in_member_ = true;
};

class ZstdSource : public ByteSource {
  public:
    ZstdSource(NamedSource packed, const UnpackLimits& limits)
        : packed_(std::move(packed)), limits_(limits), input_(ZSTD_DStreamInSize()) {
        if (!stream_) throw Error(ErrorKind::io, "zstd: out of memory");
        constexpr int kWindowLog = 27;
        ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, kWindowLog);
    }

    std::size_t read(char* to, std::size_t size) override {
        ZSTD_outBuffer out{to, size, 0};
        while (out.pos == 0) {
            if (at_.pos == at_.size && !more_to_come_) {
                at_ = {input_.data(), packed_.bytes->read(input_.data(), input_.size()), 0};
                in_ += at_.size;
                if (at_.size == 0) {
                    if (in_frame_) fail("ends too early: the file is truncated");
                    return 0;
                }
            }
            const std::size_t result = ZSTD_decompressStream(stream_.get(), &out, &at_);
            if (ZSTD_isError(result)) fail(ZSTD_getErrorName(result));
            in_frame_ = result != 0;
            // A full output buffer may leave bytes inside the decoder.
            more_to_come_ = in_frame_ && out.pos == out.size;
        }
        out_ += out.pos;
        check_ratio(limits_, packed_.name, in_, out_);
        return out.pos;
    }

  private:
    [[noreturn]] void fail(const std::string& what) const {
        throw Error(ErrorKind::input, fmt::format("{}: zstd: {}", packed_.name, what));
    }

    struct Free {
        void operator()(ZSTD_DCtx* stream) const { ZSTD_freeDCtx(stream); }
    };
    NamedSource packed_;
    UnpackLimits limits_;
    std::vector<char> input_;
    std::unique_ptr<ZSTD_DCtx, Free> stream_{ZSTD_createDCtx()};
    ZSTD_inBuffer at_{};
    std::uint64_t in_ = 0, out_ = 0;
    bool in_frame_ = true, more_to_come_ = false;
};

}  // namespace

void check_ratio(const UnpackLimits& limits, const std::string& name, std::uint64_t packed,
                 std::uint64_t unpacked) {
    if (limits.ratio == 0 || unpacked <= limits.always || unpacked / limits.ratio <= packed) return;
    throw Error(ErrorKind::input,
                fmt::format("{}: unpacks to more than {} times its size, which no news does; nothing more of "
                            "it is read (--max-ratio sets the limit)",
                            name, limits.ratio));
}

std::unique_ptr<ByteSource> unpack_gzip(NamedSource packed, const UnpackLimits& limits) {
    return std::make_unique<GzipSource>(std::move(packed), limits);
}

std::unique_ptr<ByteSource> unpack_zstd(NamedSource packed, const UnpackLimits& limits) {
    return std::make_unique<ZstdSource>(std::move(packed), limits);
}

std::unique_ptr<ByteSource> open_bytes(const std::filesystem::path& file, const UnpackLimits& limits) {
    NamedSource source = open_file(file);
    switch (packing_of(source.bytes->peek(kPackingHead))) {
        case Packing::gzip: return unpack_gzip(std::move(source), limits);
        case Packing::zstd: return unpack_zstd(std::move(source), limits);
        default: return std::move(source.bytes);
    }
}

}  // namespace entente
