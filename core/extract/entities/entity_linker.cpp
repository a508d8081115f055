#include "core/extract/entities/anaphora.h"
#include "core/extract/entities/entities.h"
#include "core/extract/entities/name_linker.h"
#include "core/extract/entities/nominal_linkers.h"
#include "core/extract/entities/speakers.h"
#include "core/mention/chain_ranker.h"
#include "core/mention/salience_ranker.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace entente {
namespace {

/// Mentions in the order of the text; the token index follows them.
void order_mentions(Entities& entities) {
    std::vector<std::uint32_t> order(entities.mentions.size()), place(entities.mentions.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return entities.mentions[i].first; });
    std::vector<EntityMention> sorted;
    sorted.reserve(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        place[order[i]] = i;
        sorted.push_back(entities.mentions[order[i]]);
    }
    entities.mentions = std::move(sorted);
    for (std::uint32_t& m : entities.mention_of_token)
        if (m != kNone) m = place[m];
}

}  // namespace

Entities link_entities(const AnalysedDocument& analysed, const Resources& resources, bool unnamed) {
    const Document& document = analysed.document;
    EntityTable table(document, resources);
    NameLinker names(table);
    // Sentence by sentence, since a name may take up what a nominal told before: "the supreme court of Peru",
    // then "the Supreme Court".
    for (std::uint32_t s = 0; s < document.sentence_count(); ++s) {
        SentenceNames found = find_names(document, s, analysed.mentions.names[s], resources);
        table.entities.titles[s] = std::move(found.titles);
        names.link(found, s);
        link_roles(table, s);
        if (unnamed) link_unnamed_actors(table, s);
        link_actor_nouns(table, s);
        const auto& matters = analysed.mentions.matters;
        if (!unnamed) link_happenings(table, s, matters.empty() ? nullptr : &matters[s]);
    }
    if (analysed.mentions.heads.empty())
        link_anaphora(table, SalienceRanker());
    else
        link_anaphora(table, ChainRanker(analysed.mentions.heads));
    link_speakers(table);
    order_mentions(table.entities);
    return std::move(table.entities);
}

}  // namespace entente
