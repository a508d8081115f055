#include "tests/storage/random_graphs.h"

#include <catch2/catch.hpp>

using namespace entente;

namespace {

/// An article of a source that says that one state accuses another, with a report of an agency or one of its
/// own.
ArticleGraph report(const std::string& id, const std::string& source, const std::string& words,
                    Confidence confidence) {
    ArticleGraph graph;
    graph.article.id = id;
    graph.article.source = source;
    for (int i = 0; i < 120; ++i) graph.article.text += words + std::to_string(i) + " ";
    graph.hash = content_hash(graph.article);
    graph.extractor = {1, "feedc0de"};
    for (const char* name : {"a", "b"}) {
        Node node;
        node.id = std::string("state:") + name;
        node.type = "state";
        node.name = name;
        node.mentions = {{0, 1, 0, MentionKind::name}};
        graph.nodes.push_back(node);
    }
    Edge edge;
    edge.source = "state:a", edge.type = "accuses", edge.target = "state:b";
    edge.confidence = confidence;
    edge.evidence = {0, 0, 4, "verb", graph.article.text.substr(0, 4), {}};
    graph.edges.push_back(edge);
    canonicalize(graph);
    return graph;
}

Confidence confidence_of(const Store& store) {
    return store.edges_of("state:a").at(0).second.confidence();
}

}  // namespace

TEST_CASE("an agency's report that two papers print counts as one source, whatever the order") {
    const ArticleGraph agency = report("1", "agency", "word", 5000),
                       copy = report("2", "paper", "word", 5000), other = report("3", "radio", "else", 5000);
    const DatabaseFolder first, second;
    Store a = Store::open(first, OpenMode::create), b = Store::open(second, OpenMode::create);
    a.put(agency);
    a.put(copy);
    CHECK(confidence_of(a) == 5000);
    CHECK(a.stats().copies == 2);
    CHECK(a.stats().copied_texts == 1);
    a.put(other);
    CHECK(confidence_of(a) == 7500);
    CHECK(a.stats().copies == 2);
    for (const ArticleGraph* graph : {&other, &copy, &agency}) b.put(*graph);
    CHECK(all_rows(a) == all_rows(b));

    const auto before = all_rows(a);
    a.put(report("4", "third", "word", 9000));
    CHECK(confidence_of(a) == 9500);
    a.retract("4");
    CHECK(all_rows(a) == before);
    a.retract("1");
    a.retract("2");
    CHECK(confidence_of(a) == 5000);
    CHECK(a.stats().copies == 0);
}
