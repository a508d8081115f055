#include "tools/query_session.h"

#include "tools/name_argument.h"

namespace entente::tools {

void QuerySession::setup(CLI::App& app) {
    database_.setup(app);
    data_.setup(app);
    filter_options_.setup(app);
    app.add_flag("--lift", lift_, "Persons act as their states");
}

void QuerySession::open() {
    ontology_ = std::make_unique<Ontology>(Ontology::load(data_.directory() / "ontology.json"));
    filter_ = filter_options_.filter(*ontology_);
    EdgeSieve{filter_};  // refuses bad dates before the database is opened
    stored_ = std::make_unique<StoredGraph>(database_.path(), *ontology_);
    if (lift_) lifted_ = std::make_unique<LiftedSource>(stored_->source(), *ontology_);
    resolve_speaker(stored_->source(), filter_);
}

const GraphSource& QuerySession::source() const {
    if (lifted_) return *lifted_;
    return stored_->source();
}

std::string QuerySession::resolve(const std::string& typed) const {
    const std::string id = resolve_name(stored_->source(), typed);
    return lifted_ ? lifted_->acts_as(id) : id;
}

std::string QuerySession::name(const std::string& id) const {
    const auto node = stored_->source().node(id);
    return node ? node->name() : id;
}

std::string status_of(const Edge& edge) {
    std::string status = edge.negated ? "not" : "";
    if (edge.modality != Modality::actual)
        status += (status.empty() ? "" : ", ") + std::string(to_string(edge.modality));
    return status;
}

std::string date_span(const std::string& first, const std::string& last) {
    if (first.empty() || first == last || last.empty()) return first;
    return first + " to " + last;
}

}  // namespace entente::tools
