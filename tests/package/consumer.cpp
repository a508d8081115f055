// Another program that uses the installed library: reads a sentence, stores it, and draws who is in it.
#include "core/extract/extractor.h"
#include "core/knowledge/data_directory.h"
#include "graph/diagram/render.h"
#include "storage/store.h"

#include <iostream>

int main(int, char** argv) {
    const entente::Resources resources = entente::Resources::load(entente::find_data_directory(argv[1]));
    entente::Article article;
    article.id = "a";
    article.text = "Germany accused Russia of spying.";
    entente::Store store = entente::Store::open(argv[2], entente::OpenMode::create);
    store.put(entente::extract(article, resources));
    const auto graph = entente::KnowledgeGraph::load(store);
    const std::string dot =
        entente::render(entente::make_diagram(graph, resources.ontology), entente::DiagramFormat::dot);
    std::cout << graph.edge_count() << " edge\n";
    return graph.edge_count() == 1 && dot.find("Germany") != std::string::npos ? 0 : 1;
}
