#include "storage/backup.h"
#include "tools/commands/commands.h"
#include "tools/shared_options.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class Restore : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("FOLDER", folder_, "A folder that 'entente backup' filled").required();
        database_.setup(options);
        options.add("--number", number_, "Which backup (default: the latest)").range(1u, 4294967295u);
        options.footer(
            "Verifies the backup and makes a database of it. One that is there already is not written over.\n"
            "Example:\n  entente restore /media/disk/news-backup --db restored.db");
    }

    int run() override {
        const BackupInfo info = restore(folder_, database_.path(), number_);
        std::cerr << fmt::format("{}: restored from backup {}, {} files, {} bytes\n",
                                 database_.path().string(), info.number, info.files, info.bytes);
        return kDone;
    }

  private:
    std::string folder_;
    DatabaseOption database_;
    std::uint32_t number_ = 0;
};

}  // namespace

std::unique_ptr<Command> make_restore() {
    return std::make_unique<Restore>();
}

}  // namespace entente::tools
