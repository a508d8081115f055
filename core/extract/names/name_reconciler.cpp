#include "core/extract/names/name_reconciler.h"

#include "core/extract/names/attitude_prefix.h"
#include "core/text/among.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <limits>

namespace entente {
namespace {

// Margins of the model's scores, chosen on the development data: how sure it has to be ...
constexpr float kOverKnown = 0.3F;    // to put a longer name in the place of one that the lexicon knows
constexpr float kOverContext = 2.0F;  // of a type, not to be overruled by the words around the name
constexpr float kOverNoun = 1.0F;     // to end a name before the rules do, which go by the nouns in it
constexpr float kNotInProse = 0.0F;   // that a word is none, to leave out a name of the rules in prose
constexpr float kNotGiven = 3.0F;     // the same of a given name
constexpr float kNoDoubt = 2.0F;      // that a word is a name, to keep it in headings, lists and signatures

template <typename A, typename B>
bool overlap(const A& a, const B& b) {
    return a.first < b.last && b.first < a.last;
}

class NameReconciler {
  public:
    NameReconciler(SentenceNames rules, const FoundMentions& found, const Document& document,
                   const SentenceLexicon& lexicon, const Resources& resources)
        : rules_(std::move(rules)),
          found_(found),
          doc_(document),
          lexicon_(lexicon),
          res_(resources),
          settled_(rules_.names.size(), false) {
        std::size_t lower = 0, upper = 0;
        for (std::uint32_t i = 0; i < found.outside.size(); ++i) {
            const char c = document.form(found.first_token + i)[0];
            lower += c >= 'a' && c <= 'z';
            upper += c >= 'A' && c <= 'Z';
        }
        prose_ = lower >= 4 && lower > upper;
    }

    SentenceNames run() {
        for (const FoundMention& mention : found_.mentions) decide(mention);
        for (std::size_t i = 0; i < rules_.names.size(); ++i)
            if (!settled_[i] && stands_alone(rules_.names[i])) keep(rules_.names[i]);
        std::erase_if(names_, [&](const NameSpan& name) { return is_make(name) || is_award(name); });
        std::sort(names_.begin(), names_.end(),
                  [](const NameSpan& a, const NameSpan& b) { return a.first < b.first; });
        rules_.names = std::move(names_);
        return std::move(rules_);
    }

  private:
    void decide(FoundMention mention) {
        // "US$30 million" is money.
        if (mention.last < doc_.size() && doc_.form(mention.last) == "$" &&
            !doc_.text().space_before(mention.last))
            return;
        if (is_article(mention.first) && mention.last > mention.first + 1) ++mention.first;
        std::vector<std::size_t> rivals;
        bool known = false, titled = false, agreement = false, longer = false, part = false, opened = false;
        for (std::size_t i = 0; i < rules_.names.size(); ++i) {
            const NameSpan& name = rules_.names[i];
            if (!overlap(name, mention)) continue;
            // "Ali al-Dabbagh", "Salah bin Yusuf": no name is cut at a hyphen or before its particle.
            if (joined(mention.first)) mention.first = std::min(mention.first, name.first);
            if (name.last > mention.last && mention.last < doc_.size() &&
                res_.cues.name_particles.count(doc_.form(mention.last)))
                mention.last = name.last;
            // "St. Albans" is no Alban.
            if (name.first + 1 == mention.first && is_saint(name.first)) {
                mention.first = name.first;
                if (mention.type == MentionType::person && !name.titled) mention.type = MentionType::place;
            }
            rivals.push_back(i);
            known = known || !name.readings.empty();
            titled = titled || name.titled;
            const bool inside = name.first <= mention.first && mention.last <= name.last &&
                                mention.last - mention.first < name.last - name.first;
            longer =
                longer || (inside && name.type == mention_type_names[static_cast<std::size_t>(mention.type)]);
            // "Summit of Baltic Sea Allies", "Cabinet of Malaysia"
            part = part || (inside && mention.type == MentionType::place &&
                            (name.type == node_type::organization || name.type == node_type::event));
            agreement = agreement || name.type == node_type::agreement;
            opened = opened || is_opened_event(name);
        }
        // Words that would rather have another label: the rules know better.
        if (mention.margin < (longer ? kOverNoun : 0.0F)) return;
        // The rules know agreements by their nouns, the model doesn't know them at all.
        if (agreement || part || opened) return;
        // "Pro-Kremlin Chechen leader"; but "the Anti-Corruption Commission"
        if (attitude_prefix(doc_.form(mention.first)) &&
            !res_.cues.organization_heads.contains(ascii_lower(doc_.form(mention.last - 1))))
            return;
        if (known) {
            if (!encloses(mention, rivals) || mention.margin < kOverKnown) return;
            if (mention.type != MentionType::event && mention.type != MentionType::organization) return;
            if (mention.type == MentionType::organization && describes(mention, rivals)) return;
        } else if (std::any_of(rules_.titles.begin(), rules_.titles.end(),
                               [&](const TitleSpan& title) { return overlap(title, mention); })) {
            return;
        }
        if (mention.type == MentionType::other && titled) return;
        for (const std::size_t i : rivals) settled_[i] = true;
        if (mention.type == MentionType::other) return;
        std::erase_if(rules_.titles, [&](const TitleSpan& title) { return overlap(title, mention); });
        names_.push_back(name_of(mention, titled && mention.type == MentionType::person));
    }

    /// "two Storm Shadow missiles": no actor. A body's name may stand there too.
    bool is_make(const NameSpan& name) const {
        if (!name.readings.empty() || name.titled || name.type == node_type::organization) return false;
        // "a Black Hawk helicopter crash"
        if (name.last < doc_.size() && doc_.sentence(name.last) == doc_.sentence(name.first) &&
            doc_.upos(name.last) == Upos::NOUN && doc_.relation(name.last) == "compound" &&
            res_.cues.product_nouns.contains(doc_.word(name.last).lemma))
            return true;
        const std::uint32_t thing = doc_.head(name.last - 1);
        return thing != kNone && thing >= name.last && thing < name.last + 2 &&
               doc_.relation(name.last - 1) == "compound" && doc_.upos(thing) == Upos::NOUN &&
               res_.cues.product_nouns.contains(doc_.word(thing).lemma);
    }

    /// "Nobel laureate", "Oscar-winning"
    bool is_award(const NameSpan& name) const {
        if (!name.readings.empty() || name.titled) return false;
        const bool hyphen = joined(name.last + 1);
        const std::uint32_t next = hyphen ? name.last + 1 : name.last;
        return next < doc_.size() && doc_.sentence(next) == doc_.sentence(name.first) &&
               (hyphen || doc_.upos(next) == Upos::NOUN) &&
               res_.cues.award_followers.contains(ascii_lower(doc_.form(next)));
    }

    /// "Typhoon Ragasa" is no person.
    bool is_opened_event(const NameSpan& name) const {
        return name.type == node_type::event && opens_event(doc_, name.first, name.last, res_.cues);
    }

    NameSpan name_of(const FoundMention& mention, bool titled) const {
        NameSpan name;
        name.first = mention.first;
        name.last = mention.last;
        std::uint32_t end = name.first;
        const auto readings = lexicon_.name_at(name.first, end);
        if (end == name.last)
            name.readings = readings;
        else
            name.readings = lexicon_.lower_case_name(name.first, name.last);
        name.type = mention_type_names[static_cast<std::size_t>(mention.type)];
        name.unsure = mention.type_margin < kOverContext;
        name.titled = titled;
        name.thing = name.last == name.first + 1 && is_thing(doc_.form(name.first), res_.cues);
        return name;
    }

    /// "Hezbollah militants", "the Kurdish-led Syrian Democratic Forces": common words beside the names that
    /// the rules found in a mention.
    bool describes(const FoundMention& mention, const std::vector<std::size_t>& rivals) const {
        for (std::uint32_t t = mention.first; t < mention.last; ++t) {
            const char c = doc_.form(t)[0];
            const bool content = doc_.upos(t) == Upos::NOUN || doc_.upos(t) == Upos::ADJ ||
                                 doc_.upos(t) == Upos::VERB || doc_.upos(t) == Upos::ADV;
            const bool named = std::ranges::any_of(rivals, [&](std::size_t i) {
                return rules_.names[i].first <= t && t < rules_.names[i].last;
            });
            if (!named && content && c >= 'a' && c <= 'z') return true;
        }
        return false;
    }

    /// The mention goes over the ends of what the rules found there.
    bool encloses(const FoundMention& mention, const std::vector<std::size_t>& rivals) const {
        std::uint32_t words = 0;
        for (const std::size_t i : rivals) {
            const NameSpan& name = rules_.names[i];
            if (name.first < mention.first || mention.last < name.last) return false;
            words += name.last - name.first;
        }
        return rivals.size() > 1 || words < mention.last - mention.first;
    }

    /// "al-Dabbagh", "Jong-un": a hyphen without space stands before the token.
    bool joined(std::uint32_t token) const {
        return token > 0 && token < doc_.size() && !doc_.text().space_before(token) &&
               (doc_.form(token - 1) == "-" || doc_.form(token - 1) == "–");
    }

    bool is_saint(std::uint32_t token) const {
        const std::string_view form = doc_.form(token);
        return among(form, {"St.", "St", "Saint"});
    }

    bool is_article(std::uint32_t token) const {
        const std::string_view form = doc_.form(token);
        return among(form, {"The", "the", "A", "An"});
    }

    void keep(NameSpan name) {
        if (name.readings.empty() && name.type.empty() && is_given_name(name)) name.type = node_type::person;
        names_.push_back(name);
    }

    bool is_given_name(const NameSpan& name) const {
        return name.last == name.first + 1 && res_.actors.is_given_name(doc_.form(name.first));
    }

    /// A name of the rules that the model has none for.
    bool stands_alone(const NameSpan& name) const {
        if (!name.readings.empty() || name.titled || name.type == node_type::agreement ||
            is_opened_event(name) || name.thing)
            return true;
        float outside = std::numeric_limits<float>::max();
        for (std::uint32_t t = name.first; t < name.last; ++t)
            outside = std::min(outside, found_.outside[t - found_.first_token]);
        if (is_given_name(name)) return outside < kNotGiven;
        return outside < (prose_ ? kNotInProse : -kNoDoubt);
    }

    SentenceNames rules_;
    const FoundMentions& found_;
    const Document& doc_;
    const SentenceLexicon& lexicon_;
    const Resources& res_;
    bool prose_ = false;         ///< mostly words in lower case
    std::vector<bool> settled_;  ///< of the rules' names
    std::vector<NameSpan> names_;
};

}  // namespace

SentenceNames reconcile_names(SentenceNames rules, const FoundMentions& found, const Document& document,
                              const SentenceLexicon& lexicon, const Resources& resources) {
    return NameReconciler(std::move(rules), found, document, lexicon, resources).run();
}

}  // namespace entente
