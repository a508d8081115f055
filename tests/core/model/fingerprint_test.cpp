#include "core/model/fingerprint.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

/// So many words that look like those of a text about one of many things.
std::string words(std::mt19937& random, int n) {
    std::string text;
    for (int i = 0; i < n; ++i)
        text += "word" + std::to_string(random() % 5000) + (i % 12 == 11 ? ". " : " ");
    return text;
}

/// The texts of each group, by their content: what must not depend on the order.
std::set<std::set<std::string>> grouped(const std::vector<std::string>& texts) {
    std::vector<Fingerprint> prints;
    for (const std::string& text : texts) prints.push_back(fingerprint_of(text));
    const auto groups = near_duplicate_groups(prints);
    std::map<std::size_t, std::set<std::string>> members;
    for (std::size_t i = 0; i < texts.size(); ++i) members[groups[i]].insert(texts[i]);
    std::set<std::set<std::string>> all;
    for (const auto& [first, group] : members) all.insert(group);
    return all;
}

}  // namespace

TEST_CASE("case, punctuation and white space make no other text") {
    CHECK(fingerprint_of("The envoy's plan — “a start” — was refused.") ==
          fingerprint_of("the  envoy's plan - \"a start\" - was\nREFUSED"));
    CHECK(fingerprint_of("") == Fingerprint());
    CHECK(fingerprint_of(" ... ") == Fingerprint());
    CHECK_FALSE(fingerprint_of("Yes") == Fingerprint());
    CHECK_FALSE(near_duplicates(Fingerprint(), Fingerprint()));
    CHECK_FALSE(near_duplicates(TextSketch(), TextSketch()));
    // Nine of sixteen groups of four bits decide.
    for (int same = 0; same <= 16; ++same) {
        std::uint64_t other = 0;
        for (int i = 0; i < 16; ++i) other |= std::uint64_t(i < same ? 5 : 5 ^ (1 << (i % 4))) << (4 * i);
        INFO(same);
        CHECK(near_duplicates(TextSketch(0x5555555555555555), TextSketch(other)) == (same >= 9));
    }
}

TEST_CASE("an agency's report stays a near-duplicate with another beginning or when it is cut") {
    std::mt19937 random(7);
    int found = 0, wrong = 0, sketched = 0, wrong_sketches = 0;
    const auto alike = [](const Fingerprint& a, const Fingerprint& b) {
        return near_duplicates(TextSketch(a), TextSketch(b));
    };
    for (int i = 0; i < 200; ++i) {
        const std::string report = words(random, 400), other = words(random, 400);
        const Fingerprint print = fingerprint_of(report);
        CHECK(near_duplicates(print, print));
        for (const std::string& copy :
             {words(random, 40) + report, report.substr(0, report.size() * 85 / 100)}) {
            found += near_duplicates(print, fingerprint_of(copy));
            sketched += alike(print, fingerprint_of(copy));
        }
        // A fifth in common is another report that quotes the same statement.
        for (const std::string& report_of_other : {other, report.substr(0, report.size() / 4) + other}) {
            wrong += near_duplicates(print, fingerprint_of(report_of_other));
            wrong_sketches += alike(print, fingerprint_of(report_of_other));
        }
    }
    CHECK(found >= 390);
    CHECK(sketched >= found);
    CHECK(wrong <= 2);
    CHECK(wrong_sketches <= 4);
}

TEST_CASE("groups are the same in every order") {
    std::mt19937 random(11);
    std::vector<std::string> texts;
    for (int i = 0; i < 60; ++i) {
        texts.push_back(words(random, 200));
        if (i % 3 == 0)
            for (int copy = 0; copy < 3; ++copy)
                texts.push_back(words(random, 10) + texts[texts.size() - 1 - copy]);
    }
    const auto all = grouped(texts);
    CHECK(all.size() < texts.size());
    CHECK(all.size() >= 60);
    for (int i = 0; i < 5; ++i) {
        std::shuffle(texts.begin(), texts.end(), random);
        CHECK(grouped(texts) == all);
    }
}
