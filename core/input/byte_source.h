#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// A stream of bytes that is read once from front to back. Not safe to share between threads.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    /// Fills up to `size` bytes; 0 at the end. Throws Error(io) when reading fails, Error(input) for damaged
    /// compression.
    virtual std::size_t read(char* to, std::size_t size) = 0;
};

/// Bytes that are in memory already.
class StringSource : public ByteSource {
  public:
    explicit StringSource(std::string bytes) : bytes_(std::move(bytes)) {}
    std::size_t read(char* to, std::size_t size) override;

  private:
    std::string bytes_;
    std::size_t at_ = 0;
};

/// A stream whose next bytes can be looked at before they are taken.
class PeekableSource : public ByteSource {
  public:
    explicit PeekableSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

    std::size_t read(char* to, std::size_t size) override;
    /// The next bytes, `size` of them or as many as there are; valid until the next call.
    std::string_view peek(std::size_t size);
    /// Takes so many bytes of those that `peek` showed.
    void take(std::size_t size) { at_ += size; }

  private:
    std::unique_ptr<ByteSource> source_;
    std::vector<char> buffer_;
    std::size_t at_ = 0, end_ = 0;
};

/// A stream of bytes and what messages call it.
struct NamedSource {
    std::unique_ptr<PeekableSource> bytes;
    std::string name;
};

/// Opens a file as it is, or standard input for "-". Throws Error(io) naming the file when it is missing, a
/// folder or not readable.
NamedSource open_file(const std::filesystem::path& file);

/// All that is left of a stream, or nothing where that is more than `most` bytes.
bool read_all(ByteSource& source, std::size_t most, std::string& into);

}  // namespace entente
