#include "core/parse/model_file.h"

#include "core/model/error.h"
#include "core/parse/old_model_shapes.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <limits>
#include <optional>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>
#include <xxhash.h>

// Numbers are little-endian.
//   file     = magic version:u32 zero:u32 size:u64 checksum table sections
//   magic    = "ENTNTMDL"
//   version  = 2
//   size     = of the whole file
//   checksum = XXH3 of 128 bits, high half first, over all that follows
//   table    = count:u32 entry*, filled up with zeros to a multiple of 64 from the start of the file
//   entry    = length:u16 name:length bytes, kind:u8 (SectionKind), rank:u8 size:u64 * rank, offset:u64
//   sections = the bytes of each, filled up with zeros to a multiple of 64: as many as its sizes multiplied,
//              times the bytes of a number; of panels, whose two sizes are first filled up (int8_gemm.h)
//
// Files of version 1 are read too: their entry = name:24 bytes, filled up with zeros; offset:u64 size:u64
// (of the section, in bytes). What else an entry says follows from the section "shape" (old_model_shapes.h).
namespace entente {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are mapped as they are");

constexpr std::string_view magic = "ENTNTMDL";
constexpr std::uint32_t format_version = 2;
constexpr std::uint32_t old_version = 1;
constexpr std::size_t size_at = 16;
constexpr std::size_t checksum_at = 24;
constexpr std::size_t header_size = 40;
constexpr std::size_t old_name_size = 24;
constexpr std::size_t alignment = 64;
constexpr std::size_t greatest_section = std::size_t{1} << 40U;

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

constexpr std::string_view kind_names[] = {"text", "s8", "s32", "u32", "u64", "f32", "panels"};
constexpr std::size_t number_sizes[] = {1, 1, 4, 4, 8, 4, 1};
constexpr std::size_t kinds = std::size(number_sizes);

// How many bytes a section has; nothing for more than `most`.
std::optional<std::size_t> byte_count(SectionKind kind, const std::vector<std::uint64_t>& shape,
                                      std::size_t most) {
    const bool panels = kind == SectionKind::panels;
    if (panels && shape.size() != 2) return std::nullopt;
    std::size_t bytes = number_sizes[static_cast<std::size_t>(kind)];
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] > most) return std::nullopt;
        const std::size_t size = panels ? round_up(shape[i], i == 0 ? panel_rows : panel_columns) : shape[i];
        if (size != 0 && bytes > most / size) return std::nullopt;
        bytes *= size;
    }
    return bytes;
}

std::string shown(SectionKind kind, std::span<const std::size_t> shape) {
    std::vector<std::string> sizes;
    for (const std::size_t size : shape) sizes.push_back(size == any_size ? "any" : std::to_string(size));
    return fmt::format("{} [{}]", kind_names[static_cast<std::size_t>(kind)], fmt::join(sizes, " x "));
}

// Reads a table of sections, and nothing beyond the file's end.
class TableReader {
  public:
    TableReader(const ModelFile& file, std::span<const std::byte> all, std::size_t at)
        : file_(file), all_(all), at_(at) {}

    template <typename T>
    T number() {
        return read_number<T>(take(sizeof(T)).data());
    }
    std::string name(std::size_t length) {
        const auto* bytes = reinterpret_cast<const char*>(take(length).data());
        return {bytes, strnlen(bytes, length)};
    }
    /// The bytes of a section, from where to how many.
    std::span<const std::byte> bytes(std::uint64_t offset, std::uint64_t size) const {
        if (offset > all_.size() || size > all_.size() - offset || offset % alignment != 0) fail();
        return all_.subspan(offset, size);
    }
    [[noreturn]] void fail() const { file_.fail("has a broken table of sections"); }

  private:
    std::span<const std::byte> take(std::size_t size) {
        if (size > all_.size() - at_) fail();
        at_ += size;
        return all_.subspan(at_ - size, size);
    }

    const ModelFile& file_;
    std::span<const std::byte> all_;
    std::size_t at_;
};

ModelSections read_table(TableReader table, std::size_t file_size) {
    ModelSections sections;
    for (auto count = table.number<std::uint32_t>(); count > 0; --count) {
        std::string name = table.name(table.number<std::uint16_t>());
        ModelSection section;
        const auto kind = table.number<std::uint8_t>();
        if (kind >= kinds) table.fail();
        section.kind = static_cast<SectionKind>(kind);
        for (auto rank = table.number<std::uint8_t>(); rank > 0; --rank)
            section.shape.push_back(table.number<std::uint64_t>());
        const auto size = byte_count(section.kind, section.shape, file_size);
        if (!size) table.fail();
        section.bytes = table.bytes(table.number<std::uint64_t>(), *size);
        sections.insert_or_assign(std::move(name), std::move(section));
    }
    return sections;
}

ModelSections read_old_table(TableReader table) {
    ModelSections sections;
    for (auto count = table.number<std::uint32_t>(); count > 0; --count) {
        std::string name = table.name(old_name_size);
        const auto offset = table.number<std::uint64_t>();
        const auto size = table.number<std::uint64_t>();
        sections.insert_or_assign(std::move(name),
                                  ModelSection{SectionKind::text, {size}, table.bytes(offset, size)});
    }
    add_old_shapes(sections);
    return sections;
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
    if (file < 0) fail("can't be opened: " + std::string(std::strerror(errno)));
    struct stat status {};
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(file);
        fail("is not a regular file");
    }
    size_ = static_cast<std::size_t>(status.st_size);
    if (size_ < header_size) {
        ::close(file);
        fail("is too short to be a model; install it again");
    }
    void* data = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
    const int error = errno;
    ::close(file);
    if (data == MAP_FAILED) fail("can't be mapped: " + std::string(std::strerror(error)));
    data_ = static_cast<const std::byte*>(data);
}

void ModelFile::check() {
    if (std::memcmp(data_, magic.data(), magic.size()) != 0) fail("is no model file of entente");
    const auto version = read_number<std::uint32_t>(data_ + 8);
    if (version != format_version && version != old_version) {
        fail("has format version " + std::to_string(version) + ", this program reads versions " +
             std::to_string(old_version) + " and " + std::to_string(format_version) +
             "; train it again or install the matching one");
    }
    const auto size = read_number<std::uint64_t>(data_ + size_at);
    if (read_number<std::uint32_t>(data_ + 12) != 0) fail("is damaged (header); install it again");
    if (size != size_) {
        fail("has " + std::to_string(size_) + " bytes instead of " + std::to_string(size) +
             ": it is truncated or damaged; install it again");
    }
    const Checksum stored{read_number<std::uint64_t>(data_ + checksum_at),
                          read_number<std::uint64_t>(data_ + checksum_at + 8)};
    if (stored != checksum_of(data_ + header_size, size_ - header_size)) {
        fail("is damaged (wrong checksum); install it again");
    }
    fingerprint_ = hex(stored);
    const TableReader table(*this, {data_, size_}, header_size);
    sections_ = version == old_version ? read_old_table(table) : read_table(table, size_);
    for (const auto& [name, section] : sections_)
        if (byte_count(section.kind, section.shape, size_) != section.bytes.size())
            fail(fmt::format("has {} bytes in section \"{}\", which don't make {}; train it again",
                             section.bytes.size(), name, shown(section.kind, section.shape)));
}

void ModelFile::fail(const std::string& what) const {
    throw Error(ErrorKind::data, "the model " + path_.string() + " " + what);
}

const ModelSection& ModelFile::section(std::string_view name) const {
    const auto found = sections_.find(name);
    if (found == sections_.end()) fail(fmt::format("has no section \"{}\"; train it again", name));
    return found->second;
}

const ModelSection& ModelFile::section(std::string_view name, SectionKind kind,
                                       std::initializer_list<std::size_t> shape) const {
    const ModelSection& found = section(name);
    const bool same = found.kind == kind && std::equal(found.shape.begin(), found.shape.end(), shape.begin(),
                                                       shape.end(), [](std::size_t is, std::size_t wanted) {
                                                           return wanted == any_size || is == wanted;
                                                       });
    if (!same)
        fail(fmt::format("has {} in section \"{}\" instead of {}; train it again",
                         shown(found.kind, found.shape), name, shown(kind, shape)));
    return found;
}

std::string_view ModelFile::text(std::string_view name) const {
    const std::span<const std::byte> bytes = section(name, SectionKind::text, {any_size}).bytes;
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void ModelFileWriter::add(const std::string& name, const ModelSection& section) {
    if (name.size() > std::numeric_limits<std::uint16_t>::max() ||
        byte_count(section.kind, section.shape, greatest_section) != section.bytes.size())
        throw Error(ErrorKind::data,
                    fmt::format("{} bytes of section \"{}\" are not of {}", section.bytes.size(), name,
                                shown(section.kind, section.shape)));
    sections_[name] = {section.kind, section.shape, {section.bytes.begin(), section.bytes.end()}};
}

void ModelFileWriter::add_panels(const std::string& name, const Int8PanelBuffer& panels, std::size_t rows,
                                 std::size_t columns) {
    add(name, {SectionKind::panels, {rows, columns}, std::as_bytes(std::span(panels.data()))});
}

void ModelFileWriter::add_text(const std::string& name, std::string_view text) {
    add(name, {SectionKind::text, {text.size()}, std::as_bytes(std::span<const char>(text))});
}

void ModelFileWriter::write(const std::filesystem::path& path) const {
    std::vector<std::byte> out(header_size);
    append(out, static_cast<std::uint32_t>(sections_.size()));
    std::vector<std::size_t> offsets_at;
    for (const auto& [name, section] : sections_) {
        append(out, static_cast<std::uint16_t>(name.size()));
        const auto letters = std::as_bytes(std::span<const char>(name));
        out.insert(out.end(), letters.begin(), letters.end());
        append(out, section.kind);
        append(out, static_cast<std::uint8_t>(section.shape.size()));
        for (const std::uint64_t size : section.shape) append(out, size);
        offsets_at.push_back(out.size());
        append(out, std::uint64_t{0});
    }
    fill_up(out);
    auto offset_at = offsets_at.begin();
    for (const auto& [name, section] : sections_) {
        const std::uint64_t offset = out.size();
        std::memcpy(out.data() + *offset_at++, &offset, sizeof offset);
        out.insert(out.end(), section.bytes.begin(), section.bytes.end());
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
