#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente {

/// Finds the tree of greatest sum among those where just one word hangs on the root (Chu & Liu 1965; Edmonds
/// 1967). Working memory is kept between calls.
class SpanningTree {
  public:
    /// `scores[d * size + h]` is the worth of h as head of d; position 0 is the root. At most 2^40 each way.
    /// Writes the head of each position; of the root, 0. Ties go to the earlier head. O(size^2) where the
    /// greedy heads make a tree, else O(size^3).
    void find(std::span<const std::int64_t> scores, std::size_t size, std::vector<std::uint32_t>& heads);

  private:
    bool greedy(std::span<const std::int64_t> scores, std::size_t size, std::vector<std::uint32_t>& heads);
    void start(std::span<const std::int64_t> scores, std::size_t size);
    void choose();
    /// The nodes of a cycle of chosen edges, if there is one.
    bool find_cycle();
    void contract();
    void expand(std::vector<std::uint32_t>& heads);

    /// An edge between words.
    struct Edge {
        std::uint32_t dependent = 0;
        std::uint32_t head = 0;
    };
    /// A contraction: the cycle's nodes with their edges in the cycle, and the node of each word before.
    struct Contraction {
        std::vector<std::uint32_t> nodes;
        std::vector<Edge> edges;
        std::vector<std::uint32_t> node_of;
    };

    std::size_t size_ = 0;
    std::vector<std::int64_t> weights_;  ///< between nodes
    std::vector<Edge> edges_;            ///< the edge between words that stands behind one between nodes
    std::vector<std::uint32_t> chosen_;  ///< of each node
    std::vector<std::uint8_t> active_;
    std::vector<std::uint32_t> node_of_;  ///< of each word
    std::vector<std::uint32_t> mark_;
    std::vector<std::uint32_t> cycle_;
    std::vector<Contraction> contractions_;
};

}  // namespace entente
