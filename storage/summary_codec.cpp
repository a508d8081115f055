// clang-format off
// The values of evidence and of sums over it. Numbers and strings as in byte_codec.h; every value begins with the number
// of its form.
//
//     stored   = 3 sketch facts attribution source-name article-date                   facts: edge_facts.h; numbers first: what
//                                                                                      differs from row to row packs well together
//     edges    = 4 evidence-count sources negated-count 6{modality-count} first last count{role n}      what it weighs comes first
//     sources  = 1 source | count confidence-of-all count{source}
//     source   = name sketch confidence
//     nodes    = 1 type articles mentions count{name n} count{alias n} count{country n} wikidata first last
//     sketch   = fixed                                                                 of the article's text, to find copies
// clang-format on
#include "storage/summary_codec.h"

#include "storage/byte_codec.h"
#include "storage/edge_facts.h"

namespace entente::storage {
namespace {

constexpr std::uint64_t kEvidenceForm = 3, kEdgeForm = 4, kNodeForm = 1;

void write(ValueWriter& w, const std::map<std::string, std::uint64_t>& counts) {
    w.number(counts.size());
    for (const auto& [key, n] : counts) w.string(key), w.number(n);
}

std::map<std::string, std::uint64_t> read_counts(ValueReader& r) {
    std::map<std::string, std::uint64_t> counts;
    for (std::size_t n = r.count(); n > 0; --n) {
        std::string key = r.string();
        counts.insert_or_assign(counts.end(), std::move(key), r.number());  // they are in order
    }
    return counts;
}

}  // namespace

std::string encode_evidence(const StoredEvidence& evidence) {
    std::string value;
    ValueWriter w(value);
    w.number(kEvidenceForm);
    w.fixed(evidence.source_key.text.nibbles);
    write_facts(w, evidence.edge, evidence.article_date, evidence.own_text);
    w.string(evidence.edge.attribution);
    w.string(evidence.source_key.name);
    w.string(evidence.article_date);
    return value;
}

StoredEvidence decode_evidence(std::string_view value) {
    ValueReader r(value);
    r.expect_version(kEvidenceForm);
    StoredEvidence evidence;
    evidence.source_key.text = TextSketch(r.fixed());
    const Elsewhere elsewhere = read_facts(r, evidence.edge);
    evidence.own_text = !elsewhere.text;
    evidence.edge.attribution = r.string();
    evidence.source_key.name = r.string();
    evidence.article_date = r.string();
    if (elsewhere.date) evidence.edge.date = evidence.article_date;
    return evidence;
}

std::string encode_summary(const EdgeSummary& s) {
    std::string value;
    ValueWriter w(value);
    w.number(kEdgeForm);
    w.number(s.evidence_count);
    w.number(s.sources.size());
    if (s.sources.size() != 1) w.number(s.confidence());
    for (const auto& [name, source] : s.sources) {
        w.string(name);
        w.fixed(source.text.nibbles);
        w.number(source.confidence);
    }
    w.number(s.negated_count);
    for (const std::uint64_t n : s.modality_counts) w.number(n);
    w.string(s.first_date), w.string(s.last_date);
    write(w, s.roles);
    return value;
}

EdgeSummary decode_edge_summary(std::string_view value) {
    ValueReader r(value);
    r.expect_version(kEdgeForm);
    EdgeSummary s;
    s.evidence_count = r.number();
    const std::size_t sources = r.count();
    if (sources != 1) r.number();
    for (std::size_t n = sources; n > 0; --n) {
        std::string name = r.string();
        const TextSketch text(r.fixed());
        s.sources.insert_or_assign(s.sources.end(), std::move(name),
                                   EdgeSummary::Source{static_cast<Confidence>(r.number()), text});
    }
    s.negated_count = r.number();
    for (std::uint64_t& n : s.modality_counts) n = r.number();
    s.first_date = r.string(), s.last_date = r.string();
    s.roles = read_counts(r);
    return s;
}

EdgeWeight decode_edge_weight(std::string_view value) {
    ValueReader r(value);
    r.expect_version(kEdgeForm);
    EdgeWeight weight;
    weight.evidence_count = r.number();
    if (r.count() == 1) r.view(), r.fixed();
    weight.confidence = static_cast<Confidence>(r.number());
    return weight;
}

std::string encode_summary(const NodeSummary& s) {
    std::string value;
    ValueWriter w(value);
    w.number(kNodeForm);
    w.string(s.type);
    w.number(s.article_count), w.number(s.mention_count);
    write(w, s.names), write(w, s.aliases), write(w, s.countries);
    w.string(s.wikidata), w.string(s.first_date), w.string(s.last_date);
    return value;
}

NodeSummary decode_node_summary(std::string_view value) {
    ValueReader r(value);
    r.expect_version(kNodeForm);
    NodeSummary s;
    s.type = r.string();
    s.article_count = r.number(), s.mention_count = r.number();
    s.names = read_counts(r), s.aliases = read_counts(r), s.countries = read_counts(r);
    s.wikidata = r.string(), s.first_date = r.string(), s.last_date = r.string();
    return s;
}

}  // namespace entente::storage
