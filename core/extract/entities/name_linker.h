#pragma once

#include "core/extract/entities/entity_table.h"

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

namespace entente {

/// The pass over names: which entity each of them means, one of the lexicon's actors, one named before, or a
/// new one.
class NameLinker {
  public:
    explicit NameLinker(EntityTable& table)
        : table_(table), out_(table.entities), doc_(table.document), res_(table.resources) {}

    /// Sentences come in the order of the text.
    void link(const SentenceNames& names, std::uint32_t sentence);

  private:
    void add_name(const NameSpan& name, std::uint32_t sentence);
    void add_opposed(std::uint32_t sentence);
    bool is_people(const NameSpan& name) const;
    bool is_currency(const NameSpan& name) const;
    std::uint32_t namesake(const NameSpan& name) const;
    std::uint32_t link_known(const NameSpan& name);
    std::uint32_t choose_reading(const NameSpan& name) const;
    std::uint32_t link_new(const NameSpan& name);
    void add_acronym(const NameSpan& name, std::uint32_t entity);
    void add_state_in_name(const NameSpan& name);

    EntityTable& table_;
    Entities& out_;
    const Document& doc_;
    const Resources& res_;
    std::unordered_map<std::string, std::uint32_t> storms_;  ///< by what they are called alone
    /// Letters that the text itself says are not whom the lexicon means by them: "(LDP)" in Serbia.
    std::unordered_map<std::string, std::uint32_t> defined_letters_;
    std::set<std::string_view> spoken_of_;  ///< codes of the states named so far
};

}  // namespace entente
