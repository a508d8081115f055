#include "core/input/json_lines.h"

#include "core/model/error.h"
#include "tests/core/input/input_file.h"

#include <catch2/catch.hpp>

using namespace entente;

namespace {

std::string refuse_twos(const std::string& line) {
    if (line == "two") throw Error(ErrorKind::input, "no twos");
    return line;
}

}  // namespace

TEST_CASE("lines are read without their ends, and blank ones are left out") {
    for (const bool packed : {false, true}) {
        const std::string bytes = "one\r\n\n \t\n{\"two\": 2}\nlast";
        const InputFile file(packed ? gzip(bytes) : bytes);
        std::vector<std::string> lines;
        for_each_line(file.path(), [&](const std::string& line) { lines.push_back(line); });
        CHECK(lines == std::vector<std::string>{"one", "{\"two\": 2}", "last"});
    }
}

TEST_CASE("a bad line is told of with its number, and the lines after it are read") {
    const InputFile file("one\n\ntwo\nthree\n");
    std::vector<std::string> lines, messages;
    for_each_line(
        file.path(), [&](const std::string& line) { lines.push_back(refuse_twos(line)); },
        [&](const std::string& message) { messages.push_back(message); });
    CHECK(lines == std::vector<std::string>{"one", "three"});
    CHECK(messages == std::vector<std::string>{file.path().string() + ":3: no twos"});
}

TEST_CASE("where nobody asks for bad lines the first one ends the reading") {
    const InputFile file("one\ntwo\nthree\n");
    std::vector<std::string> lines;
    CHECK_THROWS_WITH(
        for_each_line(file.path(), [&](const std::string& line) { lines.push_back(refuse_twos(line)); }),
        file.path().string() + ":2: no twos");
    CHECK(lines == std::vector<std::string>{"one"});
}

TEST_CASE("trouble that is no fault of a line is not taken for one") {
    const InputFile file("one\n");
    const auto full = [](const std::string&) { throw Error(ErrorKind::io, "the disk is full"); };
    CHECK_THROWS_WITH(for_each_line(file.path(), full, [](const std::string&) {}), "the disk is full");
}
