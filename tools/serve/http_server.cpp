#include "tools/serve/http_server.h"

#include "core/model/error.h"
#include "tools/serve/turnstile.h"

#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <httplib.h>
#include <sys/socket.h>

#include <fmt/format.h>

namespace entente::tools {
namespace {

constexpr std::size_t kConnections = 128;  ///< each has a thread, which mostly waits for the next request
constexpr int kBacklog = 256;
constexpr std::chrono::seconds kWaitForWorker{10};

/// Scripts, styles and data from here alone; no frames, no plugins, no forms.
constexpr const char* kContentPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

bool is_address(const std::string& host) {
    in_addr v4;
    in6_addr v6;
    return inet_pton(AF_INET, host.c_str(), &v4) == 1 || inet_pton(AF_INET6, host.c_str(), &v6) == 1;
}

void set_answer(httplib::Response& response, const HttpAnswer& answer) {
    response.status = answer.status;
    response.set_header("Cache-Control", answer.may_be_kept ? "no-cache" : "no-store");
    if (answer.body.empty()) return response.set_content("", answer.type.c_str());
    // A provider, since the library would compress plain content, slowly.
    response.set_content_provider(answer.body.size(), answer.type.c_str(),
                                  [body = answer.body, owned = answer.owned](
                                      std::size_t offset, std::size_t length, httplib::DataSink& sink) {
                                      return sink.write(body.data() + offset,
                                                        std::min(length, body.size() - offset));
                                  });
}

HttpAnswer refusal(int status, const std::string& message) {
    auto text = std::make_shared<const std::string>(message + "\n");
    return {status, "text/plain; charset=utf-8", text, *text};
}

}  // namespace

bool is_allowed_host(std::string_view host, const std::vector<std::string>& hosts) {
    std::string name(host);
    if (name.starts_with('[')) {
        const std::size_t end = name.find(']');
        return end != std::string::npos && is_address(name.substr(1, end - 1));
    }
    name.resize(std::min(name.find(':'), name.size()));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return name == "localhost" || is_address(name) ||
           std::find(hosts.begin(), hosts.end(), name) != hosts.end();
}

struct HttpServer::Listener : httplib::Server {
    Listener(HttpOptions given, HttpServer::Handler made_by)
        : options(std::move(given)),
          handler(std::move(made_by)),
          workers(std::max<std::size_t>(options.workers, 1)) {
        new_task_queue = [] { return new httplib::ThreadPool(kConnections); };
        set_keep_alive_max_count(1000);
        set_keep_alive_timeout(5);
        set_read_timeout(5);
        set_write_timeout(10);
        set_payload_max_length(1024);
        set_tcp_nodelay(true);
        // The library's own options would let two servers share a port.
        set_socket_options([](socket_t socket) {
            const int yes = 1;
            setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        set_default_headers({{"Content-Security-Policy", kContentPolicy},
                             {"X-Content-Type-Options", "nosniff"},
                             {"X-Frame-Options", "DENY"},
                             {"Referrer-Policy", "no-referrer"},
                             {"Cross-Origin-Opener-Policy", "same-origin"},
                             {"Cross-Origin-Resource-Policy", "same-origin"}});
        set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
            // The library reads what others send along, and then has no handler for it.
            if (request.method != "GET" && request.method != "HEAD")
                return httplib::Server::HandlerResponse::Unhandled;
            set_answer(response, answer(request));
            return httplib::Server::HandlerResponse::Handled;
        });
        set_error_handler([](const httplib::Request& request, httplib::Response& response) {
            if (request.method.empty() || request.method == "GET" || request.method == "HEAD") return;
            response.set_header("Allow", "GET, HEAD");
            set_answer(response, refusal(405, "only GET is answered"));
        });
    }

    /// The library's own backlog is five, which stalls browsers that open several connections at once.
    bool widen_backlog() { return ::listen(svr_sock_, kBacklog) == 0; }

    HttpAnswer answer(const httplib::Request& request) {
        if (!is_allowed_host(request.get_header_value("Host"), options.hosts))
            return refusal(403, "this server does not answer under that name (see 'entente serve --help')");
        HttpRequest asked{request.path, {}};
        for (const auto& [name, value] : request.params) asked.parameters.emplace_back(name, value);
        if (!workers.enter(kWaitForWorker))
            return refusal(503, "too many questions at once; ask again later");
        struct Leave {
            Turnstile& workers;
            ~Leave() { workers.leave(); }
        } const leave{workers};
        return handler(asked);
    }

    HttpOptions options;
    HttpServer::Handler handler;
    Turnstile workers;
};

HttpServer::HttpServer(HttpOptions options, Handler handler)
    : listener_(std::make_unique<Listener>(std::move(options), std::move(handler))) {
    HttpOptions& bound = listener_->options;
    const bool done = bound.port == 0 ? (bound.port = listener_->bind_to_any_port(bound.address)) > 0
                                      : listener_->bind_to_port(bound.address, bound.port);
    if (!done || !listener_->widen_backlog())
        throw Error(ErrorKind::io, fmt::format("{} port {}: can't be listened on; is another program there? "
                                               "Name another with --port",
                                               bound.address, bound.port));
}

HttpServer::~HttpServer() = default;

int HttpServer::port() const {
    return listener_->options.port;
}

void HttpServer::run() {
    listener_->listen_after_bind();
}

void HttpServer::stop() {
    listener_->stop();
}

}  // namespace entente::tools
