#include "tools/commands/commands.h"

namespace entente::tools {

const std::vector<CommandEntry>& all_commands() {
    static const std::vector<CommandEntry> kAll = {
        {"extract", "Print the graph of each article", make_extract},
        {"ingest", "Read articles into a database", make_ingest},
        {"query", "Show an actor's connections, or what is between two", make_query},
        {"path", "Show how two actors are joined", make_path},
        {"timeline", "Show dealings in the order of time", make_timeline},
        {"common", "Show whom two actors both deal with", make_common},
        {"rank", "Show who matters most, by degree, PageRank or betweenness", make_rank},
        {"camps", "Show who stands together, and against whom", make_camps},
        {"changes", "Show what began, ended or turned between two dates", make_changes},
        {"search", "Find sentences of evidence by their words", make_search},
        {"render", "Draw a diagram", make_render},
        {"serve", "Serve the explorer page and the API", make_serve},
        {"stats", "Say what a database holds", make_stats},
        {"merge", "Unite databases", make_merge},
        {"export", "Write a database out", make_export},
        {"import", "Read article graphs into a database", make_import},
        {"verify", "Check a database against its articles, and repair it", make_verify},
        {"backup", "Add a database's state to a folder of backups", make_backup},
        {"restore", "Make a database of a backup", make_restore},
        {"parse", "Print tags and dependency trees as CoNLL-U", make_parse},
        {"relate", "Say what one of two given spans does to the other", make_relate},
        {"resolve", "Say which nodes are one actor, and which are not", make_resolve},
        {"retract", "Take articles out of a database", make_retract},
        {"lexicon", "Look into the actor lexicon, or check it", make_lexicon},
        {"train", "Train a model for the analyser on treebanks", make_train},
        {"evaluate", "Score the analyser on a treebank, or graphs on annotated articles", make_evaluate},
        {"manual", "Write manual pages and completions for shells", make_manual},
        {"bench", "Measure the speed of reading articles", make_bench},
    };
    return kAll;
}

}  // namespace entente::tools
