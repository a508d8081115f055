#include "core/parse/analyser.h"
#include "core/resources/model_manifest.h"
#include "core/text/sentence_splitter.h"

#include <atomic>
#include <cstdlib>
#include <new>

#include <catch2/catch.hpp>

namespace {
std::atomic<std::size_t> allocations{0};
}

// Counted for the whole test program; only differences are looked at.
void* operator new(std::size_t size) {
    ++allocations;
    if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
// Sanitizers want memory to come and go by the same pair.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    ++allocations;
    return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

using namespace entente;

TEST_CASE("an analysis allocates for each sentence of its result, not for each token") {
    const Analyser analyser =
        Analyser::open(ModelManifest::load(ENTENTE_DATA_DIR).files(ModelKind::fast).analyser);
    std::string text;
    for (int i = 0; i < 50; ++i) text += "The minister met the envoy of Kenya and blamed the rebels for it. ";
    const TokenizedText tokens = split_sentences(text);
    REQUIRE(tokens.tokens.size() > 600);
    analyser.analyse(tokens);
    const std::size_t before = allocations;
    const auto result = analyser.analyse(tokens);
    const std::size_t made = allocations - before;
    INFO(made << " allocations for " << tokens.tokens.size() << " tokens in " << result.size()
              << " sentences");
    // One for the list of sentences and one for the words of each; lemmas are short enough to lie inside.
    CHECK(made <= 2 * result.size() + 1);
}
