#include "core/extract/entities/anaphora.h"

#include "core/text/among.h"

#include <algorithm>
#include <optional>
#include <set>
#include <vector>

namespace entente {
namespace {

constexpr std::uint32_t kSentencesBack = 2;

/// What a pronoun of the third person means; nothing for other words.
std::optional<Anaphor> read_pronoun(std::string_view word) {
    if (among(word, {"he", "him", "his", "himself"}))
        return Anaphor{Anaphor::Kind::person, Gender::masculine};
    if (among(word, {"she", "her", "hers", "herself"}))
        return Anaphor{Anaphor::Kind::person, Gender::feminine};
    if (among(word, {"it", "its"})) return Anaphor{Anaphor::Kind::body};
    if (among(word, {"they", "them", "their", "theirs", "themselves"})) return Anaphor{Anaphor::Kind::group};
    return std::nullopt;
}

/// Candidates, and the entities that each of them means.
struct Candidates {
    std::vector<AntecedentCandidate> all;
    std::vector<std::vector<std::uint32_t>> entities;

    void add(AntecedentCandidate candidate, std::vector<std::uint32_t> meant) {
        candidate.entities = meant.size();
        all.push_back(candidate);
        entities.push_back(std::move(meant));
    }
};

class AnaphoraLinker {
  public:
    AnaphoraLinker(EntityTable& table, const AntecedentRanker& ranker)
        : table_(table),
          out_(table.entities),
          doc_(table.document),
          cues_(table.resources.cues),
          ranker_(ranker),
          mentions_of_(doc_.sentence_count()) {
        for (std::uint32_t m = 0; m < out_.mentions.size(); ++m)
            mentions_of_[doc_.sentence(out_.mentions[m].first)].push_back(m);
    }

    void run() {
        for (std::uint32_t s = 0; s < doc_.sentence_count(); ++s) {
            const Sentence span = doc_.sentence_span(s);
            for (std::uint32_t t = span.first; t < span.last; ++t) link_singular(t);
            for (std::uint32_t t = span.first; t < span.last; ++t) link_plural(t);
        }
    }

  private:
    std::uint32_t oldest_sentence(std::uint32_t here) const {
        return here > kSentencesBack ? here - kSentencesBack : 0;
    }

    void add_pronoun(std::uint32_t token, std::uint32_t entity) {
        mentions_of_[doc_.sentence(token)].push_back(static_cast<std::uint32_t>(out_.mentions.size()));
        table_.add_mention(token, token + 1, MentionKind::pronoun, entity);
    }

    /// The entities that the best of the candidates mean; empty where none fits.
    std::vector<std::uint32_t> choose(const Anaphor& anaphor, Candidates candidates) const {
        const std::vector<float> scores = ranker_.scores(anaphor, candidates.all, doc_);
        const std::ptrdiff_t best = best_antecedent(candidates.all, scores);
        if (best < 0) return {};
        return std::move(candidates.entities[static_cast<std::size_t>(best)]);
    }

    /// "he", "its": the person, or the state or organization, that it goes back to.
    void link_singular(std::uint32_t token) {
        if (table_.covered(token) || doc_.upos(token) != Upos::PRON) return;
        const std::string word = table_.lower(token);
        std::optional<Anaphor> anaphor = read_pronoun(word);
        if (!anaphor || anaphor->kind == Anaphor::Kind::group) return;
        const bool says_nothing = word == "it" && doc_.relation(token) == "expl";
        if (anaphor->kind == Anaphor::Kind::body && (says_nothing || of_unnamed_body(token))) return;
        anaphor->token = token;
        const auto meant = choose(*anaphor, single_mentions_before(*anaphor));
        if (!meant.empty()) add_pronoun(token, meant.front());
    }

    Candidates single_mentions_before(const Anaphor& anaphor) const {
        Candidates found;
        const std::uint32_t here = doc_.sentence(anaphor.token);
        for (std::uint32_t s = oldest_sentence(here); s <= here; ++s)
            for (const std::uint32_t index : mentions_of_[s]) {
                const EntityMention& m = out_.mentions[index];
                if (m.first >= anaphor.token || m.kind == MentionKind::adjective) continue;
                const std::string_view type = out_.all[m.entity].type;
                const bool fits = anaphor.kind == Anaphor::Kind::person
                                      ? type == node_type::person
                                      : type == node_type::state || type == node_type::organization;
                if (fits) found.add({m.first, m.head, type}, {m.entity});
            }
        return found;
    }

    /// "A company was fined by Peru for its role": what a pronoun means is the subject before it, which has
    /// no name.
    bool of_unnamed_body(std::uint32_t pronoun) const {
        for (std::uint32_t up = doc_.head(pronoun); up != kNone; up = doc_.head(up)) {
            const std::uint32_t subject = doc_.child(up, "nsubj");
            if (subject == kNone || subject >= pronoun || doc_.governs(subject, pronoun)) continue;
            const std::string_view lemma = doc_.lemma(subject);
            const bool new_one =
                doc_.has_child(subject, "det") && table_.lower(doc_.child(subject, "det"))[0] == 'a';
            return !table_.covered(subject) && doc_.word(subject).xpos == "NN" && new_one &&
                   (cues_.organization_nouns.contains(lemma) || cues_.product_nouns.contains(lemma));
        }
        return false;
    }

    void link_plural(std::uint32_t token) {
        if (table_.covered(token) || out_.groups.count(token)) return;
        if (doc_.upos(token) == Upos::PRON)
            link_plural_pronoun(token);
        else if (doc_.upos(token) == Upos::NOUN)
            link_sides(token);
    }

    /// "they": the best of the plural words before.
    void link_plural_pronoun(std::uint32_t token) {
        std::optional<Anaphor> anaphor = read_pronoun(table_.lower(token));
        if (!anaphor || anaphor->kind != Anaphor::Kind::group) return;
        anaphor->token = token;
        std::vector<std::uint32_t> meant = choose(*anaphor, plurals_before(token));
        if (meant.size() == 1) add_pronoun(token, meant.front());
        if (meant.size() > 1) out_.groups[token] = std::move(meant);
    }

    /// What a plural word may go back to: coordinations, plural nouns, organizations that act, and people
    /// without a name ("protesters"), who then are meant instead of the actors around.
    Candidates plurals_before(std::uint32_t before) const {
        Candidates found;
        const std::uint32_t oldest = oldest_sentence(doc_.sentence(before));
        for (std::uint32_t t = doc_.sentence_span(oldest).first; t < before; ++t) {
            const std::string_view relation = doc_.relation(t);
            if (among(relation, {"conj", "compound", "flat", "amod"})) continue;
            const bool subject = relation == "nsubj";
            std::vector<std::uint32_t> meant = coordinated(t, before);
            const bool plural_noun = doc_.upos(t) == Upos::NOUN && doc_.word(t).xpos == "NNS";
            const bool nameless =
                meant.empty() && plural_noun && subject &&
                (cues_.unnamed_actors.count(doc_.lemma(t)) || cues_.person_nouns.count(doc_.lemma(t)));
            const std::string_view type = meant.size() == 1 ? out_.all[meant[0]].type : std::string_view();
            const bool body = subject && type == node_type::organization;
            if (meant.size() > 1 || (meant.size() == 1 && plural_noun) || nameless || body)
                found.add({t, t, type}, std::move(meant));
        }
        return found;
    }

    /// The entities that a token and what is coordinated with it mention, each once.
    std::vector<std::uint32_t> coordinated(std::uint32_t token, std::uint32_t before) const {
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

    /// "both sides", "the two countries", "the three leaders": as many actors as were named together, or the
    /// two that were spoken of.
    void link_sides(std::uint32_t noun) {
        const std::string_view lemma = doc_.lemma(noun);
        std::string_view type;
        if (cues_.state_sides.contains(lemma))
            type = node_type::state;
        else if (cues_.person_sides.contains(lemma))
            type = node_type::person;
        else if (!cues_.sides.contains(lemma))
            return;
        std::size_t number = 0;  // of actors; 0 for any
        bool definite = false;
        for (const std::uint32_t c : doc_.children(noun)) {
            if (c > noun) continue;
            const std::string word = table_.lower(c);
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
        const Anaphor anaphor{Anaphor::Kind::sides, Gender::unknown, noun};
        std::vector<std::uint32_t> meant = choose(anaphor, groups_before(noun, type, number));
        if (meant.empty() && number == 2) meant = last_two(noun, type);
        if (!meant.empty()) out_.groups[noun] = std::move(meant);
    }

    /// Of the plural words before a noun those that name as many actors of a type; an empty type is any, a
    /// number of 0 too.
    Candidates groups_before(std::uint32_t noun, std::string_view type, std::size_t number) const {
        const auto fits = [&](std::uint32_t e) {
            const std::string_view own = out_.all[e].type;
            if (type.empty())
                return own == node_type::state || own == node_type::organization || own == node_type::person;
            return own == type;
        };
        Candidates plurals = plurals_before(noun), groups;
        for (std::size_t i = 0; i < plurals.all.size(); ++i) {
            const std::vector<std::uint32_t>& meant = plurals.entities[i];
            if (meant.size() < 2 || (number && meant.size() != number)) continue;
            if (std::ranges::all_of(meant, fits)) groups.add(plurals.all[i], std::move(plurals.entities[i]));
        }
        return groups;
    }

    /// The last two actors of a type that the text spoke of, where it spoke of just these two shortly before.
    std::vector<std::uint32_t> last_two(std::uint32_t before, std::string_view type) const {
        const std::set<std::uint32_t> outside = named_by_speaker(before);
        std::vector<std::uint32_t> found;
        const std::uint32_t here = doc_.sentence(before);
        for (std::uint32_t back = 0; back <= here - oldest_sentence(here); ++back) {
            const auto& mentions = mentions_of_[here - back];
            for (auto index = mentions.rbegin(); index != mentions.rend(); ++index) {
                const EntityMention& m = out_.mentions[*index];
                const Entity& entity = out_.all[m.entity];
                if (m.first >= before || outside.count(m.entity) || entity.nominal) continue;
                const bool fits =
                    type.empty() ? entity.type == node_type::state || entity.type == node_type::organization
                                 : entity.type == type;
                if (fits && std::find(found.begin(), found.end(), m.entity) == found.end())
                    found.push_back(m.entity);
            }
        }
        return found.size() == 2 ? found : std::vector<std::uint32_t>{};
    }

    /// Who calls on both sides, or the body in his title, is none of them.
    std::set<std::uint32_t> named_by_speaker(std::uint32_t noun) const {
        std::uint32_t verb = doc_.head(noun), speaker = kNone;
        while (verb != kNone && doc_.upos(verb) != Upos::VERB) verb = doc_.head(verb);
        for (; verb != kNone && speaker == kNone && doc_.upos(verb) == Upos::VERB; verb = doc_.head(verb)) {
            speaker = doc_.child(verb, "nsubj");
            if (speaker != kNone && (speaker == noun || doc_.governs(speaker, noun))) speaker = kNone;
        }
        std::set<std::uint32_t> named;
        if (speaker == kNone) return named;
        for (const std::uint32_t index : mentions_of_[doc_.sentence(noun)]) {
            const EntityMention& m = out_.mentions[index];
            if (m.head == speaker || doc_.governs(speaker, m.head)) named.insert(m.entity);
        }
        return named;
    }

    EntityTable& table_;
    Entities& out_;
    const Document& doc_;
    const Cues& cues_;
    const AntecedentRanker& ranker_;
    std::vector<std::vector<std::uint32_t>> mentions_of_;  ///< by sentence
};

}  // namespace

void link_anaphora(EntityTable& table, const AntecedentRanker& ranker) {
    AnaphoraLinker(table, ranker).run();
}

}  // namespace entente
