#pragma once

#include <cstdint>
#include <filesystem>

namespace entente {

/// A state of a database that a backup folder holds.
struct BackupInfo {
    std::uint32_t number = 0;  ///< 1 for the first
    std::uint64_t bytes = 0;
    std::uint64_t files = 0;
};

/// Adds the database's present state to a backup folder, which is made where it is missing. Table files that
/// the folder has already are shared, so that a daily backup costs what is new. Throws Error(storage), also
/// while another process writes to the database.
BackupInfo back_up(const std::filesystem::path& database, const std::filesystem::path& folder);

/// Makes a database of the latest state in a backup folder, or of that with a number, after its checksums are
/// verified. Throws Error(storage) where `database` is there already: nothing is ever written over.
BackupInfo restore(const std::filesystem::path& folder, const std::filesystem::path& database,
                   std::uint32_t number = 0);

}  // namespace entente
