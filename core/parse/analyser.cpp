#include "core/parse/analyser.h"

#include "core/parse/lemma_rules.h"
#include "core/parse/parse_heads.h"
#include "core/parse/piece.h"
#include "core/parse/text_encoder.h"
#include "core/parse/upos_name.h"
#include "core/parse/word_features.h"

#include <algorithm>
#include <memory>
#include <span>
#include <utility>

namespace entente {
namespace {

// So many windows are computed at once, about, that products have some rows but stay in the cache.
constexpr std::size_t batch_windows = 32;
constexpr std::size_t batch_words = 768;

struct Tag {
    Upos upos = Upos::X;
    std::string_view xpos;
    std::string_view feats;
};

std::vector<std::string_view> lines_of(const ModelFile& file, std::string_view section) {
    std::string_view text = file.text(section);
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos)
            file.fail("has a broken list \"" + std::string(section) + "\"; train it again");
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
        if (second == std::string_view::npos || !upos) file.fail("has a broken list of tags; train it again");
        tags.push_back({*upos, line.substr(first + 1, second - first - 1), line.substr(second + 1)});
    }
    return tags;
}

std::uint32_t find_label(const std::vector<std::string_view>& labels, std::string_view name) {
    const auto found = std::find(labels.begin(), labels.end(), name);
    return static_cast<std::uint32_t>(found == labels.end() ? 0 : found - labels.begin());
}

// The end of the batch of windows that begins with `first`.
std::size_t batch_end(std::span<const Piece> pieces, std::span<const Window> windows, std::size_t first) {
    std::size_t words = 0;
    std::size_t last = first;
    for (; last < windows.size() && last - first < batch_windows; ++last) {
        words += pieces[windows[last].last - 1].last - pieces[windows[last].first].first;
        if (last > first && words > batch_words) break;
    }
    return last;
}

}  // namespace

struct Analyser::Model {
    explicit Model(ModelFile opened)
        : file(std::move(opened)),
          tags(tags_of(file)),
          labels(lines_of(file, "labels")),
          encoder(open_encoder(file)),
          heads(file, *encoder, find_label(labels, "root")),
          words(file),
          lemmatizer(file),
          // The second half of a sentence that was cut hangs on the first like a clause without a link.
          join_label(find_label(labels, "parataxis")) {
        if (tags.empty() || labels.empty() || tags.size() != heads.tags() || labels.size() != heads.labels())
            file.fail("has lists that don't fit its shape; train it again");
    }

    /// Working memory of a thread, for whichever model it uses.
    struct Workspace {
        std::vector<Piece> pieces;
        std::vector<Window> windows;
        Encoding encoding;
        HeadsWorkspace heads;
        PieceAnalysis analysis;
        std::string scratch;
    };

    void fill(const TokenizedText& text, const Piece& piece, const PieceAnalysis& analysis,
              std::string& scratch, ParsedSentence& sentence) const {
        const std::uint32_t offset = piece.first - sentence.first_token;
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
            lemmatizer.lemma(form, scratch, tag.upos, tag.xpos, words, word.lemma);
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
    std::unique_ptr<TextEncoder> encoder;
    ParseHeads heads;
    WordTable words;
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
    return model_->encoder->state_size();
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
    w.windows.clear();
    model_->encoder->cut_into_windows(text, w.pieces, w.windows);
    for (std::size_t first = 0; first < w.windows.size();) {
        deadline.check();
        const std::size_t last = batch_end(w.pieces, w.windows, first);
        model_->encoder->encode(text, w.pieces, std::span(w.windows).subspan(first, last - first),
                                w.encoding);
        const Piece* piece = w.pieces.data() + w.windows[first].first;
        for (const EncodedPiece& encoded : w.encoding.pieces) {
            ParsedSentence& sentence = result[piece->sentence];
            model_->heads.analyse(encoded, w.heads, w.analysis);
            model_->fill(text, *piece++, w.analysis, w.scratch, sentence);
            sentence.states.insert(sentence.states.end(), encoded.states.begin(), encoded.states.end());
        }
        first = last;
    }
    return result;
}

}  // namespace entente
