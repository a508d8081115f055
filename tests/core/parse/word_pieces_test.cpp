#include "core/parse/word_pieces.h"

#include "core/model/error.h"

#include <catch2/catch.hpp>

using namespace entente;

namespace {

const std::string kVocabulary =
    "<unk>\nken\n##ya\ntalk\ntalks\n##s\n.\n'\n-\nete\n\xE8\xAE\xA8\n\xE8\xAE\xBA\nstra\n##\xC3\x9F"
    "e\n4\n##2\nnew\n##new";

/// "ken ##ya": the pieces as they are written.
std::string cut(const std::string& word) {
    const WordPieces pieces(kVocabulary, "<unk>");
    std::vector<std::string> all;
    for (std::size_t at = 0; at <= kVocabulary.size();) {
        const std::size_t end = std::min(kVocabulary.find('\n', at), kVocabulary.size());
        all.push_back(kVocabulary.substr(at, end - at));
        at = end + 1;
    }
    std::vector<std::uint32_t> numbers;
    pieces.cut(word, numbers);
    std::string shown;
    for (const std::uint32_t number : numbers) shown += (shown.empty() ? "" : " ") + all.at(number);
    return shown;
}

}  // namespace

TEST_CASE("a word is cut into the longest pieces that fit, without capitals and accents") {
    CHECK(cut("Kenya") == "ken ##ya");
    CHECK(cut("KENYA") == "ken ##ya");
    CHECK(cut("talks") == "talks");
    CHECK(cut("42") == "4 ##2");
    CHECK(cut("\xC3\x89t\xC3\xA9") == "ete");
    CHECK(cut("e\xCC\x81te") == "ete");  // a combining accent
    CHECK(cut("Stra\xC3\x9F"
              "e") ==
          "stra ##\xC3\x9F"
          "e");
}

TEST_CASE("signs and Chinese characters are pieces by themselves") {
    CHECK(cut("new-talk") == "new - talk");
    CHECK(cut("'s") == "' <unk>");  // "s" is no beginning of a word here
    CHECK(cut("\xE8\xAE\xA8\xE8\xAE\xBA") == "\xE8\xAE\xA8 \xE8\xAE\xBA");
    CHECK(cut("...") == ". . .");
}

TEST_CASE("what can't be cut is one unknown piece, and no word is without a piece") {
    CHECK(cut("kenyb") == "<unk>");
    CHECK(cut("\xF0\x9F\x98\x80") == "<unk>");                  // an emoji
    CHECK(cut("\xD8\xB3\xD9\x84\xD8\xA7\xD9\x85") == "<unk>");  // Arabic
    CHECK(cut("\xE2\x80\x8B") == "<unk>");                      // a zero-width space
    CHECK(cut("") == "<unk>");
    std::string longest = "new";
    while (longest.size() < 99) longest += "new";
    CHECK(cut(longest).starts_with("new ##new"));
    CHECK(cut(longest + "news") == "<unk>");  // over 100 characters
}

TEST_CASE("a vocabulary without the unknown piece, or with one twice, is refused") {
    CHECK_THROWS_AS(WordPieces("a\nb", "<unk>"), Error);
    CHECK_THROWS_AS(WordPieces("<unk>\na\na", "<unk>"), Error);
}
