#include "tools/query_session.h"

#include "tools/command.h"
#include "tools/name_argument.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>

namespace entente::tools {

void QuerySession::setup(CommandOptions& options) {
    database_.setup(options);
    data_.setup(options);
    filter_options_.setup(options);
    options.flag("--lift", lift_, "Persons act as their states");
}

void QuerySession::open() {
    ontology_ = std::make_unique<Ontology>(Ontology::load(data_.directory() / "ontology.json"));
    filter_ = filter_options_.filter(*ontology_);
    EdgeSieve{filter_};  // refuses bad dates before the database is opened
    stored_ = std::make_unique<StoredGraph>(database_.path(), *ontology_);
    warn_of_missing_decisions(stored_->store());
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
    return name_of(stored_->source(), id);
}

int print_answer(const Answer& answer, const std::string& format, const std::string& nothing,
                 const std::string& left_out) {
    if (answer.table.empty()) {
        print_error(nothing);
        return kNothingFound;
    }
    if (format == "table" && !answer.heading.empty()) std::cout << answer.heading << "\n\n";
    answer.table.print(format, std::cout);
    if (answer.left_out)
        std::cerr << fmt::format("{} {} left out (--limit 0 shows all)\n", answer.left_out, left_out);
    return kDone;
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
