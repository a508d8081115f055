#pragma once

#include "core/model/article_graph.h"
#include "core/parse/document.h"
#include "core/parse/model_file.h"
#include "core/parse/quantised.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

class Analyser;

/// Tokens [first, last) of a document.
struct TokenSpan {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// One of those between whom relations are looked for.
struct RelationNode {
    std::string_view type;            ///< node type
    std::vector<TokenSpan> mentions;  ///< in the order of the text
};

/// What holds from one node to another.
struct PairReading {
    std::uint32_t source = 0;  ///< numbers of nodes
    std::uint32_t target = 0;
    std::vector<float> scores;  ///< log-odds, by edge type in the order of RelationHead::types()
    bool negated = false;
    Modality modality = Modality::actual;
    std::uint32_t trigger = kNone;  ///< the word that says so, in the sentence that says so

    float best() const;
};

/// Relations between the nodes of a document, read off the states of a pretrained encoder that was trained
/// together with the head, in a file of its own beside the analyser's:
///
///     relation.analyser  text  the fingerprint of the analyser
///     relation.types     text  edge types, one a line
///     relation.nodes     text  node types, one a line
///     relation.unit      f32   1: the real value of 1 in a state
///     relation.query, relation.key   what mentions ask for in words, in heads side by side (read_quantised)
///     relation.away      f32   heads x 2 * distances: what is added for words so far before and behind
///     relation.source, relation.target   of mentions: 2 * size, of all of a node's and of the nearest one
///     relation.context   of words: 2 * size, for either end
///     relation.kinds     f32   node types x 2 x size
///     relation.pair      outputs x size * block: of a grouped bilinear form of both ends
///     relation.distance  f32   2 * distances x outputs
///     relation.ends      f32   node types x node types x outputs
///
/// Outputs are the edge types, two of denial and those of modality. A pair's context is what both its nodes
/// attend to (localised context pooling, Zhou et al. 2021), once by all their mentions and once by the two
/// that are nearest to each other. Immutable; one serves many threads; the same text gives the same bits on
/// every processor.
class RelationHead {
  public:
    /// Throws Error(data) for a file that is missing, foreign, truncated or damaged, and for another
    /// analyser.
    static RelationHead open(const std::filesystem::path& file, const Analyser& analyser);

    const std::vector<std::string>& types() const { return types_; }
    const std::string& fingerprint() const { return file_.fingerprint(); }

    /// The pairs of nodes that stand within some six hundred words of each other and of which a type's
    /// log-odds are above `least`, in the order of source and target.
    std::vector<PairReading> read(const Document& document, std::span<const RelationNode> nodes,
                                  float least = -4) const;

  private:
    struct Section;
    struct JoinedPair;
    struct Workspace;

    RelationHead(ModelFile file, const Analyser& analyser);
    void gather(std::span<const RelationNode> nodes, Workspace& w) const;
    void project_section(Workspace& w) const;
    void attend(Workspace& w) const;
    void read_pairs(const Document& document, float least, Workspace& w,
                    std::vector<PairReading>& found) const;
    void share_attention(std::size_t one, std::size_t other, Workspace& w) const;
    static std::uint32_t trigger_of(const Document& document, std::size_t one, std::size_t other,
                                    const Workspace& w);
    void set_end(std::size_t side, std::size_t node, std::size_t nearest, Workspace& w) const;
    void join(const JoinedPair& pair, Workspace& w) const;
    void score_joined(float least, Workspace& w, std::vector<PairReading>& found) const;

    ModelFile file_;
    std::vector<std::string> types_, nodes_;
    std::size_t width_ = 0, heads_ = 0, size_ = 0, block_ = 0, outputs_ = 0;
    float unit_ = 1;
    QuantisedMatrix query_, key_, source_, target_, context_, pair_;
    std::span<const float> away_, kinds_, distance_, ends_;
};

}  // namespace entente
