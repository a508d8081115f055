#include "storage/summary_remainder.h"

#include <catch2/catch.hpp>

using namespace entente;
using namespace entente::storage;

namespace {

NodeSummary node_of(const std::string& date, const std::string& alias) {
    Node node;
    node.id = "state:FRA", node.type = "state", node.name = "France", node.wikidata = "Q142";
    node.aliases = {alias};
    node.mentions = {{0, 6, 0, MentionKind::name}};
    return summarize(node, date);
}

EdgeSummary edge_of(const std::string& date, const std::string& source, Confidence confidence,
                    const std::string& text = "one text") {
    Edge edge;
    edge.source = "state:FRA", edge.type = "aids", edge.target = "state:UKR";
    edge.confidence = confidence;
    return summarize(edge, {source, TextSketch(fingerprint_of(text))}, date);
}

template <class Summary>
Summary sum_of(std::initializer_list<Summary> parts) {
    Summary sum;
    for (const Summary& part : parts) merge(sum, part);
    return sum;
}

}  // namespace

TEST_CASE("an article between the first and the last is taken back with a look at one other") {
    const NodeSummary first = node_of("2025-01-01", "a"), middle = node_of("2025-02-01", "b"),
                      last = node_of("2025-03-01", "a");
    NodeRemainder remainder(sum_of({first, middle, last}), middle);
    CHECK_FALSE(remainder.certain());  // the type might be its alone
    remainder.see(first);
    CHECK(remainder.certain());
    CHECK(remainder.rest() == sum_of({first, last}));
}

TEST_CASE("the last article is taken back only once another of its day was seen") {
    const NodeSummary first = node_of("2025-01-01", "a"), last = node_of("2025-03-01", "b"),
                      beside = node_of("2025-03-01", "c");
    NodeRemainder alone(sum_of({first, last}), last);
    alone.see(first);
    CHECK_FALSE(alone.certain());
    NodeRemainder accompanied(sum_of({first, last, beside}), last);
    accompanied.see(beside);
    CHECK(accompanied.certain());
    CHECK(accompanied.rest() == sum_of({first, beside}));
}

TEST_CASE("the greatest confidence of a source goes with the last evidence that has it") {
    const EdgeSummary strong = edge_of("2025-02-01", "x", 9000), weak = edge_of("2025-01-01", "x", 6000),
                      late = edge_of("2025-03-01", "y", 7000);
    EdgeRemainder remainder(sum_of({weak, strong, late}), strong);
    remainder.see(weak);
    remainder.see(late);
    CHECK_FALSE(remainder.certain());
    EdgeRemainder lesser(sum_of({weak, strong, late}), weak);
    CHECK_FALSE(lesser.certain());  // its day is the first
    lesser.see(edge_of("2025-01-01", "z", 100));
    CHECK(lesser.certain());
}

TEST_CASE("of a source's equally sure evidence the text that counts goes with the last that has it") {
    const EdgeSummary one = edge_of("2025-01-01", "x", 9000, "one text"),
                      two = edge_of("2025-01-01", "x", 9000, "another text"), sum = sum_of({one, two});
    const bool one_counts = sum.sources == one.sources;
    REQUIRE((one_counts || sum.sources == two.sources));
    const EdgeSummary &counts = one_counts ? one : two, &other = one_counts ? two : one;
    EdgeRemainder hidden(sum, other);
    hidden.see(counts);
    CHECK(hidden.certain());
    CHECK(hidden.rest() == counts);
    EdgeRemainder shown(sum, counts);
    shown.see(other);
    CHECK_FALSE(shown.certain());
    EdgeRemainder copied(sum_of({one, two, counts}), counts);
    copied.see(counts);
    CHECK(copied.certain());
    CHECK(copied.rest() == sum);
}

TEST_CASE("a sum that never held what is to go is not trusted") {
    NodeRemainder remainder(node_of("2025-01-01", "a"), node_of("2025-01-01", "b"));
    remainder.see(node_of("2025-01-01", "a"));
    CHECK_FALSE(remainder.certain());
}
