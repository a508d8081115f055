#include "storage/backup.h"

#include "tools/commands/commands.h"
#include "tools/shared_options.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class Backup : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("FOLDER", folder_, "Where backups are kept; made when it is missing").required();
        database_.setup(options);
        options.footer(
            "Adds a backup to the folder. Files that earlier backups have already are shared, so that a "
            "daily "
            "one costs\nlittle. 'entente restore' makes a database of it.\n"
            "Example:\n  entente backup /media/disk/news-backup --db news.db");
    }

    int run() override {
        const BackupInfo info = back_up(database_.path(), folder_);
        std::cerr << fmt::format("{}: backup {}, {} files, {} bytes\n", folder_, info.number, info.files,
                                 info.bytes);
        return kDone;
    }

  private:
    std::string folder_;
    DatabaseOption database_;
};

}  // namespace

std::unique_ptr<Command> make_backup() {
    return std::make_unique<Backup>();
}

}  // namespace entente::tools
