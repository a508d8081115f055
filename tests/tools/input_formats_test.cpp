#include "tests/tools/program.h"

#include <algorithm>
#include <filesystem>

#include <catch2/catch.hpp>

using Catch::Contains;

namespace {

std::string page(const std::string& text) {
    return "<html><head><title>T</title></head><body><nav><a href=/>Home</a></nav><p>" + text +
           "</p></body></html>";
}

const std::string kEnglish =
    "Germany accused Russia of spying on Tuesday, and the foreign ministry in Berlin said that it had called "
    "in the "
    "ambassador. Moscow has not replied to the accusation, which is the third of its kind since the spring.";
const std::string kFrench =
    "L'Allemagne a accusé la Russie d'espionnage mardi, et le ministère des Affaires étrangères à Berlin a "
    "convoqué "
    "l'ambassadeur. Moscou n'a pas répondu à cette accusation, qui est la troisième depuis le printemps.";

}  // namespace

TEST_CASE("a folder of pages, feeds and archives is ingested like plain text") {
    const TestFolder folder;
    std::filesystem::create_directories(folder / "news");
    folder.write("news/page.html", page(kEnglish));
    folder.write("news/feed.xml",
                 "<rss><channel><item><link>https://example.org/1</link><description>Poland thanked Latvia "
                 "for its help "
                 "at the border.</description></item></channel></rss>");
    folder.write("news/api.json",
                 R"({"articles": [{"title": "A", "content": "Egypt invited Sudan.", "url": "u"}]})");
    folder.write("news/rows.csv", "title,content\nA,\"Chile recalled its ambassador to Peru.\"\n");
    const ProgramRun run = folder.run("ingest --db " + (folder / "a.db") + " " + (folder / "news"));
    CHECK(run.code == 0);
    CHECK_THAT(run.err, Contains("4 articles stored") && Contains("0 failed"));
    CHECK_THAT(folder.run("query germany --db " + (folder / "a.db")).out, Contains("Russia"));
}

TEST_CASE("pages in other languages are skipped with a count, and taken when they are asked for") {
    const TestFolder folder;
    folder.write("en.html", page(kEnglish));
    folder.write("fr.html", page(kFrench));
    const std::string files = (folder / "en.html") + " " + (folder / "fr.html");
    const ProgramRun run = folder.run("extract --show article " + files);
    CHECK(run.code == 0);
    CHECK(std::count(run.out.begin(), run.out.end(), '\n') == 1);
    CHECK_THAT(run.err, Contains("skipped 1 not in English: fr 1") && Contains("--lang any"));
    const ProgramRun all = folder.run("extract --show article --lang any " + files);
    CHECK(std::count(all.out.begin(), all.out.end(), '\n') == 2);
    CHECK(all.err.empty());
}

TEST_CASE("what --show article prints is read like the pages themselves") {
    const TestFolder folder;
    const std::string file = folder.write("page.html", page(kEnglish));
    const std::string lines = folder.write("page.jsonl", folder.run("extract --show article " + file).out);
    CHECK(folder.run("extract " + file).out == folder.run("extract " + lines).out);
}

TEST_CASE("the option --map says under which names JSON and CSV keep an article") {
    const TestFolder folder;
    const std::string json =
        folder.write("a.jsonl", R"({"payload":{"story":"Oman invited Iran."},"when":"5 Dec 2025"})");
    const ProgramRun run = folder.run("extract --show article --map text=payload.story,date=when " + json);
    CHECK_THAT(run.out, Contains("\"date\":\"2025-12-05\"") && Contains("Oman invited Iran."));
    const ProgramRun wrong = folder.run("extract --map story=text " + json);
    CHECK(wrong.code == 2);
    CHECK_THAT(wrong.err, Contains("story=text") && Contains("FIELD=NAME"));
    const std::string csv = folder.write("a.csv", "a,text\n1,x\n");
    CHECK_THAT(folder.run("extract --map text=body " + csv).err, Contains("no column \"body\""));
}

TEST_CASE("limits refuse what is over them, with one message that names the option") {
    const TestFolder folder;
    std::string longer;
    for (int i = 0; i < 40; ++i) longer += "Kenya thanked Qatar for its help with the talks on Monday.\n\n";
    const std::string file = folder.write("long.txt", longer);
    const auto failure = [&](const std::string& options) {
        const ProgramRun run = folder.run("extract " + options + " " + file);
        CHECK(run.code == 1);
        CHECK(run.out.empty());
        CHECK(std::count(run.err.begin(), run.err.end(), '\n') == 1);
        return run.err;
    };
    CHECK_THAT(failure("--max-article 1kB"),
               Contains("long.txt") && Contains("longer than 1000 bytes") && Contains("--max-article"));
    CHECK_THAT(failure("--max-tokens 100"),
               Contains("long.txt") && Contains("more than 100") && Contains("--max-tokens"));
    CHECK_THAT(failure("--max-seconds 0.000001"), Contains("long.txt") && Contains("--max-seconds"));
    CHECK(folder.run("extract --max-tokens 0 --max-seconds 0 " + file).code == 0);
    CHECK(folder.run("extract --max-sentence 3 " + file).code == 2);
}

TEST_CASE("articles read with sentences of another length count as read by another extractor") {
    const TestFolder folder;
    const std::string file = folder.write("a.txt", "Kenya thanked Qatar for its help.\n"),
                      db = folder / "a.db";
    CHECK(folder.run("ingest --db " + db + " " + file).code == 0);
    CHECK_THAT(folder.run("ingest --db " + db + " " + file).err, Contains("1 known"));
    CHECK_THAT(folder.run("ingest --db " + db + " --max-sentence 100 " + file).err, Contains("0 known"));
}
