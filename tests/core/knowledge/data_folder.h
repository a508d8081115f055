#pragma once

#include "core/model/error.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

namespace entente {

/// A folder for data files that goes away with the object.
class DataFolder {
  public:
    DataFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "entente-data-XXXXXX").string();
        if (!mkdtemp(name.data())) throw Error(ErrorKind::io, "no temporary folder can be made");
        path_ = name;
    }
    ~DataFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    DataFolder(const DataFolder&) = delete;
    DataFolder& operator=(const DataFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
    }

    /// The message that `load` fails with once the file has this text; "" where it doesn't fail.
    template <typename Load>
    std::string failure(const std::string& name, const std::string& text, Load load) const {
        write(name, text);
        try {
            load();
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }

  private:
    std::filesystem::path path_;
};

}  // namespace entente
