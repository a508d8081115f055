#pragma once

#include "tests/graph/memory_graph.h"

#include <string>
#include <vector>

namespace entente::test {

/// Makes articles in a few words.
class ArticleBuilder {
  public:
    ArticleBuilder(std::string id, std::string date) {
        graph_.article.id = std::move(id);
        graph_.article.date = std::move(date);
    }

    ArticleBuilder& node(std::string id, std::string name, std::vector<std::string> aliases = {}) {
        Node node;
        node.type = id.substr(0, id.find(':'));
        node.id = std::move(id);
        node.name = std::move(name);
        node.aliases = std::move(aliases);
        node.mentions.resize(1);
        graph_.nodes.push_back(std::move(node));
        return *this;
    }

    ArticleBuilder& edge(std::string source, std::string type, std::string target, std::string text = "") {
        Edge edge;
        edge.source = std::move(source);
        edge.type = std::move(type);
        edge.target = std::move(target);
        edge.confidence = 8000;
        edge.evidence.text = std::move(text);
        graph_.edges.push_back(std::move(edge));
        return *this;
    }

    ArticleBuilder& confidence(Confidence value) { return last().confidence = value, *this; }
    ArticleBuilder& modality(Modality value) { return last().modality = value, *this; }
    ArticleBuilder& negated() { return last().negated = true, *this; }
    ArticleBuilder& role(std::string value) { return last().role = std::move(value), *this; }
    ArticleBuilder& on(std::string date) { return last().date = std::move(date), *this; }

    ArticleGraph graph() const {
        ArticleGraph oriented = graph_;
        ontology().orient(oriented);
        return oriented;
    }

  private:
    Edge& last() { return graph_.edges.back(); }
    ArticleGraph graph_;
};

/// Two articles on a quarrel and its mediation, six nodes.
inline std::vector<ArticleGraph> two_article_graphs() {
    return {
        ArticleBuilder("a1", "2025-11-10")
            .node("state:ALB", "Albania")
            .node("state:BGR", "Bulgaria", {"Bulgarian government"})
            .node("person:ana-dema", "Ana Dema", {"Dema"})
            .node("organization:river-council", "River Council", {"RC"})
            .edge("person:ana-dema", "holds-office-in", "state:ALB", "President Ana Dema spoke.")
            .role("president")
            .edge("person:ana-dema", "accuses", "state:BGR", "Ana Dema accused Bulgaria of delay.")
            .edge("state:BGR", "opposes", "state:ALB", "Bulgaria may oppose Albania.")
            .modality(Modality::possible)
            .edge("state:ALB", "negotiates-with", "state:BGR", "Albania and Bulgaria held talks.")
            .graph(),
        ArticleBuilder("a2", "2025-12-05")
            .node("state:ALB", "Albania")
            .node("state:BGR", "Bulgaria")
            .node("person:ana-dema", "Ana Dema", {"Dema"})
            .node("person:boris-dema", "Boris Dema", {"Dema"})
            .node("agreement:water-accord", "water accord")
            .edge("person:ana-dema", "accuses", "state:BGR", "Dema again accused Bulgaria.")
            .confidence(9000)
            .edge("person:ana-dema", "threatens", "state:BGR", "Dema threatened Bulgaria.")
            .edge("state:ALB", "accepts", "agreement:water-accord", "Albania did not sign the water accord.")
            .negated()
            .edge("person:boris-dema", "related-to", "person:ana-dema", "her brother Boris Dema")
            .role("brother")
            .edge("state:ALB", "negotiates-with", "state:BGR", "They talked again.")
            .graph()};
}

inline MemoryGraph two_articles() {
    MemoryGraph graph;
    for (const ArticleGraph& article : two_article_graphs()) graph.add(article);
    return graph;
}

}  // namespace entente::test
