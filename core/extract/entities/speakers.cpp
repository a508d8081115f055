#include "core/extract/entities/speakers.h"

#include "core/extract/entities/quotation.h"
#include "core/text/among.h"

namespace entente {

void link_speakers(EntityTable& table) {
    const Document& doc = table.document;
    Entities& entities = table.entities;
    const std::vector<Quotation> quotations = find_quotations(doc);
    const std::vector<std::uint32_t> verbs = quotation_verbs(doc, quotations, table.resources.cues);
    for (std::size_t i = 0; i < quotations.size(); ++i) {
        if (verbs[i] == kNone) continue;
        std::uint32_t speaker = kNone;
        for (const std::uint32_t c : doc.children(verbs[i]))
            if (doc.full_relation(c) == "nsubj" && speaker == kNone) speaker = entities.entity_at(c);
        if (speaker == kNone) continue;
        for (std::uint32_t t = quotations[i].first; t < quotations[i].last; ++t) {
            entities.speaker_of_token[t] = speaker;
            const bool first_person =
                among(table.lower(t), {"we", "our", "us", "i", "my", "me", "ourselves"});
            if (first_person && !table.covered(t) && doc.upos(t) == Upos::PRON)
                table.add_mention(t, t + 1, MentionKind::pronoun, speaker);
        }
    }
}

}  // namespace entente
