#pragma once

#include "tools/edge_filter_options.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::tools {

/// What the API answers to: the path ("/api/actor") and the parameters behind it, decoded.
struct ApiRequest {
    std::string path;
    std::vector<std::pair<std::string, std::string>> parameters;
};

/// A refusal, with the HTTP status that tells its kind.
struct ApiFault {
    int status = 400;
    std::string message;
};

/// What a route may be asked with.
struct ApiParameter {
    std::string name;
    bool required = false;
};

/// The parameters of one request, checked against those of its route. All throw ApiFault.
class ApiParameters {
  public:
    static constexpr std::size_t kMostBytes = 512;  ///< of one value

    /// Refuses parameters that the route doesn't have, that stand twice or are too long, and lacking ones.
    ApiParameters(const ApiRequest& request, const std::vector<ApiParameter>& known);

    /// "" where it was not given.
    const std::string& text(std::string_view name) const;
    std::size_t number(std::string_view name, std::size_t otherwise, std::size_t least,
                       std::size_t most) const;
    double fraction(std::string_view name) const;                ///< 0..1; 0 where it was not given
    bool flag(std::string_view name) const;                      ///< 1 or 0
    std::vector<std::string> list(std::string_view name) const;  ///< at commas

    EdgeFilterWords filter() const;

  private:
    std::vector<std::pair<std::string, std::string>> given_;
};

/// The parameters that choose edges, for all routes that ask for some.
const std::vector<std::string>& filter_parameters();

}  // namespace entente::tools
