#include "graph/identity/identity.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

Decision same(const char* a, const char* b, const char* at) {
    return {"same-as", a, b, at, "", {}};
}

Decision apart(const char* a, const char* b, const char* at) {
    return {"not-same-as", a, b, at, "", {}};
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("nodes that decisions join are one, through others too") {
    const Identity identity({same("p:b", "p:a", "1"), same("p:b", "p:c", "2"), same("p:x", "p:y", "3")});
    CHECK(identity.members("p:c") == Ids{"p:a", "p:b", "p:c"});
    CHECK(identity.root("p:c") == "p:a");
    CHECK(identity.members("p:y") == Ids{"p:x", "p:y"});
    CHECK(identity.members("p:z") == Ids{"p:z"});
    CHECK(identity.classes().size() == 2);
    CHECK(identity.overruled().empty());
    CHECK(Identity().trivial());
}

TEST_CASE("a later decision undoes an earlier one, either way") {
    const Identity parted({same("p:a", "p:b", "1"), apart("p:b", "p:a", "2")});
    CHECK(parted.trivial());
    CHECK(parted.apart("p:a", "p:b"));
    REQUIRE(parted.overruled().size() == 1);
    CHECK(parted.overruled()[0].decision.kind == "same-as");

    const Identity joined({apart("p:b", "p:a", "1"), same("p:a", "p:b", "2")});
    CHECK(joined.root("p:b") == "p:a");
    CHECK_FALSE(joined.apart("p:a", "p:b"));
    REQUIRE(joined.overruled().size() == 1);
}

TEST_CASE("a chain never joins what a newer decision holds apart") {
    const Identity identity({same("p:a", "p:b", "1"), same("p:b", "p:c", "2"), apart("p:a", "p:c", "3")});
    CHECK(identity.root("p:c") == identity.root("p:b"));
    CHECK(identity.root("p:a") != identity.root("p:c"));
    CHECK(identity.apart("p:a", "p:b"));
    REQUIRE(identity.overruled().size() == 1);
    CHECK(identity.overruled()[0].decision.a == "p:a");
    CHECK(identity.overruled()[0].decision.b == "p:b");
}

TEST_CASE("a decision to hold apart what newer ones join has no effect") {
    const Identity identity({apart("p:a", "p:c", "1"), same("p:a", "p:b", "2"), same("p:b", "p:c", "3")});
    CHECK(identity.members("p:a") == Ids{"p:a", "p:b", "p:c"});
    CHECK(identity.overruled().size() == 1);
}

TEST_CASE("what decisions say doesn't depend on the order in which they are read") {
    std::vector<Decision> decisions = {same("p:a", "p:b", "1"),  same("p:c", "p:d", "2"),
                                       apart("p:b", "p:d", "3"), same("p:a", "p:d", "3"),
                                       same("p:d", "p:e", "5"),  apart("p:e", "p:c", "6")};
    const auto less = [](const Decision& a, const Decision& b) { return a < b; };
    std::sort(decisions.begin(), decisions.end(), less);
    const Identity first(decisions);
    do {
        const Identity identity(decisions);
        REQUIRE(identity.classes() == first.classes());
        REQUIRE(identity.overruled().size() == first.overruled().size());
    } while (std::next_permutation(decisions.begin(), decisions.end(), less));
}
