#pragma once

#include "core/knowledge/ontology.h"
#include "tools/serve/api_parameters.h"
#include "tools/serve/live_graph.h"

#include <chrono>
#include <string>
#include <vector>

namespace entente::tools {

/// An HTTP status and a JSON object; for a status other than 200 it is {"error": MESSAGE}.
struct ApiAnswer {
    int status = 200;
    std::string json;
};

/// Something that the API can be asked. Those in the file tools/web/openapi.json, which tells what they
/// answer.
struct ApiRoute {
    std::string path;
    std::vector<ApiParameter> parameters;
};

/// The read-only JSON API: questions in, answers out, without a network. May be used from several threads.
class ExplorerApi {
  public:
    static constexpr std::size_t kMostDepth = 3;
    static constexpr std::size_t kMostNodes = 300;
    static constexpr std::size_t kMostRows = 1000;
    static constexpr std::size_t kMostTerms = 8;  ///< of a search for sentences

    /// A question that has read for longer than `time_limit` is refused with status 503. `live` and
    /// `ontology` must outlive it.
    ExplorerApi(LiveGraph& live, const Ontology& ontology, std::chrono::milliseconds time_limit)
        : live_(live), ontology_(ontology), time_limit_(time_limit) {}

    /// Never throws for what was asked.
    ApiAnswer answer(const ApiRequest& request) const;

    static std::vector<ApiRoute> routes();

  private:
    LiveGraph& live_;
    const Ontology& ontology_;
    std::chrono::milliseconds time_limit_;
};

}  // namespace entente::tools
