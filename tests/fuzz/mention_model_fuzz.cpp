// A model of mentions with a right checksum but any content (model_changes.h) is refused with an Error, or
// finds names that lie in order inside a sentence. The base has the least size that a model may have.

#include "core/mention/mention_model.h"
#include "core/mention/sentence_lexicon.h"
#include "core/model/error.h"
#include "core/parse/document.h"
#include "core/resources/resources.h"
#include "core/text/sentence_splitter.h"
#include "tests/fuzz/model_changes.h"

#include <cstdlib>

namespace {

using namespace entente;

/// A sentence as it comes before the model in use.
struct ParsedCase {
    Resources resources = Resources::load(ENTENTE_DATA_DIR, entente::ModelKind::fast);
    Article article;
    std::optional<Document> document;
    MentionFeatures features;

    ParsedCase() {
        article.text = "Kenya's President William Ruto met NATO envoys in Geneva.";
        TokenizedText text = split_sentences(article.text);
        std::vector<ParsedSentence> trees = resources.analyser.analyse(text);
        document.emplace(article, std::move(text), std::move(trees));
        const SentenceLexicon lexicon(*document, 0, resources.actors);
        features = mention_features(*document, 0, lexicon, {resources.actors, resources.cues});
    }
    std::uint32_t words() const { return document->sentence_span(0).last; }
};

fuzz::Sections sections_of_small_model(const Analyser& analyser) {
    constexpr std::size_t kHidden = 1;
    const auto path = fuzz::file_named("base");
    ModelFileWriter writer;
    writer.add_text("mention.analyser", analyser.fingerprint());
    const std::size_t window = mention_window * analyser.state_size();
    add_quantised(writer, "mention.states", std::vector<float>(kHidden * window, 0.01F), kHidden, window,
                  std::vector<float>(window, 1.0F), std::vector<float>(kHidden, 0.5F));
    writer.add_numbers("mention.rows", std::vector<std::int8_t>(mention_feature_rows * kHidden, 3),
                       {mention_feature_rows, kHidden});
    writer.add_numbers("mention.labels", std::vector<std::int8_t>(mention_feature_rows * mention_labels, 2),
                       {mention_feature_rows, mention_labels});
    writer.add_numbers("mention.scales", std::vector<float>{0.1F, 0.2F});
    writer.add_numbers("mention.output", std::vector<float>(mention_labels * kHidden, 0.3F),
                       {mention_labels, kHidden});
    writer.add_numbers("mention.bias", std::vector<float>(mention_labels, 0.1F));
    writer.write(path);
    auto sections = fuzz::sections_of(path);
    std::filesystem::remove(path);
    return sections;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const ParsedCase parsed;
    static const auto base = sections_of_small_model(parsed.resources.analyser);
    static const auto path = fuzz::file_named("changed");
    fuzz::write_changed(base, data, size, path);
    try {
        const MentionModel model(ModelFile::open(path), parsed.resources.analyser);
        std::uint32_t next = 0;
        for (const FoundMention& name : model.find(parsed.features, parsed.document->states(0), 0).mentions) {
            if (name.first < next || name.last <= name.first || name.last > parsed.words()) std::abort();
            next = name.last;
        }
    } catch (const Error&) {
    }
    return 0;
}
