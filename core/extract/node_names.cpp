#include "core/extract/node_names.h"

#include "core/model/slug.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace entente {
namespace {

/// True for a name that many things have: no proper name is in it, and no number but a year ("2024
/// election", not "28-point plan").
bool is_generic(std::string_view name) {
    std::size_t digits = 0;
    for (std::size_t i = 0; i <= name.size();) {
        const CodePoint c = i < name.size() ? decode_utf8(name, i) : CodePoint{U' ', 1};
        const CharClass kind = char_class(c.value);
        if (kind == CharClass::upper) return false;
        if (kind == CharClass::space && digits != 0 && digits != 4) return false;
        digits = kind == CharClass::space ? 0 : digits + (kind == CharClass::digit);
        i += c.length;
    }
    return true;
}

class NodeNamer {
  public:
    NodeNamer(const Document& document, const Entities& entities, const Resources& resources,
              std::span<const Relation> relations)
        : doc_(document),
          entities_(entities),
          res_(resources),
          first_mention_(entities.all.size(), nullptr),
          claims_of_(entities.all.size()),
          has_own_name_(entities.all.size()) {
        for (const EntityMention& m : entities.mentions)
            if (!first_mention_[m.entity]) first_mention_[m.entity] = &m;
        for (const Relation& r : relations) {
            claims_of_[r.claim.source.entity].push_back(&r.claim);
            claims_of_[r.claim.target.entity].push_back(&r.claim);
        }
    }

    NodeNames run() {
        names_.ids.resize(entities_.all.size());
        names_.names.resize(entities_.all.size());
        for (std::uint32_t e = 0; e < entities_.all.size(); ++e) {
            const Entity& entity = entities_.all[e];
            const bool happening = is_happening(entity) && !entity.actor;
            std::string& name = names_.names[e] = happening ? without_passing_capitals(e) : entity.name;
            has_own_name_[e] = entity.actor || (!entity.nominal && !(happening && is_generic(name)));
            names_.ids[e] = entity.actor ? res_.actors.actor(*entity.actor).id
                                         : fmt::format("{}:{}", entity.type, slug(entity.name));
        }
        const NodeNames own = names_;
        for (std::uint32_t e = 0; e < entities_.all.size(); ++e)
            if (!has_own_name_[e] && is_generic(own.names[e])) name_by_parties(e, own);
        return std::move(names_);
    }

  private:
    /// Agreements and events that are only "the deal" or "peace talks" hold their parties and month, so that
    /// those of two articles meet only when they are the same. `own` is how all are called without.
    void name_by_parties(std::uint32_t e, const NodeNames& own) {
        constexpr std::size_t kMostParties = 4, kMostTold = 2;
        std::map<std::string, std::string> parties;  // names by what is told of the id
        for (const Claim* claim : claims_of_[e]) {
            const std::uint32_t source = claim->source.entity, target = claim->target.entity;
            const std::uint32_t other = source == e ? target : source;
            if (other != e && has_own_name_[other])
                parties.emplace(own.ids[other].substr(own.ids[other].find(':') + 1), own.names[other]);
        }
        while (parties.size() > kMostParties) parties.erase(std::prev(parties.end()));
        std::string told;
        const auto tell = [&](const std::string& name) { told += (told.empty() ? "" : ", ") + name; };
        std::size_t number = 0;
        for (const auto& [party, name] : parties) {
            names_.ids[e] += "-" + ascii_lower(party);
            if (number++ < kMostTold) tell(name);
        }
        if (parties.size() > kMostTold) tell("\u2026");
        if (doc_.day()) {
            const std::string month = Date{doc_.day()->year, doc_.day()->month, 0}.to_string();
            names_.ids[e] += "-" + month;
            tell(month);
        }
        if (!told.empty()) names_.names[e] += " (" + told + ")";
    }

    /// The name without capitals that only open a sentence ("Peace talks in Qatar were ...") or stand in a
    /// headline.
    std::string without_passing_capitals(std::uint32_t e) const {
        std::string name = entities_.all[e].name;
        // What follows "Typhoon" is a name, also in a headline.
        const std::string opener = ascii_lower(name.substr(0, name.find(' ')));
        const bool called = opener.size() < name.size() && (res_.cues.event_openers.contains(opener) ||
                                                            res_.cues.storm_nouns.contains(opener));
        if (!first_mention_[e] || called) return name;
        const EntityMention& m = *first_mention_[e];
        const auto lower_word = [&](std::size_t at) {
            const std::string_view word = std::string_view(name).substr(at, name.find(' ', at) - at);
            if (res_.actors.lookup(word).empty()) name.replace(at, word.size(), ascii_lower(word));
        };
        if (is_headline(doc_.sentence(m.first))) {
            for (std::size_t at = 0; at < name.size(); at = std::min(name.find(' ', at), name.size()) + 1)
                lower_word(at);
        } else if (doc_.sentence_start(m.first) && doc_.upos(m.first) != Upos::PROPN &&
                   name.starts_with(doc_.form(m.first))) {
            lower_word(0);
        }
        return is_generic(name) ? name : entities_.all[e].name;  // "Geneva Conference"
    }

    /// All longer words have capitals.
    bool is_headline(std::uint32_t sentence) const {
        const Sentence span = doc_.sentence_span(sentence);
        std::size_t capitals = 0;
        for (std::uint32_t t = span.first; t < span.last; ++t) {
            if (doc_.form(t).size() < 5) continue;
            if (doc_.capitalised(t))
                ++capitals;
            else if (char_class(decode_utf8(doc_.form(t), 0).value) == CharClass::lower)
                return false;
        }
        return capitals > 2;
    }

    const Document& doc_;
    const Entities& entities_;
    const Resources& res_;
    std::vector<const EntityMention*> first_mention_;
    std::vector<std::vector<const Claim*>> claims_of_;
    std::vector<bool>
        has_own_name_;  ///< not only "the deal", or what many happenings are called ("2024 election")
    NodeNames names_;
};

}  // namespace

bool is_happening(const Entity& entity) {
    return entity.type == node_type::agreement || entity.type == node_type::event;
}

NodeNames name_nodes(const Document& document, const Entities& entities, const Resources& resources,
                     std::span<const Relation> relations) {
    return NodeNamer(document, entities, resources, relations).run();
}

}  // namespace entente
