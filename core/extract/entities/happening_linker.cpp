#include "core/extract/entities/nominal_linkers.h"
#include "core/model/slug.h"
#include "core/text/among.h"
#include "core/text/utf8.h"

namespace entente {
namespace {

// By how much the model has to prefer a matter to none; chosen on the development data.
constexpr float kSureMatter = 0.5F;

class HappeningLinker {
  public:
    explicit HappeningLinker(EntityTable& table)
        : table_(table), out_(table.entities), doc_(table.document), res_(table.resources) {}

    /// What a model found: "the eight-point plan", "a memorandum on trade".
    void add_found(const FoundMentions& found) {
        for (const FoundMention& matter : found.mentions) {
            // A bare noun ("the talks") mostly takes up what was spoken of: the rules see to it.
            const bool bare = matter.last == matter.first + 1 && !doc_.capitalised(matter.first);
            const std::uint32_t head = table_.head_of(matter.first, matter.last);
            if (bare || matter.margin < kSureMatter || table_.covered(head)) continue;
            const std::string_view type = mention_type_names[static_cast<std::size_t>(matter.type)];
            const std::uint32_t entity = link_nominal(matter.first, head, matter.last, type);
            out_.all[entity].nominal = false;
            add_mention(matter.first, head, matter.last, entity);
        }
    }

    void add_agreements_and_events(std::uint32_t sentence) {
        const Sentence span = doc_.sentence_span(sentence);
        for (std::uint32_t t = span.first; t < span.last; ++t) {
            if (table_.covered(t) || doc_.upos(t) != Upos::NOUN) continue;
            const bool agreement = res_.cues.agreement_nouns.count(doc_.lemma(t)) > 0;
            const bool event = res_.cues.event_nouns.count(doc_.lemma(t)) > 0;
            if (!agreement && !event) continue;
            const std::string_view relation = doc_.relation(t);
            if (relation == "compound" || relation == "amod") continue;  // "peace plan talks" are talks
            std::uint32_t first = t;
            while (first > span.first) {
                const std::uint32_t before = first - 1;
                const bool part = doc_.governs(t, before) && doc_.relation(before) != "case" &&
                                  doc_.relation(before) != "cc" && doc_.relation(before) != "mark" &&
                                  doc_.upos(before) != Upos::VERB && doc_.upos(before) != Upos::AUX &&
                                  doc_.upos(before) != Upos::ADV && doc_.form(before) != ",";
                // "the Iran–Israel war": what a dash joins belongs together, wherever the tree hangs it up.
                const bool dash = (doc_.form(before) == "–" || doc_.form(before) == "-") &&
                                  before > span.first && !doc_.text().space_before(before);
                const bool year = doc_.upos(before) == Upos::NUM && doc_.form(before).size() == 4 &&
                                  doc_.capitalised(first);
                if (!part && !dash && !year) break;
                first = dash ? before - 1 : before;
            }
            const std::uint32_t entity =
                link_nominal(first, t, t + 1, agreement ? node_type::agreement : node_type::event);
            add_mention(first, t, t + 1, entity);
        }
    }

  private:
    void add_mention(std::uint32_t first, std::uint32_t head, std::uint32_t last, std::uint32_t entity) {
        if (doc_.relation(first) == "det" && first < head) ++first;
        const bool named = named_by_modifiers(first, head);
        // "the 2019 Ukrainian parliamentary election": the state in it only modifies.
        if (named)
            for (EntityMention& m : std::span(out_.mentions).last(table_.recent_mentions().size()))
                if (m.first >= first && m.last <= head && m.kind == MentionKind::name)
                    m.kind = MentionKind::adjective;
        // Words behind the head are whom it concerns: mentions of their own.
        table_.add_mention(first, head + 1, named ? MentionKind::name : MentionKind::nominal, entity);
        out_.mentions.back().last = last;
    }

    /// An agreement or event known by common nouns: the one that the words take up, or a new one.
    std::uint32_t link_nominal(std::uint32_t first, std::uint32_t head, std::uint32_t last,
                               std::string_view type) {
        std::string name;
        bool specific = false;
        for (std::uint32_t t = first; t <= head; ++t) {
            const std::string word = table_.lower(t);
            const std::string_view relation = doc_.relation(t);
            if (t < head &&
                (relation == "det" || word == "'s" || word == "’s" || doc_.upos(t) == Upos::PRON ||
                 doc_.upos(t) == Upos::PUNCT) &&
                word != "-" && word != "–")
                continue;
            if (t < head && res_.cues.plain_modifiers.count(word)) continue;
            if (name.empty() && t < head && (word == "-" || word == "–")) continue;
            if (t < head) specific = true;
            if (!name.empty() && doc_.text().space_before(t)) name += ' ';
            name += doc_.form(t);
        }
        for (std::uint32_t t = head + 1; t < last; ++t) {
            if (doc_.text().space_before(t)) name += ' ';
            name += doc_.form(t);
            specific = true;
        }
        const std::string determiner = table_.lower(first);
        const bool definite = among(determiner, {"the", "this", "that", "its", "their"});
        const std::string key = std::string(type) + "\n" + normalize_name(name);
        if (const auto it = table_.by_name.find(key); it != table_.by_name.end() && (specific || definite))
            return it->second;
        if (definite && !(specific && type == node_type::event)) {
            const std::string_view wanted = res_.cues.happening_class(doc_.lemma(head));
            const auto recent = table_.recent_mentions();
            for (auto m = recent.rbegin(); m != recent.rend(); ++m) {
                if (out_.all[m->entity].type != type || m->kind == MentionKind::pronoun) continue;
                const std::string last_lemma = ascii_lower(doc_.lemma(m->head));
                if (res_.cues.happening_class(last_lemma) == wanted) return m->entity;
                // "the plan" may take up any agreement, as a truce that was proposed.
                if (wanted == "agreement" && !specific && doc_.sentence(m->first) + 3 > doc_.sentence(head))
                    return m->entity;
            }
        }
        Entity entity;
        entity.type = type;
        // "the 2024 French election", "the Gaza peace plan" are names; "a meeting" and "Russian talks" pass.
        entity.nominal =
            !named_by_modifiers(first, head) || res_.cues.passing_nouns.count(doc_.lemma(head)) > 0;
        entity.surface = name;
        entity.name = name;
        // Where it takes place names it: "talks in Geneva" are the Geneva talks.
        if (type == node_type::event && !specific)
            for (const std::uint32_t c : doc_.children(head)) {
                if (c < head || doc_.relation(c) != "nmod" || !table_.covered(c)) continue;
                const std::string_view preposition = doc_.preposition(c);
                const Entity& other = out_.all[out_.entity_at(c)];
                if ((preposition == "in" || preposition == "on") && other.type != node_type::person &&
                    !other.nominal)
                    entity.name = other.name + " " + name;
            }
        const std::uint32_t id = table_.new_entity(std::move(entity));
        table_.by_name[key] = id;
        return id;
    }

    /// True where a capitalised word or a year before a common noun makes a name of it.
    bool named_by_modifiers(std::uint32_t first, std::uint32_t head) const {
        for (std::uint32_t t = first; t < head; ++t)
            if ((doc_.capitalised(t) && !doc_.sentence_start(t)) ||
                (doc_.upos(t) == Upos::NUM && doc_.form(t).size() == 4))
                return true;
        return false;
    }

    EntityTable& table_;
    Entities& out_;
    const Document& doc_;
    const Resources& res_;
};

}  // namespace

void link_happenings(EntityTable& table, std::uint32_t sentence, const FoundMentions* found) {
    HappeningLinker linker(table);
    if (found) linker.add_found(*found);
    linker.add_agreements_and_events(sentence);
}

}  // namespace entente
