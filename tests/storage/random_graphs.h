#pragma once

#include "core/model/json.h"
#include "storage/store.h"

#include <filesystem>
#include <random>
#include <string>
#include <unistd.h>
#include <vector>

/// A folder for a database, removed with it.
class DatabaseFolder {
  public:
    DatabaseFolder() {
        static int number = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("entente-store-" + std::to_string(getpid()) + "-" + std::to_string(++number));
    }
    ~DatabaseFolder() { std::filesystem::remove_all(path_); }
    DatabaseFolder(const DatabaseFolder&) = delete;
    DatabaseFolder& operator=(const DatabaseFolder&) = delete;
    operator const std::filesystem::path&() const { return path_; }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// An article graph that depends on the seed alone, over few nodes so that articles share them. `version`
/// changes what is in it.
inline entente::ArticleGraph random_graph(const std::string& id, unsigned seed, unsigned version = 0) {
    using namespace entente;
    std::mt19937 random(seed * 1000003 + version);
    const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    ArticleGraph graph;
    graph.article.id = id;
    graph.article.date =
        below(5) ? "2025-0" + std::to_string(1 + below(9)) + "-1" + std::to_string(below(9)) : "";
    graph.article.source = below(2) ? "source " + std::to_string(below(4)) : "";
    graph.article.text = "Text \"" + std::to_string(random()) + "\" of an article – with signs.";
    graph.hash = content_hash(graph.article);
    graph.extractor = {1 + version, "feedc0de", below(4) ? ModelKind::fast : ModelKind::accurate};
    for (unsigned n = 0; n < 8; ++n) {
        if (below(2)) continue;
        Node node;
        node.id = "state:N" + std::to_string(n);
        node.type = "state";
        node.name = "State " + std::to_string(n);
        if (below(2)) node.aliases = {"Alias " + std::to_string(below(5)), "naïve\nname"};
        // Some names and aliases are what a mention says, and some mentions lie outside of the text.
        if (below(3) == 0) node.name = "Text";
        if (below(3) == 0) node.aliases.push_back(below(2) ? "Text" : "article");
        node.mentions = {{0, 4, 0, MentionKind::name}, {6, 9, 0, MentionKind::pronoun}};
        if (below(4) == 0) node.mentions.push_back({0, 4, 1, MentionKind::name});
        if (below(4) == 0) node.mentions.push_back({1000, 1004, 1, MentionKind::name});
        if (below(3) == 0) node.country = "FRA";
        if (below(4) == 0) node.extra = {{"x", "{\"deep\":[1,2,null]}"}};
        graph.nodes.push_back(node);
    }
    for (unsigned e = 0; graph.nodes.size() > 1 && e < 6; ++e) {
        Edge edge;
        edge.source = graph.nodes[below(static_cast<unsigned>(graph.nodes.size()))].id;
        edge.target = graph.nodes[below(static_cast<unsigned>(graph.nodes.size()))].id;
        if (edge.source == edge.target) continue;
        edge.type = below(2) ? "accuses" : "aids";
        edge.negated = below(4) == 0;
        edge.modality = static_cast<Modality>(below(kModalities));
        edge.date = below(3) ? "" : "2024-0" + std::to_string(1 + below(9)) + "/..";
        edge.confidence = static_cast<Confidence>(below(kCertain + 1));
        edge.role = below(3) ? "" : "role " + std::to_string(below(3));
        if (below(2)) edge.intensity = static_cast<Intensity>(static_cast<int>(below(201)) - 100);
        edge.evidence = {0, 0, 4, "verb", below(2) ? "Text" : "another text", {}};
        graph.edges.push_back(edge);
    }
    canonicalize(graph);
    return graph;
}

/// What `entente export` writes.
inline std::vector<std::string> export_lines(const entente::Store& store) {
    std::vector<std::string> lines;
    store.for_each_article(
        [&](const entente::ArticleGraph& g) { return lines.push_back(entente::to_json(g)), true; });
    for (const entente::Decision& d : store.decisions()) lines.push_back(entente::to_json(d));
    return lines;
}

/// All rows of all column families.
inline std::vector<std::vector<std::pair<std::string, std::string>>> all_rows(const entente::Store& store) {
    std::vector<std::vector<std::pair<std::string, std::string>>> rows;
    for (const char* family : {"articles", "by-article", "nodes", "edges", "incoming", "mentions", "evidence",
                               "names", "timeline", "decisions", "meta"})
        rows.push_back(store.dump(family));
    return rows;
}
