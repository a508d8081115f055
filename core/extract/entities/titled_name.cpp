#include "core/extract/entities/titled_name.h"

#include "core/text/among.h"
#include "core/text/utf8.h"

namespace entente {
namespace {

constexpr std::uint32_t kLongest = 16;  // tokens of "of the ... of the ..."

class TitledNameReader {
  public:
    TitledNameReader(const Document& document, const Entities& entities, const TitleSpan& title)
        : doc_(document), entities_(entities), title_(title) {}

    TitledName read() const {
        TitledName name;
        std::uint32_t next = title_.last;
        if (next < doc_.size() && doc_.form(next) == "of") next = past_of(next);
        for (const TitleSpan& other : entities_.titles[doc_.sentence(title_.first)])
            if (other.first == next && other.first != title_.first &&
                (other.title->kind == TitleKind::honorific || other.title->kind == TitleKind::rank))
                next = other.last;
        if (next < doc_.size() && doc_.form(next) == "," && !doc_.sentence_start(title_.first) &&
            is_person(next + 1) && doc_.relation(mention_at(next + 1).head) == "appos") {
            name.apposed = true;
            ++next;
        }
        const bool named = next < doc_.size() && doc_.sentence(next) == doc_.sentence(title_.first) &&
                           is_person(next) && mention_at(next).kind == MentionKind::name;
        if (named) name.token = next;
        return name;
    }

  private:
    /// The token where a name follows "of <institution>", or where the institution ends; `of` for neither.
    std::uint32_t past_of(std::uint32_t of) const {
        bool named = false;
        std::uint32_t t = of + 1;
        while (t < doc_.size() && t < of + kLongest && doc_.sentence(t) == doc_.sentence(of)) {
            const std::uint32_t e = entities_.entity_at(t);
            if (is_person(t)) return t > of + 1 ? t : of;  // "the wife of Jan Holm"
            const std::string word = ascii_lower(doc_.form(t));
            if (e != kNone) {
                const std::string_view type = entities_.all[e].type;
                named = named || type == node_type::state || type == node_type::organization ||
                        type == node_type::place;
                t = mention_at(t).last;
            } else if (among(word, {"of", "the", "for"}) || (doc_.capitalised(t) && !named)) {
                ++t;
            } else {
                break;
            }
        }
        return named ? t : of;
    }

    const EntityMention& mention_at(std::uint32_t token) const {
        return entities_.mentions[entities_.mention_of_token[token]];
    }
    bool is_person(std::uint32_t token) const {
        if (token >= doc_.size()) return false;
        const std::uint32_t e = entities_.entity_at(token);
        return e != kNone && entities_.all[e].type == node_type::person;
    }

    const Document& doc_;
    const Entities& entities_;
    const TitleSpan& title_;
};

}  // namespace

TitledName name_after_title(const Document& document, const Entities& entities, const TitleSpan& title) {
    return TitledNameReader(document, entities, title).read();
}

}  // namespace entente
