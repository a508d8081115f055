#include "core/extract/names/name_finder.h"

#include "core/extract/names/attitude_prefix.h"
#include "core/extract/names/body_name.h"
#include "core/extract/names/name_reconciler.h"
#include "core/mention/sentence_lexicon.h"
#include "core/text/among.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <string>

namespace entente {
namespace {

class SentenceNameFinder {
  public:
    SentenceNameFinder(const Document& document, std::uint32_t sentence, const Resources& resources,
                       const SentenceLexicon& lexicon)
        : doc_(document), res_(resources), span_(document.sentence_span(sentence)), lexicon_(lexicon) {}

    SentenceNames run() {
        for (std::uint32_t at = span_.first; at < span_.last;) {
            if (const std::uint32_t behind = read_attitude(at); behind > at) {
                at = behind;
            } else if (const std::uint32_t end = title_end(at); end > at && !names_more(at, end)) {
                found_.titles.push_back({at, end, title_});
                at = end;
            } else if (starts_name(at)) {
                at = read_chain(at, chain_end(at));
            } else {
                ++at;
            }
        }
        return std::move(found_);
    }

  private:
    /// "anti-Pakistani Taliban", "pro-Sheikh Hasina": one word is for or against a name of several. Where it
    /// is of one, the linker takes it; where it ends.
    std::uint32_t read_attitude(std::uint32_t at) {
        const std::string_view form = doc_.form(at);
        const std::size_t prefix = attitude_prefix(form);
        // "the Anti-Corruption Commission"
        if (!prefix || type_of_words(at, chain_end(at)) == node_type::organization) return at;
        constexpr std::uint32_t kMostWords = 4;
        const TokenizedText& text = doc_.text();
        for (std::uint32_t last = std::min(at + kMostWords, span_.last); last > at + 1; --last) {
            if (!upper(last - 1)) continue;
            const auto readings = res_.actors.lookup(text.slice(at, last).substr(prefix));
            if (readings.empty()) continue;
            NameSpan name{at, last, readings, {}};
            name.attitude = true;
            found_.names.push_back(name);
            return last;
        }
        return at + 1;
    }

    std::string lower(std::uint32_t t) const { return ascii_lower(doc_.form(t)); }
    bool is(std::uint32_t t, std::string_view form) const { return t < span_.last && doc_.form(t) == form; }
    bool upper(std::uint32_t t) const { return t < span_.last && doc_.capitalised(t); }

    /// The end of the longest title that starts at a token, which `title_` gets; `at` for none.
    std::uint32_t title_end(std::uint32_t at) {
        std::uint32_t end = at;
        if (const Title* title = lexicon_.title_at(at, end)) title_ = title;
        return end;
    }

    /// True where a title's words begin a longer name that the lexicon has ("Prime Minister's Office", "King
    /// Salman Center"), but not before the name of a person ("King Hamad", "Prince Faisal bin Farhan").
    bool names_more(std::uint32_t at, std::uint32_t title_end) const {
        std::uint32_t end = at;
        const auto readings = lexicon_match(at, end);
        return end > title_end && titled_person(at, title_end, readings).empty();
    }

    /// "Khalid Sheikh Mohammed": what may be a title is a part of the name that a given name begins.
    bool inside_name(std::uint32_t first, std::uint32_t at, std::uint32_t title_end) const {
        return title_->kind == TitleKind::honorific && at == first + 1 && upper(title_end) &&
               res_.actors.is_given_name(doc_.form(first)) && !doc_.form(at).ends_with('.');
    }

    /// The readings of a name that begins with a title, where all mean persons whose own name doesn't begin
    /// with it.
    std::span<const ActorName> titled_person(std::uint32_t at, std::uint32_t title_end,
                                             std::span<const ActorName> readings) const {
        const std::string_view title = doc_.form(at);
        const bool persons = std::all_of(readings.begin(), readings.end(), [&](const ActorName& reading) {
            const Actor& actor = res_.actors.actor(reading.actor);
            return actor.type == node_type::person && !actor.name.starts_with(title);
        });
        return persons && upper(title_end) ? readings : std::span<const ActorName>{};
    }

    /// What the lexicon has of a name that starts at a token, with the title before it where it is known only
    /// so ("King" Hamad).
    std::span<const ActorName> known_at(std::uint32_t at, std::uint32_t& end) const {
        std::uint32_t own = at;
        const auto readings = lexicon_match(at, own);
        if (!found_.titles.empty() && found_.titles.back().last == at) {
            const std::uint32_t title = found_.titles.back().first;
            std::uint32_t with_title = title;
            const auto titled = titled_person(title, at, lexicon_match(title, with_title));
            if (!titled.empty() && with_title > own) {
                end = with_title;
                return titled;
            }
        }
        if (!readings.empty()) end = own;
        return readings;
    }

    bool starts_name(std::uint32_t t) const {
        const CharClass c = char_class(decode_utf8(doc_.form(t), 0).value);
        if (c == CharClass::upper) return !is_common_opening(t);
        // "28-point" and "47th" start no chain by themselves, but lexicon names may start with a digit or in
        // lower case.
        if (c == CharClass::digit || c == CharClass::lower) {
            if (arabic_article(t) || opens_surname(t)) return true;
            if (is(t, "the")) return false;  // the name begins behind it
            std::uint32_t end = t;
            return !lexicon_match(t, end).empty();
        }
        return false;
    }

    /// "al-Mawasi", "el-Fasher": a name that begins in lower case.
    bool arabic_article(std::uint32_t t) const {
        return res_.cues.article_prefixes.contains(doc_.form(t)) && t + 2 < span_.last && is_join(t + 1) &&
               upper(t + 2) && !doc_.text().space_before(t + 1);
    }

    /// "bin Laden", "van Dijk": a family name that begins with a small word.
    bool opens_surname(std::uint32_t t) const {
        return res_.cues.name_particles.count(doc_.form(t)) && doc_.upos(t) == Upos::PROPN && upper(t + 1) &&
               doc_.upos(t + 1) == Upos::PROPN && (doc_.head(t) == t + 1 || doc_.head(t + 1) == t);
    }

    /// A capital that only opens a sentence: the tagger sees no name there and the lexicon has none.
    bool is_common_opening(std::uint32_t t) const {
        const Upos upos = doc_.upos(t);
        const std::string word = lower(t);
        if (res_.cues.not_names.count(word)) {
            std::uint32_t end = t;
            return lexicon_match(t, end).empty() && !upper(t + 1);
        }
        // A rare family name at the head of a sentence is often mistaken for a function word.
        if (doc_.form(t).size() >= 5 && !res_.actors.by_family_name(doc_.form(t)).empty()) return false;
        if (upos == Upos::PRON || upos == Upos::DET || upos == Upos::SCONJ || upos == Upos::CCONJ ||
            upos == Upos::AUX || upos == Upos::ADP || upos == Upos::PART || upos == Upos::ADV ||
            upos == Upos::NUM || upos == Upos::INTJ) {
            std::uint32_t end = t, behind = t;
            // "The African Union": the name begins behind the article, unless only that tells it.
            if (is(t, "The") && upper(t + 1) && !lexicon_match(t + 1, behind).empty()) {
                lexicon_match(t, end);
                return behind >= end;
            }
            return lexicon_match(t, end).empty();
        }
        if (!doc_.sentence_start(t) || upos == Upos::PROPN) return false;
        std::uint32_t end = t;
        if (!lexicon_match(t, end).empty()) return false;
        return !(upper(t + 1) && doc_.upos(t + 1) == Upos::PROPN) || upos == Upos::VERB || upos == Upos::ADJ;
    }

    std::span<const ActorName> lexicon_match(std::uint32_t at, std::uint32_t& end) const {
        return lexicon_.name_at(at, end);
    }

    bool is_join(std::uint32_t t) const { return is(t, "-") || is(t, "–") || is(t, "‑"); }

    /// How far a run of capitalised words and the small words between them goes.
    std::uint32_t chain_end(std::uint32_t at) const {
        std::uint32_t end = at + 1;
        std::uint32_t lexicon_end = at;
        if (!lexicon_match(at, lexicon_end).empty()) end = std::max(end, lexicon_end);
        while (end < span_.last) {
            // "fined Telegram A$1 million"
            if (is(end + 1, "$") && !doc_.text().space_before(end + 1)) break;
            if (upper(end) ||
                (doc_.form(end)[0] >= '0' && doc_.form(end)[0] <= '9' && !doc_.text().space_before(end)) ||
                (doc_.upos(end) == Upos::NUM && doc_.upos(end - 1) == Upos::PROPN &&
                 doc_.form(end).size() == 4 && doc_.head(end) != kNone && doc_.head(end) + 6 > end &&
                 doc_.head(end) < end)) {
                ++end;
            } else if (is_join(end) && !doc_.text().space_before(end) && end + 1 < span_.last &&
                       !doc_.text().space_before(end + 1) && (upper(end + 1) || name_tail(end + 1))) {
                end += 2;
            } else if (const std::uint32_t next = over_particles(end); next > end) {
                end = next;
            } else if ((is(end, "'s") || is(end, "’s")) && upper(end + 1) && possessive_in_name(at, end)) {
                end += 2;
            } else {
                break;
            }
        }
        return end;
    }

    /// "Jong-un", "Hee-chan": the tail of an East Asian given name.
    bool name_tail(std::uint32_t t) const {
        const std::string_view f = doc_.form(t);
        const Upos upos = doc_.upos(t);
        if (upos == Upos::DET || upos == Upos::PRON) return false;  // "Holly-the owner"
        return f.size() <= 5 && upper(t - 2) && doc_.upos(t - 2) == Upos::PROPN && f[0] >= 'a' &&
               f[0] <= 'z' && f != "backed" && f != "led" && f != "class" && f != "type" && f != "based" &&
               f != "style" && f != "run" && f != "held" && f != "born" && f != "owned" && f != "made" &&
               f != "wide" && f != "day" && f != "era" && f != "war" && f != "elect";
    }

    /// Past "of", "for the", "de la" ... when a capitalised word follows.
    std::uint32_t over_particles(std::uint32_t at) const {
        std::uint32_t t = at;
        const std::string first = lower(at);
        if (among(first, {"of", "for", "on"})) {
            // Only after the noun of a name: "Ministry of Defence", not "Putin of Russia".
            if (!heads_name(at - 1)) return at;
            if (first == "on" && !res_.cues.subject_bodies.contains(lower(at - 1))) return at;
            ++t;
            if (is(t, "the")) ++t;
            return upper(t) && !(is_title_word(t) && upper(t + 1)) ? t + 1 : at;
        }
        if (first == "and" || first == "&") {
            // "Ministry of Health and Welfare", "Food and Drug Administration": one name when the noun of a
            // name follows.
            if (first == "and" && !joins_name(at)) return at;
            return upper(t + 1) ? t + 2 : at;
        }
        while (t < span_.last && t < at + 3 && res_.cues.name_particles.count(doc_.form(t))) ++t;
        if (t < span_.last && (is_join(t))) ++t;
        return t > at && upper(t) ? t + 1 : at;
    }

    bool heads_name(std::uint32_t t) const {
        const std::string w = lower(t);
        return res_.cues.organization_heads.count(w) || res_.cues.event_heads.count(w) ||
               res_.cues.agreement_heads.count(w) || res_.cues.places_of.count(w);
    }

    bool is_title_word(std::uint32_t t) const { return res_.actors.title(lower(t)) != nullptr; }

    /// "and" inside a name: between single nouns after "of", with no other actor around.
    bool joins_name(std::uint32_t at) const {
        if (at < span_.first + 2 || !upper(at + 1)) return false;
        std::uint32_t end = 0;
        if (!lexicon_match(at + 1, end).empty()) return false;
        const std::string before = lower(at - 2), next = at + 2 < span_.last ? lower(at + 2) : "";
        const bool after_of = before == "of" || before == "for";
        // "the Navy and Air Force" are two.
        if (!after_of && res_.cues.organization_heads.count(lower(at - 1)) && !heads_name(at + 1))
            return false;
        return after_of || (res_.cues.organization_heads.count(next) && doc_.upos(at + 2) == Upos::PROPN &&
                            next != "party");
    }

    /// "People's Republic", "Lord's Resistance Army", but not "Israel's High Court" or "Trump's United
    /// States".
    bool possessive_in_name(std::uint32_t first, std::uint32_t at) const {
        std::uint32_t end = at;
        if (!lexicon_match(first, end).empty() && end == at) return false;
        return res_.cues.owners_in_names.contains(lower(at - 1));
    }

    /// The type that the nouns of a name tell; the last such noun decides.
    std::string_view type_of_words(std::uint32_t first, std::uint32_t last) const {
        std::uint32_t end = last;
        // In "Ministry of Defence" the noun stands before "of".
        for (std::uint32_t t = first + 1; t < last; ++t)
            if ((is(t, "of") || is(t, "for") || is(t, "on")) && heads_name(t - 1)) {
                end = t;
                break;
            }
        while (end > first + 1 && doc_.upos(end - 1) == Upos::NUM) --end;
        const std::string noun = lower(end - 1);
        if (end - first == 1 && last == end) return {};  // one word tells nothing
        if (res_.cues.company_endings.count(noun)) return node_type::organization;
        if (res_.cues.agreement_heads.count(noun)) return node_type::agreement;
        const bool person = last - first == 2 && res_.actors.is_given_name(doc_.form(first));  // "Lena Storm"
        if (res_.cues.event_heads.count(noun) && !person) return node_type::event;
        if (res_.cues.organization_heads.count(noun)) return node_type::organization;
        if (opens_event(doc_, first, last, res_.cues)) return node_type::event;
        if (res_.cues.place_heads.count(noun)) return node_type::place;
        return {};
    }

    /// Cuts a chain into titles, names of the lexicon and new names; returns where it goes on.
    std::uint32_t read_chain(std::uint32_t first, std::uint32_t last) {
        bool titled = !found_.titles.empty() && found_.titles.back().last == first &&
                      found_.titles.back().title->kind != TitleKind::kin;
        std::uint32_t at = first;
        while (at < last) {
            if (!upper(at) && !arabic_article(at) && !opens_surname(at) &&
                !(doc_.form(at)[0] >= '0' && doc_.form(at)[0] <= '9')) {
                std::uint32_t end = at;
                const auto readings = lexicon_match(at, end);
                if (readings.empty()) {
                    ++at;
                    continue;
                }
            }
            if (const std::uint32_t end = title_end(at); end > at && !names_more(at, end)) {
                // "Justice" in "People's Justice Party" is no title: one ends a name or stands before a
                // person.
                const bool in_name =
                    end < last && upper(end) && !type_of_words(at, last).empty() && !has_title(end, last);
                if (!in_name) {
                    found_.titles.push_back({at, end, title_});
                    titled = title_->kind != TitleKind::kin;
                    at = end;
                    continue;
                }
            }
            std::uint32_t end = at;
            auto readings = known_at(at, end);
            const std::uint32_t segment = segment_end(at, last);
            if (end < segment && !goes_on_known(end, segment) && opens_person(at, end, readings))
                readings = {};
            const std::string_view whole_type = type_of_words(at, segment);
            if (!readings.empty() && (end >= segment || whole_type.empty() || goes_on_known(end, segment))) {
                found_.names.push_back({at, end, readings, {}, titled});
                titled = false;
                at = end;
                continue;
            }
            if (res_.cues.not_names.count(lower(at)) && segment == at + 1) {
                ++at;
                continue;
            }
            const std::uint32_t cut =
                readings.empty() && whole_type.empty() ? next_known(at, segment) : segment;
            add_new_name(at, cut, cut == segment ? whole_type : type_of_words(at, cut), titled);
            titled = false;
            at = cut;
        }
        return std::max(at, last);
    }

    /// "Hassan Idris" is not from the town of Hassan.
    bool opens_person(std::uint32_t at, std::uint32_t end, std::span<const ActorName> readings) const {
        const std::string before = at > span_.first ? lower(at - 1) : "";
        if (among(before, {"in", "at", "near"}) || res_.cues.not_names.count(lower(end))) return false;
        return end == at + 1 && doc_.upos(end) == Upos::PROPN && res_.actors.is_given_name(doc_.form(at)) &&
               std::ranges::all_of(readings, [&](const ActorName& reading) {
                   return res_.actors.actor(reading.actor).type == node_type::place;
               });
    }

    bool has_title(std::uint32_t at, std::uint32_t last) {
        for (; at < last; ++at)
            if (title_end(at) > at) return true;
        return false;
    }

    /// The rest is a name of its own: "Palestinian West Bank", "US Steve Witkoff".
    bool goes_on_known(std::uint32_t end, std::uint32_t segment) const {
        std::uint32_t next = end;
        return end < segment && !lexicon_match(end, next).empty() && next >= segment;
    }

    /// A chain goes up to the next title.
    std::uint32_t segment_end(std::uint32_t at, std::uint32_t last) {
        for (std::uint32_t t = at + 1; t < last; ++t) {
            const std::uint32_t end = title_end(t);
            if (end > t && end < last && upper(end) && !names_more(t, end) && !inside_name(at, t, end) &&
                type_of_words(t, last).empty())
                return t;
        }
        while (last > at + 1 && !upper(last - 1) && doc_.form(last - 1).size() < 3 && !is_join(last - 2))
            --last;
        return last;
    }

    /// Where a longer name of the lexicon starts inside a new one ("Pro-Russian Moldova"); `last` for
    /// nowhere.
    std::uint32_t next_known(std::uint32_t at, std::uint32_t last) const {
        for (std::uint32_t t = at + 1; t < last; ++t) {
            std::uint32_t end = t;
            const auto readings = lexicon_match(t, end);
            if (!readings.empty() && end == last && end - t >= 2 && !is(t - 1, "of") && !is(t - 1, "the"))
                return t;
        }
        return last;
    }

    void add_new_name(std::uint32_t first, std::uint32_t last, std::string_view type, bool titled) {
        if (is(last - 1, ".")) --last;
        if (first >= last) return;
        const std::string_view form = doc_.form(first);
        const bool single = last == first + 1;
        // "Mogami-class frigates": the name of a make.
        if (last + 1 < span_.last && is_join(last) && !doc_.text().space_before(last) &&
            (is(last + 1, "class") || is(last + 1, "type")))
            return;
        if (single && (form.size() < 2 || doc_.upos(first) == Upos::ADJ || doc_.upos(first) == Upos::VERB) &&
            !titled)
            return;
        if (!titled && (single && has_digit(form))) return;  // "SX40" is a thing
        if (!single && is_shouted(first, last)) return;
        // "the Liberal party"
        if (!titled && last < span_.last && is(last, "party") && type.empty()) {
            found_.names.push_back({first, last + 1, {}, node_type::organization, false});
            return;
        }
        if (type.empty()) type = shape_type(first, last, titled);
        NameSpan name{first, last, {}, type, titled};
        name.thing = single && is_thing(form, res_.cues);
        found_.names.push_back(name);
    }

    static bool has_digit(std::string_view form) {
        return std::any_of(form.begin(), form.end(), [](char c) { return c >= '0' && c <= '9'; });
    }

    /// "PLZ HELP ME": words in capitals with words between them that no name has.
    bool is_shouted(std::uint32_t first, std::uint32_t last) const {
        bool capitals = true, function_word = false;
        for (std::uint32_t t = first; t < last; ++t) {
            const std::string_view form = doc_.form(t);
            capitals = capitals &&
                       std::none_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; });
            const Upos upos = doc_.upos(t);
            function_word = function_word || upos == Upos::PRON || upos == Upos::VERB || upos == Upos::AUX ||
                            upos == Upos::ADV || upos == Upos::DET || upos == Upos::INTJ;
        }
        return capitals && function_word;
    }

    std::string_view shape_type(std::uint32_t first, std::uint32_t last, bool titled) const {
        if (titled) return node_type::person;
        if (last - first >= 2 && res_.actors.is_given_name(doc_.form(first))) return node_type::person;
        // "the Democratic Socialists"
        if (last - first >= 2 && doc_.word(last - 1).xpos == "NNPS") return node_type::organization;
        if (last == first + 1) {
            const std::string_view form = doc_.form(first);
            const bool acronym = form.size() >= 2 && form.size() <= 7 &&
                                 std::all_of(form.begin(), form.end(),
                                             [](char c) { return (c >= 'A' && c <= 'Z') || c == '.'; });
            if (acronym && !lexicon_.all_caps()) return node_type::organization;
        }
        return {};
    }

    const Document& doc_;
    const Resources& res_;
    Sentence span_;
    const SentenceLexicon& lexicon_;
    const Title* title_ = nullptr;
    SentenceNames found_;
};

}  // namespace

bool opens_event(const Document& document, std::uint32_t first, std::uint32_t last, const Cues& cues) {
    const auto is_in = [&](const WordSet& words, std::uint32_t t) {
        return words.contains(ascii_lower(document.form(t)));
    };
    if (is_in(cues.event_opener_modifiers, first)) ++first;
    if (first + 1 >= last || is_in(cues.not_names, first + 1)) return false;
    return is_in(cues.event_openers, first) || (is_in(cues.storm_nouns, first) && last == first + 2);
}

bool is_thing(std::string_view form, const Cues& cues) {
    if (cues.names_of_things.contains(form)) return true;
    return form.ends_with('s') && cues.names_of_things.contains(form.substr(0, form.size() - 1));
}

SentenceNames find_names(const Document& document, std::uint32_t sentence, const FoundMentions& found,
                         const Resources& resources) {
    const SentenceLexicon lexicon(document, sentence, resources.actors);
    return complete_body_names(
        reconcile_names(SentenceNameFinder(document, sentence, resources, lexicon).run(), found, document,
                        lexicon, resources),
        document, sentence, lexicon, resources);
}

}  // namespace entente
