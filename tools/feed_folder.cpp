#include "tools/feed_folder.h"

#include "core/model/error.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente::tools {

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
    using Walk = std::filesystem::recursive_directory_iterator;
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (Walk at(folder, std::filesystem::directory_options::skip_permission_denied, error), end;
         !error && at != end; at.increment(error)) {
        std::error_code ignored;
        if (at->path().filename().string().starts_with(".")) {
            if (at->is_directory(ignored)) at.disable_recursion_pending();
        } else if (at->is_regular_file(ignored)) {
            files.push_back(at->path());
        }
    }
    if (error)
        throw Error(ErrorKind::io, fmt::format("{}: can't be read: {}", folder.string(), error.message()));
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::filesystem::path> FeedFolder::look() {
    std::vector<std::filesystem::path> settled;
    std::map<std::filesystem::path, State> now;
    for (const std::filesystem::path& file : files_in(folder_)) {
        std::error_code error;
        State state{std::filesystem::file_size(file, error), {}, false};
        if (!error) state.changed = std::filesystem::last_write_time(file, error);
        if (error) continue;  // it went away
        const auto before = files_.find(file);
        if (before != files_.end() && before->second.size == state.size &&
            before->second.changed == state.changed) {
            if (!before->second.given) settled.push_back(file);
            state.given = true;
        }
        now.emplace(file, state);
    }
    files_ = std::move(now);
    return settled;
}

}  // namespace entente::tools
