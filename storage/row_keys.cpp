#include "storage/row_keys.h"

#include "storage/byte_codec.h"

namespace entente::storage {
namespace {

std::string number_bytes(std::uint32_t n) {
    return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8),
            static_cast<char>(n)};
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

std::string incoming_key(const EdgeKey& edge) {
    return key_of({edge.target, edge.type, edge.source});
}

EdgeKey edge_key(const Edge& edge) {
    return {edge.source, edge.type, edge.target};
}

EdgeKey take_edge_key(std::string_view& key) {
    EdgeKey edge;
    edge.source = take_part(key);
    edge.type = take_part(key);
    edge.target = take_part(key);
    return edge;
}

EdgeKey take_incoming_key(std::string_view& key) {
    EdgeKey edge = take_edge_key(key);
    edge.source.swap(edge.target);
    return edge;
}

std::uint32_t take_number(std::string_view& key) {
    if (key.size() < 4) throw DamagedValue("a key has no number at its end");
    std::uint32_t n = 0;
    for (const char c : key.substr(0, 4)) n = n << 8 | static_cast<unsigned char>(c);
    key.remove_prefix(4);
    return n;
}

std::string_view date_of(const Edge& edge, const Article& article) {
    const std::string& date = edge.date.empty() ? article.date : edge.date;
    return date.empty() ? kNoDate : std::string_view(date);
}

std::string evidence_key(const Edge& edge, const Article& article, std::uint32_t number) {
    std::string key = key_of(edge_key(edge));
    append_part(key, date_of(edge, article));
    append_part(key, article.id);
    return key + number_bytes(number);
}

std::string timeline_key(const Edge& edge, const Article& article, std::uint32_t number) {
    return key_of({date_of(edge, article), article.id}) + number_bytes(number);
}

}  // namespace entente::storage
