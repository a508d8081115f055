// Any bytes are refused as one of the program's data files with an Error, or load. The first byte chooses the
// file.

#include "core/knowledge/confidence_model.h"
#include "core/knowledge/cues.h"
#include "core/knowledge/language_detector.h"
#include "core/knowledge/ontology.h"
#include "core/knowledge/trigger_lexicon.h"
#include "core/model/error.h"
#include "tests/core/knowledge/data_folder.h"

#include <array>
#include <cstdint>

namespace {

using namespace entente;

void load(int kind, const std::filesystem::path& file) {
    switch (kind) {
        case 0: Ontology::load(file); return;
        case 1: Cues::load(file); return;
        case 2: ConfidenceModel::load(file); return;
        case 3:
            LanguageDetector::load(file).detect("The minister said on Friday that talks would go on.");
            return;
        default:
            TriggerLexicon::load(file.parent_path(), [](std::string_view type) { return type == "accuses"; });
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const DataFolder files, triggers;
    if (size == 0) return 0;
    const int kind = data[0] % 6;
    const DataFolder& folder = kind < 4 ? files : triggers;
    if (kind >= 4) {
        folder.write("synonyms.json",
                     R"({"version": 1, "sets": [{"name": "talks", "words": "talk negotiation"}]})");
        folder.write(
            "accuses.json",
            R"({"version": 1, "type": "accuses", "senses": [{"verb": "accuse", "object": "@talks", "to": "of"}]})");
    }
    const std::string name = kind == 5 ? "synonyms.json" : "accuses.json";
    folder.write(name, std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
    try {
        load(kind, folder.path() / name);
    } catch (const Error&) {
    }
    return 0;
}
