#include "tests/tools/program.h"

#include <algorithm>

#include <catch2/catch.hpp>

using Catch::Contains;

namespace {

const std::string kNews =
    R"({"id":"a1","date":"2025-12-05","source":"x","text":"Germany accused Russia of spying. Russian President Vladimir Putin met with Viktor Orban."})"
    "\n"
    R"({"id":"a2","date":"2025-12-06","source":"y","text":"Germany sanctioned Russia. France supports Ukraine. Russia attacked Ukraine."})"
    "\n";

/// True where a shell command succeeds.
bool succeeds(const std::string& command) {
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
}

/// Says so where a reader is not installed (tools/install-deps.sh installs them).
bool has(const std::string& probe, const std::string& package) {
    if (succeeds(probe)) return true;
    WARN("skipped: " << package << " is not installed");
    return false;
}

}  // namespace

TEST_CASE("questions are answered from the command line, in every format") {
    const TestFolder folder;
    const std::string db = " --db " + folder / "a.db";
    REQUIRE(folder.run("ingest -q" + db + " -", kNews).code == 0);
    for (const char* question :
         {"path germany ukraine", "timeline", "timeline germany russia", "common germany ukraine", "rank",
          "rank --by betweenness", "changes --between 2025-12-06 2025-12-31", "search spying germany",
          "query germany --depth 2", "query russia --lift", "camps"})
        for (const char* format : {"table", "json", "jsonl", "csv"}) {
            INFO(question << " as " << format);
            const ProgramRun run = folder.run(question + db + " --format " + format);
            CHECK(run.code == 0);
            CHECK_FALSE(run.out.empty());
        }
    CHECK_THAT(folder.run("path germany ukraine" + db).out, Contains("Russia"));
    CHECK_THAT(folder.run("search spying" + db).out, Contains("Germany accused Russia of spying."));
    CHECK_THAT(folder.run("timeline germany russia --format csv" + db).out,
               Contains("2025-12-05,Germany,accuses,,Russia,state:DEU,state:RUS"));
}

TEST_CASE("a question that can't be answered says why in one message") {
    const TestFolder folder;
    const std::string db = " --db " + folder / "a.db";
    REQUIRE(folder.run("ingest -q" + db + " -", kNews).code == 0);
    CHECK(folder.run("path germany xyzzy" + db).code == 1);
    CHECK(folder.run("query germany --attributed-to xyzzy" + db).code == 1);
    CHECK(folder.run("search xyzzy" + db).code == 1);
    CHECK(folder.run("timeline --since yesterday" + db).code == 2);
    CHECK(folder.run("query germany --as-of never" + db).code == 2);
    const ProgramRun reversed = folder.run("changes --between 2025-12 2025-01" + db);
    CHECK(reversed.code == 2);
    CHECK_THAT(reversed.err, Contains("the end is before the beginning"));
    CHECK(folder.run("rank --db " + folder / "none.db").code == 3);
    CHECK(folder.run("export --format neo4j-csv" + db).code == 2);
}

TEST_CASE("exports are read by other programs") {
    const TestFolder folder;
    const std::string db = " --db " + folder / "a.db";
    REQUIRE(folder.run("ingest -q" + db + " -", kNews).code == 0);
    const auto write = [&](const std::string& format) {
        const std::string file = folder / ("graph." + format);
        REQUIRE(folder.run("export --format " + format + db + " -o " + file).code == 0);
        return file;
    };
    const std::string rows = folder.run("timeline --format jsonl" + db).out;
    const std::string edges = std::to_string(std::count(rows.begin(), rows.end(), '\n'));
    if (has("python3 -c 'import networkx'", "python3-networkx")) {
        const auto counts = [&](const std::string& read, const std::string& file) {
            return succeeds("python3 -c \"import json, networkx as nx; g = " + read +
                            "; assert g.number_of_edges() == " + edges +
                            " and any(d['name'] == 'Germany' for _, d in g.nodes(data=True))\" " + file);
        };
        CHECK(counts("nx.read_graphml(__import__('sys').argv[1])", write("graphml")));
        CHECK(counts("nx.read_gexf(__import__('sys').argv[1])", write("gexf")));
        CHECK(
            counts("nx.node_link_graph((lambda d: {**d, 'edges': d['links']})"  // as newer versions call them
                   "(json.load(open(__import__('sys').argv[1]))))",
                   write("node-link")));
        CHECK(counts("nx.cytoscape_graph(json.load(open(__import__('sys').argv[1])))", write("cytoscape")));
    }
    if (has("xmllint --version", "libxml2-utils"))
        for (const char* format : {"graphml", "gexf"}) CHECK(succeeds("xmllint --noout " + write(format)));
    if (has("dot -V", "graphviz")) CHECK(succeeds("dot -Tcanon " + write("dot")));
    if (has("rapper --version", "raptor2-utils")) {
        CHECK(succeeds("rapper -q -i turtle -c " + write("turtle")));
        CHECK(succeeds("rapper -q -i ntriples -c " + write("n-triples")));
    }
    CHECK_THAT(TestFolder::read(write("cypher")), Contains("MERGE (a)-[r:`accuses`]->(b)"));
    write("neo4j-csv");
    CHECK_THAT(TestFolder::read(folder / "graph.neo4j-csv/edges.csv"),
               Contains("\"state:DEU\",\"state:RUS\",\"accuses\""));
}
