// Any bytes are cut into tokens that lie in order inside the text, and into sentences that cover them.

#include "core/text/sentence_splitter.h"
#include "core/text/tokenizer.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    entente::tokenize(text);
    const entente::TokenizedText tokens = entente::split_sentences(text);
    std::uint32_t next = 0;
    for (const entente::Sentence& sentence : tokens.sentences) {
        if (sentence.first != next || sentence.last <= sentence.first) std::abort();
        if (sentence.last - sentence.first > entente::kLongestSentence) std::abort();
        next = sentence.last;
    }
    if (next != tokens.tokens.size()) std::abort();
    for (std::uint32_t i = 0; i < next; ++i) {
        if (tokens[i].empty() || tokens[i].data() < text.data() ||
            tokens[i].data() + tokens[i].size() > text.data() + text.size())
            std::abort();
        if (i > 0 && tokens[i].data() < tokens[i - 1].data() + tokens[i - 1].size()) std::abort();
    }
    return 0;
}
