#include "core/extract/names/body_name.h"

#include "core/text/among.h"
#include "core/text/date_expression.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace entente {
namespace {

/// The first of some spans, which are in order, that does not end before a token.
template <class Spans>
auto first_behind(const Spans& spans, std::uint32_t t) {
    return std::upper_bound(spans.begin(), spans.end(), t,
                            [](std::uint32_t at, const auto& span) { return at < span.last; });
}

class BodyNames {
  public:
    BodyNames(SentenceNames found, const Document& document, const SentenceLexicon& lexicon,
              const Resources& resources)
        : found_(std::move(found)), doc_(document), lexicon_(lexicon), res_(resources) {}

    SentenceNames run(const Sentence& sentence) {
        end_ = sentence.last;
        for (std::size_t i = 0; i < found_.names.size(); ++i) {
            end_in_kind(i);
            if (begins_with_state(i)) --i;
            NameSpan name = found_.names[i];
            if (!name.readings.empty() || name.titled || name.type != node_type::organization) continue;
            if (const std::uint32_t person = person_at_end(name); person < name.last) {
                part(i, person);
                continue;
            }
            name.last = completed(name.first, name.last);
            if (name.last > found_.names[i].last) put(name);
        }
        // "the Commission for the Investigation of Abuse of Authority": its first word is no name alone.
        for (std::uint32_t t = sentence.first; t < end_; ++t) {
            if (!is_body(t) || doc_.sentence_start(t) || is_named(t)) continue;
            NameSpan name;
            name.first = t;
            while (name.first > sentence.first && doc_.capitalised(name.first - 1) &&
                   doc_.head(name.first - 1) == t && !is_named(name.first - 1) &&
                   !doc_.sentence_start(name.first - 1))
                --name.first;
            name.last = completed(name.first, t + 1);
            name.type = node_type::organization;
            if (name.last > t + 1) put(name);
        }
        return std::move(found_);
    }

  private:
    /// "Google, Inc.": what it says of the company's kind is part of the name.
    void end_in_kind(std::size_t i) {
        if (found_.names[i].titled || !is_organization(found_.names[i])) return;
        for (;;) {  // "Co., Ltd."
            std::uint32_t kind = found_.names[i].last;
            if (kind < end_ && doc_.form(kind) == ",") ++kind;
            if (kind >= end_ || !doc_.capitalised(kind) ||
                !res_.cues.company_endings.contains(ascii_lower(doc_.form(kind))))
                return;
            found_.names[i].last = kind + 1;
            std::erase_if(found_.names, [&](const NameSpan& n) { return n.first == kind; });
        }
    }

    bool is_organization(const NameSpan& name) const {
        if (name.readings.empty()) return name.type == node_type::organization;
        return res_.actors.actor(name.readings.front().actor).type == node_type::organization;
    }

    /// Nobody is called "the" something.
    bool may_be_body(const NameSpan& name) const {
        if (!name.type.empty()) return name.type == node_type::organization;
        for (std::uint32_t t = name.first; t > 0 && doc_.head(t - 1) == name.first; --t)
            if (is_article(t - 1)) return true;
        return false;
    }

    /// "Georgia Tech", "the Texas Tribune": makes one name of that of a place and a word that says nothing
    /// alone.
    bool begins_with_state(std::size_t i) {
        if (i == 0) return false;
        const NameSpan &place = found_.names[i - 1], &body = found_.names[i];
        if (!body.readings.empty() || body.titled || !may_be_body(body) || body.last != body.first + 1 ||
            place.last != body.first || place.readings.empty())
            return false;
        const std::string_view type = res_.actors.actor(place.readings.front().actor).type;
        if (type != node_type::state && type != node_type::place) return false;
        // An acronym is a name of its own: "Sudan RSF".
        const std::string_view form = doc_.form(body.first);
        if (form.size() < 2 || form[1] < 'a' || form[1] > 'z') return false;
        const std::uint32_t last = place.last - 1;
        if (doc_.upos(last) != Upos::PROPN || doc_.upos(body.first) != Upos::PROPN ||
            doc_.head(last) != body.first || doc_.relation(last) != "compound")
            return false;
        found_.names[i].first = place.first;
        found_.names.erase(found_.names.begin() + static_cast<std::ptrdiff_t>(i) - 1);
        return true;
    }

    /// "the Central Military Commission of China He Weidong": where a person of the lexicon ends a name; its
    /// end for none.
    std::uint32_t person_at_end(const NameSpan& name) const {
        for (std::uint32_t t = name.first + 2; t + 1 < name.last; ++t) {
            std::uint32_t end = t;
            const auto readings = lexicon_.name_at(t, end);
            if (end == name.last && !readings.empty() &&
                res_.actors.actor(readings.front().actor).type == node_type::person)
                return t;
        }
        return name.last;
    }

    /// Makes two names of one.
    void part(std::size_t i, std::uint32_t at) {
        NameSpan person;
        person.first = at;
        person.last = found_.names[i].last;
        person.readings = lexicon_.name_at(at, person.last);
        found_.names[i].last = at;
        found_.names.insert(found_.names.begin() + static_cast<std::ptrdiff_t>(i) + 1, person);
    }

    /// Where a name that begins at `first` and was found up to `last` ends.
    std::uint32_t completed(std::uint32_t first, std::uint32_t last) const {
        bool purpose = false;  // "for ..." has been passed: what is coordinated in it belongs to it
        for (std::uint32_t t = first; t < last; ++t) purpose = purpose || is_preposition(t);
        for (;;) {
            if (last + 1 >= end_) return last;
            const bool preposition = is_preposition(last);
            if (doc_.form(last) == "on" &&
                !res_.cues.subject_bodies.contains(ascii_lower(doc_.form(last - 1))))
                return last;
            if (!(preposition && (purpose || is_body(last - 1))) && !(purpose && doc_.form(last) == "and"))
                return last;
            std::uint32_t next = last + 1;
            if (preposition && next + 1 < end_ && is_article(next)) ++next;
            // "the Electoral Commission on Tuesday"; but "the Committee on the March 3 Flood"
            if (next == last + 1 && is_date(next)) return last;
            std::uint32_t stop = capitals_end(next);
            // "a Free and Sovereign Congo"
            if (stop > next && stop + 1 < end_ && doc_.form(stop) == "and" && in_capitals(stop + 1) &&
                !hangs_on(first, last, next, stop))
                stop = capitals_end(stop + 1);
            if (stop == next || !hangs_on(first, last, next, stop) || is_other(next, stop)) return last;
            if (!preposition && begins_name(next, stop)) return last;
            purpose = purpose || preposition;
            last = stop;
        }
    }

    bool is_preposition(std::uint32_t t) const {
        const std::string_view form = doc_.form(t);
        return among(form, {"of", "for", "on"});
    }
    bool is_article(std::uint32_t t) const {
        const std::string_view form = doc_.form(t);
        return among(form, {"the", "a", "an"});
    }
    bool is_body(std::uint32_t t) const {
        return doc_.capitalised(t) && res_.cues.organization_heads.count(ascii_lower(doc_.form(t)));
    }
    bool in_capitals(std::uint32_t t) const {
        return doc_.capitalised(t) || (doc_.upos(t) == Upos::NUM && t + 1 < end_ && doc_.capitalised(t + 1));
    }

    std::uint32_t capitals_end(std::uint32_t t) const {
        while (t < end_ && in_capitals(t)) ++t;
        return t;
    }

    /// A word of [next, stop) depends on one of the name, and none on what stands elsewhere.
    bool hangs_on(std::uint32_t first, std::uint32_t last, std::uint32_t next, std::uint32_t stop) const {
        bool hangs = false;
        for (std::uint32_t t = next; t < stop; ++t) {
            const std::uint32_t head = doc_.head(t);
            if (head >= first && head < last)
                hangs = true;
            else if (head == kNone || head < first || head >= stop)
                return false;
        }
        return hangs;
    }

    /// True where [next, stop) begins with another's name or title, or with a number.
    bool is_other(std::uint32_t next, std::uint32_t stop) const {
        std::uint32_t end = next;
        if (!lexicon_.name_at(next, end).empty()) return true;
        if (stop == next + 1 && doc_.upos(next) == Upos::NUM) return true;
        const auto title = first_behind(found_.titles, next);
        if (title != found_.titles.end() && title->first < stop) return true;
        for (auto name = first_behind(found_.names, next); name != found_.names.end() && name->first < stop;
             ++name)
            if (!name->readings.empty() || name->titled) return true;
        return false;
    }

    /// "the Center for Peace and Jonas Barker": another name of its own.
    bool begins_name(std::uint32_t next, std::uint32_t stop) const {
        const auto name = first_behind(found_.names, next);
        return name != found_.names.end() && name->first < stop &&
               (name->type == node_type::person || name->last - name->first > 1);
    }

    bool is_date(std::uint32_t t) const {
        const Date any{2000, 1, 1};  // weekdays and months are found where there is a day to count from
        const auto dates = find_dates(doc_.text(), t, std::min(t + 3, end_), doc_.day().value_or(any));
        return !dates.empty() && dates.front().first == t;
    }

    bool is_named(std::uint32_t t) const {
        const auto name = first_behind(found_.names, t);
        return name != found_.names.end() && name->first <= t;
    }

    /// In the place of all that it overlaps.
    void put(const NameSpan& name) {
        auto& names = found_.names;
        std::erase_if(names, [&](const NameSpan& n) { return n.first < name.last && name.first < n.last; });
        names.insert(std::upper_bound(names.begin(), names.end(), name,
                                      [](const NameSpan& a, const NameSpan& b) { return a.first < b.first; }),
                     name);
    }

    SentenceNames found_;
    const Document& doc_;
    const SentenceLexicon& lexicon_;
    const Resources& res_;
    std::uint32_t end_ = 0;  ///< of the sentence
};

}  // namespace

SentenceNames complete_body_names(SentenceNames found, const Document& document, std::uint32_t sentence,
                                  const SentenceLexicon& lexicon, const Resources& resources) {
    return BodyNames(std::move(found), document, lexicon, resources).run(document.sentence_span(sentence));
}

}  // namespace entente
