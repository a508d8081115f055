#include "core/parse/analyser.h"

#include "core/model/error.h"
#include "core/parse/encoder.h"
#include "core/parse/lemma_rules.h"
#include "core/parse/piece.h"
#include "core/parse/upos_name.h"

#include <algorithm>
#include <array>
#include <utility>

namespace entente {
namespace {

// So many pieces are computed at once, about, that products have some rows but stay in the cache.
constexpr std::size_t batch_pieces = 32;
constexpr std::size_t batch_words = 768;

struct Tag {
    Upos upos = Upos::X;
    std::string_view xpos;
    std::string_view feats;
};

[[noreturn]] void fail(const ModelFile& file, const std::string& what) {
    throw Error(ErrorKind::data, "the model " + file.path().string() + " has " + what + "; train it again");
}

std::vector<std::string_view> lines_of(const ModelFile& file, std::string_view section) {
    const std::span<const std::byte> bytes = file.section(section);
    std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) fail(file, "a broken list \"" + std::string(section) + "\"");
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return lines;
}

std::vector<Tag> tags_of(const ModelFile& file) {
    std::vector<Tag> tags;
    for (const std::string_view line : lines_of(file, "tags")) {
        const std::size_t first = line.find('\t');
        const std::size_t second = line.find('\t', first + 1);
        const auto upos = find_upos(line.substr(0, first));
        if (second == std::string_view::npos || !upos) fail(file, "a broken list of tags");
        tags.push_back({*upos, line.substr(first + 1, second - first - 1), line.substr(second + 1)});
    }
    return tags;
}

std::uint32_t find_label(const std::vector<std::string_view>& labels, std::string_view name) {
    const auto found = std::find(labels.begin(), labels.end(), name);
    return static_cast<std::uint32_t>(found == labels.end() ? 0 : found - labels.begin());
}

}  // namespace

struct Analyser::Model {
    explicit Model(ModelFile opened)
        : file(std::move(opened)),
          tags(tags_of(file)),
          labels(lines_of(file, "labels")),
          shape(read_shape(file)),
          encoder(file, shape, find_label(labels, "root")),
          lemmatizer(file),
          // The second half of a sentence that was cut hangs on the first like a clause without a link.
          join_label(find_label(labels, "parataxis")) {
        if (tags.empty() || labels.empty() || tags.size() != shape.tags || labels.size() != shape.labels) {
            fail(file, "lists that don't fit its shape");
        }
    }

    /// Working memory of a thread, for whichever model it uses.
    struct Workspace {
        EncoderWorkspace encoder;
        std::vector<Piece> pieces;
        std::vector<WordFeatures> features;
        std::vector<std::span<const WordFeatures>> batch;
        std::vector<PieceAnalysis> results;
        std::string scratch;
    };

    void fill(const TokenizedText& text, const Piece& piece, const PieceAnalysis& analysis,
              std::string& scratch, ParsedSentence& sentence) const {
        const std::uint32_t offset = piece.first - sentence.first_token;
        sentence.states.insert(sentence.states.end(), analysis.states.begin(), analysis.states.end());
        for (std::size_t i = 0; i < analysis.tags.size(); ++i) {
            Word& word = sentence.words[offset + i];
            const Tag& tag = tags[analysis.tags[i]];
            word.upos = tag.upos;
            word.xpos = tag.xpos;
            word.feats = tag.feats;
            word.deprel = labels[analysis.labels[i]];
            word.head = static_cast<std::int32_t>(analysis.heads[i]) - 1;
            if (word.head >= 0) {
                word.head += static_cast<std::int32_t>(offset);
            } else if (offset > 0) {
                word.head = root_of(sentence);
                word.deprel = labels[join_label];
            }
            const std::string_view form = text[piece.first + i];
            normalise_word(form, scratch);
            lemmatizer.lemma(form, scratch, tag.upos, tag.xpos, encoder.words(), word.lemma);
        }
    }

    static std::int32_t root_of(const ParsedSentence& sentence) {
        const auto root = std::find_if(sentence.words.begin(), sentence.words.end(),
                                       [](const Word& word) { return word.head < 0; });
        return static_cast<std::int32_t>(root - sentence.words.begin());
    }

    ModelFile file;
    std::vector<Tag> tags;
    std::vector<std::string_view> labels;
    NetworkShape shape;
    Encoder encoder;
    Lemmatizer lemmatizer;
    std::uint32_t join_label;
};

Analyser Analyser::open(const std::filesystem::path& model) {
    return Analyser(std::make_unique<Model>(ModelFile::open(model)));
}

Analyser::Analyser(std::unique_ptr<Model> model) : model_(std::move(model)) {}
Analyser::Analyser(Analyser&&) noexcept = default;
Analyser& Analyser::operator=(Analyser&&) noexcept = default;
Analyser::~Analyser() = default;

std::size_t Analyser::state_size() const {
    return model_->encoder.state_size();
}

const std::string& Analyser::fingerprint() const {
    return model_->file.fingerprint();
}

std::vector<ParsedSentence> Analyser::analyse(const TokenizedText& text, const Deadline& deadline) const {
    thread_local Model::Workspace w;
    std::vector<ParsedSentence> result(text.sentences.size());
    w.pieces.clear();
    for (std::size_t s = 0; s < text.sentences.size(); ++s) {
        const Sentence& sentence = text.sentences[s];
        result[s].first_token = sentence.first;
        result[s].words.resize(sentence.last - sentence.first);
        cut_into_pieces(text, static_cast<std::uint32_t>(s), w.pieces);
    }
    const Simd simd = best_simd();
    for (std::size_t first = 0; first < w.pieces.size();) {
        deadline.check();
        std::size_t last = first;
        std::size_t words = 0;
        while (last < w.pieces.size() && last - first < batch_pieces &&
               (last == first || words + w.pieces[last].last - w.pieces[last].first <= batch_words)) {
            words += w.pieces[last].last - w.pieces[last].first;
            ++last;
        }
        w.features.clear();
        for (std::size_t p = first; p < last; ++p) {
            for (std::uint32_t i = w.pieces[p].first; i < w.pieces[p].last; ++i) {
                w.features.push_back(word_features(text[i], text.space_before(i), w.scratch));
            }
        }
        w.batch.clear();
        std::size_t at = 0;
        for (std::size_t p = first; p < last; ++p) {
            const std::size_t size = w.pieces[p].last - w.pieces[p].first;
            w.batch.emplace_back(w.features.data() + at, size);
            at += size;
        }
        if (w.results.size() < w.batch.size()) w.results.resize(w.batch.size());
        model_->encoder.analyse(simd, w.batch, w.encoder, w.results);
        for (std::size_t p = first; p < last; ++p) {
            const Piece& piece = w.pieces[p];
            model_->fill(text, piece, w.results[p - first], w.scratch, result[piece.sentence]);
        }
        first = last;
    }
    return result;
}

}  // namespace entente
