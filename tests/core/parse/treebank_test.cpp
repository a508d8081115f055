#include "core/parse/treebank.h"

#include "core/model/error.h"

#include <sstream>

#include <catch2/catch.hpp>

using namespace entente;

namespace {

std::string file_text(const std::vector<TreebankSentence>& sentences) {
    std::ostringstream out;
    write_conllu(out, sentences);
    return out.str();
}

std::vector<TreebankSentence> read_text(const std::string& text) {
    std::istringstream in(text);
    return read_conllu(in, "test.conllu");
}

std::string line(const std::string& id, const std::string& form, const std::string& head) {
    return id + '\t' + form + "\t_\tNOUN\t_\t_\t" + head + "\tdep\t_\t_\n";
}

}  // namespace

TEST_CASE("what is written as CoNLL-U is read back") {
    const auto treebank = read_treebank(std::string(ENTENTE_CASES) + "/parse/tiny.conllu");
    REQUIRE(treebank.size() == 40);
    CHECK(read_text(file_text(treebank)) == treebank);
}

TEST_CASE("a multiword token covers its words in the text and comes back from it") {
    const auto treebank = read_treebank(std::string(ENTENTE_CASES) + "/parse/tiny.conllu");
    const TreebankSentence& sentence = treebank[18];
    REQUIRE(sentence.multiword_tokens.size() == 1);
    const TreebankText text = treebank_text({sentence});
    CHECK(text.text == "The king's envoy arrived late.");
    REQUIRE(text.tokens.size() == 7);
    CHECK(text.tokens[2].joined);
    CHECK_FALSE(text.tokens[1].joined);
}

TEST_CASE("empty nodes are left out") {
    const auto treebank =
        read_text(line("1", "talks", "0") + line("1.1", "began", "_") + line("2", "late", "1") + "\n");
    REQUIRE(treebank.size() == 1);
    CHECK(treebank[0].words.size() == 2);
}

TEST_CASE("broken CoNLL-U is refused with file and line") {
    const std::string broken = GENERATE_COPY(std::string("1\ttalks\n\n"), line("2", "talks", "0") + "\n",
                                             line("1", "talks", "x") + "\n", line("1", "talks", "5") + "\n",
                                             line("1", "talks", "2") + line("2", "began", "1") + "\n",
                                             line("1", "talks", "0") + line("2-1", "x", "_") + "\n",
                                             std::string("1\ta\ta\tBAD\t_\t_\t0\troot\t_\t_\n\n"));
    CHECK_THROWS_WITH(read_text(broken), Catch::Contains("test.conllu, line"));
}
