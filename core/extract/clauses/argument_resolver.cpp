// The part of ClauseGrammar that says which entities a token means.

#include "core/extract/clauses/clause_grammar.h"
#include "core/extract/entities/titled_name.h"
#include "core/extract/names/attitude_prefix.h"
#include "core/text/among.h"

#include <algorithm>

namespace entente {
namespace {

constexpr int kDeepest = 3;  // nouns on the way from a token to the actor that it speaks of

// Certainty of what a step leads to, in per cent of the step before.
constexpr int kTitled = 95;       // the person named behind a title
constexpr int kNamed = 95;        // or behind a noun: "the Colombian president Gustavo Petro"
constexpr int kDescribed = 90;    // whom a noun describes: "Anna Berg, a journalist"
constexpr int kActing = 90;       // whose soldiers or officials they are
constexpr int kOfGerund = 90;     // to whom it is done: "a ban on admitting Americans"
constexpr int kOfGroup = 80;      // each of those whom "they" or "both sides" mean
constexpr int kBelonging = 75;    // whose thing it is, or where
constexpr int kHungTooHigh = 70;  // by the words alone

/// Goes from a token to actors by the first of several ways that leads to any.
class ArgumentResolver {
  public:
    ArgumentResolver(const ClauseGrammar& grammar, const Cues& cues)
        : grammar_(grammar), doc_(grammar.document()), entities_(grammar.entities()), cues_(cues) {}

    std::vector<Argument> resolve(std::uint32_t token) {
        for (const std::uint32_t part : doc_.conjuncts(token))
            if (doc_.upos(part) != Upos::VERB || part == token) follow({part, 100, 0});
        // Each entity once, by its surest way.
        std::vector<Argument> unique;
        for (const Argument& a : found_) {
            const auto same = std::find_if(unique.begin(), unique.end(),
                                           [&](const Argument& u) { return u.entity == a.entity; });
            if (same == unique.end())
                unique.push_back(a);
            else
                same->certainty = std::max(same->certainty, a.certainty);
        }
        return unique;
    }

  private:
    struct Step {
        std::uint32_t token = 0;
        int certainty = 100;
        int depth = 0;
    };

    void follow(Step at) {
        if (at.depth > kDeepest) return;
        add_examples(at);
        if (by_mention(at)) return;
        by_gerund(at);
        const Upos upos = doc_.upos(at.token);
        if (upos == Upos::VERB || upos == Upos::AUX) return;
        using Way = bool (ArgumentResolver::*)(Step);
        constexpr Way kWays[] = {
            &ArgumentResolver::by_title,       &ArgumentResolver::by_name_beside,
            &ArgumentResolver::by_antecedent,  &ArgumentResolver::by_modifiers,
            &ArgumentResolver::by_owner,       &ArgumentResolver::by_apposition,
            &ArgumentResolver::by_maker,       &ArgumentResolver::by_membership,
            &ArgumentResolver::by_belonging,   &ArgumentResolver::by_preposition,
            &ArgumentResolver::by_next_phrase,
        };
        for (const Way way : kWays)
            if ((this->*way)(at)) return;
    }

    /// Goes on at another token and what is coordinated with it; true where that leads to an actor.
    bool go_on(Step from, std::uint32_t to, int certainty) {
        const std::size_t before = found_.size();
        for (const std::uint32_t part : doc_.conjuncts(to))
            follow({part, from.certainty * certainty / 100, from.depth + 1});
        return found_.size() > before;
    }

    void add(std::uint32_t entity, std::uint32_t token, Step from, int certainty) {
        found_.push_back({entity, token, from.certainty * certainty / 100});
    }

    bool is_person(std::uint32_t token) const {
        const std::uint32_t e = entities_.entity_at(token);
        return e != kNone && entities_.all[e].type == node_type::person;
    }

    bool is_organization(std::uint32_t token) const {
        const std::uint32_t e = entities_.entity_at(token);
        return e != kNone && entities_.all[e].type == node_type::organization;
    }

    bool names_body(std::uint32_t noun) const { return cues_.organization_nouns.count(doc_.lemma(noun)) > 0; }

    bool by_mention(Step at) {
        const std::uint32_t e = entities_.entity_at(at.token);
        if (e == kNone) {
            const auto group = entities_.groups.find(at.token);
            if (group == entities_.groups.end()) return false;
            for (const std::uint32_t one : group->second) add(one, at.token, at, kOfGroup);
            return true;
        }
        // "Colombia's president, Gustavo Petro": whom a nominal means is said by the name beside it.
        if (entities_.mentions[entities_.mention_of_token[at.token]].kind == MentionKind::nominal)
            for (const std::uint32_t c : doc_.children(at.token))
                if (doc_.relation(c) == "appos" && is_person(c))
                    return add(entities_.entity_at(c), c, at, 100), true;
        add(e, at.token, at, 100);
        return true;
    }

    /// "a ban on admitting Americans": those to whom it is done.
    void by_gerund(Step at) {
        // Of a passive the object would be looked for above, where this may have begun.
        if (doc_.word(at.token).xpos != "VBG" || doc_.upos(at.token) != Upos::VERB ||
            grammar_.passive(at.token))
            return;
        for (const std::uint32_t object : grammar_.objects(at.token)) go_on(at, object, kOfGerund);
    }

    /// "the head of the army Anna Berg", wherever the tree hangs up the name.
    bool by_title(Step at) {
        for (const TitleSpan& title : entities_.titles[doc_.sentence(at.token)]) {
            if (at.token < title.first || at.token >= title.last) continue;
            const std::uint32_t name = name_after_title(doc_, entities_, title).token;
            if (name == kNone) continue;
            const EntityMention& mention = entities_.mentions[entities_.mention_of_token[name]];
            for (const std::uint32_t part : doc_.conjuncts(mention.head))
                if (const std::uint32_t e = entities_.entity_at(part); e != kNone) add(e, part, at, kTitled);
            return true;
        }
        return false;
    }

    /// "Colombian president Gustavo Petro": the name says whom the noun means.
    bool by_name_beside(Step at) {
        for (const std::uint32_t c : doc_.children(at.token)) {
            const std::string_view relation = doc_.relation(c);
            const bool names =
                relation == "flat" || relation == "appos" || (relation == "nmod" && c == at.token + 1);
            if (!names || entities_.entity_at(c) == kNone || c < at.token) continue;
            const std::string_view type = entities_.all[entities_.entity_at(c)].type;
            const bool body = type == node_type::organization &&
                              (relation == "appos" || cues_.organization_nouns.count(doc_.lemma(at.token)));
            if (type != node_type::person && !body) continue;
            for (const std::uint32_t part : doc_.conjuncts(c))
                if (const std::uint32_t e = entities_.entity_at(part);
                    e != kNone && entities_.all[e].type == type)
                    add(e, part, at, kNamed);
            return true;
        }
        return false;
    }

    /// "Anna Berg, a journalist who ...", "the Brigade, a group that ...": whom the noun describes.
    bool by_antecedent(Step at) {
        const std::uint32_t described = doc_.head(at.token);
        if (doc_.relation(at.token) != "appos" ||
            !(is_person(described) || (is_organization(described) && names_body(at.token))))
            return false;
        add(entities_.entity_at(described), described, at, kDescribed);
        return true;
    }

    /// "seven Syrian officials, including former president Jan Holm": also those who are named, wherever
    /// the tree hangs up the names.
    void add_examples(Step at) {
        constexpr std::uint32_t kFarthest = 8;
        if (doc_.upos(at.token) != Upos::NOUN ||
            !(acts_for_others(at.token) || cues_.unnamed_actors.count(doc_.lemma(at.token))))
            return;
        std::uint32_t t = at.token + 1;
        if (t < doc_.size() && doc_.form(t) == ",") ++t;
        if (t >= doc_.size() || doc_.form(t) != "including") return;
        const std::uint32_t end = std::min(doc_.sentence_span(doc_.sentence(at.token)).last, t + kFarthest);
        while (++t < end && doc_.form(t) != "," && doc_.upos(t) != Upos::VERB) {
            if (!is_person(t)) continue;
            const std::uint32_t name = entities_.mentions[entities_.mention_of_token[t]].head;
            if (doc_.preposition(name) == "of" || doc_.full_relation(name) == "nmod:poss") return;
            for (const std::uint32_t part : doc_.conjuncts(name))
                if (is_person(part)) add(entities_.entity_at(part), part, at, kDescribed);
            return;
        }
    }

    bool acts_for_others(std::uint32_t noun) const {
        return cues_.actor_nouns.count(doc_.lemma(noun)) || cues_.person_nouns.count(doc_.lemma(noun));
    }

    /// "Ukrainian border villages", "the Ghanaian information ministry".
    bool by_modifiers(Step at) {
        const std::size_t before = found_.size();
        const auto take = [&](std::uint32_t c) {
            const std::string_view relation = doc_.relation(c);
            const bool modifies =
                among(relation, {"amod", "compound", "flat"}) ||
                (doc_.full_relation(c) == "nmod:poss" && !in_title(at.token, TitleKind::kin));
            if (!modifies || entities_.entity_at(c) == kNone ||
                attitude_prefix(attitude_word(doc_, entities_, c)))
                return;
            for (const std::uint32_t part : doc_.conjuncts(c))
                if (const std::uint32_t e = entities_.entity_at(part); e != kNone)
                    add(e, part, at, acts_for_others(at.token) ? kActing : kBelonging);
        };
        for (const std::uint32_t c : doc_.children(at.token)) take(c);
        if (found_.size() > before) return true;
        // The state may hang on a noun between.
        for (const std::uint32_t c : doc_.children(at.token))
            if (c < at.token && doc_.relation(c) == "compound" && entities_.entity_at(c) == kNone)
                for (const std::uint32_t below : doc_.children(c)) take(below);
        if (found_.size() > before) return true;
        // "Indian and Pakistani troops clash": the parser may hang the adjectives on the verb.
        const std::uint32_t verb = doc_.head(at.token);
        if (verb != kNone && doc_.relation(at.token) == "nsubj" && at.token < verb)
            for (const std::uint32_t c : doc_.children(verb))
                if (c < at.token && doc_.relation(c) == "amod") take(c);
        return found_.size() > before;
    }

    /// True for a token of a title of that kind: "her mother" is somebody else, "a spokesman for" speaks for.
    bool in_title(std::uint32_t noun, TitleKind kind) const {
        return std::ranges::any_of(entities_.titles[doc_.sentence(noun)], [&](const TitleSpan& title) {
            return title.title->kind == kind && title.first <= noun && noun < title.last;
        });
    }

    /// "Colombian president Gustavo Petro's visa".
    bool by_owner(Step at) {
        const std::uint32_t owner = doc_.child(at.token, "nmod:poss");
        if (owner == kNone || in_title(at.token, TitleKind::kin)) return false;
        const std::size_t before = found_.size();
        follow({owner, at.certainty * kBelonging / 100, at.depth + 1});
        return found_.size() > before;
    }

    bool by_apposition(Step at) {
        for (const std::uint32_t c : doc_.children(at.token))
            if (doc_.relation(c) == "appos" && entities_.entity_at(c) != kNone)
                return add(entities_.entity_at(c), c, at, kDescribed), true;
        return false;
    }

    /// "the sanctions imposed by France", "a ship owned by a Greek firm": whoever did it; but hostages are
    /// not those who hold them.
    bool by_maker(Step at) {
        const bool people = acts_for_others(at.token) || cues_.unnamed_actors.count(doc_.lemma(at.token));
        for (const std::uint32_t c : doc_.children(at.token)) {
            if (doc_.relation(c) != "acl" || !grammar_.passive(c)) continue;
            if (people && !cues_.serving_verbs.count(doc_.lemma(c))) continue;
            bool any = false;
            for (const std::uint32_t agent : grammar_.subjects(c))
                any = (agent != at.token && go_on(at, agent, kBelonging)) || any;
            if (any) return true;
        }
        return false;
    }

    /// "men suspected of being members of the group".
    bool by_membership(Step at) {
        for (const std::uint32_t c : doc_.children(at.token)) {
            if (doc_.relation(c) != "acl") continue;
            const std::size_t before = found_.size();
            for (const std::uint32_t member : doc_.children(c))
                if (doc_.has_child(member, "cop"))
                    follow({member, at.certainty * kBelonging / 100, at.depth + 1});
            if (found_.size() > before) return true;
        }
        return false;
    }

    /// "fighters belonging to the group", "goods imported from France", "a network linked to Iran".
    bool by_belonging(Step at) {
        for (const std::uint32_t c : doc_.children(at.token)) {
            if (doc_.relation(c) != "acl" || !cues_.belonging_verbs.count(doc_.lemma(c))) continue;
            bool any = false;
            // "shipped to Peru from Chile" is Chile's
            for (const std::string_view preposition : {"from", "to", "with", "in"}) {
                for (const std::uint32_t o : doc_.children(c))
                    if (doc_.relation(o) == "obl" && doc_.preposition(o) == preposition)
                        any = go_on(at, o, kBelonging) || any;
                if (any) return true;
            }
        }
        return false;
    }

    /// "power plants in Kyiv", "a spokesman for Berg".
    bool by_preposition(Step at) {
        for (const std::string_view preposition :
             {"of", "from", "for", "in", "at", "near", "including", "between", "across", "with"})
            for (const std::uint32_t c : doc_.children(at.token))
                if (doc_.relation(c) == "nmod" && doc_.preposition(c) == preposition &&
                    (preposition != "for" || in_title(at.token, TitleKind::representative)) &&
                    go_on(at, c, kBelonging))
                    return true;
        return false;
    }

    /// "along the border with Chad", "officials from Peru": the parser may hang what follows one word too
    /// high.
    bool by_next_phrase(Step at) {
        const std::uint32_t above = doc_.head(at.token);
        if (above == kNone) return false;
        for (const std::uint32_t c : doc_.children(above)) {
            if (c <= at.token || (doc_.relation(c) != "obl" && doc_.relation(c) != "nmod")) continue;
            for (const std::uint32_t mark : doc_.children(c)) {
                const std::string_view preposition = doc_.lemma(mark);
                if (mark == at.token + 1 && doc_.relation(mark) == "case" &&
                    among(preposition, {"of", "from", "with"}) && go_on(at, c, kHungTooHigh))
                    return true;
            }
        }
        return false;
    }

    const ClauseGrammar& grammar_;
    const Document& doc_;
    const Entities& entities_;
    const Cues& cues_;
    std::vector<Argument> found_;
};

}  // namespace

std::vector<Argument> ClauseGrammar::resolve(std::uint32_t token) const {
    return ArgumentResolver(*this, cues_).resolve(token);
}

}  // namespace entente
