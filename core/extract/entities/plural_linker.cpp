// The part of EntityLinker that deals with words for several actors at once: "they", "both sides", "the two
// countries".

#include "core/extract/entities/entity_linker.h"
#include "core/text/among.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <set>

namespace entente {
namespace {

constexpr std::uint32_t kNone = Entities::kNone;
constexpr std::uint32_t kSentencesBack = 2;

bool is_plural_pronoun(std::string_view word) {
    return among(word, {"they", "them", "their", "theirs", "themselves"});
}

}  // namespace

/// What a plural word may go back to: the entities of a coordination, or none where it is people without a
/// name ("protesters"), which then is meant instead of the actors around.
struct EntityLinker::PluralCandidate {
    std::vector<std::uint32_t> entities;
    std::uint32_t token = 0;
    int score = 0;
};

/// The entities that a token and what is coordinated with it mention, each once.
std::vector<std::uint32_t> EntityLinker::coordinated(std::uint32_t token, std::uint32_t before) const {
    std::vector<std::uint32_t> found;
    for (const std::uint32_t part : doc_.conjuncts(token)) {
        if (part >= before) continue;
        const std::uint32_t m = out_.mention_of_token[part];
        if (m == kNone || out_.mentions[m].kind == MentionKind::adjective) continue;
        const std::uint32_t e = out_.mentions[m].entity;
        if (std::find(found.begin(), found.end(), e) == found.end()) found.push_back(e);
    }
    return found;
}

std::vector<EntityLinker::PluralCandidate> EntityLinker::plural_candidates(std::uint32_t before) const {
    std::vector<PluralCandidate> found;
    const std::uint32_t here = doc_.sentence(before);
    const std::uint32_t oldest = here > kSentencesBack ? here - kSentencesBack : 0;
    for (std::uint32_t t = doc_.sentence_span(oldest).first; t < before; ++t) {
        const std::string_view relation = doc_.relation(t);
        if (among(relation, {"conj", "compound", "flat", "amod"})) continue;
        const bool subject = relation == "nsubj";
        PluralCandidate candidate;
        candidate.token = t;
        candidate.entities = coordinated(t, before);
        const bool plural_noun = doc_.upos(t) == Upos::NOUN && doc_.word(t).xpos == "NNS";
        const bool group = candidate.entities.size() > 1;
        const bool collective = candidate.entities.size() == 1 && plural_noun;
        const bool nameless =
            candidate.entities.empty() && plural_noun && subject &&
            (res_.cues.unnamed_actors.count(doc_.lemma(t)) || res_.cues.person_nouns.count(doc_.lemma(t)));
        const bool body = candidate.entities.size() == 1 && subject &&
                          out_.all[candidate.entities[0]].type == node_type::organization;
        if (!group && !collective && !nameless && !body) continue;
        candidate.score = 100 - 40 * static_cast<int>(here - doc_.sentence(t)) + (subject ? 35 : 0) +
                          (group  ? 10
                           : body ? -25
                                  : 0);
        found.push_back(std::move(candidate));
    }
    return found;
}

/// "they": the best of the plural words before.
void EntityLinker::add_plural_pronoun(std::uint32_t token) {
    const PluralCandidate* best = nullptr;
    const auto candidates = plural_candidates(token);
    for (const PluralCandidate& candidate : candidates)
        if (!best || candidate.score >= best->score) best = &candidate;
    if (!best || best->entities.empty()) return;
    if (best->entities.size() == 1)
        add_mention(token, token + 1, MentionKind::pronoun, best->entities.front());
    else
        out_.groups[token] = best->entities;
}

/// The last two actors of a type that the text spoke of, where it spoke of just these two shortly before.
std::vector<std::uint32_t> EntityLinker::last_two(std::uint32_t before, std::string_view type) const {
    std::vector<std::uint32_t> found;
    const std::uint32_t here = doc_.sentence(before);
    // Who calls on both sides, or the body in his title, is none of them.
    std::uint32_t verb = doc_.head(before), speaker = kNone;
    while (verb != kNone && doc_.upos(verb) != Upos::VERB) verb = doc_.head(verb);
    for (; verb != kNone && speaker == kNone && doc_.upos(verb) == Upos::VERB; verb = doc_.head(verb)) {
        speaker = doc_.child(verb, "nsubj");
        if (speaker != kNone && (speaker == before || doc_.governs(speaker, before))) speaker = kNone;
    }
    std::set<std::uint32_t> outside;
    for (std::size_t i = out_.mentions.size(); speaker != kNone && i-- > 0;) {
        const EntityMention& m = out_.mentions[i];
        if (doc_.sentence(m.first) != here) break;
        if (m.head == speaker || doc_.governs(speaker, m.head)) outside.insert(m.entity);
    }
    for (std::size_t i = out_.mentions.size(); i-- > 0;) {
        const EntityMention& m = out_.mentions[i];
        if (m.first >= before) continue;
        if (doc_.sentence(m.first) + kSentencesBack < here) break;
        const Entity& entity = out_.all[m.entity];
        if (outside.count(m.entity)) continue;
        if (entity.nominal ||
            (type.empty() ? entity.type != node_type::state && entity.type != node_type::organization
                          : entity.type != type))
            continue;
        if (std::find(found.begin(), found.end(), m.entity) == found.end()) found.push_back(m.entity);
    }
    return found.size() == 2 ? found : std::vector<std::uint32_t>{};
}

/// "both sides", "the two countries", "the three leaders": as many actors as were named together, or the two
/// that were spoken of.
void EntityLinker::add_plural_nominal(std::uint32_t noun) {
    const std::string_view lemma = doc_.lemma(noun);
    std::string_view type;
    if (among(lemma, {"country", "nation", "state", "neighbour", "neighbor", "government"}))
        type = node_type::state;
    else if (among(lemma, {"leader", "president", "minister", "official", "diplomat", "man", "politician"}))
        type = node_type::person;
    else if (!among(lemma, {"side", "party", "delegation", "bloc", "group", "ally", "army", "rival"}))
        return;
    std::size_t number = 0;  // of actors; 0 for any
    bool definite = false;
    for (const std::uint32_t c : doc_.children(noun)) {
        if (c > noun) continue;
        const std::string word = lower(c);
        const std::string_view relation = doc_.relation(c);
        if (word == "both" || word == "two")
            number = 2;
        else if (word == "three")
            number = 3;
        else if (among(relation, {"nummod", "amod", "compound"}))
            return;  // "the 27 countries", "the Baltic states": others than those named
        definite = definite || among(word, {"both", "the", "these", "those"});
    }
    if (!definite || doc_.word(noun).xpos != "NNS") return;
    const auto fits = [&](std::uint32_t e) {
        const std::string_view own = out_.all[e].type;
        if (type.empty())
            return own == node_type::state || own == node_type::organization || own == node_type::person;
        return own == type;
    };
    const PluralCandidate* best = nullptr;
    const auto candidates = plural_candidates(noun);
    for (const PluralCandidate& candidate : candidates) {
        if (candidate.entities.size() < 2 || (number && candidate.entities.size() != number)) continue;
        if (!std::all_of(candidate.entities.begin(), candidate.entities.end(), fits)) continue;
        if (!best || candidate.score >= best->score) best = &candidate;
    }
    if (best)
        out_.groups[noun] = best->entities;
    else if (number == 2)
        if (auto pair = last_two(noun, type); !pair.empty()) out_.groups[noun] = std::move(pair);
}

void EntityLinker::add_plurals(std::uint32_t sentence) {
    const Sentence span = doc_.sentence_span(sentence);
    for (std::uint32_t t = span.first; t < span.last; ++t) {
        if (covered(t) || out_.groups.count(t)) continue;
        if (doc_.upos(t) == Upos::PRON && is_plural_pronoun(lower(t)))
            add_plural_pronoun(t);
        else if (doc_.upos(t) == Upos::NOUN)
            add_plural_nominal(t);
    }
}

/// "We will never recognise it", Anna Berg said: who speaks.
void EntityLinker::add_speakers() {
    const std::vector<Quotation> quotations = find_quotations(doc_);
    const std::vector<std::uint32_t> verbs = quotation_verbs(doc_, quotations, res_.cues);
    for (std::size_t i = 0; i < quotations.size(); ++i) {
        if (verbs[i] == Document::kNone) continue;
        std::uint32_t speaker = kNone;
        for (const std::uint32_t c : doc_.children(verbs[i]))
            if (doc_.full_relation(c) == "nsubj" && speaker == kNone) speaker = out_.entity_at(c);
        if (speaker == kNone) continue;
        for (std::uint32_t t = quotations[i].first; t < quotations[i].last; ++t) {
            out_.speaker_of_token[t] = speaker;
            const bool first_person = among(lower(t), {"we", "our", "us", "i", "my", "me", "ourselves"});
            if (first_person && !covered(t) && doc_.upos(t) == Upos::PRON)
                add_mention(t, t + 1, MentionKind::pronoun, speaker);
        }
    }
}

}  // namespace entente
