// Any line behind "GET " of a request, and any Host header, get an answer of the API in JSON that is none of
// an inner fault: 200, or a refusal. The input is the path with its query, and a Host behind a line feed.

#include "storage/store.h"
#include "tests/core/knowledge/data_folder.h"
#include "tests/graph/two_articles.h"
#include "tools/serve/explorer_api.h"
#include "tools/serve/http_server.h"

#include <cstdint>
#include <cstdlib>
#include <httplib.h>

#include <rapidjson/document.h>

namespace {

using namespace entente;
using namespace entente::tools;

/// The API over a small database.
class SmallApi {
  public:
    SmallApi()
        : live_(filled(folder_), test::ontology()), api_(live_, test::ontology(), std::chrono::seconds(30)) {}
    ApiAnswer answer(const ApiRequest& request) const { return api_.answer(request); }

  private:
    static std::filesystem::path filled(const DataFolder& folder) {
        const auto path = folder.path() / "news.db";
        Store store = Store::open(path, OpenMode::create);
        for (const ArticleGraph& article : test::two_article_graphs()) store.put(article);
        return path;
    }

    DataFolder folder_;
    LiveGraph live_;
    ExplorerApi api_;
};

/// As httplib takes a target apart.
ApiRequest request_of(const std::string& target) {
    const std::size_t mark = target.find('?');
    ApiRequest request{httplib::detail::decode_url(target.substr(0, mark), false), {}};
    httplib::Params parameters;
    if (mark != std::string::npos) httplib::detail::parse_query_text(target.substr(mark + 1), parameters);
    request.parameters.assign(parameters.begin(), parameters.end());
    return request;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const SmallApi api;
    const std::string input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = input.find('\n');
    if (end != std::string::npos) is_allowed_host(std::string_view(input).substr(end + 1), {"news.example"});
    const ApiAnswer answer = api.answer(request_of(input.substr(0, end)));
    if (answer.status != 200 && answer.status != 400 && answer.status != 404) std::abort();
    rapidjson::Document json;
    json.Parse<rapidjson::kParseValidateEncodingFlag>(answer.json.c_str(), answer.json.size());
    if (json.HasParseError() || json.HasMember("error") == (answer.status == 200)) std::abort();
    return 0;
}
