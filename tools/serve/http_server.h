#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::tools {

/// A GET request that passed the checks: the path and the parameters, decoded.
struct HttpRequest {
    std::string path;
    std::vector<std::pair<std::string, std::string>> parameters;
};

struct HttpAnswer {
    int status = 200;
    std::string type;                               ///< as Content-Type has it
    std::shared_ptr<const std::string> owned = {};  ///< holds `body` where it is not static
    std::string_view body = {};
    bool may_be_kept = false;  ///< by a browser, until it asks again
};

struct HttpOptions {
    std::string address = "127.0.0.1";
    int port = 8642;                 ///< 0 takes any that is free
    std::vector<std::string> hosts;  ///< names besides localhost under which a browser may ask
    std::size_t workers = 4;         ///< answers that are made at once; more wait
};

/// Answers GET requests over HTTP/1.1, and nothing else. Refused are requests whose Host is no address, no
/// localhost and none of the `hosts`: a page of another site that points its own name here would send it (DNS
/// rebinding). Every answer has headers that let a browser load nothing from elsewhere.
class HttpServer {
  public:
    using Handler = std::function<HttpAnswer(const HttpRequest&)>;

    /// Binds the address. Throws Error(io) where that can't be done.
    HttpServer(HttpOptions options, Handler handler);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    int port() const;
    /// Answers until `stop` is called, from another thread.
    void run();
    void stop();

  private:
    struct Listener;
    std::unique_ptr<Listener> listener_;
};

/// True for a Host header that names an address, localhost or one of `hosts`, with or without a port.
bool is_allowed_host(std::string_view host, const std::vector<std::string>& hosts);

}  // namespace entente::tools
