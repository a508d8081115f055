#include "graph/export/provenance_export.h"

#include "graph/export/export_text.h"

#include <array>
#include <ostream>

#include <fmt/format.h>

namespace entente {
namespace {

struct Prefix {
    const char* name;
    const char* space;
};
constexpr std::array<Prefix, 7> kPrefixes{{{"v", "urn:entente:vocabulary:"},
                                           {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
                                           {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
                                           {"owl", "http://www.w3.org/2002/07/owl#"},
                                           {"xsd", "http://www.w3.org/2001/XMLSchema#"},
                                           {"prov", "http://www.w3.org/ns/prov#"},
                                           {"dcterms", "http://purl.org/dc/terms/"}}};

bool is_address(const std::string& url) {
    return (url.starts_with("http://") || url.starts_with("https://")) &&
           url.find_first_of(" <>\"{}|\\^`") == std::string::npos;
}

/// Writes triples into one graph after the other.
class Quads {
  public:
    Quads(QuadForm form, std::ostream& out) : form_(form), out_(out) {}

    std::string name(const char* prefix, const std::string& local) const {
        if (form_ == QuadForm::trig) return fmt::format("{}:{}", prefix, local);
        for (const Prefix& known : kPrefixes)
            if (std::string_view(known.name) == prefix) return fmt::format("<{}{}>", known.space, local);
        return {};
    }
    std::string typed(const std::string& value, const char* type) const {
        return quoted(value) + "^^" + name("xsd", type);
    }

    /// "" is the default graph.
    void begin(const std::string& graph) {
        graph_ = graph;
        if (form_ == QuadForm::trig && !graph_.empty()) out_ << graph_ << " {\n";
    }
    void end() {
        if (form_ == QuadForm::trig && !graph_.empty()) out_ << "}\n";
        graph_.clear();
    }
    void add(const std::string& subject, const std::string& predicate, const std::string& object) {
        out_ << (form_ == QuadForm::trig && !graph_.empty() ? "  " : "") << subject << ' ' << predicate << ' '
             << object;
        if (form_ == QuadForm::n_quads && !graph_.empty()) out_ << ' ' << graph_;
        out_ << " .\n";
    }
    void add_text(const std::string& subject, const std::string& predicate, const std::string& text) {
        if (!text.empty()) add(subject, predicate, quoted(text));
    }

  private:
    QuadForm form_;
    std::ostream& out_;
    std::string graph_;
};

std::string iri(const std::string& path) {
    return "<urn:entente:" + path + ">";
}

std::string node_iri(const std::string& id) {
    return iri(iri_part(id));
}

void add_node(Quads& quads, const Node& node) {
    const std::string subject = node_iri(node.id);
    quads.add(subject, quads.name("rdf", "type"), quads.name("v", iri_part(node.type)));
    quads.add_text(subject, quads.name("rdfs", "label"), node.name);
    for (const std::string& alias : node.aliases) quads.add_text(subject, quads.name("v", "alias"), alias);
    quads.add_text(subject, quads.name("v", "country"), node.country);
    if (!node.wikidata.empty())
        quads.add(subject, quads.name("owl", "sameAs"),
                  "<http://www.wikidata.org/entity/" + iri_part(node.wikidata) + ">");
}

void add_edge(Quads& quads, const Edge& edge, const std::string& statement) {
    const std::string source = node_iri(edge.source), type = quads.name("v", iri_part(edge.type)),
                      target = node_iri(edge.target);
    if (edge.modality == Modality::actual && !edge.negated) quads.add(source, type, target);
    quads.add(statement, quads.name("rdf", "type"), quads.name("rdf", "Statement"));
    quads.add(statement, quads.name("rdf", "subject"), source);
    quads.add(statement, quads.name("rdf", "predicate"), type);
    quads.add(statement, quads.name("rdf", "object"), target);
    quads.add_text(statement, quads.name("v", "sentence"), edge.evidence.text);
    quads.add_text(statement, quads.name("v", "trigger"), edge.evidence.trigger);
    quads.add_text(statement, quads.name("v", "modality"), std::string(to_string(edge.modality)));
    quads.add(statement, quads.name("v", "negated"), quads.typed(edge.negated ? "true" : "false", "boolean"));
    quads.add(statement, quads.name("v", "confidence"), quads.typed(decimal(edge.confidence), "decimal"));
    quads.add_text(statement, quads.name("v", "date"), edge.date);
    quads.add_text(statement, quads.name("v", "role"), edge.role);
    if (!edge.attribution.empty())
        quads.add(statement, quads.name("prov", "wasAttributedTo"), node_iri(edge.attribution));
}

void add_provenance(Quads& quads, const ArticleGraph& graph, const std::string& named) {
    const Article& article = graph.article;
    const std::string document =
        is_address(article.url) ? "<" + article.url + ">" : iri("document:" + iri_part(article.id));
    const std::string extractor =
        fmt::format("extractor:{}:{}", graph.extractor.number, iri_part(graph.extractor.fingerprint));
    const std::string activity = iri("extraction-by-" + extractor), agent = iri(extractor);
    const std::string a = quads.name("rdf", "type");
    quads.add(named, a, quads.name("prov", "Entity"));
    quads.add(named, a, quads.name("prov", "Bundle"));
    quads.add(named, quads.name("prov", "wasDerivedFrom"), document);
    quads.add(named, quads.name("prov", "wasGeneratedBy"), activity);
    quads.add(document, a, quads.name("prov", "Entity"));
    quads.add_text(document, quads.name("dcterms", "identifier"), article.id);
    quads.add_text(document, quads.name("dcterms", "title"), article.title);
    quads.add_text(document, quads.name("dcterms", "date"), article.date);
    quads.add_text(document, quads.name("dcterms", "publisher"), article.source);
    quads.add(activity, a, quads.name("prov", "Activity"));
    quads.add(activity, quads.name("prov", "used"), document);
    quads.add(activity, quads.name("prov", "wasAssociatedWith"), agent);
    quads.add(agent, a, quads.name("prov", "SoftwareAgent"));
}

}  // namespace

ProvenanceExport::ProvenanceExport(QuadForm form, std::ostream& out) : form_(form), out_(out) {
    if (form == QuadForm::trig)
        for (const Prefix& prefix : kPrefixes)
            out_ << "@prefix " << prefix.name << ": <" << prefix.space << "> .\n";
}

void ProvenanceExport::write(const ArticleGraph& graph) {
    Quads quads(form_, out_);
    const std::string named = iri("article:" + iri_part(graph.article.id));
    quads.begin("");
    add_provenance(quads, graph, named);
    quads.end();
    quads.begin(named);
    for (const Node& node : graph.nodes) add_node(quads, node);
    for (std::size_t i = 0; i < graph.edges.size(); ++i)
        add_edge(quads, graph.edges[i],
                 iri(fmt::format("article:{}:statement:{}", iri_part(graph.article.id), i + 1)));
    quads.end();
}

}  // namespace entente
