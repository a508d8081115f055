#include "core/mention/mention_features.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <xxhash.h>

namespace entente {
namespace {

using Hash = std::uint64_t;

Hash hash_of(std::string_view text) {
    return XXH3_64bits(text.data(), text.size());
}

/// A row from the kind of a feature and its values.
std::uint32_t row(std::uint32_t kind, Hash a, Hash b = 0) {
    Hash mixed = (a + kind * 0x9E3779B97F4A7C15ULL) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 29U) ^ b) * 0x94D049BB133111EBULL;
    return static_cast<std::uint32_t>(mixed >> 40U) % mention_feature_rows;
}

/// The kinds of characters in their order, runs as one: "Xx" for "Moscow", "XX" for "NATO" (short words in
/// capitals apart from long ones), "Xx-x" for "Jong-un".
std::string shape_of(std::string_view form) {
    std::string shape;
    std::size_t capitals = 0;
    for (std::size_t at = 0; at < form.size();) {
        const CodePoint c = decode_utf8(form, at);
        const CharClass kind = char_class(c.value);
        at += c.length;
        char sign = '.';
        if (kind == CharClass::upper)
            sign = 'X', ++capitals;
        else if (kind == CharClass::lower || kind == CharClass::letter)
            sign = 'x';
        else if (kind == CharClass::digit)
            sign = 'd';
        else if (c.value < 0x80)
            sign = static_cast<char>(c.value);
        if (shape.empty() || shape.back() != sign || (sign == 'X' && capitals == 2)) shape += sign;
        if (shape.size() > 8) break;
    }
    if (shape == "XX") shape += capitals > 5 ? "+" : "";
    return shape;
}

std::string_view suffix(std::string_view text, std::size_t length) {
    return text.size() > length ? text.substr(text.size() - length) : text;
}

/// What a word says of the name that it ends or stands beside.
std::uint32_t cues_of(const std::string& word, const Cues& cues, const ActorLexicon& actors) {
    const Title* title = actors.title(word);
    return (cues.organization_heads.count(word) ? 1U : 0U) | (cues.event_heads.count(word) ? 2U : 0U) |
           (cues.agreement_heads.count(word) ? 4U : 0U) | (cues.place_heads.count(word) ? 8U : 0U) |
           (cues.not_names.count(word) ? 16U : 0U) | (cues.person_nouns.count(word) ? 32U : 0U) |
           (cues.actor_nouns.count(word) ? 64U : 0U) |
           (title ? 128U * (1U + static_cast<std::uint32_t>(title->kind)) : 0U);
}

bool is_inner_word(std::string_view lower) {
    return lower == "of" || lower == "for" || lower == "the" || lower == "and" || lower == "de" ||
           lower == "la" || lower == "al" || lower == "bin" || lower == "van" || lower == "von" ||
           lower == "der" || lower == "del" || lower == "-" || lower == "–" || lower == "'s" ||
           lower == "’s" || lower == "&" || lower == "in" || lower == "on" || lower == ".";
}

/// A word of the sentence with all that features are made of.
struct WordFacts {
    std::string lower;
    Hash word = 0, shape = 0, upos = 0, relation = 0;
    std::uint32_t cues = 0;
    bool capital = false;  ///< starts with a capital or digit
    Hash known = 0;        ///< place in a name of the lexicon, with its type; 0 for none
    bool given = false, family = false;
    // The run of capitalised words that it stands in, as it is and over the small words of names.
    std::uint32_t run_first = 0, run_last = 0, wide_first = 0, wide_last = 0;
};

class FeatureMaker {
  public:
    FeatureMaker(const Document& document, std::uint32_t sentence, const SentenceLexicon& lexicon,
                 const MentionKnowledge& knowledge)
        : doc_(document),
          span_(document.sentence_span(sentence)),
          lexicon_(lexicon),
          actors_(knowledge.actors),
          facts_(span_.last - span_.first) {
        for (std::uint32_t i = 0; i < facts_.size(); ++i) describe(i, knowledge.cues);
        find_runs();
        find_known();
    }

    std::uint32_t size() const { return static_cast<std::uint32_t>(facts_.size()); }

    template <typename Add>
    void plain(std::uint32_t i, Add add) const {
        const WordFacts& f = facts_[i];
        const std::uint32_t t = span_.first + i;
        for (int d = -2; d <= 2; ++d) {
            add(row(10 + d, at(i, d).word));
            add(row(20 + d, at(i, d).cues, at(i, d).capital));
        }
        for (int d = -1; d <= 1; ++d) {
            add(row(30 + d, at(i, d).shape));
            add(row(40 + d, at(i, d).upos));
        }
        add(row(50, at(i, -1).shape, f.shape));
        add(row(51, f.shape, at(i, 1).shape));
        add(row(52, at(i, -1).word, f.shape));
        add(row(53, f.shape, at(i, 1).word));
        add(row(54, hash_of(doc_.form(t))));
        for (std::size_t n = 2; n <= 4; ++n) {
            add(row(55 + static_cast<std::uint32_t>(n), hash_of(suffix(f.lower, n)), f.capital));
            add(row(60 + static_cast<std::uint32_t>(n), hash_of(std::string_view(f.lower).substr(0, n)),
                    f.capital));
        }
        add(row(65, hash_of(doc_.word(t).xpos), f.relation));
        const std::uint32_t head = doc_.head(t);
        if (head != kNone) {
            add(row(66, hash_of(doc_.lemma(head)), f.relation));
            add(row(67, static_cast<Hash>(doc_.upos(head)), f.relation));
            if (doc_.relation(t) == "flat" || doc_.relation(t) == "compound")
                add(row(68, hash_of(doc_.preposition(head))));
        }
        add(row(69, hash_of(doc_.preposition(t)), f.capital));
        add(row(70, f.upos, (doc_.sentence_start(t) ? 1U : 0U) | (lexicon_.all_caps() ? 2U : 0U)));
        if (f.capital) run_features(i, add);
    }

    template <typename Add>
    void lexical(std::uint32_t i, Add add) const {
        for (int d = -1; d <= 1; ++d)
            if (at(i, d).known) add(row(100 + d, at(i, d).known));
        const WordFacts& f = facts_[i];
        for (int d = -1; d <= 1; ++d)
            if (at(i, d).capital && (at(i, d).given || at(i, d).family))
                add(row(110 + d, (at(i, d).given ? 1U : 0U) | (at(i, d).family ? 2U : 0U)));
        if (f.capital) add(row(120, f.known ? 1 : 2, f.given));
    }

  private:
    const WordFacts& at(std::uint32_t i, int offset) const {
        const auto place = static_cast<std::int64_t>(i) + offset;
        return place < 0 || place >= static_cast<std::int64_t>(facts_.size())
                   ? edge_
                   : facts_[static_cast<std::size_t>(place)];
    }

    void describe(std::uint32_t i, const Cues& cues) {
        const std::uint32_t t = span_.first + i;
        WordFacts& f = facts_[i];
        const std::string_view form = doc_.form(t);
        f.lower = ascii_lower(form);
        f.word = hash_of(f.lower);
        f.shape = hash_of(shape_of(form));
        f.upos = static_cast<Hash>(doc_.upos(t)) + 1;
        f.relation = hash_of(doc_.relation(t));
        f.cues = cues_of(f.lower, cues, actors_);
        f.capital = doc_.capitalised(t) || (form[0] >= '0' && form[0] <= '9');
        if (!f.capital) return;
        f.given = actors_.is_given_name(form);
        f.family = !actors_.by_family_name(form).empty();
    }

    void find_runs() {
        for (std::uint32_t i = 0; i < size(); ++i) {
            if (!facts_[i].capital) continue;
            std::uint32_t last = i + 1;
            while (last < size() && facts_[last].capital) ++last;
            for (std::uint32_t k = i; k < last; ++k) facts_[k].run_first = i, facts_[k].run_last = last;
            i = last;
        }
        for (std::uint32_t i = 0; i < size();) {
            if (!facts_[i].capital) {
                ++i;
                continue;
            }
            std::uint32_t last = facts_[i].run_last;
            for (std::uint32_t next = last; next < size();) {
                while (next < size() && next < last + 3 && is_inner_word(facts_[next].lower)) ++next;
                if (next == size() || !facts_[next].capital) break;
                last = next = facts_[next].run_last;
            }
            for (std::uint32_t k = i; k < last; ++k) facts_[k].wide_first = i, facts_[k].wide_last = last;
            i = last;
        }
    }

    template <typename Add>
    void run_features(std::uint32_t i, Add add) const {
        const WordFacts& f = facts_[i];
        const std::uint32_t length = std::min(f.run_last - f.run_first, 5U);
        const std::uint32_t place = std::min(i - f.run_first, 4U);
        add(row(80, place, length));
        const WordFacts& last = facts_[f.run_last - 1];
        add(row(81, last.word, place == 0));
        add(row(82, last.cues, f.run_last - i));
        add(row(83, facts_[f.run_first].word, i == f.run_first));
        add(row(84, f.run_first ? facts_[f.run_first - 1].word : 0, length));
        add(row(85, f.run_last < size() ? facts_[f.run_last].word : 0, length));
        std::uint32_t any = 0, wide = 0;
        for (std::uint32_t k = f.run_first; k < f.run_last; ++k) any |= facts_[k].cues;
        for (std::uint32_t k = f.wide_first; k < f.wide_last; ++k) wide |= facts_[k].cues;
        add(row(86, any, place == 0));
        add(row(87, wide, place));
        const bool goes_on = f.run_last < f.wide_last;
        add(row(88, goes_on ? facts_[f.run_last].word : 0, last.cues));
        const bool came = f.run_first > f.wide_first;
        if (came) {
            const WordFacts& before = facts_[f.run_first - 1];
            std::uint32_t k = f.run_first;
            while (k > f.wide_first && !facts_[k - 1].capital) --k;
            add(row(89, before.word, facts_[k - 1].cues));
            add(row(90, facts_[k].word, facts_[k - 1].word));
        }
        const bool digits = doc_.form(span_.first + f.run_first)[0] <= '9';
        add(row(91, last.word, digits));
        add(row(92, wide & 15U, digits ? 1 : 0));
    }

    void find_known() {
        for (std::uint32_t i = 0; i < size();) {
            std::uint32_t end = span_.first + i;
            const bool lower_article = facts_[i].lower == "al" || facts_[i].lower == "el";
            const auto readings = facts_[i].capital || lower_article ? lexicon_.name_at(end, end)
                                                                     : std::span<const ActorName>{};
            if (readings.empty()) {
                ++i;
                continue;
            }
            Hash types = 0;
            for (const ActorName& reading : readings)
                types += hash_of(actors_.actor(reading.actor).type) * (1 + static_cast<Hash>(reading.kind));
            const std::uint32_t last = end - span_.first;
            for (std::uint32_t k = i; k < last; ++k)
                facts_[k].known = types * 4 + 1 + (k == i ? 1 : 0) + (k + 1 == last ? 2 : 0);
            i = last;
        }
    }

    const Document& doc_;
    Sentence span_;
    const SentenceLexicon& lexicon_;
    const ActorLexicon& actors_;
    std::vector<WordFacts> facts_;
    WordFacts edge_;
};

}  // namespace

MentionFeatures mention_features(const Document& document, std::uint32_t sentence,
                                 const SentenceLexicon& lexicon, const MentionKnowledge& knowledge) {
    const FeatureMaker maker(document, sentence, lexicon, knowledge);
    MentionFeatures features;
    const auto add = [&](std::uint32_t row) { features.rows_.push_back(row); };
    for (std::uint32_t i = 0; i < maker.size(); ++i) {
        maker.plain(i, add);
        features.ends_.push_back(static_cast<std::uint32_t>(features.rows_.size()));
        maker.lexical(i, add);
        features.ends_.push_back(static_cast<std::uint32_t>(features.rows_.size()));
    }
    return features;
}

}  // namespace entente
