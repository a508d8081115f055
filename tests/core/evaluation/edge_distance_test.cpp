#include "core/evaluation/edge_distance.h"

#include <catch2/catch.hpp>

using namespace entente;

namespace {

const std::string kText =
    "Norway met Peru. Oslo then called Lima.\n\nChile waits. Nothing else is known. Cuba waits, too.";

std::optional<EdgeDistance> distance(const GoldNode& source, const GoldNode& target) {
    const MentionPlaces places(kText);
    return distance_between(places.of(source), places.of(target));
}

GoldNode node(const std::string& name, std::vector<std::string> aliases = {}) {
    GoldNode node;
    node.name = name;
    node.aliases = std::move(aliases);
    return node;
}

}  // namespace

TEST_CASE("ends of an edge are as far apart as their nearest mentions") {
    CHECK(distance(node("Norway"), node("Peru")) == EdgeDistance::one_sentence);
    CHECK(distance(node("Norway"), node("Lima")) == EdgeDistance::next_sentence);
    CHECK(distance(node("Norway", {"Oslo"}), node("Lima")) == EdgeDistance::one_sentence);
    CHECK(distance(node("Lima"), node("Chile")) == EdgeDistance::next_sentence);
    CHECK(distance(node("Chile"), node("Cuba")) == EdgeDistance::further);
    CHECK(distance(node("Chile"), node("Bolivia")) == std::nullopt);
}

TEST_CASE("mentions of a graph's node count by their bytes") {
    const MentionPlaces places(kText);
    Node lima;
    const auto at = static_cast<std::uint32_t>(kText.find("Lima"));
    lima.mentions.push_back({at, at + 4, 0, MentionKind::name});
    CHECK(distance_between(places.of(lima), places.of(node("Peru"))) == EdgeDistance::next_sentence);
    CHECK(distance_between(places.of(lima), places.of(node("Oslo"))) == EdgeDistance::one_sentence);
}

TEST_CASE("texts are short, middling or long by their words") {
    const auto length = [](int words) {
        std::string text;
        for (int i = 0; i < words; ++i) text += "word ";
        return MentionPlaces(text).length();
    };
    CHECK(length(100) == TextLength::up_to_100);
    CHECK(length(101) == TextLength::up_to_300);
    CHECK(length(300) == TextLength::up_to_300);
    CHECK(length(301) == TextLength::longer);
    CHECK(length(0) == TextLength::up_to_100);
}
