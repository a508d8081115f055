#pragma once

#include "core/mention/mention_finder.h"
#include "core/parse/model_file.h"
#include "core/parse/quantised.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace entente {

/// Heads over the states of a pretrained encoder that was trained together with them; they stand in the
/// analyser's own file. All read single words:
///
///     mentions.names     labels of names (mention_labels.h) of the types person, organization, place, event,
///                        other
///     mentions.matters   labels of events and agreements
///     mentions.heads     4: heads no mention, or one of a person, an organization, a place
///     mentions.anaphor, mentions.antecedent   two sides of a pair of mentions
///     mentions.pair      what fits an anaphor, as an antecedent
///     mentions.distance  13: what distances count for an anaphor, and that it takes up anything at all
///
/// each a matrix in whole numbers (read_quantised) over states, the last two over the anaphor's side. A
/// mention takes up the earlier one that fits best, or none (mention ranking, Denis & Baldridge 2008;
/// biaffine pairs of head words, Dobrovolskii 2021).
class MentionHeads : public MentionFinder {
  public:
    static bool are_in(const ModelFile& file) { return file.contains("mentions.names.weights"); }

    /// `file`: that of the analyser.
    MentionHeads(ModelFile file, const Analyser& analyser);

    DocumentMentions find(const Document& document, const MentionKnowledge& knowledge) const override;
    const std::string& fingerprint() const override { return file_.fingerprint(); }

  private:
    struct Workspace;
    void find_heads(const Document& document, std::uint32_t sentence, Workspace& workspace,
                    std::vector<HeadMention>& heads) const;
    void link_heads(std::vector<HeadMention>& heads, Workspace& workspace) const;

    ModelFile file_;
    float unit_ = 1;
    std::size_t width_ = 0;
    QuantisedMatrix names_, matters_, heads_, anaphor_, antecedent_, pair_, distance_;
};

}  // namespace entente
