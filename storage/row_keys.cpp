#include "storage/row_keys.h"

#include "storage/byte_codec.h"

namespace entente::storage {
namespace {

std::string ordinal(std::uint32_t n) {
    return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8),
            static_cast<char>(n)};
}

/// When evidence counts in time: its own date, else its article's.
std::string_view date_of(const Edge& edge, const Article& article) {
    const std::string& date = edge.date.empty() ? article.date : edge.date;
    return date.empty() ? kNoDate : std::string_view(date);
}

}  // namespace

std::string key_of(std::initializer_list<std::string_view> parts) {
    std::string key;
    for (const std::string_view part : parts) append_part(key, part);
    return key;
}

std::string key_of(const EdgeKey& edge) {
    return key_of({edge.source, edge.type, edge.target});
}

std::string key_of_ends(const Edge& edge) {
    return key_of({edge.source, edge.type, edge.target});
}

std::string incoming_key(const Edge& edge) {
    return key_of({edge.target, edge.type, edge.source});
}

std::string incoming_key(std::string_view edge_key) {
    const std::string_view source = take_raw_part(edge_key), type = take_raw_part(edge_key),
                           target = take_raw_part(edge_key);
    return std::string(target).append(type).append(source);
}

std::string evidence_key(const Edge& edge, const Article& article, std::uint32_t number) {
    return key_of({edge.source, edge.type, edge.target, date_of(edge, article), article.id}) +
           ordinal(number);
}

std::string timeline_key(const Edge& edge, const Article& article, std::uint32_t number) {
    return key_of({date_of(edge, article), article.id}) + ordinal(number);
}

EdgeKey take_edge_key(std::string_view& key) {
    EdgeKey edge;
    edge.source = take_part(key);
    edge.type = take_part(key);
    edge.target = take_part(key);
    return edge;
}

}  // namespace entente::storage
