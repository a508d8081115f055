// clang-format off
// The values of the store. Numbers and strings as in byte_codec.h; every value begins with the number of its form.
//
//     article  = 2 alike id date title url source text hash extractor-number fingerprint extra    alike: of its text, to find
//                                                                                                 copies; its bytes, or none
//     content  = 2 count{node} count{edge}
//     node     = id in-id [type] name count{alias} country wikidata count{mention} extra    in-id: 1 where the id begins with the type
//     mention  = begin length sentence kind                                            begin, sentence: behind the last one's
//     edge     = end type end facts end{attribution}
//     end      = number                                                                a node's place + 2; 0: none;
//              | 1 id                                                                  one that is not among the nodes
//     facts    = flags confidence sentence begin length trigger [date] role plover cameo [intensity] [text] extra{evidence} extra
//                flags: modality * 16 + intensity * 8 + own-text * 4 + own-date * 2 + negated
//                                                                                      a date: else it is the article's
//                                                                                      intensity: plus 100
//     stored   = 2 alike facts attribution source-name article-date                    numbers first: what differs from row
//                                                                                      to row stands together, and packs well
//     edges    = 2 evidence-count negated-count 6{modality-count} first last count{source-name alike confidence} count{role n}
//     nodes    = 1 type articles mentions count{name n} count{alias n} count{country n} wikidata first last
//     extra    = count{key json}
//
// Articles and contents of form 1, of databases with schema 1, are read for migration:
//
//     article  = 1 id date title url source text hash extractor-number fingerprint extra
//     content  = 1 count{node} count{edge}
//     node     = id type name count{alias} country wikidata count{mention} extra
//     mention  = begin length sentence kind
//     edge     = source type target flags date confidence role attribution plover cameo sentence begin length trigger
//                own-text [text] extra{evidence} extra                                 flags: modality * 2 + negated
// clang-format on
#include "storage/graph_codec.h"

#include "storage/byte_codec.h"

#include <algorithm>
#include <map>

namespace entente::storage {
namespace {

constexpr std::uint64_t kOldForm = 1;  ///< of articles and contents in schema 1
constexpr std::uint64_t kForm = 2;
constexpr std::uint64_t kNodeForm = 1;
constexpr std::uint64_t kNegated = 1, kOwnDate = 2, kOwnText = 4, kWithIntensity = 8, kModality = 16;
constexpr int kGreatestIntensity = 100;

/// True for the form of schema 1.
bool read_old_form(ValueReader& r) {
    const std::uint64_t form = r.number();
    if (form != kOldForm && form != kForm)
        throw DamagedValue("has form " + std::to_string(form) + ", which is unknown");
    return form == kOldForm;
}

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
        counts.insert_or_assign(counts.end(), std::move(key), r.number());  // they are in order
    }
    return counts;
}

void write(ValueWriter& w, const Fingerprint& text) {
    w.string({reinterpret_cast<const char*>(text.bytes.data()), text.empty() ? 0 : text.bytes.size()});
}

Fingerprint read_fingerprint(ValueReader& r) {
    const std::string bytes = r.string();
    Fingerprint text;
    if (bytes.empty()) return text;
    if (bytes.size() != text.bytes.size()) throw DamagedValue("a fingerprint of another length");
    std::copy(bytes.begin(), bytes.end(), text.bytes.begin());
    return text;
}

Modality modality_of(std::uint64_t number) {
    if (number >= kModalities) throw DamagedValue("unknown modality");
    return static_cast<Modality>(number);
}

void write_facts(ValueWriter& w, const Edge& edge, const std::string& article_date, bool own_text) {
    const Evidence& e = edge.evidence;
    const bool own_date = edge.date != article_date;
    w.number(static_cast<std::uint64_t>(edge.modality) * kModality + (edge.intensity ? kWithIntensity : 0) +
             (own_text ? kOwnText : 0) + (own_date ? kOwnDate : 0) + (edge.negated ? kNegated : 0));
    w.number(edge.confidence);
    w.number(e.sentence);
    w.number(e.begin);
    w.number(e.end - e.begin);
    w.string(e.trigger);
    if (own_date) w.string(edge.date);
    w.string(edge.role);
    w.string(edge.plover);
    w.string(edge.cameo);
    if (edge.intensity) w.number(static_cast<std::uint64_t>(*edge.intensity + kGreatestIntensity));
    if (own_text) w.string(e.text);
    write(w, e.extra);
    write(w, edge.extra);
}

/// What of an edge is told elsewhere in its value.
struct Elsewhere {
    bool text = false;
    bool date = false;
};

Elsewhere read_facts(ValueReader& r, Edge& edge) {
    const std::uint64_t flags = r.number();
    edge.modality = modality_of(flags / kModality);
    edge.negated = flags & kNegated;
    edge.confidence = static_cast<Confidence>(r.number());
    Evidence& e = edge.evidence;
    e.sentence = static_cast<std::uint32_t>(r.number());
    e.begin = static_cast<std::uint32_t>(r.number());
    e.end = e.begin + static_cast<std::uint32_t>(r.number());
    e.trigger = r.string();
    if (flags & kOwnDate) edge.date = r.string();
    edge.role = r.string();
    edge.plover = r.string();
    edge.cameo = r.string();
    if (flags & kWithIntensity) {
        const std::uint64_t shifted = r.number();
        if (shifted > 2 * kGreatestIntensity) throw DamagedValue("unknown intensity");
        edge.intensity = static_cast<Intensity>(static_cast<int>(shifted) - kGreatestIntensity);
    }
    if (flags & kOwnText) e.text = r.string();
    e.extra = read_extra(r);
    edge.extra = read_extra(r);
    return {!(flags & kOwnText), !(flags & kOwnDate)};
}

constexpr std::uint64_t kNobody = 0, kOutsider = 1, kFirstNode = 2;

/// The places of an article's nodes, by id.
class NodePlaces {
  public:
    explicit NodePlaces(const std::vector<Node>& nodes) {
        for (std::size_t i = 0; i < nodes.size(); ++i) places_.emplace(nodes[i].id, i);
    }
    void write(ValueWriter& w, const std::string& id) const {
        if (id.empty()) return w.number(kNobody);
        const auto place = places_.find(id);
        if (place != places_.end()) return w.number(place->second + kFirstNode);
        w.number(kOutsider);
        w.string(id);
    }

  private:
    std::map<std::string_view, std::size_t> places_;
};

std::string read_end(ValueReader& r, const std::vector<Node>& nodes) {
    const std::uint64_t number = r.number();
    if (number == kNobody) return {};
    if (number == kOutsider) return r.string();
    if (number - kFirstNode >= nodes.size()) throw DamagedValue("an edge ends at a node that is not there");
    return nodes[number - kFirstNode].id;
}

bool begins_with_type(const Node& node) {
    return node.id.find(':') == node.type.size() && node.id.starts_with(node.type);
}

MentionKind read_kind(ValueReader& r) {
    const std::uint64_t kind = r.number();
    if (kind > static_cast<std::uint64_t>(MentionKind::pronoun))
        throw DamagedValue("unknown kind of mention");
    return static_cast<MentionKind>(kind);
}

void decode_old_content(ValueReader& r, ArticleGraph& graph) {
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
            m.kind = read_kind(r);
        }
        node.extra = read_extra(r);
    }
    graph.edges.resize(r.count());
    for (Edge& edge : graph.edges) {
        edge.source = r.string(), edge.type = r.string(), edge.target = r.string();
        const std::uint64_t flags = r.number();
        edge.modality = modality_of(flags / 2);
        edge.negated = flags % 2;
        edge.date = r.string();
        edge.confidence = static_cast<Confidence>(r.number());
        edge.role = r.string(), edge.attribution = r.string();
        edge.plover = r.string(), edge.cameo = r.string();
        Evidence& e = edge.evidence;
        e.sentence = static_cast<std::uint32_t>(r.number());
        e.begin = static_cast<std::uint32_t>(r.number());
        e.end = e.begin + static_cast<std::uint32_t>(r.number());
        e.trigger = r.string();
        e.text = r.number() ? r.string() : std::string(slice(graph.article.text, e));
        e.extra = read_extra(r);
        edge.extra = read_extra(r);
    }
}

}  // namespace

std::string_view slice(std::string_view text, const Evidence& e) {
    return e.begin <= e.end && e.end <= text.size() ? text.substr(e.begin, e.end - e.begin)
                                                    : std::string_view();
}

std::string encode_article(const ArticleGraph& graph, const Fingerprint& text) {
    std::string value;
    ValueWriter w(value);
    w.number(kForm);
    write(w, text);
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
    if (!read_old_form(r)) read_fingerprint(r);
    ArticleGraph graph;
    Article& a = graph.article;
    for (std::string* s : {&a.id, &a.date, &a.title, &a.url, &a.source, &a.text, &graph.hash})
        *s = r.string();
    graph.extractor.number = static_cast<std::uint32_t>(r.number());
    graph.extractor.fingerprint = r.string();
    graph.extra = read_extra(r);
    return graph;
}

Fingerprint decode_fingerprint(std::string_view value) {
    ValueReader r(value);
    r.expect_version(kForm);
    return read_fingerprint(r);
}

std::string encode_content(const ArticleGraph& graph) {
    std::string value;
    ValueWriter w(value);
    w.number(kForm);
    w.number(graph.nodes.size());
    for (const Node& node : graph.nodes) {
        w.string(node.id);
        w.number(begins_with_type(node));
        if (!begins_with_type(node)) w.string(node.type);
        w.string(node.name);
        w.number(node.aliases.size());
        for (const std::string& alias : node.aliases) w.string(alias);
        w.string(node.country), w.string(node.wikidata);
        w.number(node.mentions.size());
        Mention last;
        for (const Mention& m : node.mentions) {
            w.number(m.begin - last.begin);  // modulo 2^32, in any order
            w.number(m.end - m.begin);
            w.number(m.sentence - last.sentence);
            w.number(static_cast<std::uint64_t>(m.kind));
            last = m;
        }
        write(w, node.extra);
    }
    const NodePlaces places(graph.nodes);
    w.number(graph.edges.size());
    for (const Edge& edge : graph.edges) {
        places.write(w, edge.source);
        w.string(edge.type);
        places.write(w, edge.target);
        const bool own_text = slice(graph.article.text, edge.evidence) != edge.evidence.text;
        write_facts(w, edge, graph.article.date, own_text);
        places.write(w, edge.attribution);
    }
    return value;
}

void decode_content(std::string_view value, ArticleGraph& graph) {
    ValueReader r(value);
    if (read_old_form(r)) return decode_old_content(r, graph);
    graph.nodes.resize(r.count());
    for (Node& node : graph.nodes) {
        node.id = r.string();
        node.type = r.number() ? node.id.substr(0, node.id.find(':')) : r.string();
        node.name = r.string();
        node.aliases.resize(r.count());
        for (std::string& alias : node.aliases) alias = r.string();
        node.country = r.string(), node.wikidata = r.string();
        node.mentions.resize(r.count());
        Mention last;
        for (Mention& m : node.mentions) {
            m.begin = last.begin + static_cast<std::uint32_t>(r.number());
            m.end = m.begin + static_cast<std::uint32_t>(r.number());
            m.sentence = last.sentence + static_cast<std::uint32_t>(r.number());
            m.kind = read_kind(r);
            last = m;
        }
        node.extra = read_extra(r);
    }
    graph.edges.resize(r.count());
    for (Edge& edge : graph.edges) {
        edge.source = read_end(r, graph.nodes);
        edge.type = r.string();
        edge.target = read_end(r, graph.nodes);
        const Elsewhere elsewhere = read_facts(r, edge);
        if (elsewhere.text) edge.evidence.text = slice(graph.article.text, edge.evidence);
        if (elsewhere.date) edge.date = graph.article.date;
        edge.attribution = read_end(r, graph.nodes);
    }
}

std::string encode_evidence(const StoredEvidence& evidence) {
    std::string value;
    ValueWriter w(value);
    w.number(kForm);
    write(w, evidence.source_key.text);
    write_facts(w, evidence.edge, evidence.article_date, evidence.own_text);
    w.string(evidence.edge.attribution);
    w.string(evidence.source_key.name);
    w.string(evidence.article_date);
    return value;
}

StoredEvidence decode_evidence(std::string_view value) {
    ValueReader r(value);
    r.expect_version(kForm);
    StoredEvidence evidence;
    evidence.source_key.text = read_fingerprint(r);
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
    w.number(kForm);
    w.number(s.evidence_count), w.number(s.negated_count);
    for (const std::uint64_t n : s.modality_counts) w.number(n);
    w.string(s.first_date), w.string(s.last_date);
    w.number(s.sources.size());
    for (const auto& [name, source] : s.sources) {
        w.string(name);
        write(w, source.text);
        w.number(source.confidence);
    }
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
        std::string name = r.string();
        const Fingerprint text = read_fingerprint(r);
        s.sources.insert_or_assign(s.sources.end(), std::move(name),
                                   EdgeSummary::Source{static_cast<Confidence>(r.number()), text});
    }
    s.roles = read_counts(r);
    return s;
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
