#include "core/extract/entities/entity_table.h"

#include "core/text/utf8.h"

namespace entente {

EntityTable::EntityTable(const Document& doc, const Resources& res) : document(doc), resources(res) {
    entities.mention_of_token.assign(doc.size(), kNone);
    entities.speaker_of_token.assign(doc.size(), kNone);
    entities.titles.resize(doc.sentence_count());
}

std::string EntityTable::lower(std::uint32_t token) const {
    return ascii_lower(document.form(token));
}

/// The words of a name with single spaces, without a leading article.
std::string EntityTable::name_text(std::uint32_t first, std::uint32_t last) const {
    if (last > first + 1 && (lower(first) == "the")) ++first;
    std::string out;
    for (std::uint32_t t = first; t < last; ++t) {
        if (t > first && document.text().space_before(t)) out += ' ';
        out += document.form(t);
    }
    return out;
}

std::uint32_t EntityTable::new_entity(Entity entity) {
    entities.all.push_back(std::move(entity));
    return static_cast<std::uint32_t>(entities.all.size() - 1);
}

std::uint32_t EntityTable::actor_entity(std::uint32_t actor) {
    const auto [it, fresh] = by_actor.emplace(actor, 0);
    if (fresh) {
        const Actor& a = resources.actors.actor(actor);
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
std::uint32_t EntityTable::head_of(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t t = first; t < last; ++t) {
        const std::uint32_t h = document.head(t);
        if (h == kNone || h < first || h >= last)
            if (document.relation(t) != "case" && document.relation(t) != "punct") return t;
    }
    return last - 1;
}

void EntityTable::add_mention(std::uint32_t first, std::uint32_t last, MentionKind kind,
                              std::uint32_t entity) {
    const auto index = static_cast<std::uint32_t>(entities.mentions.size());
    entities.mentions.push_back({first, last, head_of(first, last), kind, entity});
    if (entities.all[entity].actor) entities.all[entity].nominal = false;
    for (std::uint32_t t = first; t < last; ++t)
        if (!covered(t)) entities.mention_of_token[t] = index;
}

void EntityTable::add_passing(std::uint32_t first, std::uint32_t last, std::uint32_t actor) {
    const bool fresh = !by_actor.count(actor);
    const std::uint32_t entity = actor_entity(actor);
    const bool passing = fresh || entities.all[entity].nominal;
    add_mention(first, last, MentionKind::adjective, entity);
    if (passing) entities.all[entity].nominal = true;
}

}  // namespace entente
