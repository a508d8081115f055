#pragma once

#include "core/parse/int8_gemm.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace entente {

/// What a section of a model file holds: bytes, numbers (signed or unsigned whole ones and floating point,
/// of so many bits) or whole numbers in panels (Int8Panels), whose shape is that without filling up.
enum class SectionKind : std::uint8_t { text, s8, s32, u32, u64, f32, panels };

/// Of numbers of this type.
template <typename T>
consteval SectionKind section_kind() {
    if constexpr (std::is_same_v<T, std::int8_t>) return SectionKind::s8;
    if constexpr (std::is_same_v<T, std::int32_t>) return SectionKind::s32;
    if constexpr (std::is_same_v<T, std::uint32_t>) return SectionKind::u32;
    if constexpr (std::is_same_v<T, std::uint64_t>) return SectionKind::u64;
    if constexpr (std::is_same_v<T, float>) return SectionKind::f32;
}

/// A section: its kind, its sizes from the outermost in, and its bytes, which start at a multiple of 64.
struct ModelSection {
    SectionKind kind = SectionKind::text;
    std::vector<std::uint64_t> shape;
    std::span<const std::byte> bytes;
};

using ModelSections = std::map<std::string, ModelSection, std::less<>>;

/// In an expected shape: what the file says.
inline constexpr std::size_t any_size = std::numeric_limits<std::size_t>::max();

/// A model file, mapped into memory for reading and checked when opened: the bytes of every section are as
/// many as its shape asks for. Moving it keeps all addresses.
class ModelFile {
  public:
    /// Throws Error(data) for a file that is missing, foreign, truncated, damaged or of another version.
    static ModelFile open(const std::filesystem::path& path);

    ModelFile(ModelFile&& other) noexcept;
    ModelFile& operator=(ModelFile&& other) noexcept;
    ~ModelFile();

    bool contains(std::string_view name) const { return sections_.find(name) != sections_.end(); }

    /// Each of these throws Error(data) when there is no section of that name, kind and shape.
    const ModelSection& section(std::string_view name) const;
    const ModelSection& section(std::string_view name, SectionKind kind,
                                std::initializer_list<std::size_t> shape) const;
    std::string_view text(std::string_view name) const;
    template <typename T>
    std::span<const T> numbers(std::string_view name, std::initializer_list<std::size_t> shape) const {
        const std::span<const std::byte> bytes = section(name, section_kind<T>(), shape).bytes;
        return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
    }

    /// All sections, by name.
    const ModelSections& sections() const { return sections_; }

    /// The checksum, as 32 hex digits.
    const std::string& fingerprint() const { return fingerprint_; }
    const std::filesystem::path& path() const { return path_; }

    /// Throws Error(data): "the model FILE WHAT".
    [[noreturn]] void fail(const std::string& what) const;

  private:
    explicit ModelFile(std::filesystem::path path) : path_(std::move(path)) {}
    void map();
    void check();
    void release() noexcept;

    std::filesystem::path path_;
    const std::byte* data_ = nullptr;
    std::size_t size_ = 0;
    std::string fingerprint_;
    ModelSections sections_;
};

/// Collects the sections of a model and writes them as one file.
class ModelFileWriter {
  public:
    /// A section takes the place of one that has its name. Throws Error(data) for bytes that are not as many
    /// as the shape asks for.
    void add(const std::string& name, const ModelSection& section);

    /// Numbers row by row; without a shape they are one row.
    template <typename T>
    void add_numbers(const std::string& name, const std::vector<T>& numbers,
                     std::vector<std::uint64_t> shape = {}) {
        if (shape.empty()) shape = {numbers.size()};
        add(name, {section_kind<T>(), std::move(shape), std::as_bytes(std::span<const T>(numbers))});
    }
    void add_panels(const std::string& name, const Int8PanelBuffer& panels, std::size_t rows,
                    std::size_t columns);
    void add_text(const std::string& name, std::string_view text);

    /// Writes beside the file and renames, so that a reader never sees half a model. Throws Error(io).
    void write(const std::filesystem::path& path) const;

  private:
    struct Content {
        SectionKind kind;
        std::vector<std::uint64_t> shape;
        std::vector<std::byte> bytes;
    };
    std::map<std::string, Content> sections_;
};

}  // namespace entente
