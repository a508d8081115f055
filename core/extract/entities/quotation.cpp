#include "core/extract/entities/quotation.h"

#include <algorithm>

namespace entente {
namespace {

constexpr std::uint32_t kShortest = 5;   // tokens with both marks: a name in quotation marks is no speech
constexpr std::uint32_t kContinues = 2;  // sentences between a quotation and the one that goes on with it

bool inside(const Quotation& quotation, std::uint32_t token) {
    return quotation.first <= token && token < quotation.last;
}

/// The reporting verb of the sentences that a quotation begins or ends in.
std::uint32_t own_verb(const Document& doc, const Quotation& quotation, const Cues& cues) {
    for (const std::uint32_t sentence : {doc.sentence(quotation.first), doc.sentence(quotation.last - 1)}) {
        const Sentence& span = doc.sentence_span(sentence);
        std::uint32_t best = kNone, best_distance = kNone;
        for (std::uint32_t t = span.first; t < span.last; ++t) {
            if (inside(quotation, t) || doc.upos(t) != Upos::VERB ||
                !cues.reporting_verbs.count(doc.lemma(t)))
                continue;
            const std::uint32_t distance = t < quotation.first ? quotation.first - t : t - quotation.last + 1;
            if (distance < best_distance) best = t, best_distance = distance;
        }
        if (best != kNone) return best;
    }
    return kNone;
}

}  // namespace

std::vector<Quotation> find_quotations(const Document& doc) {
    std::vector<Quotation> found;
    std::uint32_t open = kNone;
    for (std::uint32_t s = 0; s < doc.sentence_count(); ++s) {
        const Sentence& span = doc.sentence_span(s);
        if (span.paragraph_start) open = kNone;
        for (std::uint32_t t = span.first; t < span.last; ++t) {
            const std::string_view form = doc.form(t);
            if (form == "“" || (form == "\"" && open == kNone)) {
                open = t;
            } else if ((form == "”" || form == "\"") && open != kNone) {
                if (t + 1 - open >= kShortest) found.push_back({open, t + 1});
                open = kNone;
            }
        }
    }
    return found;
}

std::vector<std::uint32_t> quotation_verbs(const Document& doc, const std::vector<Quotation>& quotations,
                                           const Cues& cues) {
    std::vector<std::uint32_t> verbs;
    for (std::size_t i = 0; i < quotations.size(); ++i) {
        std::uint32_t verb = own_verb(doc, quotations[i], cues);
        const bool goes_on = i > 0 && doc.sentence(quotations[i].first) <=
                                          doc.sentence(quotations[i - 1].last - 1) + kContinues;
        if (verb == kNone && goes_on) verb = verbs.back();
        verbs.push_back(verb);
    }
    return verbs;
}

}  // namespace entente
