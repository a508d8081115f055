#pragma once

#include "core/model/article_graph.h"

#include <iosfwd>

namespace entente {

enum class QuadForm { trig, n_quads };

/// Writes article graphs as RDF 1.1 datasets: what an article says is a named graph of its own, and the
/// default graph tells in the words of PROV-O where that graph comes from.
///
///     GRAPH <urn:entente:article:ID> {
///         SOURCE v:TYPE TARGET                          where the article says so as a fact, not denied
///         <...:statement:N> a rdf:Statement, with rdf:subject, rdf:predicate, rdf:object; v:sentence,
///         v:trigger,
///             v:modality, v:negated, v:confidence, v:date, v:role; prov:wasAttributedTo SPEAKER
///         NODE a v:TYPE, with rdfs:label, v:alias, v:country, owl:sameAs <wikidata>
///     }
///     <urn:entente:article:ID> a prov:Entity, prov:Bundle; prov:wasDerivedFrom DOCUMENT;
///         prov:wasGeneratedBy ACTIVITY
///     DOCUMENT (the article's address, else <urn:entente:document:ID>) a prov:Entity; dcterms:title, date,
///     publisher ACTIVITY (one an extractor) a prov:Activity; prov:wasAssociatedWith a prov:SoftwareAgent
///
/// The same articles give the same bytes.
class ProvenanceExport {
  public:
    ProvenanceExport(QuadForm form, std::ostream& out);
    void write(const ArticleGraph& graph);

  private:
    QuadForm form_;
    std::ostream& out_;
};

}  // namespace entente
