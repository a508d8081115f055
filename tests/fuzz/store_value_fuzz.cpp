// Any bytes are refused as a stored value or key with DamagedValue, or give what is written again to the same
// bytes that reading those gives. The first byte chooses the kind.

#include "core/model/decision.h"
#include "core/model/error.h"
#include "storage/article_codec.h"
#include "storage/byte_codec.h"
#include "storage/row_keys.h"
#include "storage/summary_codec.h"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace entente;
using namespace entente::storage;

/// A value may be spelled in more ways than one (numbers with leading zeros, lists out of order), but not
/// what the store itself has written.
template <class Decode, class Encode>
void check_round_trip(std::string_view bytes, Decode decode, Encode encode) {
    const std::string written = encode(decode(bytes));
    if (encode(decode(written)) != written) std::abort();
}

void check_article(std::string_view bytes) {
    decode_fingerprint(encode_article(decode_article(bytes), {}));
    check_round_trip(bytes, decode_article,
                     [](const ArticleGraph& graph) { return encode_article(graph, {}); });
}

void check_content(std::string_view bytes) {
    check_round_trip(
        bytes,
        [](std::string_view value) {
            ArticleGraph graph;
            graph.article.date = "2025-12-05";
            graph.article.text = "Kenya blamed its rivals. They denied it.";
            decode_content(value, graph);
            return graph;
        },
        encode_content);
}

void check_edge_key(std::string_view key) {
    std::string_view rest = key;
    const EdgeKey edge = take_edge_key(rest);
    const std::string written = key_of(edge);
    if (written + std::string(rest) != key) std::abort();
    if (incoming_key(incoming_key(written)) != written) std::abort();
}

void check_value(std::string_view bytes, int kind) {
    switch (kind) {
        case 0: return check_article(bytes);
        case 1: return check_content(bytes);
        case 2: return check_round_trip(bytes, decode_evidence, encode_evidence);
        case 3:
            return check_round_trip(bytes, decode_edge_summary,
                                    [](const EdgeSummary& s) { return encode_summary(s); });
        case 4:
            return check_round_trip(bytes, decode_node_summary,
                                    [](const NodeSummary& s) { return encode_summary(s); });
        case 5: return check_edge_key(bytes);
        default: decode_fingerprint(bytes);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    try {
        check_value({reinterpret_cast<const char*>(data) + 1, size - 1}, data[0] % 7);
    } catch (const DamagedValue&) {
    }
    return 0;
}
