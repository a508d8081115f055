#pragma once

#include "core/model/aggregate.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace entente::storage {

/// The date part of a key where none is known: it sorts behind all years.
inline constexpr std::string_view kNoDate = "~";

/// Keys of the column families (database.h), made of parts (byte_codec.h):
///
///     article  = part(id)                       node     = part(id)
///     edge     = part(source) part(type) part(target)
///     incoming = part(target) part(type) part(source)
///     mention  = part(node) part(article)       name     = part(normalised name) part(node)
///     evidence = edge part(date) part(article) number
///     timeline = part(date) part(article) number
///     decision = part(time) part(hash)
///     number   = four bytes, the highest first: the edge's place in its article
std::string key_of(std::initializer_list<std::string_view> parts);
std::string key_of(const EdgeKey& edge);
std::string incoming_key(const EdgeKey& edge);

EdgeKey edge_key(const Edge& edge);
/// Take the parts of a key off its front. Throw DamagedValue.
EdgeKey take_edge_key(std::string_view& key);
EdgeKey take_incoming_key(std::string_view& key);
std::uint32_t take_number(std::string_view& key);

/// When evidence counts in time: its own date, else its article's, else kNoDate.
std::string_view date_of(const Edge& edge, const Article& article);

std::string evidence_key(const Edge& edge, const Article& article, std::uint32_t number);
std::string timeline_key(const Edge& edge, const Article& article, std::uint32_t number);

}  // namespace entente::storage
