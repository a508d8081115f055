// A model of the analyser with a right checksum but any content (model_changes.h) is refused with an Error,
// or analyses text without a fault. The base is a small model that is trained at the start.

#include "core/model/error.h"
#include "core/parse/analyser.h"
#include "core/parse/trainer.h"
#include "core/text/sentence_splitter.h"
#include "tests/fuzz/model_changes.h"

namespace {

entente::fuzz::Sections sections_of_small_model() {
    entente::TrainingOptions options;
    options.train = {std::string(ENTENTE_CASES) + "/parse/tiny.conllu"};
    options.model = entente::fuzz::file_named("base");
    options.epochs = 1;
    options.shape = {0, 8, 4, 1, 8, 8, 8, 0, 0};
    entente::train(options, nullptr);
    auto sections = entente::fuzz::sections_of(options.model);
    std::filesystem::remove(options.model);
    return sections;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto base = sections_of_small_model();
    static const auto path = entente::fuzz::file_named("changed");
    static const auto text =
        entente::split_sentences("Kenya blamed its rivals, who fled. \"No,\" they said.");
    entente::fuzz::write_changed(base, data, size, path);
    try {
        entente::Analyser::open(path).analyse(text);
    } catch (const entente::Error&) {
    }
    return 0;
}
