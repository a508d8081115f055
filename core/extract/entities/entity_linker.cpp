#include "core/extract/entities/entity_linker.h"

#include "core/extract/names/attitude_prefix.h"
#include "core/model/slug.h"
#include "core/text/among.h"
#include "core/text/dateline.h"
#include "core/text/utf8.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::uint32_t kNone = Entities::kNone;

bool is_location_preposition(std::string_view word) {
    return among(word, {"in", "at", "near", "outside", "around", "inside", "across", "within", "throughout",
                        "over", "off"});
}

}  // namespace

EntityLinker::EntityLinker(const Document& document, const Resources& resources, bool unnamed)
    : doc_(document), res_(resources), unnamed_(unnamed) {
    out_.mention_of_token.assign(document.size(), kNone);
    out_.speaker_of_token.assign(document.size(), kNone);
    out_.titles.resize(document.sentence_count());
}

std::string EntityLinker::lower(std::uint32_t token) const {
    return ascii_lower(doc_.form(token));
}

/// The words of a name with single spaces, without a leading article.
std::string EntityLinker::name_text(std::uint32_t first, std::uint32_t last) const {
    if (last > first + 1 && (lower(first) == "the")) ++first;
    std::string out;
    for (std::uint32_t t = first; t < last; ++t) {
        if (t > first && doc_.text().space_before(t)) out += ' ';
        out += doc_.form(t);
    }
    return out;
}

std::uint32_t EntityLinker::new_entity(Entity entity) {
    out_.all.push_back(std::move(entity));
    return static_cast<std::uint32_t>(out_.all.size() - 1);
}

std::uint32_t EntityLinker::actor_entity(std::uint32_t actor) {
    const auto [it, fresh] = by_actor_.emplace(actor, 0);
    if (fresh) {
        const Actor& a = res_.actors.actor(actor);
        Entity entity;
        entity.type = a.type;
        entity.name = a.name;
        entity.actor = actor;
        entity.country = a.type == node_type::state ? a.id.substr(a.id.find(':') + 1) : a.country;
        it->second = new_entity(std::move(entity));
    }
    return it->second;
}

/// The token whose governor lies outside; the last such one, as English names have their head at the end.
std::uint32_t EntityLinker::head_of(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t t = first; t < last; ++t) {
        const std::uint32_t h = doc_.head(t);
        if (h == Document::kNone || h < first || h >= last)
            if (doc_.relation(t) != "case" && doc_.relation(t) != "punct") return t;
    }
    return last - 1;
}

void EntityLinker::add_mention(std::uint32_t first, std::uint32_t last, MentionKind kind,
                               std::uint32_t entity) {
    const auto index = static_cast<std::uint32_t>(out_.mentions.size());
    out_.mentions.push_back({first, last, head_of(first, last), kind, entity});
    if (out_.all[entity].actor) out_.all[entity].nominal = false;
    for (std::uint32_t t = first; t < last; ++t)
        if (!covered(t)) out_.mention_of_token[t] = index;
}

/// "Kyiv mayor", "Kyiv's mayor", "the mayor of Kyiv".
bool EntityLinker::names_local_office(std::uint32_t first, std::uint32_t last) const {
    const bool possessive = last < doc_.size() && among(doc_.form(last), {"'s", "’s"});
    const std::uint32_t behind = last + (possessive ? 1 : 0);
    const bool after_of = first > 0 && lower(first - 1) == "of";
    return std::ranges::any_of(out_.titles[doc_.sentence(first)], [&](const TitleSpan& title) {
        return title.title->local && (title.first == behind || (after_of && title.last + 1 == first));
    });
}

bool EntityLinker::reads_as_place(std::uint32_t first, std::uint32_t last) const {
    const Sentence& sentence = doc_.sentence_span(doc_.sentence(first));
    if (dateline_end(doc_.text(), sentence.first) == sentence.last) return true;
    std::uint32_t before = first;
    while (before > 0 && (lower(before - 1) == "the" || doc_.relation(before - 1) == "amod")) --before;
    const std::string preposition = before > 0 ? lower(before - 1) : "";
    if (names_local_office(first, last)) return true;
    const bool possessive = last < doc_.size() && among(doc_.form(last), {"'s", "’s"});
    if (possessive) return false;
    const std::uint32_t head = head_of(first, last), governor = doc_.head(head);
    // "officials in Warsaw" act for the state whose capital it is.
    const bool of_actors = preposition == "in" && governor != Document::kNone &&
                           doc_.relation(head) == "nmod" &&
                           res_.cues.state_speakers.count(doc_.lemma(governor)) > 0;
    if (is_location_preposition(preposition) && !of_actors) return true;
    // "Kyiv, Ukraine"
    if (last + 1 < doc_.size() && doc_.form(last) == ",") {
        const auto next = res_.actors.lookup(doc_.form(last + 1));
        if (!next.empty() && res_.actors.actor(next.front().actor).type == node_type::state &&
            preposition != "and")
            return true;
    }
    if (governor != Document::kNone && res_.cues.motion_verbs.count(doc_.lemma(governor)) &&
        doc_.relation(head) != "nsubj")
        return true;
    return preposition == "to" && governor != Document::kNone && doc_.upos(governor) == Upos::NOUN;
}

/// True where a place and a comma stand before a name, and no list goes on behind it.
bool EntityLinker::in_address(const NameSpan& name) const {
    if (name.first < 2 || doc_.form(name.first - 1) != "," || doc_.sentence_start(name.first - 1))
        return false;
    if (name.last < doc_.size() && (doc_.form(name.last) == "and" || doc_.form(name.last) == "or"))
        return false;
    const std::uint32_t entity = out_.entity_at(name.first - 2);
    return entity != kNone && out_.all[entity].type == node_type::place;
}

std::uint32_t EntityLinker::choose_reading(const NameSpan& name) const {
    const ActorName* best = nullptr;
    int best_score = -1000;
    const bool place_context = reads_as_place(name.first, name.last);
    for (const ActorName& reading : name.readings) {
        const Actor& actor = res_.actors.actor(reading.actor);
        int score = 0;
        if (actor.type == node_type::state) {
            score = 30;
            if (reading.kind == NameKind::metonym) score = place_context ? 0 : 22;
            if (reading.kind == NameKind::former) score = 5;
        } else if (actor.type == node_type::organization) {
            score = 20;
        } else if (actor.type == node_type::place) {
            score = place_context ? 24 : 15;
        } else if (actor.type == node_type::person) {
            score = name.titled ? 40 : name.last - name.first > 1 ? 25 : 10;
            // Two who bear one name: the one in office on the day.
            for (const Holding& h : res_.actors.holdings(reading.actor))
                if (doc_.day() && h.begin.year && h.begin.year <= doc_.day()->year &&
                    (!h.end.year || h.end.year >= doc_.day()->year))
                    ++score;
        }
        if (by_actor_.count(reading.actor) && actor.type != node_type::place) score += 3;
        // "Albany, New York" lies in the state, not in the city.
        if (actor.kind == "region" && in_address(name)) score += 3;
        // "Bari, Somalia": of two towns or parties of one name that of the country spoken of.
        if (name.readings.size() > 1 && spoken_of_.count(actor.country)) score += 2;
        if (score > best_score) {
            best_score = score;
            best = &reading;
        }
    }
    return static_cast<std::uint32_t>(best - name.readings.data());
}

std::uint32_t EntityLinker::link_known(const NameSpan& name) {
    const ActorName& reading = name.readings[choose_reading(name)];
    const bool adjective = reading.kind == NameKind::adjective || reading.kind == NameKind::demonym;
    const std::uint32_t entity = actor_entity(reading.actor);
    // "Greece's parliament" is a name of the lexicon and speaks of Greece too.
    for (std::uint32_t t = name.first + 1; t + 1 < name.last; ++t)
        if (doc_.form(t) == "'s" || doc_.form(t) == "’s")
            for (const ActorName& owner : res_.actors.lookup(name_text(name.first, t)))
                if (res_.actors.actor(owner.actor).type == node_type::state && owner.kind == NameKind::name)
                    add_mention(name.first, t, MentionKind::name, actor_entity(owner.actor));
    add_mention(name.first, name.last, adjective ? MentionKind::adjective : MentionKind::name, entity);
    return entity;
}

std::uint32_t EntityLinker::find_by_surname(std::string_view surname) const {
    const auto recent = recent_mentions();
    for (auto m = recent.rbegin(); m != recent.rend(); ++m) {
        const Entity& entity = out_.all[m->entity];
        if (entity.type != node_type::person) continue;
        const std::string& full = entity.name;
        if (full.size() > surname.size() &&
            full.compare(full.size() - surname.size(), surname.size(), surname) == 0 &&
            full[full.size() - surname.size() - 1] == ' ')
            return m->entity;
        // Names with the family name first ("Xi Jinping"), and single parts of longer names.
        if (full.compare(0, surname.size(), surname) == 0 && full.size() > surname.size() &&
            full[surname.size()] == ' ')
            return m->entity;
        if (m->kind == MentionKind::name) {
            const std::string text = name_text(m->first, m->last);
            if (text == surname) return m->entity;
            if (text.size() > surname.size() + 1 &&
                text.compare(text.size() - surname.size(), surname.size(), surname) == 0 &&
                text[text.size() - surname.size() - 1] == ' ')
                return m->entity;
        }
        if (full.size() > surname.size() + 2 &&
            full.find(" " + std::string(surname) + " ") != std::string::npos)
            return m->entity;
    }
    return kNone;
}

/// The office that a title just before a token names; empty for none.
std::string_view EntityLinker::office_before(std::uint32_t token) const {
    for (const TitleSpan& title : out_.titles[doc_.sentence(token)])
        if (title.last == token && title.title->kind == TitleKind::office) return title.title->office;
    return {};
}

/// The one person of the lexicon that a family name alone means: who is in office on the day, else who was
/// not long before; with the title of an office, who had that office at any time ("President Carter"). Of a
/// name that several bear, who does not head a state is meant only where that state is spoken of.
std::uint32_t EntityLinker::known_by_surname(std::string_view surname, std::string_view office) const {
    constexpr int kLongRemembered = 8;  // years after an office
    constexpr int kHeads = 4;           // a state or its government
    std::uint32_t best = kNone;
    int best_score = 0;
    bool tie = false;
    const auto bearers = res_.actors.by_family_name(surname);
    for (const std::uint32_t person : bearers) {
        int score = res_.actors.holdings(person).empty() ? 1 : 0;
        for (const Holding& h : res_.actors.holdings(person)) {
            if (!doc_.day()) {
                score = std::max(score, 1);
                continue;
            }
            const bool begun = h.begin.year == 0 || h.begin.first_day() <= *doc_.day();
            const bool open = h.end.year == 0 || h.end.last_day() >= *doc_.day();
            if (begun && open)
                score = std::max(score, h.office == "president" || h.office == "prime-minister" ? kHeads : 3);
            else if (begun && h.end.year + kLongRemembered >= doc_.day()->year)
                score = std::max(score, 2);
            else if (!office.empty() && h.office == office)
                score = std::max(score, 1);
        }
        if (score == best_score) tie = true;
        if (score > best_score) best = person, best_score = score, tie = false;
    }
    if (!best_score || tie) return kNone;
    const bool placed = !office.empty() || best_score == kHeads || bearers.size() == 1 ||
                        spoken_of_.contains(res_.actors.actor(best).country);
    return placed ? best : kNone;
}

std::string_view EntityLinker::guess_type(const NameSpan& name) const {
    const std::uint32_t first = name.first, last = name.last;
    // "the Deputy U.S. Defense Press Secretary Jan Holm": whose title it is.
    if (const auto readings = res_.actors.lookup(doc_.form(first));
        last - first > 1 && readings.size() == 1 &&
        res_.actors.actor(readings.front().actor).type == node_type::state)
        for (const TitleSpan& title : out_.titles[doc_.sentence(first)])
            if (title.first == last && doc_.capitalised(last) && title.last < doc_.size() &&
                doc_.capitalised(title.last) &&
                (title.title->kind == TitleKind::office || title.title->kind == TitleKind::representative))
                return node_type::organization;
    if (name.titled) return node_type::person;
    const std::string before = first > 0 ? lower(first - 1) : "";
    if (name.type == node_type::organization && lower(last - 1) == "department" &&
        is_location_preposition(before))
        return node_type::place;
    if (!name.type.empty() && !name.unsure) return name.type;
    // "the town of Walikale"; "Nijmegen, Gelderland".
    if (before == "of" && first > 1 && res_.cues.place_heads.count(lower(first - 2))) return node_type::place;
    if (before == "," && first > 1 && covered(first - 2) &&
        out_.all[out_.entity_at(first - 2)].type == node_type::place)
        return node_type::place;
    if (first > 0 && res_.cues.person_nouns.count(doc_.lemma(first - 1)) &&
        doc_.upos(first - 1) == Upos::NOUN)
        return node_type::person;
    const bool several = last - first > 1;
    if (is_location_preposition(before)) return node_type::place;
    if (last + 1 < doc_.size() && doc_.form(last) == "," && doc_.capitalised(last + 1)) {
        const auto next = res_.actors.lookup(doc_.form(last + 1));
        const bool place_follows = !next.empty() &&
                                   (res_.actors.actor(next.front().actor).type == node_type::state ||
                                    res_.actors.actor(next.front().actor).type == node_type::place) &&
                                   res_.actors.lookup(doc_.form(last + 1)).front().kind == NameKind::name;
        if (place_follows && among(before, {"in", "of", "to", "from", ","})) return node_type::place;
    }
    const std::uint32_t head = head_of(first, last);
    const std::string_view relation = doc_.relation(head);
    const std::uint32_t governor = doc_.head(head);
    if (name.type.empty() && before == "the") return node_type::organization;
    if (relation == "obj" && governor != Document::kNone &&
        (res_.cues.motion_verbs.count(doc_.lemma(governor)) || doc_.lemma(governor) == "capture"))
        return node_type::place;
    if (!several && last + 1 < doc_.size() && lower(last) == "in" && doc_.capitalised(last + 1) &&
        relation == "obj")
        return node_type::place;
    if (!name.type.empty()) return name.type;
    if (several && last - first <= 4) return node_type::person;
    if (among(before, {"to", "from", "into"}) && governor != Document::kNone) return node_type::place;
    if (relation == "nsubj" && governor != Document::kNone &&
        res_.cues.reporting_verbs.count(doc_.lemma(governor)))
        return node_type::person;
    return node_type::organization;
}

std::uint32_t EntityLinker::link_new(const NameSpan& name) {
    const std::string text = name_text(name.first, name.last);
    const std::string key = normalize_name(text);
    if (key.empty()) return kNone;
    std::uint32_t entity = kNone;
    const bool single = text.find(' ') == std::string::npos;
    if (const auto it = by_name_.find(key); it != by_name_.end()) entity = it->second;
    if (entity == kNone &&
        (name.type.empty() || name.titled || name.unsure || name.type == node_type::person))
        entity = find_by_surname(text);
    if (const auto storm = storms_.find(key); entity == kNone && !name.titled && storm != storms_.end())
        entity = storm->second;
    if (entity == kNone && name.thing) return kNone;
    std::string_view type = guess_type(name);
    if (entity == kNone && (name.titled || single)) {
        const std::uint32_t person = known_by_surname(text, office_before(name.first));
        if (person != kNone && (name.titled || type != node_type::place)) entity = actor_entity(person);
    }
    if (entity == kNone) {
        Entity fresh;
        fresh.type = type;
        fresh.name = text;
        entity = new_entity(std::move(fresh));
    }
    by_name_.emplace(key, entity);
    // "Hurricane Melissa" is "Melissa" from then on.
    if (type == node_type::event && name.last - name.first >= 2 &&
        res_.cues.storm_nouns.contains(lower(name.last - 2)))
        storms_.emplace(normalize_name(name_text(name.last - 1, name.last)), entity);
    add_mention(name.first, name.last, MentionKind::name, entity);
    return entity;
}

/// "Economic Community of West African States (ECOWAS)": what stands in brackets is a name of the one before.
void EntityLinker::add_acronym(const NameSpan& name, std::uint32_t entity) {
    if (name.last + 2 >= doc_.size() || doc_.form(name.last) != "(" || doc_.form(name.last + 2) != ")")
        return;
    const std::string_view form = doc_.form(name.last + 1);
    const bool acronym =
        form.size() >= 2 && form.size() <= 10 && char_class(decode_utf8(form, 0).value) == CharClass::upper &&
        std::count_if(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; }) * 2 >
            static_cast<std::ptrdiff_t>(form.size());
    if (!acronym) return;
    const auto readings = res_.actors.lookup(form);
    if (readings.empty()) {
        by_name_[normalize_name(form)] = entity;
        return;
    }
    // "Liberal Democratic Party (LDP)": a name that many have is that of the body that the letters mean,
    // where its own begins so.
    Entity& spelled_out = out_.all[entity];
    const Actor& actor = res_.actors.actor(readings.front().actor);
    if (readings.size() != 1 || spelled_out.actor || spelled_out.type != node_type::organization ||
        actor.type != node_type::organization ||
        !(actor.name.starts_with(spelled_out.name) || actor.full_name.starts_with(spelled_out.name)))
        return;
    // That of another state may have the same name and letters.
    if (!actor.country.empty() && !spoken_of_.empty() && !spoken_of_.count(actor.country)) {
        defined_letters_[std::string(form)] = entity;
        return;
    }
    if (const auto known = by_actor_.find(readings.front().actor); known != by_actor_.end()) {
        for (EntityMention& m : out_.mentions)
            if (m.entity == entity) m.entity = known->second;
        by_name_[normalize_name(spelled_out.name)] = known->second;
        return;
    }
    spelled_out.actor = readings.front().actor;
    spelled_out.name = actor.name;
    spelled_out.country = actor.country;
    by_actor_.emplace(readings.front().actor, entity);
}

/// The person named before whose family name is a name of a place too: "Michael Jordan ... Jordan said".
std::uint32_t EntityLinker::namesake(const NameSpan& name) const {
    if (name.readings.empty() || name.last != name.first + 1 || reads_as_place(name.first, name.last))
        return kNone;
    for (const ActorName& reading : name.readings) {
        const std::string_view type = res_.actors.actor(reading.actor).type;
        if ((type != node_type::state && type != node_type::place) || reading.kind == NameKind::adjective ||
            reading.kind == NameKind::demonym)
            return kNone;
        // A state is meant rather, but for what is said.
        const std::uint32_t verb = doc_.head(name.first);
        const bool says = verb != Document::kNone && doc_.relation(name.first) == "nsubj" &&
                          res_.cues.reporting_verbs.contains(doc_.lemma(verb));
        if (type == node_type::state && (!says || by_actor_.count(reading.actor))) return kNone;
    }
    const std::uint32_t person = find_by_surname(doc_.form(name.first));
    if (person == kNone) return kNone;
    const std::string& full = out_.all[person].name;
    const bool family_name = full.ends_with(fmt::format(" {}", doc_.form(name.first))) &&
                             !full.ends_with(fmt::format(" of {}", doc_.form(name.first)));
    return family_name && res_.actors.is_given_name(full.substr(0, full.find(' '))) ? person : kNone;
}

void EntityLinker::add_name(const NameSpan& name, std::uint32_t sentence) {
    if (name.attitude) {
        add_passing(name.first, name.last, name.readings[choose_reading(name)].actor);
        return;
    }
    std::uint32_t entity = kNone;
    if (const auto defined = defined_letters_.find(name_text(name.first, name.last));
        defined != defined_letters_.end()) {
        entity = defined->second;
        add_mention(name.first, name.last, MentionKind::name, entity);
    } else if (entity = namesake(name); entity != kNone) {
        add_mention(name.first, name.last, MentionKind::name, entity);
    } else {
        entity = name.readings.empty() ? link_new(name) : link_known(name);
    }
    if (entity == kNone) return;
    add_acronym(name, entity);
    if (out_.all[entity].type == node_type::person)
        for (const TitleSpan& title : out_.titles[sentence])
            if (title.last == name.first) by_role_[lower(title.last - 1)] = entity;
    // "Nigerian Air Force": a body with a state's adjective belongs to that state.
    Entity& e = out_.all[entity];
    if (e.type == node_type::organization && e.country.empty()) {
        const std::uint32_t owner =
            name.first > 1 && (doc_.form(name.first - 1) == "'s" || doc_.form(name.first - 1) == "’s")
                ? name.first - 2
                : name.first;
        const auto readings = res_.actors.lookup(doc_.form(owner));
        if (!readings.empty() && res_.actors.actor(readings.front().actor).type == node_type::state) {
            const std::string_view id = res_.actors.actor(readings.front().actor).id;
            e.country = id.substr(id.find(':') + 1);
        }
    }
    if (out_.all[entity].type == node_type::organization) add_state_in_name(name);
}

/// "U.S. Congress": the state in a body's name is spoken of only where an edge needs it.
void EntityLinker::add_state_in_name(const NameSpan& name) {
    for (std::uint32_t last = name.last - 1; last > name.first; --last) {
        const auto readings = res_.actors.lookup(name_text(name.first, last));
        if (readings.size() != 1 || res_.actors.actor(readings.front().actor).type != node_type::state)
            continue;
        const bool fresh = !by_actor_.count(readings.front().actor);
        const std::uint32_t state = actor_entity(readings.front().actor);
        const bool passing = fresh || out_.all[state].nominal;
        // "Greece's parliament" has named Greece already.
        const bool named =
            !out_.mentions.empty() &&
            std::any_of(out_.mentions.end() -
                            std::min<std::ptrdiff_t>(2, out_.mentions.end() - out_.mentions.begin()),
                        out_.mentions.end(),
                        [&](const EntityMention& m) { return m.first == name.first && m.last == last; });
        if (!named) add_mention(name.first, last, MentionKind::adjective, state);
        out_.all[state].nominal = passing && !named;
        return;
    }
}

/// "ethnic Albanians", "Iraqi Kurds": people of a nation, who do not act for the country called after it.
bool EntityLinker::is_people(const NameSpan& name) const {
    if (name.last - name.first != 1 || name.first == 0 || name.readings.empty()) return false;
    const std::uint32_t before = name.first - 1;
    if (doc_.sentence(before) != doc_.sentence(name.first)) return false;
    if (lower(before) == "ethnic") return true;
    const auto& readings = name.readings;
    const bool of_region = std::all_of(readings.begin(), readings.end(), [&](const ActorName& r) {
        return r.kind == NameKind::demonym && res_.actors.actor(r.actor).type == node_type::place;
    });
    const auto modifier = res_.actors.lookup(doc_.form(before));
    return of_region && !modifier.empty() && modifier.front().kind == NameKind::adjective &&
           res_.actors.actor(modifier.front().actor).type == node_type::state;
}

/// "US$1.2 billion"
bool EntityLinker::is_currency(const NameSpan& name) const {
    return name.last < doc_.size() && doc_.form(name.last) == "$" && !doc_.text().space_before(name.last);
}

/// A mention of an actor who neither acts nor suffers there: a node only where an edge needs it.
void EntityLinker::add_passing(std::uint32_t first, std::uint32_t last, std::uint32_t actor) {
    const bool fresh = !by_actor_.count(actor);
    const std::uint32_t entity = actor_entity(actor);
    const bool passing = fresh || out_.all[entity].nominal;
    add_mention(first, last, MentionKind::adjective, entity);
    if (passing) out_.all[entity].nominal = true;
}

/// "anti-Hamas protests" speak of Hamas.
void EntityLinker::add_opposed(std::uint32_t sentence) {
    const Sentence span = doc_.sentence_span(sentence);
    for (std::uint32_t t = span.first; t < span.last; ++t) {
        const std::size_t prefix = opposing_prefix(doc_.form(t));
        if (!prefix || covered(t)) continue;
        const auto readings = res_.actors.lookup(doc_.form(t).substr(prefix));
        if (readings.size() == 1) add_passing(t, t + 1, readings.front().actor);
    }
}

Entities EntityLinker::run() && {
    for (std::uint32_t s = 0; s < doc_.sentence_count(); ++s) {
        SentenceNames names = find_names(doc_, s, res_);
        out_.titles[s] = names.titles;
        for (const NameSpan& name : names.names)
            if (name.readings.size() == 1 && !is_people(name) && !is_currency(name))
                if (const Actor& a = res_.actors.actor(name.readings[0].actor); a.type == node_type::state)
                    spoken_of_.emplace(a.id.substr(a.id.find(':') + 1));
        for (const NameSpan& name : names.names)
            if (!is_people(name) && !is_currency(name)) add_name(name, s);
        add_opposed(s);
        for (const TitleSpan& title : names.titles) add_role(title);
        if (unnamed_) add_unnamed_actors(s);
        add_actor_nouns(s);
        if (!unnamed_) add_agreements_and_events(s);
        add_pronouns(s);
        add_plurals(s);
    }
    add_speakers();
    // Mentions in the order of the text; the token index follows them.
    std::vector<std::uint32_t> order(out_.mentions.size()), place(out_.mentions.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return out_.mentions[a].first < out_.mentions[b].first;
    });
    std::vector<EntityMention> sorted;
    sorted.reserve(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) {
        place[order[i]] = i;
        sorted.push_back(out_.mentions[order[i]]);
    }
    out_.mentions = std::move(sorted);
    for (std::uint32_t& m : out_.mention_of_token)
        if (m != kNone) m = place[m];
    return std::move(out_);
}

Entities link_entities(const Document& document, const Resources& resources, bool unnamed) {
    return EntityLinker(document, resources, unnamed).run();
}

}  // namespace entente
