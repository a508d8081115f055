#include "core/mention/salience_ranker.h"

#include "core/text/among.h"

namespace entente {
namespace {

constexpr int kHere = 100;         // for the anaphor's own sentence
constexpr int kSentenceBack = 40;  // less for each sentence further back
constexpr int kSubject = 35;
constexpr int kOblique = -15;
constexpr int kSeveral = 10;  // "they" after "A and B"
constexpr int kBody = -25;    // "they" for one organization

int score_of(const Anaphor& anaphor, const AntecedentCandidate& candidate, const Document& document) {
    const std::string_view relation = document.relation(candidate.head);
    const std::uint32_t back = document.sentence(anaphor.token) - document.sentence(candidate.first);
    const int near = kHere - kSentenceBack * static_cast<int>(back);
    const bool subject = relation == "nsubj";
    if (anaphor.kind == Anaphor::Kind::person || anaphor.kind == Anaphor::Kind::body)
        return near + (subject ? kSubject : among(relation, {"obl", "nmod"}) ? kOblique : 0);
    const bool body = candidate.entities == 1 && subject && candidate.type == "organization";
    return near + (subject ? kSubject : 0) + (candidate.entities > 1 ? kSeveral : body ? kBody : 0);
}

}  // namespace

std::vector<float> SalienceRanker::scores(const Anaphor& anaphor,
                                          std::span<const AntecedentCandidate> candidates,
                                          const Document& document) const {
    std::vector<float> scores;
    scores.reserve(candidates.size());
    for (const AntecedentCandidate& candidate : candidates)
        scores.push_back(static_cast<float>(score_of(anaphor, candidate, document)));
    return scores;
}

}  // namespace entente
