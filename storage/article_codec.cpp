// clang-format off
// The values of an article. Numbers and strings as in byte_codec.h, facts and extra as in edge_facts.h; every value begins
// with the number of its form.
//
//     article  = 2 alike id date title url source text hash extractor-number fingerprint extra    alike: of its text, to find
//                                                                                                 copies; its bytes, or none
//              | 3 ...                                                                 the same, read with the accurate model
//     content  = 3 count{node} count{edge}
//     node     = id in-id [type] count{mention} name count{name} country wikidata extra    in-id: 1 where the id begins with the type
//     mention  = begin length sentence kind                                            begin, sentence: behind the last one's
//     name     = 0 string | number                                                     of the mention whose text it is, from 1
//     edge     = end type end facts end{attribution}
//     end      = number                                                                a node's place + 2; 0: none;
//              | 1 id                                                                  one that is not among the nodes
//
// Databases with older schemas are read for migration. Schema 2 had other contents, schema 1 other articles too:
//
//     content  = 2 count{node} count{edge}
//     node     = id in-id [type] string count{string} country wikidata count{mention} extra
//
//     article  = 1 id date title url source text hash extractor-number fingerprint extra
//     content  = 1 count{node} count{edge}
//     node     = id type name count{alias} country wikidata count{mention} extra
//     mention  = begin length sentence kind
//     edge     = source type target flags date confidence role attribution plover cameo sentence begin length trigger
//                own-text [text] extra{evidence} extra                                 flags: modality * 2 + negated
// clang-format on
#include "storage/article_codec.h"

#include "storage/byte_codec.h"
#include "storage/edge_facts.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace entente::storage {
namespace {

constexpr std::uint64_t kFirstForm = 1, kSecondForm = 2, kContentForm = 3;
constexpr std::uint64_t kHeadForm = kSecondForm, kAccurateHeadForm = 3;

std::string_view between(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    return begin <= end && end <= text.size() ? text.substr(begin, end - begin) : std::string_view();
}

std::uint64_t read_form(ValueReader& r, std::uint64_t newest) {
    const std::uint64_t form = r.number();
    if (form < kFirstForm || form > newest)
        throw DamagedValue("has form " + std::to_string(form) + ", which is unknown");
    return form;
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

std::vector<Mention> read_mentions(ValueReader& r) {
    std::vector<Mention> mentions(r.count());
    Mention last;
    for (Mention& m : mentions) {
        m.begin = last.begin + static_cast<std::uint32_t>(r.number());
        m.end = m.begin + static_cast<std::uint32_t>(r.number());
        m.sentence = last.sentence + static_cast<std::uint32_t>(r.number());
        m.kind = read_kind(r);
        last = m;
    }
    return mentions;
}

constexpr std::uint64_t kSpelledOut = 0, kFirstMention = 1;

/// The first mention of each wording, by number.
std::unordered_map<std::string_view, std::uint64_t> wordings(const std::vector<Mention>& mentions,
                                                             std::string_view text) {
    std::unordered_map<std::string_view, std::uint64_t> first;
    for (std::size_t i = 0; i < mentions.size(); ++i)
        first.emplace(between(text, mentions[i].begin, mentions[i].end), i);
    return first;
}

void write_name(ValueWriter& w, const std::string& name,
                const std::unordered_map<std::string_view, std::uint64_t>& said) {
    const auto mention = name.empty() ? said.end() : said.find(name);
    if (mention != said.end()) return w.number(mention->second + kFirstMention);
    w.number(kSpelledOut);
    w.string(name);
}

std::string read_name(ValueReader& r, const std::vector<Mention>& mentions, std::string_view text) {
    const std::uint64_t number = r.number();
    if (number == kSpelledOut) return r.string();
    if (number - kFirstMention >= mentions.size()) throw DamagedValue("a name is that of no mention");
    const Mention& said = mentions[number - kFirstMention];
    return std::string(between(text, said.begin, said.end));
}

void decode_first_content(ValueReader& r, ArticleGraph& graph) {
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

std::string_view slice(std::string_view text, const Evidence& evidence) {
    return between(text, evidence.begin, evidence.end);
}

std::string encode_article(const ArticleGraph& graph, const Fingerprint& text) {
    std::string value;
    ValueWriter w(value);
    const bool accurate = graph.extractor.model == ModelKind::accurate;
    w.number(accurate ? kAccurateHeadForm : kHeadForm);
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
    const std::uint64_t form = read_form(r, kAccurateHeadForm);
    if (form != kFirstForm) read_fingerprint(r);
    ArticleGraph graph;
    if (form == kAccurateHeadForm) graph.extractor.model = ModelKind::accurate;
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
    if (read_form(r, kAccurateHeadForm) == kFirstForm)
        throw DamagedValue("an article of an older schema has no fingerprint");
    return read_fingerprint(r);
}

std::string encode_content(const ArticleGraph& graph) {
    std::string value;
    ValueWriter w(value);
    w.number(kContentForm);
    w.number(graph.nodes.size());
    for (const Node& node : graph.nodes) {
        w.string(node.id);
        w.number(begins_with_type(node));
        if (!begins_with_type(node)) w.string(node.type);
        w.number(node.mentions.size());
        Mention last;
        for (const Mention& m : node.mentions) {
            w.number(m.begin - last.begin);  // modulo 2^32, in any order
            w.number(m.end - m.begin);
            w.number(m.sentence - last.sentence);
            w.number(static_cast<std::uint64_t>(m.kind));
            last = m;
        }
        const auto said = wordings(node.mentions, graph.article.text);
        write_name(w, node.name, said);
        w.number(node.aliases.size());
        for (const std::string& alias : node.aliases) write_name(w, alias, said);
        w.string(node.country), w.string(node.wikidata);
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
    const std::uint64_t form = read_form(r, kContentForm);
    if (form == kFirstForm) return decode_first_content(r, graph);
    graph.nodes.resize(r.count());
    for (Node& node : graph.nodes) {
        node.id = r.string();
        node.type = r.number() ? node.id.substr(0, node.id.find(':')) : r.string();
        if (form == kSecondForm) {
            node.name = r.string();
            node.aliases.resize(r.count());
            for (std::string& alias : node.aliases) alias = r.string();
            node.country = r.string(), node.wikidata = r.string();
            node.mentions = read_mentions(r);
        } else {
            node.mentions = read_mentions(r);
            node.name = read_name(r, node.mentions, graph.article.text);
            node.aliases.resize(r.count());
            for (std::string& alias : node.aliases) alias = read_name(r, node.mentions, graph.article.text);
            node.country = r.string(), node.wikidata = r.string();
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

}  // namespace entente::storage
