#include "storage/backup.h"

#include "core/model/error.h"
#include "storage/database.h"

#include <algorithm>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <rocksdb/utilities/backup_engine.h>

namespace entente {
namespace {

[[noreturn]] void fail(const std::filesystem::path& where, const std::string& message) {
    throw Error(ErrorKind::storage, fmt::format("{}: {}", where.string(), message));
}

void check(const rocksdb::Status& status, const std::filesystem::path& where, std::string_view doing) {
    if (status.IsNoSpace()) fail(where, "the disk is full; make room and run the command again");
    if (!status.ok()) fail(where, fmt::format("can't {}: {}", doing, status.ToString()));
}

BackupInfo info_of(const rocksdb::BackupInfo& backup) {
    return {backup.backup_id, backup.size, backup.number_files};
}

}  // namespace

BackupInfo back_up(const std::filesystem::path& database, const std::filesystem::path& folder) {
    std::error_code error;
    if (std::filesystem::exists(folder / "CURRENT", error))
        fail(folder, "is a database; a backup needs a folder of its own");
    const storage::Rocks rocks(database, OpenMode::read_write);
    rocksdb::BackupEngine* opened = nullptr;
    check(rocksdb::BackupEngine::Open(rocksdb::Env::Default(), rocksdb::BackupEngineOptions(folder.string()),
                                      &opened),
          folder, "open the backup folder");
    const std::unique_ptr<rocksdb::BackupEngine> engine(opened);
    check(engine->CreateNewBackup(&rocks.db(), true), folder, "back up");
    std::vector<rocksdb::BackupInfo> all;
    engine->GetBackupInfo(&all);
    return info_of(all.back());
}

BackupInfo restore(const std::filesystem::path& folder, const std::filesystem::path& database,
                   std::uint32_t number) {
    std::error_code error;
    if (std::filesystem::exists(database, error) && !std::filesystem::is_empty(database, error))
        fail(database, "is there already; restore to another name, or move it away");
    if (!std::filesystem::is_directory(folder / "meta", error)) fail(folder, "is no folder of backups");
    rocksdb::BackupEngineReadOnly* opened = nullptr;
    check(rocksdb::BackupEngineReadOnly::Open(rocksdb::Env::Default(),
                                              rocksdb::BackupEngineOptions(folder.string()), &opened),
          folder, "open the backup folder");
    const std::unique_ptr<rocksdb::BackupEngineReadOnly> engine(opened);
    std::vector<rocksdb::BackupInfo> all;
    engine->GetBackupInfo(&all);
    if (all.empty()) fail(folder, "holds no complete backup");
    const auto chosen =
        number == 0 ? std::prev(all.end()) : std::find_if(all.begin(), all.end(), [&](const auto& backup) {
            return backup.backup_id == number;
        });
    if (chosen == all.end())
        fail(folder, fmt::format("holds no backup {}; it has {} to {}", number, all.front().backup_id,
                                 all.back().backup_id));
    check(engine->VerifyBackup(chosen->backup_id, true), folder,
          fmt::format("use backup {}, it is damaged", chosen->backup_id));

    // A restore that is cut off leaves no half database under the name.
    const std::filesystem::path part = database.string() + ".restoring";
    std::filesystem::remove_all(part, error);
    check(engine->RestoreDBFromBackup(chosen->backup_id, part.string(), part.string()), part, "restore");
    if (std::filesystem::exists(database, error)) std::filesystem::remove(database, error);
    std::filesystem::rename(part, database, error);
    if (error) fail(database, fmt::format("can't be put in place: {}", error.message()));
    return info_of(*chosen);
}

}  // namespace entente
