#pragma once

#include <filesystem>
#include <string>
#include <system_error>

namespace entente::tools {

/// A folder that is removed, with what it holds, when this goes. It need not exist.
class ScratchFolder {
  public:
    explicit ScratchFolder(std::filesystem::path path) : path_(std::move(path)) {}
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

}  // namespace entente::tools
