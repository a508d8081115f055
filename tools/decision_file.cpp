#include "tools/decision_file.h"

#include "core/model/error.h"
#include "core/model/json.h"
#include "graph/identity/identity.h"

#include <algorithm>
#include <istream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> fields;
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find('\t', at), line.size());
        fields.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return fields;
}

Decision read_line(const std::string& line, const std::string& at) {
    Decision decision;
    if (line.front() == '{') {
        decision = decision_from_json(line);
        if (decision.at.empty()) decision.at = at;
    } else {
        const std::vector<std::string> fields = split(line);
        if (fields.size() < 3 || fields.size() > 4)
            throw Error(ErrorKind::input,
                        "must be same-as or not-same-as, an id, an id and a reason, with tabs between them");
        decision = {fields[0], fields[1], fields[2], at, fields.size() > 3 ? fields[3] : "", {}};
    }
    if (decision.kind != "same-as" && decision.kind != "not-same-as")
        throw Error(ErrorKind::input, fmt::format("\"{}\" must be same-as or not-same-as", decision.kind));
    return decision;
}

}  // namespace

void check_decision(const Decision& decision, const GraphSource& graph) {
    for (const std::string& id : {decision.a, decision.b})
        if (!graph.node(id))
            throw Error(ErrorKind::usage, fmt::format("the database has no node \"{}\"", id));
    if (decision.a == decision.b)
        throw Error(ErrorKind::usage, fmt::format("\"{}\" is one node already", decision.a));
}

std::vector<Decision> read_decisions(std::istream& in, const std::string& file, const GraphSource& graph,
                                     const std::string& at) {
    std::vector<Decision> decisions;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (line.empty() || line.front() == '#') continue;
        try {
            decisions.push_back(read_line(line, at));
            check_decision(decisions.back(), graph);
        } catch (const Error& error) {
            throw Error(ErrorKind::input,
                        fmt::format("{}:{}: {}; nothing was changed", file, number, error.what()));
        }
    }
    const Identity identity(decisions);
    for (const Identity::Overruled& overruled : identity.overruled()) {
        const Decision& d = overruled.decision;
        const bool repeated =
            (d.kind == "same-as") == (identity.root(d.a) == identity.root(d.b)) && d.a != d.b;
        if (!repeated)
            throw Error(ErrorKind::input,
                        fmt::format("{}: {} {} {} contradicts other lines; nothing was changed", file, d.a,
                                    d.kind, d.b));
    }
    return decisions;
}

}  // namespace entente::tools
