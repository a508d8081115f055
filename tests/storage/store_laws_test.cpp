#include "tests/link_check.h"
#include "tests/storage/random_graphs.h"

#include <algorithm>
#include <compare>
#include <functional>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

void fill(Store& store, const std::vector<unsigned>& seeds, unsigned version = 0) {
    for (const unsigned seed : seeds) store.put(random_graph("a" + std::to_string(seed), seed, version));
}

}  // namespace

TEST_CASE("what is stored is read back, field by field") {
    const DatabaseFolder folder;
    Store store = Store::open(folder, OpenMode::create);
    for (unsigned seed = 0; seed < 40; ++seed) {
        const ArticleGraph graph =
            random_graph("id \"" + std::to_string(seed) + "\"" + std::string("\0\xC3\xBF/", 4), seed);
        CHECK(store.put(graph) == PutResult::stored);
        CHECK(store.article(graph.article.id) == graph);
        CHECK(store.knows(graph.article.id, graph.hash, graph.extractor));
    }
    CHECK_FALSE(store.article("missing"));
}

TEST_CASE("storing an article twice changes nothing") {
    const DatabaseFolder folder;
    Store store = Store::open(folder, OpenMode::create);
    fill(store, {1, 2, 3});
    const auto before = all_rows(store);
    CHECK(store.put(random_graph("a2", 2)) == PutResult::known);
    CHECK(all_rows(store) == before);
}

TEST_CASE("retracting a new article leaves every column family as it was") {
    const DatabaseFolder folder;
    Store store = Store::open(folder, OpenMode::create);
    fill(store, {1, 2, 3, 4, 5, 6});
    const auto before = all_rows(store);
    for (unsigned seed = 10; seed < 30; ++seed) {
        store.put(random_graph("new", seed));
        CHECK(store.retract("new"));
        CHECK(all_rows(store) == before);
    }
    CHECK_FALSE(store.retract("new"));
}

TEST_CASE("of two versions of an article the greater one stays, in any order") {
    const DatabaseFolder first, second, alone;
    Store a = Store::open(first, OpenMode::create), b = Store::open(second, OpenMode::create),
          c = Store::open(alone, OpenMode::create);
    ArticleGraph old = random_graph("a1", 1, 0), fresh = random_graph("a1", 1, 1);
    old.article.date = fresh.article.date;
    CHECK(a.put(old) == PutResult::stored);
    CHECK(a.put(fresh) == PutResult::replaced);
    CHECK(b.put(fresh) == PutResult::stored);
    CHECK(b.put(old) == PutResult::older);
    c.put(fresh);
    CHECK(all_rows(a) == all_rows(c));
    CHECK(all_rows(b) == all_rows(c));
}

TEST_CASE("after any sequence of changes the aggregates are those of a store built anew") {
    std::mt19937 random(7);
    const DatabaseFolder folder, anew;
    Store store = Store::open(folder, OpenMode::create);
    for (int step = 0; step < 150; ++step) {
        const unsigned seed = static_cast<unsigned>(random() % 12);
        const std::string id = "a" + std::to_string(seed);
        if (random() % 4 == 0)
            store.retract(id);
        else
            store.put(random_graph(id, seed, static_cast<unsigned>(random() % 3)));
    }
    Store fresh = Store::open(anew, OpenMode::create);
    store.for_each_article([&](const ArticleGraph& graph) { return fresh.put(graph) == PutResult::stored; });
    CHECK(all_rows(store) == all_rows(fresh));
}

TEST_CASE("changing one of many articles of a node leaves the sums that a store built anew has") {
    std::mt19937 random(19);
    const DatabaseFolder folder, anew;
    Store store = Store::open(folder, OpenMode::create);
    constexpr unsigned kArticles = 300;
    for (unsigned i = 0; i < kArticles; ++i) store.put(random_graph("a" + std::to_string(i), i));
    for (int step = 0; step < 200; ++step) {
        const unsigned i = random() % kArticles;
        const std::string id = "a" + std::to_string(i);
        ArticleGraph graph = random_graph(id, i, static_cast<unsigned>(random() % 3));
        if (random() % 2)  // a new extraction of the same text finds nearly the same
            if (const auto old = store.article(id); old && !old->nodes.empty()) {
                graph = *old;
                ++graph.extractor.number;
                graph.nodes[random() % graph.nodes.size()].aliases.push_back("new");
                if (!graph.edges.empty())
                    graph.edges.erase(graph.edges.begin() + random() % graph.edges.size());
            }
        if (random() % 8 == 0)
            store.retract(id);
        else
            store.put(graph, VersionRule::replace);
    }
    Store fresh = Store::open(anew, OpenMode::create);
    store.for_each_article([&](const ArticleGraph& graph) { return fresh.put(graph) == PutResult::stored; });
    CHECK(all_rows(store) == all_rows(fresh));
}

TEST_CASE("merging is commutative, associative and idempotent") {
    const std::vector<unsigned> parts[3] = {{1, 2, 3, 4}, {3, 4, 5, 6}, {6, 7, 1}};
    const auto merged = [&](const std::vector<std::vector<int>>& groups) {
        const DatabaseFolder whole_folder;
        Store whole = Store::open(whole_folder, OpenMode::create);
        for (const auto& group : groups) {
            const DatabaseFolder group_folder;
            Store united = Store::open(group_folder, OpenMode::create);
            for (const int part : group) {
                const DatabaseFolder part_folder;
                Store store = Store::open(part_folder, OpenMode::create);
                // The second and third part hold other versions of what they share.
                fill(store, parts[part], static_cast<unsigned>(part));
                store.add_decision(
                    {"same-as", "a", "b", "2026-01-0" + std::to_string(part + 1) + "T00:00:00Z", "part", {}});
                united.merge_from(store);
            }
            whole.merge_from(united);
            whole.merge_from(united);
        }
        return export_lines(whole);
    };
    const auto expected = merged({{0}, {1}, {2}});
    CHECK(expected.size() == 7 + 3);
    CHECK(merged({{2}, {0}, {1}}) == expected);
    CHECK(merged({{0, 1}, {2}}) == expected);
    CHECK(merged({{0}, {2, 1}}) == expected);
    CHECK(merged({{2, 1, 0}}) == expected);
}

TEST_CASE("automatic decisions go with every change of what they were derived from") {
    const DatabaseFolder folder;
    Store store = Store::open(folder, OpenMode::create);
    fill(store, {1, 2, 3});
    const AutomaticIdentity automatic{0.93, {{{"same-as", "a", "b", "", "alike (0.95)", {}}}}};
    struct Change {
        std::string name;
        std::function<void()> make;
        bool changes = true;
    };
    const DatabaseFolder other_folder;
    Store other = Store::open(other_folder, OpenMode::create);
    fill(other, {8});
    const Change change = GENERATE_REF(values<Change>({
        {"a new article", [&] { store.put(random_graph("a4", 4)); }},
        {"a known article", [&] { store.put(random_graph("a1", 1)); }, false},
        {"another version", [&] { store.put(random_graph("a1", 1, 2), VersionRule::replace); }},
        {"a retraction", [&] { store.retract("a2"); }},
        {"a retraction of nothing", [&] { store.retract("x"); }, false},
        {"a decision",
         [&] {
             store.add_decision({"same-as", "a", "c", "1", "", {}});
         }},
        {"a merge", [&] { store.merge_from(other); }},
    }));
    INFO(change.name);
    CHECK_FALSE(store.automatic_identity());
    store.set_automatic_identity(automatic);
    CHECK(store.automatic_identity() == automatic);
    change.make();
    CHECK(store.automatic_identity() == (change.changes ? AutomaticIdentity{0.93, std::nullopt} : automatic));
    store.set_automatic_identity(std::nullopt);
    CHECK_FALSE(store.automatic_identity());
}

TEST_CASE("merging unites whether automatic identity is on, in any order, and exports none of it") {
    const auto merged = [](const std::vector<int>& order, bool at_once) {
        const DatabaseFolder folders[4];
        std::vector<Store> parts;
        for (unsigned part = 0; part < 3; ++part) {
            parts.push_back(Store::open(folders[part], OpenMode::create));
            fill(parts.back(), {part, part + 1});
            if (part > 0)
                parts.back().set_automatic_identity(AutomaticIdentity{
                    part == 1 ? 0.97 : 0.93, {{{"same-as", "a", "b", "", std::to_string(part), {}}}}});
        }
        Store whole = Store::open(folders[3], OpenMode::create);
        std::vector<const Store*> sources;
        for (const int part : order) sources.push_back(&parts[static_cast<std::size_t>(part)]);
        if (at_once) {
            whole.fill_from(sources);
        } else {
            for (const Store* source : sources) whole.merge_from(*source);
            const auto before = all_rows(whole);
            for (const Store* source : sources) whole.merge_from(*source);
            CHECK(all_rows(whole) == before);
        }
        CHECK(whole.automatic_identity() == AutomaticIdentity{0.97, std::nullopt});
        CHECK(export_lines(whole).size() == 4);
        return all_rows(whole);
    };
    const auto expected = merged({0, 1, 2}, false);
    CHECK(merged({2, 1, 0}, false) == expected);
    CHECK(merged({1, 0, 2}, false) == expected);
    CHECK(merged({0, 1, 2}, true) == expected);
    CHECK(merged({2, 0, 1}, true) == expected);
}

TEST_CASE("versions that differ only in what was found merge alike in both orders") {
    ArticleGraph one = random_graph("a", 3), other = random_graph("a", 4);
    other.article = one.article;
    other.hash = one.hash;
    REQUIRE(one.nodes != other.nodes);
    const DatabaseFolder first, second;
    Store a = Store::open(first, OpenMode::create), b = Store::open(second, OpenMode::create);
    a.put(one), a.put(other);
    b.put(other), b.put(one);
    CHECK(export_lines(a) == export_lines(b));
    CHECK(all_rows(a) == all_rows(b));
}

TEST_CASE("a version can be put in place of a greater one when a person wants it") {
    const DatabaseFolder folder;
    Store store = Store::open(folder, OpenMode::create);
    const ArticleGraph greater = random_graph("a", 1, 1), lesser = random_graph("a", 1, 0);
    ArticleGraph lesser_dated = lesser;
    lesser_dated.article.date = greater.article.date;
    store.put(greater);
    CHECK(store.put(lesser_dated) == PutResult::older);
    CHECK(store.put(lesser_dated, VersionRule::replace) == PutResult::replaced);
    CHECK(store.article("a") == lesser_dated);
}

TEST_CASE("nodes of one id in an article are one") {
    const DatabaseFolder folder;
    Store store = Store::open(folder, OpenMode::create);
    ArticleGraph graph = random_graph("a", 3);
    graph.nodes.push_back(graph.nodes[0]);
    graph.nodes.back().aliases = {"another name"};
    store.put(random_graph("b", 5));
    const auto before = all_rows(store);
    store.put(graph);
    CHECK(store.node(graph.nodes[0].id)->article_count ==
          1u + (store.article("b")->nodes[0].id == graph.nodes[0].id ? 1u : 0u));
    store.retract("a");
    CHECK(all_rows(store) == before);
}

TEST_CASE("evidence comes back as it was, wherever its offsets point") {
    const DatabaseFolder folder;
    Store store = Store::open(folder, OpenMode::create);
    ArticleGraph graph = random_graph("a", 3);
    graph.edges.clear();
    for (const auto& [begin, end, text] : std::vector<std::tuple<std::uint32_t, std::uint32_t, std::string>>{
             {9000, 4, ""}, {0, 9000, "x"}, {0, 4, ""}, {0, 4, "Text"}, {4, 4, ""}}) {
        Edge edge;
        edge.source = "state:A", edge.type = "aids", edge.target = "state:B";
        edge.evidence = {0, begin, end, "t", text, {}};
        graph.edges.push_back(edge);
    }
    canonicalize(graph);
    store.put(graph);
    CHECK(store.article("a")->edges.size() == graph.edges.size());
    for (const EvidenceRecord& record : store.evidence({"state:A", "aids", "state:B"}, 0))
        CHECK(std::count(graph.edges.begin(), graph.edges.end(), record.edge) == 1);
    CHECK(store.retract("a"));
    CHECK(store.stats().edges == 0);
}

TEST_CASE("nodes without a name and their edges are not stored") {
    const DatabaseFolder folder;
    Store store = Store::open(folder, OpenMode::create);
    ArticleGraph graph = random_graph("a", 3);
    const std::size_t nodes = graph.nodes.size();
    graph.nodes.push_back({"person:rebels", "person", "rebels", {}, {}, "UGA", "", true, {}});
    Edge edge;
    edge.source = "person:rebels", edge.type = "attacks", edge.target = graph.nodes[0].id;
    graph.edges.push_back(edge);
    store.put(graph);
    CHECK(store.article("a")->nodes.size() == nodes);
    CHECK(store.article("a")->edges.size() == graph.edges.size() - 1);
}

TEST_CASE("edges, evidence and names are found from both ends") {
    const DatabaseFolder folder;
    Store store = Store::open(folder, OpenMode::create);
    fill(store, {1, 2, 3, 4, 5, 6, 7, 8});
    std::size_t both_ends = 0, all = 0, evidence = 0;
    store.for_each_node([&](const std::string& id, const NodeSummary& node) {
        CHECK(store.node(id) == node);
        const auto edges = store.edges_of(id);
        both_ends += edges.size();
        CHECK(test::links_match_edges(store, id));
        for (const auto& [key, edge] : edges) {
            const std::string& other = other_end_of(key, id);
            const auto shared = store.edges_of(id, [&](std::string_view end) { return end == other; });
            CHECK(std::all_of(shared.begin(), shared.end(),
                              [&](const auto& e) { return other_end_of(e.first, id) == other; }));
            CHECK(std::count(shared.begin(), shared.end(), std::pair(key, edge)) == 1);
        }
        const auto names = store.names_with_prefix("state " + id.substr(7), 0);
        CHECK(std::any_of(names.begin(), names.end(), [&](const NameMatch& m) {
            return m.node == id && m.article_count == node.article_count;
        }));
        return true;
    });
    store.for_each_edge([&](const EdgeKey& key, const EdgeSummary& edge) {
        ++all;
        const auto records = store.evidence(key, 0);
        CHECK(records.size() == edge.evidence_count);
        for (const EvidenceRecord& r : records) CHECK_FALSE(r.edge.evidence.text.empty());
        CHECK(store.evidence(key, 1).size() == 1);
        CHECK(std::is_sorted(records.begin(), records.end(),
                             [](const EvidenceRecord& a, const EvidenceRecord& b) {
                                 const bool dated_a = !(a.edge.date + a.article_date).empty(),
                                            dated_b = !(b.edge.date + b.article_date).empty();
                                 return dated_a && !dated_b;  // what has no date comes last
                             }));
        evidence += records.size();
        return true;
    });
    CHECK(both_ends == 2 * all);
    const StoreStats stats = store.stats();
    CHECK(stats.articles == 8);
    CHECK(stats.edges == all);
    CHECK(stats.evidence == evidence);
}

TEST_CASE("a store knows the models that read what was put in, and merging unites them") {
    const DatabaseFolder fast_folder, accurate_folder, whole_folder;
    const auto with = [](const DatabaseFolder& folder, ModelKind kind) {
        Store store = Store::open(folder, OpenMode::create);
        CHECK(store.models().empty());
        ArticleGraph graph = random_graph("a", 1);
        graph.extractor.model = kind;
        store.put(graph);
        CHECK(store.models() == std::set{kind});
        return store;
    };
    const Store fast = with(fast_folder, ModelKind::fast),
                accurate = with(accurate_folder, ModelKind::accurate);
    Store whole = Store::open(whole_folder, OpenMode::create);
    whole.fill_from({&fast, &accurate});
    CHECK(whole.models() == std::set{ModelKind::fast, ModelKind::accurate});
    CHECK(whole.article("a")->extractor.model == ModelKind::accurate);
    whole.retract("a");
    CHECK(whole.models().size() == 2);
}

TEST_CASE("the accurate model's version of an article is the greater one, also of an older program") {
    ArticleGraph accurate = random_graph("a", 1), fast = accurate;
    accurate.extractor = {1, "a", ModelKind::accurate};
    fast.extractor = {9, "f", ModelKind::fast};
    CHECK(std::is_gt(compare_versions(accurate, fast)));
    fast.article.date = "2026-01-01";
    accurate.article.date = "2025-01-01";
    CHECK(std::is_lt(compare_versions(accurate, fast)));
}
