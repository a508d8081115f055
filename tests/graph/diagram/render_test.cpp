#include "graph/diagram/render.h"

#include "graph/diagram/diagram_text.h"
#include "tests/graph/two_articles.h"

#include <thread>

#include <catch2/catch.hpp>

using namespace entente;
using namespace entente::test;

namespace {

Diagram quarrel() {
    static const MemoryGraph kSource = two_articles();
    DiagramOptions options;
    options.centres = {"person:ana-dema"};
    options.evidence = &kSource;
    return make_diagram(KnowledgeGraph::load(kSource), ontology(), options);
}

/// Two nodes, one with a name that is not harmless.
Diagram named(const std::string& name) {
    MemoryGraph graph;
    graph.add(ArticleBuilder("a", "2025-01-01")
                  .node("organization:x", name)
                  .node("state:ALB", "Albania")
                  .edge("organization:x", "attacks", "state:ALB")
                  .graph());
    return make_diagram(KnowledgeGraph::load(graph), ontology());
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
        ++n;
    return n;
}

}  // namespace

TEST_CASE("an SVG shows nodes, labelled lines, title, caption, legend and evidence") {
    const auto layout = GENERATE(DiagramLayout::spring, DiagramLayout::layered);
    const std::string svg = render(quarrel(), DiagramFormat::svg, {layout});
    CHECK(contains(svg, "<svg"));
    CHECK(contains(svg, "</svg>"));
    CHECK(contains(svg, "id=\"person:ana&#45;dema\""));
    for (const char* text :
         {">Ana Dema<", ">Albania<", ">Bulgaria<", ">water accord<", ">accuses \u00d72<", ">threatens<",
          ">does not accept<", ">president<", ">2025&#45;11&#45;10 to 2025&#45;12&#45;05", "verbal conflict",
          "Dema threatened Bulgaria."}) {
        INFO(text);
        CHECK(contains(svg, text));
    }
    CHECK_FALSE(contains(svg, "material"));  // none occurs, so the legend does not explain it
    CHECK(contains(svg, "stroke-dasharray=\"5,2\""));
    CHECK(contains(svg, "font-family=\"DejaVu Sans\""));
}

TEST_CASE("a name in a diagram means itself") {
    const auto [name, in_svg] = GENERATE(table<std::string, std::string>({
        {"\\N \\G \\l", ">\\N \\G \\l<"},
        {"a\\nb\\\\", ">a\\nb\\\\<"},
        {"the \"quoted\"", ">the &quot;quoted&quot;<"},
        {"<b>bold</b>", ">&lt;b&gt;bold&lt;/b&gt;<"},
        {"<", ">&lt;<"},
        {"&lt;tag&gt;", ">&amp;lt;tag&amp;gt;<"},
        {"AT&T", ">AT&amp;T<"},
        {"line\nfeed", ">line feed<"},
        {"]; x [label=y", ">]; x [label=y<"},
        {"\u0141\u00f3d\u017a \u6771\u4eac", ">\u0141\u00f3d\u017a \u6771\u4eac<"},
    }));
    INFO(name);
    const auto layout = GENERATE(DiagramLayout::spring, DiagramLayout::layered);
    const Diagram diagram = named(name);
    const std::string svg = render(diagram, DiagramFormat::svg, {layout});
    CHECK(contains(svg, in_svg));
    CHECK(count(svg, "class=\"node ") == (layout == DiagramLayout::spring ? 3 : 2));
    for (const auto format : {DiagramFormat::png, DiagramFormat::dot})
        CHECK_FALSE(render(diagram, format).empty());
}

TEST_CASE("a hostile title means itself") {
    Diagram diagram = quarrel();
    diagram.title = "</TABLE> \\G & <script>";
    const std::string svg = render(diagram, DiagramFormat::svg);
    CHECK(contains(svg, "&lt;/TABLE&gt;"));
    CHECK_FALSE(contains(svg, "<script"));
}

TEST_CASE("every format has its own signature") {
    const Diagram diagram = quarrel();
    CHECK(render(diagram, DiagramFormat::png).substr(1, 3) == "PNG");
    CHECK(render(diagram, DiagramFormat::pdf).substr(0, 5) == "%PDF-");
    CHECK(render(diagram, DiagramFormat::dot).substr(0, 7) == "digraph");
}

TEST_CASE("formats are named as file names end") {
    CHECK(diagram_format("svg") == DiagramFormat::svg);
    CHECK(diagram_format(".PNG") == DiagramFormat::png);
    CHECK(diagram_format("gv") == DiagramFormat::dot);
    CHECK_FALSE(diagram_format("docx"));
}

TEST_CASE("the same diagram gives the same bytes, also from several threads") {
    const Diagram diagram = quarrel();
    const std::string once = render(diagram, DiagramFormat::dot);
    std::vector<std::string> results(4);
    {
        std::vector<std::jthread> threads;
        for (std::string& result : results)
            threads.emplace_back([&] { result = render(diagram, DiagramFormat::dot); });
    }
    for (const std::string& result : results) CHECK(result == once);
}

TEST_CASE("an empty diagram and a single node can be drawn") {
    CHECK(contains(render(make_diagram(KnowledgeGraph(), ontology()), DiagramFormat::svg), "</svg>"));
    MemoryGraph graph;
    graph.add(ArticleBuilder("a", "2025-01-01").node("state:ALB", "Albania").graph());
    DiagramOptions options;
    options.centres = {"state:ALB"};
    const Diagram one = make_diagram(KnowledgeGraph::load(graph), ontology(), options);
    for (const auto layout : {DiagramLayout::automatic, DiagramLayout::spring, DiagramLayout::layered})
        CHECK(contains(render(one, DiagramFormat::svg, {layout}), ">Albania<"));
}

TEST_CASE("long names are wrapped evenly and cut after some lines") {
    CHECK(wrap("Albania", 16, 4) == "Albania");
    CHECK(wrap("Ministry of Foreign Affairs", 16, 4) == "Ministry of\nForeign Affairs");
    CHECK(wrap("Russo-Ukrainian War", 16, 4) == "Russo-\nUkrainian War");
    CHECK(wrap("talks (Qatar, 2025-07)", 16, 4) == "talks (Qatar,\n2025-07)");
    CHECK(wrap("one two three four five six", 5, 2) == "one\ntwo\u2026");
    CHECK(wrap(" a \t b\n", 16, 4) == "a b");
    CHECK(wrap("", 16, 4).empty());
    CHECK(wrap("Verfassungsgerichtshof", 16, 4) == "Verfassungsgerichtshof");
}

TEST_CASE("lines lead to the article with the best sentence, where its address is one of the web") {
    Diagram diagram = quarrel();
    REQUIRE_FALSE(diagram.edges.empty());
    for (DiagramEdge& edge : diagram.edges) edge.url = "https://example.org/a?b=1&c=\"2\"";
    const auto layout = GENERATE(DiagramLayout::spring, DiagramLayout::layered);
    const std::string svg = render(diagram, DiagramFormat::svg, {layout});
    CHECK(contains(svg, "xlink:href=\"https://example.org/a?b=1&amp;c=%222%22\""));
    CHECK(contains(svg, "target=\"_blank\""));
}

TEST_CASE("the dark theme has a dark ground and light letters") {
    RenderOptions options;
    options.theme = DiagramTheme::dark;
    const std::string svg = render(quarrel(), DiagramFormat::svg, options);
    CHECK(contains(svg, "fill=\"#14171c\""));
    CHECK(contains(svg, "fill=\"#e8ebef\""));
}
