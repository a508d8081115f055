#pragma once

#include "core/model/aggregate.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace entente::storage {

/// The date part of a key for what has no date: sorts behind all ISO dates.
inline constexpr std::string_view kNoDate = "~";

/// The keys of the column families (database.h), made of parts (byte_codec.h).
std::string key_of(std::initializer_list<std::string_view> parts);
std::string key_of(const EdgeKey& edge);
std::string key_of_ends(const Edge& edge);
std::string incoming_key(const Edge& edge);
std::string incoming_key(std::string_view edge_key);
/// `number` is the edge's place among those of its article.
std::string evidence_key(const Edge& edge, const Article& article, std::uint32_t number);
std::string timeline_key(const Edge& edge, const Article& article, std::uint32_t number);

/// Takes source, type and target off the front of a key. Throws DamagedValue.
EdgeKey take_edge_key(std::string_view& key);

}  // namespace entente::storage
