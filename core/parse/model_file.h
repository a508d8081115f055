#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// A model file, mapped into memory for reading and checked when opened. Moving it keeps all addresses.
class ModelFile {
  public:
    /// Throws Error(data) for a file that is missing, foreign, truncated, damaged or of another version.
    static ModelFile open(const std::filesystem::path& path);

    ModelFile(ModelFile&& other) noexcept;
    ModelFile& operator=(ModelFile&& other) noexcept;
    ~ModelFile();

    /// The bytes of a section, which start at a multiple of 64. Throws Error(data) when there is none of the
    /// name.
    std::span<const std::byte> section(std::string_view name) const;

    /// A section as numbers; its size must be `count` of them. Throws Error(data).
    template <typename T>
    std::span<const T> numbers(std::string_view name, std::size_t count) const {
        const std::span<const std::byte> bytes = section(name);
        check_size(name, bytes.size(), count * sizeof(T));
        return {reinterpret_cast<const T*>(bytes.data()), count};
    }

    /// The names of all sections, sorted.
    std::vector<std::string> names() const;

    /// The checksum, as 32 hex digits.
    const std::string& fingerprint() const { return fingerprint_; }
    const std::filesystem::path& path() const { return path_; }

  private:
    explicit ModelFile(std::filesystem::path path) : path_(std::move(path)) {}
    void map();
    void check();
    void check_size(std::string_view name, std::size_t size, std::size_t expected) const;
    void release() noexcept;

    std::filesystem::path path_;
    const std::byte* data_ = nullptr;
    std::size_t size_ = 0;
    std::string fingerprint_;
    std::map<std::string, std::span<const std::byte>, std::less<>> sections_;
};

/// Collects the sections of a model and writes them as one file.
class ModelFileWriter {
  public:
    /// Names are at most 23 bytes long.
    void add(const std::string& name, std::span<const std::byte> bytes);

    template <typename T>
    void add_numbers(const std::string& name, const std::vector<T>& numbers) {
        add(name, std::as_bytes(std::span<const T>(numbers)));
    }
    void add_text(const std::string& name, std::string_view text);

    /// Writes beside the file and renames, so that a reader never sees half a model. Throws Error(io).
    void write(const std::filesystem::path& path) const;

  private:
    std::map<std::string, std::vector<std::byte>> sections_;
};

}  // namespace entente
