#pragma once

#include "tools/command.h"

namespace entente::tools {

// Each subcommand has a file of its name in this folder, and is made here.
std::unique_ptr<Command> make_backup();
std::unique_ptr<Command> make_bench();
std::unique_ptr<Command> make_camps();
std::unique_ptr<Command> make_changes();
std::unique_ptr<Command> make_common();
std::unique_ptr<Command> make_evaluate();
std::unique_ptr<Command> make_export();
std::unique_ptr<Command> make_extract();
std::unique_ptr<Command> make_import();
std::unique_ptr<Command> make_ingest();
std::unique_ptr<Command> make_lexicon();
std::unique_ptr<Command> make_manual();
std::unique_ptr<Command> make_merge();
std::unique_ptr<Command> make_parse();
std::unique_ptr<Command> make_path();
std::unique_ptr<Command> make_query();
std::unique_ptr<Command> make_rank();
std::unique_ptr<Command> make_relate();
std::unique_ptr<Command> make_render();
std::unique_ptr<Command> make_resolve();
std::unique_ptr<Command> make_restore();
std::unique_ptr<Command> make_retract();
std::unique_ptr<Command> make_search();
std::unique_ptr<Command> make_serve();
std::unique_ptr<Command> make_stats();
std::unique_ptr<Command> make_timeline();
std::unique_ptr<Command> make_train();
std::unique_ptr<Command> make_verify();

}  // namespace entente::tools
