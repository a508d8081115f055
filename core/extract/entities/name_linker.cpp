#include "core/extract/entities/name_linker.h"

#include "core/extract/entities/family_name.h"
#include "core/extract/entities/new_name_type.h"
#include "core/extract/entities/place_context.h"
#include "core/extract/names/attitude_prefix.h"
#include "core/model/slug.h"
#include "core/text/utf8.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente {
void NameLinker::link(const SentenceNames& names, std::uint32_t sentence) {
    for (const NameSpan& name : names.names)
        if (name.readings.size() == 1 && !is_people(name) && !is_currency(name))
            if (const Actor& a = res_.actors.actor(name.readings[0].actor); a.type == node_type::state)
                spoken_of_.emplace(a.id.substr(a.id.find(':') + 1));
    for (const NameSpan& name : names.names)
        if (!is_people(name) && !is_currency(name)) add_name(name, sentence);
    add_opposed(sentence);
}

void NameLinker::add_name(const NameSpan& name, std::uint32_t sentence) {
    if (name.attitude) {
        table_.add_passing(name.first, name.last, name.readings[choose_reading(name)].actor);
        return;
    }
    std::uint32_t entity = kNone;
    if (const auto defined = defined_letters_.find(table_.name_text(name.first, name.last));
        defined != defined_letters_.end()) {
        entity = defined->second;
        table_.add_mention(name.first, name.last, MentionKind::name, entity);
    } else if (entity = namesake(name); entity != kNone) {
        table_.add_mention(name.first, name.last, MentionKind::name, entity);
    } else {
        entity = name.readings.empty() ? link_new(name) : link_known(name);
    }
    if (entity == kNone) return;
    add_acronym(name, entity);
    if (out_.all[entity].type == node_type::person)
        for (const TitleSpan& title : out_.titles[sentence])
            if (title.last == name.first) table_.by_role[table_.lower(title.last - 1)] = entity;
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

/// "ethnic Albanians", "Iraqi Kurds": people of a nation, who do not act for the country called after it.
bool NameLinker::is_people(const NameSpan& name) const {
    if (name.last - name.first != 1 || name.first == 0 || name.readings.empty()) return false;
    const std::uint32_t before = name.first - 1;
    if (doc_.sentence(before) != doc_.sentence(name.first)) return false;
    if (table_.lower(before) == "ethnic") return true;
    const auto& readings = name.readings;
    const bool of_region = std::all_of(readings.begin(), readings.end(), [&](const ActorName& r) {
        return r.kind == NameKind::demonym && res_.actors.actor(r.actor).type == node_type::place;
    });
    const auto modifier = res_.actors.lookup(doc_.form(before));
    return of_region && !modifier.empty() && modifier.front().kind == NameKind::adjective &&
           res_.actors.actor(modifier.front().actor).type == node_type::state;
}

/// "US$1.2 billion"
bool NameLinker::is_currency(const NameSpan& name) const {
    return name.last < doc_.size() && doc_.form(name.last) == "$" && !doc_.text().space_before(name.last);
}

/// The person named before whose family name is a name of a place too: "Michael Jordan ... Jordan said".
std::uint32_t NameLinker::namesake(const NameSpan& name) const {
    if (name.readings.empty() || name.last != name.first + 1 || reads_as_place(table_, name.first, name.last))
        return kNone;
    for (const ActorName& reading : name.readings) {
        const std::string_view type = res_.actors.actor(reading.actor).type;
        if ((type != node_type::state && type != node_type::place) || reading.kind == NameKind::adjective ||
            reading.kind == NameKind::demonym)
            return kNone;
        // A state is meant rather, but for what is said.
        const std::uint32_t verb = doc_.head(name.first);
        const bool says = verb != kNone && doc_.relation(name.first) == "nsubj" &&
                          res_.cues.reporting_verbs.contains(doc_.lemma(verb));
        if (type == node_type::state && (!says || table_.by_actor.count(reading.actor))) return kNone;
    }
    const std::uint32_t person = person_named_before(table_, doc_.form(name.first));
    if (person == kNone) return kNone;
    const std::string& full = out_.all[person].name;
    const bool family_name = full.ends_with(fmt::format(" {}", doc_.form(name.first))) &&
                             !full.ends_with(fmt::format(" of {}", doc_.form(name.first)));
    return family_name && res_.actors.is_given_name(full.substr(0, full.find(' '))) ? person : kNone;
}

std::uint32_t NameLinker::link_known(const NameSpan& name) {
    const ActorName& reading = name.readings[choose_reading(name)];
    const bool adjective = reading.kind == NameKind::adjective || reading.kind == NameKind::demonym;
    const std::uint32_t entity = table_.actor_entity(reading.actor);
    // "Greece's parliament" is a name of the lexicon and speaks of Greece too.
    for (std::uint32_t t = name.first + 1; t + 1 < name.last; ++t)
        if (doc_.form(t) == "'s" || doc_.form(t) == "’s")
            for (const ActorName& owner : res_.actors.lookup(table_.name_text(name.first, t)))
                if (res_.actors.actor(owner.actor).type == node_type::state && owner.kind == NameKind::name)
                    table_.add_mention(name.first, t, MentionKind::name, table_.actor_entity(owner.actor));
    table_.add_mention(name.first, name.last, adjective ? MentionKind::adjective : MentionKind::name, entity);
    return entity;
}

std::uint32_t NameLinker::choose_reading(const NameSpan& name) const {
    const ActorName* best = nullptr;
    int best_score = -1000;
    const bool place_context = reads_as_place(table_, name.first, name.last);
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
        if (table_.by_actor.count(reading.actor) && actor.type != node_type::place) score += 3;
        // "Albany, New York" lies in the state, not in the city.
        if (actor.kind == "region" && in_address(table_, name)) score += 3;
        // "Bari, Somalia": of two towns or parties of one name that of the country spoken of.
        if (name.readings.size() > 1 && spoken_of_.count(actor.country)) score += 2;
        if (score > best_score) {
            best_score = score;
            best = &reading;
        }
    }
    return static_cast<std::uint32_t>(best - name.readings.data());
}

std::uint32_t NameLinker::link_new(const NameSpan& name) {
    const std::string text = table_.name_text(name.first, name.last);
    const std::string key = normalize_name(text);
    if (key.empty()) return kNone;
    std::uint32_t entity = kNone;
    const bool single = text.find(' ') == std::string::npos;
    if (const auto it = table_.by_name.find(key); it != table_.by_name.end()) entity = it->second;
    if (entity == kNone &&
        (name.type.empty() || name.titled || name.unsure || name.type == node_type::person))
        entity = person_named_before(table_, text);
    if (const auto storm = storms_.find(key); entity == kNone && !name.titled && storm != storms_.end())
        entity = storm->second;
    if (entity == kNone && name.thing) return kNone;
    std::string_view type = type_of_new_name(table_, name);
    if (entity == kNone && (name.titled || single)) {
        const std::uint32_t person =
            known_by_family_name(table_, spoken_of_, text, office_before(table_, name.first));
        if (person != kNone && (name.titled || type != node_type::place))
            entity = table_.actor_entity(person);
    }
    if (entity == kNone) {
        Entity fresh;
        fresh.type = type;
        fresh.name = text;
        entity = table_.new_entity(std::move(fresh));
    }
    table_.by_name.emplace(key, entity);
    // "Hurricane Melissa" is "Melissa" from then on.
    if (type == node_type::event && name.last - name.first >= 2 &&
        res_.cues.storm_nouns.contains(table_.lower(name.last - 2)))
        storms_.emplace(normalize_name(table_.name_text(name.last - 1, name.last)), entity);
    table_.add_mention(name.first, name.last, MentionKind::name, entity);
    return entity;
}

/// "Economic Community of West African States (ECOWAS)": what stands in brackets is a name of the one before.
void NameLinker::add_acronym(const NameSpan& name, std::uint32_t entity) {
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
        table_.by_name[normalize_name(form)] = entity;
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
    if (const auto known = table_.by_actor.find(readings.front().actor); known != table_.by_actor.end()) {
        for (EntityMention& m : out_.mentions)
            if (m.entity == entity) m.entity = known->second;
        table_.by_name[normalize_name(spelled_out.name)] = known->second;
        return;
    }
    spelled_out.actor = readings.front().actor;
    spelled_out.name = actor.name;
    spelled_out.country = actor.country;
    table_.by_actor.emplace(readings.front().actor, entity);
}

/// "U.S. Congress": the state in a body's name is spoken of only where an edge needs it.
void NameLinker::add_state_in_name(const NameSpan& name) {
    for (std::uint32_t last = name.last - 1; last > name.first; --last) {
        const auto readings = res_.actors.lookup(table_.name_text(name.first, last));
        if (readings.size() != 1 || res_.actors.actor(readings.front().actor).type != node_type::state)
            continue;
        const bool fresh = !table_.by_actor.count(readings.front().actor);
        const std::uint32_t state = table_.actor_entity(readings.front().actor);
        const bool passing = fresh || out_.all[state].nominal;
        // "Greece's parliament" has named Greece already.
        const bool named =
            !out_.mentions.empty() &&
            std::any_of(out_.mentions.end() -
                            std::min<std::ptrdiff_t>(2, out_.mentions.end() - out_.mentions.begin()),
                        out_.mentions.end(),
                        [&](const EntityMention& m) { return m.first == name.first && m.last == last; });
        if (!named) table_.add_mention(name.first, last, MentionKind::adjective, state);
        out_.all[state].nominal = passing && !named;
        return;
    }
}

/// "anti-Hamas protests" speak of Hamas.
void NameLinker::add_opposed(std::uint32_t sentence) {
    const Sentence span = doc_.sentence_span(sentence);
    for (std::uint32_t t = span.first; t < span.last; ++t) {
        const std::size_t prefix = opposing_prefix(doc_.form(t));
        if (!prefix || table_.covered(t)) continue;
        const auto readings = res_.actors.lookup(doc_.form(t).substr(prefix));
        if (readings.size() == 1) table_.add_passing(t, t + 1, readings.front().actor);
    }
}

}  // namespace entente
