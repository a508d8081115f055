#include "core/model/error.h"
#include "tools/commands/commands.h"
#include "tools/interruption.h"
#include "tools/serve/explorer_api.h"
#include "tools/serve/http_server.h"
#include "tools/serve/live_graph.h"
#include "tools/serve/page_files.h"
#include "tools/shared_options.h"
#include "tools/terminal.h"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <thread>

#include <fmt/format.h>

namespace entente::tools {
namespace {

/// The page where the program has none.
constexpr std::string_view kNoPage =
    "This entente was built without its explorer page.\n"
    "Run tools/install-deps.sh (it brings the page's libraries from npm), configure with "
    "-DENTENTE_EXPLORER=ON and build again.\n"
    "The API under /api works all the same: /api/openapi.json\n";

HttpAnswer find_page_file(const std::string& path) {
    for (const PageFile& file : page_files())
        if (file.path == path) return {200, std::string(file.type), {}, file.bytes, true};
    if (path == "/" && !has_page()) return {404, "text/plain; charset=utf-8", {}, kNoPage};
    return {404, "text/plain; charset=utf-8", {}, "there is nothing here\n"};
}

class Serve : public Command {
  public:
    void setup(CommandOptions& options) override {
        database_.setup(options);
        data_.setup(options);
        options.add("--port", options_.port, "Where to listen; 0 takes any that is free")
            .range(0, 65535)
            .show_default();
        options
            .add("--address", options_.address,
                 "Address to listen on; 0.0.0.0 lets all of the network in, which has no password")
            .show_default();
        options
            .add("--host", options_.hosts,
                 "Name under which browsers may ask, besides localhost and addresses; several times")
            .type_name("NAME")
            .one_at_a_time();
        options.add("--time-limit", seconds_, "Seconds after which a question is refused")
            .range(0.1, 600.0)
            .show_default();
        options.footer(
            "Serves the explorer page and a read-only JSON API (/api/openapi.json) until Ctrl-C. What "
            "others\n"
            "write to the database shows after a second. Its address is printed on standard output.\n"
            "Examples:\n"
            "  entente serve --db news.db\n"
            "  entente serve --db news.db --port 9000 & curl 'http://127.0.0.1:9000/api/search?q=putin'");
    }

    int run() override {
        const Ontology ontology = Ontology::load(data_.directory() / "ontology.json");
        LiveGraph live(database_.path(), ontology);
        live.snapshot()->names();  // so that the first key stroke is as quick as the next
        const ExplorerApi api(live, ontology, std::chrono::milliseconds(static_cast<long>(seconds_ * 1000)));
        options_.workers = std::max(2u, std::thread::hardware_concurrency());
        HttpServer server(options_, [&](const HttpRequest& request) -> HttpAnswer {
            if (!request.path.starts_with("/api/") || request.path == "/api/openapi.json")
                return find_page_file(request.path);
            ApiAnswer answer = api.answer({request.path, request.parameters});
            auto json = std::make_shared<const std::string>(std::move(answer.json));
            return {answer.status, "application/json; charset=utf-8", json, *json};
        });
        const InterruptionWatch watch;  // whoever reads the address may stop the server from now on
        std::cout << fmt::format("http://{}:{}/", options_.address, server.port()) << std::endl;
        if (!has_page())
            print_warning(
                "built without the explorer page, so only the API is there: run tools/install-deps.sh and "
                "build again");

        std::jthread until_asked([&](const std::stop_token& done) {
            while (!done.stop_requested()) {
                // Again and again: a server that has not begun to listen can't be stopped.
                if (watch.asked_to_stop()) server.stop();
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            }
        });
        server.run();
        return kDone;
    }

  private:
    DatabaseOption database_;
    DataOption data_;
    HttpOptions options_;
    double seconds_ = 5;
};

}  // namespace

std::unique_ptr<Command> make_serve() {
    return std::make_unique<Serve>();
}

}  // namespace entente::tools
