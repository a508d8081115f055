#include "core/parse/model_file.h"

#include "core/model/error.h"

#include <bit>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <xxhash.h>

// Numbers are little-endian.
//   file     = magic version:u32 zero:u32 size:u64 checksum table sections
//   magic    = "ENTNTMDL"
//   size     = of the whole file
//   checksum = XXH3 of 128 bits, high half first, over all that follows
//   table    = count:u32 entry*, filled up with zeros to a multiple of 64 from the start of the file
//   entry    = name:24 bytes, filled up with zeros; offset:u64 size:u64
//   sections = the bytes of each, filled up with zeros to a multiple of 64
namespace entente {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are mapped as they are");

constexpr std::string_view magic = "ENTNTMDL";
constexpr std::uint32_t format_version = 1;
constexpr std::size_t size_at = 16;
constexpr std::size_t checksum_at = 24;
constexpr std::size_t header_size = 40;
constexpr std::size_t name_size = 24;
constexpr std::size_t entry_size = name_size + 16;
constexpr std::size_t alignment = 64;

template <typename T>
T read_number(const std::byte* from) {
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
}

template <typename T>
void append(std::vector<std::byte>& out, T value) {
    const auto* bytes = reinterpret_cast<const std::byte*>(&value);
    out.insert(out.end(), bytes, bytes + sizeof value);
}

void fill_up(std::vector<std::byte>& out) {
    out.resize((out.size() + alignment - 1) / alignment * alignment);
}

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what) {
    throw Error(ErrorKind::data, "the model " + path.string() + " " + what);
}

struct Checksum {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    bool operator==(const Checksum&) const = default;
};

Checksum checksum_of(const std::byte* data, std::size_t size) {
    const XXH128_hash_t hash = XXH3_128bits(data, size);
    return {hash.high64, hash.low64};
}

std::string hex(const Checksum& checksum) {
    constexpr char digits[] = "0123456789abcdef";
    std::string result;
    for (const std::uint64_t half : {checksum.high, checksum.low}) {
        for (int shift = 60; shift >= 0; shift -= 4)
            result += digits[half >> static_cast<unsigned>(shift) & 15U];
    }
    return result;
}

}  // namespace

ModelFile ModelFile::open(const std::filesystem::path& path) {
    ModelFile file(path);
    file.map();
    file.check();
    return file;
}

ModelFile::ModelFile(ModelFile&& other) noexcept
    : path_(std::move(other.path_)),
      data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      fingerprint_(std::move(other.fingerprint_)),
      sections_(std::move(other.sections_)) {}

ModelFile& ModelFile::operator=(ModelFile&& other) noexcept {
    if (this != &other) {
        release();
        path_ = std::move(other.path_);
        data_ = std::exchange(other.data_, nullptr);
        size_ = std::exchange(other.size_, 0);
        fingerprint_ = std::move(other.fingerprint_);
        sections_ = std::move(other.sections_);
    }
    return *this;
}

ModelFile::~ModelFile() {
    release();
}

void ModelFile::release() noexcept {
    if (data_ != nullptr) munmap(const_cast<std::byte*>(data_), size_);
    data_ = nullptr;
}

void ModelFile::map() {
    const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) fail(path_, "can't be opened: " + std::string(std::strerror(errno)));
    struct stat status {};
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(file);
        fail(path_, "is not a regular file");
    }
    size_ = static_cast<std::size_t>(status.st_size);
    if (size_ < header_size) {
        ::close(file);
        fail(path_, "is too short to be a model; install it again");
    }
    void* data = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    const int error = errno;
    ::close(file);
    if (data == MAP_FAILED) fail(path_, "can't be mapped: " + std::string(std::strerror(error)));
    data_ = static_cast<const std::byte*>(data);
}

void ModelFile::check() {
    if (std::memcmp(data_, magic.data(), magic.size()) != 0) fail(path_, "is no model file of entente");
    const auto version = read_number<std::uint32_t>(data_ + 8);
    if (version != format_version) {
        fail(path_, "has format version " + std::to_string(version) + ", this program reads version " +
                        std::to_string(format_version) + "; train it again or install the matching one");
    }
    const auto size = read_number<std::uint64_t>(data_ + size_at);
    if (read_number<std::uint32_t>(data_ + 12) != 0) fail(path_, "is damaged (header); install it again");
    if (size != size_) {
        fail(path_, "has " + std::to_string(size_) + " bytes instead of " + std::to_string(size) +
                        ": it is truncated or damaged; install it again");
    }
    const Checksum stored{read_number<std::uint64_t>(data_ + checksum_at),
                          read_number<std::uint64_t>(data_ + checksum_at + 8)};
    if (stored != checksum_of(data_ + header_size, size_ - header_size)) {
        fail(path_, "is damaged (wrong checksum); install it again");
    }
    fingerprint_ = hex(stored);
    std::size_t at = header_size;
    const std::size_t count = size_ >= at + 4 ? read_number<std::uint32_t>(data_ + at) : 0;
    at += 4;
    if (count > (size_ - at) / entry_size) fail(path_, "has a broken table of sections");
    for (std::size_t i = 0; i < count; ++i, at += entry_size) {
        const auto* name = reinterpret_cast<const char*>(data_ + at);
        const auto offset = read_number<std::uint64_t>(data_ + at + name_size);
        const auto length = read_number<std::uint64_t>(data_ + at + name_size + 8);
        if (offset > size_ || length > size_ - offset || offset % alignment != 0) {
            fail(path_, "has a broken table of sections");
        }
        sections_.emplace(std::string(name, strnlen(name, name_size)),
                          std::span<const std::byte>(data_ + offset, length));
    }
}

std::span<const std::byte> ModelFile::section(std::string_view name) const {
    const auto found = sections_.find(name);
    if (found == sections_.end()) fail(path_, "has no section \"" + std::string(name) + "\"; train it again");
    return found->second;
}

std::vector<std::string> ModelFile::names() const {
    std::vector<std::string> names;
    for (const auto& [name, bytes] : sections_) names.push_back(name);
    return names;
}

void ModelFile::check_size(std::string_view name, std::size_t size, std::size_t expected) const {
    if (size != expected) {
        fail(path_, "has " + std::to_string(size) + " bytes in section \"" + std::string(name) +
                        "\" instead of " + std::to_string(expected) + "; train it again");
    }
}

void ModelFileWriter::add(const std::string& name, std::span<const std::byte> bytes) {
    if (name.size() >= name_size) throw Error(ErrorKind::data, "the section name " + name + " is too long");
    sections_[name].assign(bytes.begin(), bytes.end());
}

void ModelFileWriter::add_text(const std::string& name, std::string_view text) {
    add(name, std::as_bytes(std::span<const char>(text)));
}

void ModelFileWriter::write(const std::filesystem::path& path) const {
    std::vector<std::byte> out(header_size);
    append(out, static_cast<std::uint32_t>(sections_.size()));
    std::size_t offset = (out.size() + sections_.size() * entry_size + alignment - 1) / alignment * alignment;
    for (const auto& [name, bytes] : sections_) {
        const std::size_t at = out.size();
        out.resize(at + name_size);
        std::memcpy(out.data() + at, name.data(), name.size());
        append(out, static_cast<std::uint64_t>(offset));
        append(out, static_cast<std::uint64_t>(bytes.size()));
        offset += (bytes.size() + alignment - 1) / alignment * alignment;
    }
    fill_up(out);
    for (const auto& [name, bytes] : sections_) {
        out.insert(out.end(), bytes.begin(), bytes.end());
        fill_up(out);
    }
    std::memcpy(out.data(), magic.data(), magic.size());
    std::memcpy(out.data() + 8, &format_version, sizeof format_version);
    const std::uint64_t size = out.size();
    std::memcpy(out.data() + size_at, &size, sizeof size);
    const Checksum checksum = checksum_of(out.data() + header_size, out.size() - header_size);
    std::memcpy(out.data() + checksum_at, &checksum, sizeof checksum);

    std::filesystem::path temporary = path;
    temporary += ".new";
    std::ofstream file(temporary, std::ios::binary);
    file.write(reinterpret_cast<const char*>(out.data()), static_cast<std::streamsize>(out.size()));
    file.close();
    if (!file) throw Error(ErrorKind::io, "can't write the model " + temporary.string());
    std::error_code error;
    std::filesystem::rename(temporary, path, error);
    if (error) throw Error(ErrorKind::io, "can't rename " + temporary.string() + ": " + error.message());
}

}  // namespace entente
