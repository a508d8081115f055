// Any bytes are refused as a file of the lexicon with an Error, or give a lexicon that can be asked for all
// that it holds. The first byte chooses the file of a small lexicon that they stand in for, or a user's file
// on top of it.

#include "core/knowledge/actor_lexicon.h"
#include "core/model/error.h"
#include "tests/core/knowledge/data_folder.h"
#include "tests/core/knowledge/small_lexicon.h"

#include <cstdint>
#include <cstdlib>
#include <iterator>

namespace {

using namespace entente;

/// A folder with the small lexicon.
class LexiconFolder : public DataFolder {
  public:
    LexiconFolder() {
        for (const auto& [name, text] : small_lexicon()) write(name, text);
    }
};

void ask(const ActorLexicon& lexicon) {
    for (std::uint32_t i = 0; i < lexicon.size(); ++i) {
        const Actor& actor = lexicon.actor(i);
        if (lexicon.find(actor.id) != i) std::abort();
        for (const ActorName& name : lexicon.lookup(actor.name))
            if (name.actor >= lexicon.size()) std::abort();
        for (const Holding& held : lexicon.holdings(i))
            lexicon.holder(held.institution, held.office, held.begin);
        lexicon.by_family_name(actor.name);
        lexicon.part_of(i);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto small = small_lexicon();
    static const LexiconFolder folder;
    if (size == 0) return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto chosen = std::next(small.begin(), static_cast<std::ptrdiff_t>(data[0] % (small.size() + 1)));
    const bool is_users = chosen == small.end();
    const std::string name = is_users ? "user.tsv" : chosen->first;
    std::vector<std::filesystem::path> users;
    if (is_users) users.push_back(folder.path() / name);
    folder.write(name, text);
    try {
        ask(ActorLexicon::load(folder.path(), users));
    } catch (const Error&) {
    }
    if (!is_users) folder.write(name, chosen->second);
    return 0;
}
