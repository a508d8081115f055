// clang-format off
// The values of the store. Numbers and strings as in byte_codec.h; every value begins with the number of its form.
//
//     article  = 1 id date title url source text hash extractor-number fingerprint extra
//     content  = 1 count{node} count{edge}
//     node     = id type name count{alias} country wikidata count{mention} extra
//     mention  = begin length sentence kind
//     edge     = source type target facts
//     facts    = flags date confidence role attribution plover cameo [intensity] evidence extra
//                flags: negated + 2 * modality + 12 where there is an intensity, which is written plus 100
//     evidence = sentence begin length trigger own-text [text] extra                    own-text: 0, or 1 and the text
//     stored   = 1 article-date source-key facts
//     edges    = 1 evidence-count negated-count 6{modality-count} first last count{source confidence} count{role n}
//     nodes    = 1 type articles mentions count{name n} count{alias n} count{country n} wikidata first last
//     extra    = count{key json}
// clang-format on
#include "storage/graph_codec.h"

#include "storage/byte_codec.h"

namespace entente::storage {
namespace {

constexpr std::uint64_t kForm = 1;
constexpr std::uint64_t kWithIntensity = 2 * kModalities;  // among the flags
constexpr int kGreatestIntensity = 100;

void write(ValueWriter& w, const ExtraFields& extra) {
    w.number(extra.size());
    for (const auto& [key, json] : extra) w.string(key), w.string(json);
}

ExtraFields read_extra(ValueReader& r) {
    ExtraFields extra(r.count());
    for (auto& [key, json] : extra) key = r.string(), json = r.string();
    return extra;
}

void write(ValueWriter& w, const std::map<std::string, std::uint64_t>& counts) {
    w.number(counts.size());
    for (const auto& [key, n] : counts) w.string(key), w.number(n);
}

std::map<std::string, std::uint64_t> read_counts(ValueReader& r) {
    std::map<std::string, std::uint64_t> counts;
    for (std::size_t n = r.count(); n > 0; --n) {
        std::string key = r.string();
        counts[std::move(key)] = r.number();
    }
    return counts;
}

void write_facts(ValueWriter& w, const Edge& edge, bool own_text) {
    w.number((edge.intensity ? kWithIntensity : 0) + static_cast<std::uint64_t>(edge.modality) * 2 +
             edge.negated);
    w.string(edge.date);
    w.number(edge.confidence);
    w.string(edge.role);
    w.string(edge.attribution);
    w.string(edge.plover);
    w.string(edge.cameo);
    if (edge.intensity) w.number(static_cast<std::uint64_t>(*edge.intensity + kGreatestIntensity));
    const Evidence& e = edge.evidence;
    w.number(e.sentence);
    w.number(e.begin);
    w.number(e.end - e.begin);
    w.string(e.trigger);
    w.number(own_text);
    if (own_text) w.string(e.text);
    write(w, e.extra);
    write(w, edge.extra);
}

/// True where the evidence brings a text of its own.
bool read_facts(ValueReader& r, Edge& edge) {
    std::uint64_t flags = r.number();
    const bool with_intensity = flags >= kWithIntensity;
    if (with_intensity) flags -= kWithIntensity;
    if (flags / 2 >= kModalities) throw DamagedValue("unknown modality");
    edge.negated = flags % 2;
    edge.modality = static_cast<Modality>(flags / 2);
    edge.date = r.string();
    edge.confidence = static_cast<Confidence>(r.number());
    edge.role = r.string();
    edge.attribution = r.string();
    edge.plover = r.string();
    edge.cameo = r.string();
    if (with_intensity) {
        const std::uint64_t shifted = r.number();
        if (shifted > 2 * kGreatestIntensity) throw DamagedValue("unknown intensity");
        edge.intensity = static_cast<Intensity>(static_cast<int>(shifted) - kGreatestIntensity);
    }
    Evidence& e = edge.evidence;
    e.sentence = static_cast<std::uint32_t>(r.number());
    e.begin = static_cast<std::uint32_t>(r.number());
    e.end = e.begin + static_cast<std::uint32_t>(r.number());
    e.trigger = r.string();
    const bool own_text = r.number() != 0;
    if (own_text) e.text = r.string();
    e.extra = read_extra(r);
    edge.extra = read_extra(r);
    return own_text;
}

}  // namespace

std::string_view slice(std::string_view text, const Evidence& e) {
    return e.begin <= e.end && e.end <= text.size() ? text.substr(e.begin, e.end - e.begin)
                                                    : std::string_view();
}

std::string encode_article(const ArticleGraph& graph) {
    std::string value;
    ValueWriter w(value);
    w.number(kForm);
    const Article& a = graph.article;
    for (const std::string* s : {&a.id, &a.date, &a.title, &a.url, &a.source, &a.text, &graph.hash})
        w.string(*s);
    w.number(graph.extractor.number);
    w.string(graph.extractor.fingerprint);
    write(w, graph.extra);
    return value;
}

ArticleGraph decode_article(std::string_view value) {
    ValueReader r(value);
    r.expect_version(kForm);
    ArticleGraph graph;
    Article& a = graph.article;
    for (std::string* s : {&a.id, &a.date, &a.title, &a.url, &a.source, &a.text, &graph.hash})
        *s = r.string();
    graph.extractor.number = static_cast<std::uint32_t>(r.number());
    graph.extractor.fingerprint = r.string();
    graph.extra = read_extra(r);
    return graph;
}

std::string encode_content(const ArticleGraph& graph) {
    std::string value;
    ValueWriter w(value);
    w.number(kForm);
    w.number(graph.nodes.size());
    for (const Node& node : graph.nodes) {
        w.string(node.id), w.string(node.type), w.string(node.name);
        w.number(node.aliases.size());
        for (const std::string& alias : node.aliases) w.string(alias);
        w.string(node.country), w.string(node.wikidata);
        w.number(node.mentions.size());
        for (const Mention& m : node.mentions) {
            w.number(m.begin), w.number(m.end - m.begin), w.number(m.sentence),
                w.number(static_cast<std::uint64_t>(m.kind));
        }
        write(w, node.extra);
    }
    w.number(graph.edges.size());
    for (const Edge& edge : graph.edges) {
        w.string(edge.source), w.string(edge.type), w.string(edge.target);
        write_facts(w, edge, slice(graph.article.text, edge.evidence) != edge.evidence.text);
    }
    return value;
}

void decode_content(std::string_view value, ArticleGraph& graph) {
    ValueReader r(value);
    r.expect_version(kForm);
    graph.nodes.resize(r.count());
    for (Node& node : graph.nodes) {
        node.id = r.string(), node.type = r.string(), node.name = r.string();
        node.aliases.resize(r.count());
        for (std::string& alias : node.aliases) alias = r.string();
        node.country = r.string(), node.wikidata = r.string();
        node.mentions.resize(r.count());
        for (Mention& m : node.mentions) {
            m.begin = static_cast<std::uint32_t>(r.number());
            m.end = m.begin + static_cast<std::uint32_t>(r.number());
            m.sentence = static_cast<std::uint32_t>(r.number());
            const std::uint64_t kind = r.number();
            if (kind > static_cast<std::uint64_t>(MentionKind::pronoun))
                throw DamagedValue("unknown kind of mention");
            m.kind = static_cast<MentionKind>(kind);
        }
        node.extra = read_extra(r);
    }
    graph.edges.resize(r.count());
    for (Edge& edge : graph.edges) {
        edge.source = r.string(), edge.type = r.string(), edge.target = r.string();
        if (!read_facts(r, edge)) edge.evidence.text = slice(graph.article.text, edge.evidence);
    }
}

std::string encode_evidence(const StoredEvidence& evidence) {
    std::string value;
    ValueWriter w(value);
    w.number(kForm);
    w.string(evidence.article_date);
    w.string(evidence.source_key);
    write_facts(w, evidence.edge, evidence.own_text);
    return value;
}

StoredEvidence decode_evidence(std::string_view value) {
    ValueReader r(value);
    r.expect_version(kForm);
    StoredEvidence evidence;
    evidence.article_date = r.string();
    evidence.source_key = r.string();
    evidence.own_text = read_facts(r, evidence.edge);
    return evidence;
}

std::string encode_summary(const EdgeSummary& s) {
    std::string value;
    ValueWriter w(value);
    w.number(kForm);
    w.number(s.evidence_count), w.number(s.negated_count);
    for (const std::uint64_t n : s.modality_counts) w.number(n);
    w.string(s.first_date), w.string(s.last_date);
    w.number(s.sources.size());
    for (const auto& [key, confidence] : s.sources) w.string(key), w.number(confidence);
    write(w, s.roles);
    return value;
}

EdgeSummary decode_edge_summary(std::string_view value) {
    ValueReader r(value);
    r.expect_version(kForm);
    EdgeSummary s;
    s.evidence_count = r.number(), s.negated_count = r.number();
    for (std::uint64_t& n : s.modality_counts) n = r.number();
    s.first_date = r.string(), s.last_date = r.string();
    for (std::size_t n = r.count(); n > 0; --n) {
        std::string key = r.string();
        s.sources[std::move(key)] = static_cast<Confidence>(r.number());
    }
    s.roles = read_counts(r);
    return s;
}

std::string encode_summary(const NodeSummary& s) {
    std::string value;
    ValueWriter w(value);
    w.number(kForm);
    w.string(s.type);
    w.number(s.article_count), w.number(s.mention_count);
    write(w, s.names), write(w, s.aliases), write(w, s.countries);
    w.string(s.wikidata), w.string(s.first_date), w.string(s.last_date);
    return value;
}

NodeSummary decode_node_summary(std::string_view value) {
    ValueReader r(value);
    r.expect_version(kForm);
    NodeSummary s;
    s.type = r.string();
    s.article_count = r.number(), s.mention_count = r.number();
    s.names = read_counts(r), s.aliases = read_counts(r), s.countries = read_counts(r);
    s.wikidata = r.string(), s.first_date = r.string(), s.last_date = r.string();
    return s;
}

}  // namespace entente::storage
