#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <utility>
#include <vector>

namespace entente::tools {

/// All files in a folder and those below it but for hidden ones, in the order of their paths. Throws
/// Error(io).
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder);

/// A folder into which other programs put files. Looks at it again and again, so that it works on every file
/// system, those of a network too.
class FeedFolder {
  public:
    explicit FeedFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// The files that are new or have changed and that nobody has written to since the last look, each once.
    /// Throws Error(io).
    std::vector<std::filesystem::path> look();

  private:
    struct State {
        std::uintmax_t size = 0;
        std::filesystem::file_time_type changed;
        bool given = false;
    };
    std::filesystem::path folder_;
    std::map<std::filesystem::path, State> files_;
};

}  // namespace entente::tools
