#include "tests/tools/program.h"

#include <algorithm>

#include <catch2/catch.hpp>

using Catch::Contains;

namespace {

const std::string kNews =
    R"({"id":"a1","date":"2025-12-05","source":"x","url":"https://example.org/1","text":"Germany accused Russia of spying. Russian President Vladimir Putin met with Viktor Orban."})"
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
          "rank --by betweenness", "rank --by brokers", "changes --between 2025-12-06 2025-12-31",
          "search spying germany", "query germany --depth 2", "query russia --lift", "camps"})
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

TEST_CASE("where no date is known, none is told") {
    const TestFolder folder;
    const std::string db = " --db " + folder / "a.db";
    REQUIRE(folder.run("ingest -q" + db + " -", R"({"id":"a","text":"Germany accused Russia of spying."})")
                .code == 0);
    const ProgramRun profile = folder.run("query germany" + db);
    CHECK_THAT(profile.out, Contains("in 1 article; ") && Contains("once, confidence 0."));
    CHECK_THAT(folder.run("query germany --with russia" + db).out, Contains("once, confidence 0."));
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
    const auto all_edges = std::count(rows.begin(), rows.end(), '\n');
    const std::string edges = std::to_string(all_edges);
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
    if (has("python3 -c 'import igraph'", "python3-igraph"))
        CHECK(
            succeeds("python3 -c \"import sys, igraph; g = igraph.Graph.Read_GraphML(sys.argv[1]); "
                     "assert g.ecount() == " +
                     edges + " and 'Germany' in g.vs['name']\" " + write("graphml")));
    if (has("xmllint --version", "libxml2-utils"))
        for (const char* format : {"graphml", "gexf"}) CHECK(succeeds("xmllint --noout " + write(format)));
    if (has("dot -V", "graphviz")) CHECK(succeeds("dot -Tcanon " + write("dot")));
    if (has("rapper --version", "raptor2-utils")) {
        CHECK(succeeds("rapper -q -i turtle -c " + write("turtle")));
        CHECK(succeeds("rapper -q -i ntriples -c " + write("n-triples")));
        CHECK(succeeds("rapper -q -i trig -c " + write("trig")));
        CHECK(succeeds("rapper -q -i nquads -c " + write("n-quads")));
        // Both hold the same statements, in a graph for each article.
        const auto quads = [&](const std::string& form, const std::string& file) {
            REQUIRE(std::system(("rapper -q -i " + form + " -o nquads " + file + " | sort > " + file + ".out")
                                    .c_str()) == 0);
            return TestFolder::read(file + ".out");
        };
        const std::string all = quads("nquads", write("n-quads"));
        CHECK(all == quads("trig", write("trig")));
        CHECK_THAT(all, Contains("<urn:entente:state:DEU> <urn:entente:vocabulary:sanctions> "
                                 "<urn:entente:state:RUS> <urn:entente:article:a2>"));
        CHECK_THAT(all, Contains("<urn:entente:article:a1> <http://www.w3.org/ns/prov#wasDerivedFrom>"));
    }
    if (has("node -e 'require(\"" ENTENTE_WEB "/node_modules/@alephdata/followthemoney\")'",
            "@alephdata/followthemoney of tools/web"))
        CHECK(succeeds("node " ENTENTE_TESTS "/tools/follow_the_money.cjs " ENTENTE_WEB " " + write("ftm")));
    CHECK_THAT(TestFolder::read(write("cypher")), Contains("MERGE (a)-[r:`accuses`]->(b)"));
    if (has("node -e 'require(\"" ENTENTE_WEB "/node_modules/@neo4j-cypher/antlr4\")'",
            "@neo4j-cypher/antlr4 of tools/web"))
        CHECK(succeeds("node " ENTENTE_TESTS "/tools/cypher.cjs " ENTENTE_WEB " " + folder / "graph.cypher" +
                       " " + edges));
    if (has("python3 -c 'import csv, json'", "python3"))
        for (const std::string form : {"plover", "cameo"})  // all but who holds an office are events
            CHECK(succeeds("python3 " ENTENTE_TESTS "/tools/events.py " + form + " " + write(form) + " " +
                           std::to_string(all_edges - 1)));
    write("neo4j-csv");
    if (has("python3 -c 'import csv'", "python3"))
        for (const char* part : {"nodes", "edges"})
            CHECK(
                succeeds("python3 -c \"import csv, sys; rows = list(csv.reader(open(sys.argv[1]))); "
                         "assert len(rows) > 2 and {len(row) for row in rows} == {len(rows[0])}\" " +
                         folder / "graph.neo4j-csv/" + part + ".csv"));
    CHECK_THAT(TestFolder::read(folder / "graph.neo4j-csv/edges.csv"),
               Contains("\"state:DEU\",\"state:RUS\",\"accuses\""));
}

TEST_CASE("graphs with evidence come back through other programs as they were") {
    const TestFolder folder;
    const std::string db = " --db " + folder / "a.db";
    REQUIRE(folder.run("ingest -q" + db + " -", kNews).code == 0);
    const std::string told = folder.run("timeline --limit 0 --format csv" + db).out;
    const bool networkx = has("python3 -c 'import networkx'", "python3-networkx");
    for (const std::string form : {"graphml", "node-link"}) {
        INFO(form);
        const std::string ending = form == "graphml" ? ".graphml" : ".json", file = folder / "graph" + ending;
        REQUIRE(folder.run("export --evidence --format " + form + db + " -o " + file).code == 0);
        std::vector<std::string> files{file};
        if (networkx) {
            // NetworkX reads it and writes its own.
            files.push_back(folder / "again" + ending);
            const std::string pass =
                form == "graphml" ? "nx.write_graphml(nx.read_graphml(a, force_multigraph=True), b)"
                                  : "d = json.load(open(a)); d['edges'] = d['links']; "
                                    "json.dump(nx.node_link_data(nx.node_link_graph(d)), open(b, 'w'))";
            REQUIRE(succeeds("python3 -c \"import json, sys, networkx as nx; a, b = sys.argv[1:]; " + pass +
                             "\" " + file + " " + files.back()));
        }
        for (const std::string& read : files) {
            const std::string copy = " --db " + read + ".db";
            const ProgramRun import = folder.run("import " + read + copy);
            INFO(read << ": " << import.err);
            CHECK(import.code == 0);
            CHECK(folder.run("timeline --limit 0 --format csv" + copy).out == told);
        }
    }
}

TEST_CASE("graphs that can't be read back say why and where") {
    const TestFolder folder;
    const std::string db = " --db " + folder / "a.db";
    const auto import = [&](const std::string& name, const std::string& bytes) {
        const ProgramRun run = folder.run("import " + folder.write(name, bytes) + db);
        CHECK(run.code == 1);
        return run.err;
    };
    const std::string nodes =
        R"({"nodes":[{"id":"state:DEU","type":"state"},{"id":"state:RUS","type":"state"}],"links":[)";
    CHECK_THAT(import("a.json", "{"), Contains("no valid JSON"));
    CHECK_THAT(import("b.json", "{}"), Contains("arrays \"nodes\" and \"links\""));
    CHECK_THAT(import("c.json", nodes + R"({"source":"state:DEU","target":"state:RUS","type":"accuses"}]})"),
               Contains("edge 1 (state:DEU to state:RUS): \"article\" is missing"));
    CHECK_THAT(
        import("d.json",
               nodes + R"({"source":"state:DEU","target":"state:XXX","type":"accuses","article":"a"}]})"),
        Contains("there is no node \"state:XXX\""));
    CHECK_THAT(
        import("e.json",
               nodes + R"({"source":"state:DEU","target":"state:RUS","type":"likes","article":"a"}]})"),
        Contains("\"likes\" is no edge type"));
    CHECK_THAT(
        import(
            "f.json",
            nodes +
                R"({"source":"state:DEU","target":"state:RUS","type":"accuses","article":"a","confidence":7}]})"),
        Contains("\"confidence\" must be 0..1"));
    CHECK_THAT(import("g.graphml", "<graphml><graph>"), Contains("no valid XML"));
    CHECK_THAT(import("h.graphml", "<html/>"), Contains("no GraphML"));
    CHECK_THAT(import("i.graphml", "<graphml><graph>\xff</graph></graphml>"), Contains("no valid UTF-8"));
    CHECK(folder.run("export --evidence --format dot" + db).code == 2);
}

TEST_CASE("diagrams of all kinds are drawn from the command line") {
    const TestFolder folder;
    const std::string db = " --db " + folder / "a.db";
    REQUIRE(folder.run("ingest -q" + db + " -", kNews).code == 0);
    for (const char* kind :
         {"germany", "germany russia", "", "germany --group state --theme dark", "--group camp",
          "germany --places --lift", "germany --timeline", "germany russia --timeline"}) {
        INFO(kind);
        const ProgramRun run = folder.run(std::string("render ") + kind + db);
        CHECK(run.code == 0);
        CHECK_THAT(run.out, Contains("</svg>"));
    }
    CHECK_THAT(folder.run("render germany russia --timeline" + db).out, Contains("Germany accuses Russia"));
    CHECK_THAT(folder.run("render germany" + db).out, Contains("xlink:href=\"https://example.org/1\""));
    CHECK(folder.run("render --timeline" + db).code == 2);
    CHECK(folder.run("render germany russia france --timeline" + db).code == 2);
    CHECK(folder.run("render germany --timeline --since 1990 --until 1991" + db).code == 1);
}

TEST_CASE("what is between two is a dossier in the order of time") {
    const TestFolder folder;
    const std::string db = " --db " + folder / "a.db";
    REQUIRE(folder.run("ingest -q" + db + " -", kNews).code == 0);
    const std::string dossier = folder.run("query russia --with germany" + db).out;
    const std::size_t accused = dossier.find("2025-12-05  Germany accuses Russia"),
                      sanctioned = dossier.find("2025-12-06  Germany sanctions Russia");
    CHECK(accused != std::string::npos);
    CHECK(sanctioned != std::string::npos);
    CHECK(accused < sanctioned);
    CHECK_THAT(dossier, Contains("Germany accused Russia of spying.") && !Contains("Orban"));
}

TEST_CASE("a query tells a person's offices with their dates, in the order of time") {
    const TestFolder folder;
    const std::string db = " --db " + (folder / "news.db");
    const std::string articles = folder.write(
        "a.jsonl",
        R"({"id":"a1","date":"2019-06-01","text":"French Defense Minister Arbel Yehud criticised Iran."})"
        "\n"
        R"({"id":"a2","date":"2021-03-02","text":"French Defense Minister Arbel Yehud criticised Iran."})"
        "\n"
        R"({"id":"a3","date":"2023-01-05","text":"French Prime Minister Arbel Yehud criticised Iran."})"
        "\n");
    REQUIRE(folder.run("ingest -q" + db + " " + articles).code == 0);
    CHECK_THAT(folder.run("query \"arbel yehud\"" + db).out,
               Contains("\ndefense minister of France, 2019-06-01 to 2021-03-02\n"
                        "prime minister of France, 2023-01-05\n"));
    CHECK_THAT(folder.run("query \"arbel yehud\" --format jsonl" + db).out,
               Contains(R"({"role":"defense minister","first_date":"2019-06-01","last_date":"2021-03-02",)"));
}
