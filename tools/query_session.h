#pragma once

#include "core/knowledge/ontology.h"
#include "graph/lifted_source.h"
#include "tools/answers.h"
#include "tools/edge_filter_options.h"
#include "tools/shared_options.h"
#include "tools/stored_graph.h"

#include <memory>

namespace entente::tools {

/// What all commands that ask a database share: `--db`, `--data`, which edges, `--lift`.
class QuerySession {
  public:
    void setup(CommandOptions& options);
    /// Opens what the options name. Throws Error(usage) for a bad filter, Error(storage) for the database.
    void open();

    const Ontology& ontology() const { return *ontology_; }
    const EdgeFilter& filter() const { return filter_; }
    /// The database with the nodes joined that decisions join, and with --lift persons as their states.
    const GraphSource& source() const;

    Asked asked() const { return {source(), ontology(), filter()}; }

    /// The id of the node that a typed name means ("" after a message on standard error; see resolve_name);
    /// with --lift that of a person's state.
    std::string resolve(const std::string& typed) const;
    /// The name of a node, or the id where there is none.
    std::string name(const std::string& id) const;

  private:
    DatabaseOption database_;
    DataOption data_;
    EdgeFilterOptions filter_options_;
    bool lift_ = false;
    EdgeFilter filter_;
    std::unique_ptr<Ontology> ontology_;
    std::unique_ptr<StoredGraph> stored_;
    std::unique_ptr<LiftedSource> lifted_;
};

/// Prints the rows of an answer, or says on standard error that there are none (`nothing`). Where rows were
/// left out says so, and what they are ("older ones"). Gives the exit code.
int print_answer(const Answer& answer, const std::string& format, const std::string& nothing,
                 const std::string& left_out = "more");

/// "not", "planned": what a piece of evidence says of its edge beyond that it is so.
std::string status_of(const Edge& edge);

/// "2025-01-03 to 2025-04-01", one date, or nothing.
std::string date_span(const std::string& first, const std::string& last);

}  // namespace entente::tools
