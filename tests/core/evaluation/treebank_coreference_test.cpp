#include "core/evaluation/treebank_coreference.h"

#include <array>
#include <sstream>
#include <string_view>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

std::vector<TreebankSentence> treebank() {
    std::istringstream in(
        "# newdoc id = one\n"
        "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(1-person-new-cf\n"
        "2\tmayor\tmayor\tNOUN\tNN\t_\t5\tnsubj\t_\t_\n"
        "3\tof\tof\tADP\tIN\t_\t4\tcase\t_\t_\n"
        "4\tOslo\tOslo\tPROPN\tNNP\t_\t2\tnmod\t_\tEntity=(2-place-new)1)|SpaceAfter=No\n"
        "5\tspoke\tspeak\tVERB\tVBD\t_\t0\troot\t_\t_\n"
        "\n"
        "1\tHer\ther\tPRON\tPRP$\t_\t2\tnmod:poss\t_\tEntity=(3-object-new(1-person-giv)\n"
        "2\tcity\tcity\tNOUN\tNN\t_\t4\tnsubj\t_\tEntity=(2-place-giv)3)\n"
        "3\tand\tand\tCCONJ\tCC\t_\t4\tcc\t_\t_\n"
        "4\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n"
        "\n"
        "# newdoc id = two\n"
        "1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv)\n"
        "2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n"
        "\n");
    return read_conllu(in, "a test");
}

constexpr std::array<std::string_view, 2> kTypes = {"person", "place"};

}  // namespace

TEST_CASE("chains of a treebank are those of the words that head mentions, by document") {
    const auto documents = documents_of(treebank());
    REQUIRE(documents.size() == 2);
    CHECK(chains_of(documents[0], kTypes) == std::vector<CoreferenceChain>{{1, 5}, {3, 6}});
    CHECK(chains_of(documents[1], kTypes).empty());  // of one mention
}

TEST_CASE("mentions of other types are in no chain") {
    const std::array<std::string_view, 1> persons = {"person"};
    CHECK(chains_of(documents_of(treebank())[0], persons) == std::vector<CoreferenceChain>{{1, 5}});
}

TEST_CASE("a model's chains are those of more than one mention") {
    const std::vector<HeadMention> heads = {
        {1, MentionType::person, 0}, {3, MentionType::place, 1}, {6, MentionType::person, 0}};
    CHECK(chains_of(heads) == std::vector<CoreferenceChain>{{1, 6}});
}
