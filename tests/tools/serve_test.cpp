#include "tests/graph/two_articles.h"
#include "tests/tools/server.h"
#include "tools/serve/deadline_source.h"
#include "tools/serve/turnstile.h"

#include <chrono>
#include <httplib.h>
#include <map>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidjson/document.h>

using Catch::Contains;
using namespace entente;
using namespace entente::tools;

namespace {

const std::string kNews =
    R"({"id":"a1","date":"2025-12-05","source":"x","url":"https://example.org/1","title":"T","text":"Germany accused Russia of spying. Russian President Vladimir Putin met with Viktor Orban."})"
    "\n"
    R"({"id":"a2","date":"2025-12-06","source":"y","text":"Germany sanctioned Russia. France supports Ukraine. Russia attacked Ukraine."})"
    "\n";

struct Reply {
    int status = 0;
    std::string body;
    httplib::Headers headers;
};

/// A database of two articles, served.
struct Served {
    TestFolder folder;
    std::string database = folder / "a.db";
    std::unique_ptr<TestServer> server;

    explicit Served(std::vector<std::string> options = {}) {
        REQUIRE(folder.run("ingest -q --db " + database + " -", kNews).code == 0);
        server = std::make_unique<TestServer>(database, std::move(options));
    }
    Reply get(const std::string& path, const httplib::Headers& headers = {}) const {
        httplib::Client client("127.0.0.1", server->port());
        const auto result = client.Get(path, headers);
        if (!result) return {};
        return {result->status, result->body, result->headers};
    }
};

rapidjson::Document parse(const std::string& json) {
    rapidjson::Document document;
    document.Parse(json.data(), json.size());
    return document;
}

/// A request for a path with the required parameters filled in.
std::string example_of(const std::string& path) {
    static const std::map<std::string, std::string> kExamples = {
        {"/api/search", "?q=germ"},
        {"/api/actor", "?id=state:DEU"},
        {"/api/graph", "?id=state:DEU"},
        {"/api/evidence", "?source=state:DEU&target=state:RUS"},
        {"/api/activity", "?id=state:DEU"},
        {"/api/path", "?id=state:DEU&with=state:UKR"},
        {"/api/common", "?id=state:DEU&with=state:UKR"},
        {"/api/changes", "?since=2025-12-06&until=2025-12-31"},
        {"/api/sentences", "?q=spying"}};
    const auto found = kExamples.find(path);
    return found == kExamples.end() ? path : path + found->second;
}

/// The value that "#/a/b" names in the document.
const rapidjson::Value& referred(const rapidjson::Value& value, const rapidjson::Document& document) {
    if (!value.HasMember("$ref")) return value;
    const rapidjson::Value* at = &document;
    std::string path = value["$ref"].GetString();
    for (std::size_t begin = 2; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        at = &(*at)[path.substr(begin, end - begin).c_str()];
        begin = end + 1;
    }
    return *at;
}

/// What a value breaks of a schema (types, required and unknown members); "" for nothing.
std::string breaks(const rapidjson::Value& value, const rapidjson::Value& given,
                   const rapidjson::Document& document, const std::string& place) {
    const rapidjson::Value& schema = referred(given, document);
    if (schema.HasMember("nullable") && value.IsNull()) return "";
    if (schema.HasMember("allOf")) return breaks(value, schema["allOf"][0], document, place);
    const std::string type = schema["type"].GetString();
    const bool fits = (type == "string" && value.IsString()) || (type == "integer" && value.IsUint64()) ||
                      (type == "number" && value.IsNumber()) || (type == "boolean" && value.IsBool()) ||
                      (type == "array" && value.IsArray()) || (type == "object" && value.IsObject());
    if (!fits) return place + " is no " + type;
    if (type == "array")
        for (const auto& element : value.GetArray())
            if (auto broken = breaks(element, schema["items"], document, place + "[]"); !broken.empty())
                return broken;
    if (type != "object") return "";
    if (schema.HasMember("required"))
        for (const auto& name : schema["required"].GetArray())
            if (!value.HasMember(name)) return place + " lacks " + name.GetString();
    for (const auto& member : value.GetObject()) {
        const std::string name = place + "." + member.name.GetString();
        if (schema.HasMember("additionalProperties")) continue;
        if (!schema["properties"].HasMember(member.name)) return name + " is not described";
        if (auto broken = breaks(member.value, schema["properties"][member.name], document, name);
            !broken.empty())
            return broken;
    }
    return "";
}

}  // namespace

TEST_CASE("the API answers what its OpenAPI file says, and in that form") {
    const Served served;
    const Reply file = served.get("/api/openapi.json");
    REQUIRE(file.status == 200);
    const rapidjson::Document document = parse(file.body);
    REQUIRE(document.IsObject());
    std::set<std::string> described;
    for (const auto& path : document["paths"].GetObject()) {
        INFO(path.name.GetString());
        described.insert(path.name.GetString());
        const Reply reply = served.get(example_of(path.name.GetString()));
        CHECK(reply.status == 200);
        CHECK(reply.headers.find("Content-Type")->second == "application/json; charset=utf-8");
        const rapidjson::Document answer = parse(reply.body);
        REQUIRE_FALSE(answer.HasParseError());
        const auto& schema = path.value["get"]["responses"]["200"]["content"]["application/json"]["schema"];
        CHECK(breaks(answer, schema, document, "answer") == "");
        // Every parameter that is described is known: a wrong value is complained of, not the parameter.
        for (const auto& given : path.value["get"]["parameters"].GetArray()) {
            const auto& parameter = referred(given, document);
            const std::string name = parameter["name"].GetString();
            INFO(name);
            const std::string question = example_of(path.name.GetString());
            if (question.find(name + "=") != std::string::npos) continue;
            const std::string body =
                served.get(question + (question.find('?') == std::string::npos ? "?" : "&") + name + "=!")
                    .body;
            CHECK_THAT(body, !Contains("has no parameter"));
            // And what is required is missed.
            CHECK_FALSE(parameter.HasMember("required"));
        }
    }
    // Every path that is answered is described.
    CHECK(served.get("/api").status == 404);
    const Reply routes = served.get("/api/routes");
    REQUIRE(routes.status == 200);
    const rapidjson::Document answered = parse(routes.body);
    std::set<std::string> known;
    for (const auto& route : answered["routes"].GetArray()) {
        known.insert(route["path"].GetString());
        std::set<std::string> parameters, told;
        for (const auto& name : route["parameters"].GetArray()) parameters.insert(name.GetString());
        for (const auto& given : document["paths"][route["path"]]["get"]["parameters"].GetArray())
            told.insert(referred(given, document)["name"].GetString());
        CHECK(parameters == told);
    }
    CHECK(known == described);
}

TEST_CASE("the API refuses what it can't answer, and says why") {
    const Served served;
    for (const auto& [question, status, reason] :
         std::initializer_list<std::tuple<const char*, int, const char*>>{
             {"/api/nothing", 404, "no such question"},
             {"/api/actor", 400, "\"id\" is missing"},
             {"/api/actor?id=state:XXX", 404, "holds no node"},
             {"/api/actor?id=state:DEU&id=state:RUS", 400, "given twice"},
             {"/api/actor?id=state:DEU&colour=red", 400, "has no parameter"},
             {"/api/graph?id=state:DEU&depth=9", 400, "must be a number from 1 to 3"},
             {"/api/graph?id=state:DEU&nodes=100000", 400, "must be a number"},
             {"/api/graph?id=state:DEU&nodes=-1", 400, "must be a number"},
             {"/api/actor?id=%ff", 400, "no valid UTF-8"},
             {"/api/actor?%ff=1", 400, "no valid UTF-8"},
             // Found by fuzzing: name and value are valid only one behind the other.
             {"/api/actor?%d1=%a1", 400, "no valid UTF-8"},
             {"/api/actor?id=state:DEU%00x", 404, "holds no node"},
             {"/api/timeline?limit=1001", 400, "must be a number"},
             {"/api/timeline?since=yesterday", 400, "is no date"},
             {"/api/timeline?type=likes", 400, "no edge type"},
             {"/api/timeline?modality=likely", 400, "no modality"},
             {"/api/timeline?min_confidence=nan", 400, "must be a number"},
             {"/api/sentences?q=a%20b%20c%20d%20e%20f%20g%20h%20i", 400, "8 words at most"},
             {"/api/rank?by=luck", 400, "pagerank"}}) {
        INFO(question);
        const Reply reply = served.get(question);
        CHECK(reply.status == status);
        CHECK_THAT(parse(reply.body)["error"].GetString(), Contains(reason));
    }
    CHECK(served.get("/api/search?q=" + std::string(600, 'x')).status == 400);
    CHECK(served.get("/api/search?q=" + std::string(9000, 'x')).status >= 400);
}

TEST_CASE("a graph is read until the deadline and not after it") {
    using Clock = DeadlineSource::Clock;
    const test::MemoryGraph graph = test::two_articles();
    const std::vector<NameMatch> names = graph.names_with_prefix("", 100);
    const DeadlineSource in_time(graph, names, Clock::now() + std::chrono::hours(1));
    CHECK(in_time.edges_of("state:ALB").size() == graph.edges_of("state:ALB").size());
    CHECK(in_time.names_with_prefix("b", 10).size() == graph.names_with_prefix("b", 10).size());
    CHECK(in_time.names_with_prefix("b", 1).size() == 1);
    const DeadlineSource late(graph, names, Clock::now() - std::chrono::seconds(1));
    CHECK_THROWS_AS(late.edges_of("state:ALB"), DeadlinePassed);
    CHECK_THROWS_AS(late.evidence({"state:ALB", "negotiates-with", "state:BGR"}, 0), DeadlinePassed);
    CHECK_THROWS_AS(late.for_each_edge([](const auto&, const auto&) { return true; }), DeadlinePassed);
}

TEST_CASE("a turnstile lets in so many at once, and those who wait in their order") {
    Turnstile turnstile(1);
    REQUIRE(turnstile.enter(std::chrono::milliseconds(0)));
    CHECK_FALSE(turnstile.enter(std::chrono::milliseconds(1)));
    std::vector<int> order;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            if (!turnstile.enter(std::chrono::minutes(1))) return;
            order.push_back(i);  // alone in here
            turnstile.leave();
        });
        while (turnstile.waiting() < static_cast<std::size_t>(i) + 1) std::this_thread::yield();
    }
    turnstile.leave();
    for (std::thread& thread : threads) thread.join();
    CHECK(order == std::vector<int>{0, 1, 2, 3});
    CHECK(turnstile.enter(std::chrono::milliseconds(0)));
}

TEST_CASE("the server answers under its own names only") {
    const Served served({"--host", "news.example.org"});
    const std::string port = std::to_string(served.server->port());
    for (const std::string& host : {"127.0.0.1:" + port, "localhost:" + port, std::string("LOCALHOST"),
                                    std::string("[::1]:80"), std::string("news.example.org")})
        CHECK(served.get("/api/stats", {{"Host", host}}).status == 200);
    for (const char* host : {"evil.example.org",
                             "evil.example.org:"
                             "80",
                             "127.0.0.1.evil.example.org", "[evil]", ""})
        CHECK(served.get("/api/stats", {{"Host", host}}).status == 403);
}

TEST_CASE("no path leads out of the page, and only GET is answered") {
    const Served served;
    for (const char* path :
         {"/../../etc/passwd", "/..%2f..%2fetc/passwd", "/lib/../../../etc/passwd",
          "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/lib/", "/index.html%00", "/CURRENT"}) {
        INFO(path);
        const Reply reply = served.get(path);
        CHECK(reply.status >= 400);
        CHECK_THAT(reply.body, !Contains("root:"));
    }
    httplib::Client client("127.0.0.1", served.server->port());
    CHECK(client.Post("/api/stats", "{}", "application/json")->status == 405);
    CHECK(client.Delete("/api/stats")->status == 405);
    CHECK(client.Post("/api/stats", std::string(100000, 'x'), "text/plain")->status >= 400);
    CHECK(client.Head("/api/stats")->status == 200);
}

TEST_CASE("every answer tells browsers to load nothing from elsewhere") {
    const Served served;
    for (const char* path : {"/", "/api/stats", "/nothing"}) {
        const Reply reply = served.get(path);
        const auto header = [&](const char* name) {
            const auto found = reply.headers.find(name);
            return found == reply.headers.end() ? "" : found->second;
        };
        CHECK_THAT(header("Content-Security-Policy"), Contains("default-src 'none'") && !Contains("unsafe"));
        CHECK(header("X-Content-Type-Options") == "nosniff");
        CHECK(header("X-Frame-Options") == "DENY");
        CHECK(header("Cross-Origin-Resource-Policy") == "same-origin");
        CHECK(header("Access-Control-Allow-Origin").empty());
    }
}

TEST_CASE("what is ingested while the server runs shows, and what it reads is not lost") {
    const Served served;
    REQUIRE(served.get("/api/search?q=kenya").body == R"({"candidates":[]})");
    for (int i = 0; i < 3; ++i) {
        const std::string line = R"({"id":"b)" + std::to_string(i) +
                                 R"(","date":"2025-12-07","text":"Kenya accused Sudan of spying."})";
        REQUIRE(served.folder.run("ingest -q --db " + served.database + " -", line).code == 0);
        CHECK(served.get("/api/evidence?source=state:DEU&target=state:RUS").status == 200);
    }
    std::string found;
    for (int tries = 0; tries < 100 && found.find("state:KEN") == std::string::npos; ++tries) {
        usleep(100'000);
        found = served.get("/api/search?q=kenya").body;
    }
    CHECK_THAT(found, Contains("state:KEN"));
}

TEST_CASE("the server ends cleanly when it is asked to, and says what is wrong before it starts") {
    Served served;
    CHECK(served.server->stop(SIGINT) == 0);
    CHECK(served.folder.run("serve --db " + served.folder / "none.db").code == 3);
    const TestServer first(served.database);
    const ProgramRun second = served.folder.run(
        "serve --db " + served.database + " --port " + std::to_string(first.port()), {}, "timeout 10");
    CHECK(second.code == 3);
    CHECK_THAT(second.err, Contains("can't be listened on"));
    CHECK(served.folder.run("serve --db " + served.database + " --port 99999").code == 2);
}
