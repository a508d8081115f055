#include "core/knowledge/data_directory.h"

#include "core/model/error.h"

#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace entente {
namespace {

bool is_data_directory(const std::filesystem::path& folder) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(folder / "ontology.json", ignored);
}

/// A folder that was asked for by name is used or refused, never passed over for another.
std::filesystem::path require(const std::filesystem::path& folder, std::string_view asked_by) {
    if (is_data_directory(folder)) return folder;
    throw Error(ErrorKind::data, fmt::format("{} (from {}) is no data folder: it has no ontology.json",
                                             folder.string(), asked_by));
}

}  // namespace

std::filesystem::path find_data_directory(std::string_view given) {
    if (!given.empty()) return require(given, "--data");
    if (const char* variable = std::getenv("ENTENTE_DATA"); variable && *variable)
        return require(variable, "ENTENTE_DATA");

    std::vector<std::filesystem::path> places;
    std::error_code failure;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", failure);
    if (!failure) {
        const std::filesystem::path folder = program.parent_path();
        places.push_back(folder.parent_path() / "share" / "entente");
        // The program lies in the build folder, tests one below.
        for (const auto& build : {folder, folder.parent_path()})
            places.push_back((build / ENTENTE_DATA_FROM_BUILD).lexically_normal());
    }
    places.emplace_back(ENTENTE_INSTALL_DATA_DIR);

    std::string tried;
    for (const std::filesystem::path& place : places) {
        if (is_data_directory(place)) return place;
        tried += "\n  " + place.string();
    }
    throw Error(
        ErrorKind::data,
        fmt::format("no data folder was found; give one with --data or ENTENTE_DATA. Tried:{}", tried));
}

}  // namespace entente
