#include "tools/stored_identity.h"

#include "core/knowledge/cues.h"
#include "core/knowledge/ontology.h"
#include "graph/identity/automatic_identity.h"
#include "tools/terminal.h"

namespace entente::tools {

Identity stored_identity(const Store& store) {
    const auto automatic = store.automatic_identity();
    return Identity(store.decisions(), automatic ? automatic->decisions.value_or(std::vector<Decision>())
                                                 : std::vector<Decision>());
}

std::vector<Decision> derive_stored_identity(Store& store, const DataOption& data, double min_score) {
    const Ontology ontology = Ontology::load(data.directory() / "ontology.json");
    const Cues cues = Cues::load(data.directory() / "cues.json");
    std::vector<Decision> derived = derive_identity(store, ontology, store.decisions(), cues, min_score);
    store.set_automatic_identity(AutomaticIdentity{min_score, derived});
    return derived;
}

void follow_changes(Store& store, const DataOption& data) {
    const auto automatic = store.automatic_identity();
    if (automatic && !automatic->decisions) derive_stored_identity(store, data, automatic->min_score);
}

void warn_of_missing_decisions(const Store& store) {
    const auto automatic = store.automatic_identity();
    if (automatic && !automatic->decisions)
        print_warning(
            "the database has changed since nodes were joined automatically, and none is now; "
            "'entente resolve --auto' joins them anew");
}

}  // namespace entente::tools
