#include "core/knowledge/string_index.h"

#include <deque>
#include <string>
#include <unordered_map>

#include <catch2/catch.hpp>

using namespace entente;

TEST_CASE("a string index numbers strings in the order of their first addition, also when it grows") {
    StringIndex index(1);
    std::unordered_map<std::string, std::uint32_t> expected;
    std::deque<std::string> keys;
    for (int i = 0; i < 20000; ++i) {
        const std::string& key = keys.emplace_back(std::to_string(i * 7919 % 9000));
        const auto number = static_cast<std::uint32_t>(expected.size());
        const bool is_new = expected.emplace(key, number).second;
        CHECK(index.add(key) == std::pair(expected.at(key), is_new));
    }
    CHECK(index.size() == expected.size());
    for (const auto& [key, number] : expected) {
        REQUIRE(index.find(key) == number);
        REQUIRE(index.key(number) == key);
    }
    CHECK_FALSE(index.find("9000"));
    CHECK_FALSE(index.find(""));
}

TEST_CASE("grouped values keep the order of addition until they are sorted") {
    GroupedValues<int> values;
    for (const int value : {5, 3, 5, 4}) values.add(2, value);
    values.add(0, 9);
    values.freeze(3);
    CHECK(std::vector<int>(values[2].begin(), values[2].end()) == std::vector<int>{5, 3, 5, 4});
    CHECK(values[1].empty());
    values.sort_unique(std::less<>(), std::equal_to<>());
    CHECK(std::vector<int>(values[2].begin(), values[2].end()) == std::vector<int>{3, 4, 5});
    CHECK(values[0].size() == 1);
}
