#pragma once

#include "core/knowledge/ontology.h"
#include "core/model/article_graph.h"

#include <cstdint>
#include <string>
#include <vector>

namespace entente::tools {

/// Article graphs without a meaning but of the shape of real ones, to measure the store on. An article has
/// 1.6 kB of text, 16 sentences, about 12 nodes, 37 mentions and 18 edges (the articles of `samples` have 1.4
/// kB, 24 nodes and 28 edges, one of 5.3 kB has 32 and 36). Words and actors follow the law of Zipf and
/// Mandelbrot: a third of the mentions go to 200 actors that all the news know, the others to circles of a
/// hundred actors who deal with each other. Of 7,100 pieces of evidence 5,800 edges come, as 5,200 come of
/// 7,500 in a year of Wikipedia's current events, and of 1.8 million 580,000.
///
/// An article is a pure function of its number. Safe to share between threads.
class SyntheticCorpus {
  public:
    explicit SyntheticCorpus(const Ontology& ontology, std::uint32_t actors = 500'000);

    ArticleGraph article(std::uint64_t number) const;

  private:
    struct Random;
    struct Actor {
        std::string id, type, name, alias;
    };
    static Actor actor(std::uint32_t number);
    /// The actors of an article.
    std::vector<std::uint32_t> cast(Random& random) const;

    const Ontology& ontology_;
    std::vector<std::string> words_;  ///< the most frequent first
    std::uint32_t actors_;
};

}  // namespace entente::tools
