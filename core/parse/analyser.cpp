#include "core/parse/analyser.h"

#include "core/parse/lemma_rules.h"
#include "core/parse/parse_heads.h"
#include "core/parse/piece.h"
#include "core/parse/sentence_ends.h"
#include "core/parse/text_encoder.h"
#include "core/parse/upos_name.h"
#include "core/parse/word_features.h"

#include <algorithm>
#include <memory>
#include <optional>
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
          ends(SentenceEnds::open(file, *encoder)),
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
        // Of sentences that are cut anew.
        std::vector<std::int32_t> sums;
        std::vector<float> projected, end_scores;
        std::vector<Piece> new_pieces;
        std::vector<std::int8_t> rows;
        std::vector<float> scales;
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

    /// Reads the trees of given sentences from what their pieces were encoded to.
    void read_pieces(const TokenizedText& text, std::span<const Piece> pieces,
                     std::span<const EncodedPiece> encoded, Workspace& w,
                     std::vector<ParsedSentence>& result) const {
        for (std::size_t p = 0; p < pieces.size(); ++p) {
            ParsedSentence& sentence = result[pieces[p].sentence];
            heads.analyse(encoded[p], w.heads, w.analysis);
            fill(text, pieces[p], w.analysis, w.scratch, sentence);
            sentence.states.insert(sentence.states.end(), encoded[p].states.begin(), encoded[p].states.end());
        }
    }

    /// Cuts the sentences of a window anew and reads their trees.
    void recut(const TokenizedText& text, std::span<const Piece> pieces,
               std::span<const EncodedPiece> encoded, Workspace& w, std::vector<Sentence>& sentences,
               std::vector<ParsedSentence>& result) const {
        w.end_scores.clear();
        for (const EncodedPiece& piece : encoded) ends->score(piece.tags, w.sums, w.projected, w.end_scores);
        // A sentence that goes over the window's ends ends there.
        std::vector<Sentence> given;
        for (std::uint32_t s = pieces.front().sentence; s <= pieces.back().sentence; ++s) {
            const Sentence& whole = text.sentences[s];
            const std::uint32_t begin = std::max(whole.first, pieces.front().first);
            given.push_back({begin, std::min(whole.last, pieces.back().last),
                             whole.paragraph_start && begin == whole.first});
        }
        const std::vector<Sentence> cut = recut_sentences(given, w.end_scores);
        const std::size_t width = encoder->tree_width(), states = encoder->state_size();
        const std::size_t before = result.size();
        w.new_pieces.clear();
        for (std::uint32_t s = 0; s < cut.size(); ++s) {
            const Sentence& sentence = cut[s];
            result.push_back({});
            result.back().first_token = sentence.first;
            result.back().words.resize(sentence.last - sentence.first);
            cut_into_pieces(text, sentence, static_cast<std::uint32_t>(before) + s, w.new_pieces);
        }
        // Sentences have the rows of their words and, in front, the one that the window has for the root.
        std::size_t from = 0;
        for (const Piece& piece : w.new_pieces) {
            const std::size_t size = piece.last - piece.first;
            make_room(w.rows, (size + 1) * width);
            make_room(w.scales, size + 1);
            std::copy_n(encoded.front().tree.numbers, width, w.rows.data());
            w.scales[0] = encoded.front().tree.scale[0];
            ParsedSentence& sentence = result[piece.sentence];
            for (std::size_t i = 0; i < size; ++i) {
                const auto token = piece.first + static_cast<std::uint32_t>(i);
                while (token >= pieces[from].last) ++from;
                const std::size_t at = token - pieces[from].first;
                std::copy_n(encoded[from].tags.numbers + at * encoded[from].tags.stride, width,
                            w.rows.data() + (i + 1) * width);
                w.scales[i + 1] = encoded[from].tags.scale[at];
                const auto state = encoded[from].states.subspan(at * states, states);
                sentence.states.insert(sentence.states.end(), state.begin(), state.end());
            }
            const std::span<const float> scales(w.scales.data(), size + 1);
            heads.analyse(
                {{w.rows.data() + width, width, scales.subspan(1)}, {w.rows.data(), width, scales}, {}},
                w.heads, w.analysis);
            fill(text, piece, w.analysis, w.scratch, sentence);
        }
        sentences.insert(sentences.end(), cut.begin(), cut.end());
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
    std::optional<SentenceEnds> ends;
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
    return analyse(text, nullptr, deadline);
}

std::vector<ParsedSentence> Analyser::recut_and_analyse(TokenizedText& text, const Deadline& deadline) const {
    if (!model_->ends) return analyse(text, nullptr, deadline);
    std::vector<Sentence> sentences;
    std::vector<ParsedSentence> result = analyse(text, &sentences, deadline);
    text.sentences = std::move(sentences);
    return result;
}

/// `recut`: where sentences that are cut anew go; null to keep those of the text.
std::vector<ParsedSentence> Analyser::analyse(const TokenizedText& text, std::vector<Sentence>* recut,
                                              const Deadline& deadline) const {
    thread_local Model::Workspace w;
    std::vector<ParsedSentence> result;
    if (!recut) result.resize(text.sentences.size());
    w.pieces.clear();
    for (std::size_t s = 0; s < text.sentences.size(); ++s) {
        const Sentence& sentence = text.sentences[s];
        if (!recut) {
            result[s].first_token = sentence.first;
            result[s].words.resize(sentence.last - sentence.first);
        }
        cut_into_pieces(text, sentence, static_cast<std::uint32_t>(s), w.pieces);
    }
    w.windows.clear();
    model_->encoder->cut_into_windows(text, w.pieces, w.windows);
    for (std::size_t first = 0; first < w.windows.size();) {
        deadline.check();
        const std::size_t last = batch_end(w.pieces, w.windows, first);
        const auto windows = std::span(w.windows).subspan(first, last - first);
        model_->encoder->encode(text, w.pieces, windows, w.encoding);
        const std::uint32_t begin = windows.front().first;
        for (const Window& window : windows) {
            const auto pieces = std::span(w.pieces).subspan(window.first, window.last - window.first);
            const auto encoded =
                std::span(std::as_const(w.encoding.pieces)).subspan(window.first - begin, pieces.size());
            if (recut)
                model_->recut(text, pieces, encoded, w, *recut, result);
            else
                model_->read_pieces(text, pieces, encoded, w, result);
        }
        first = last;
    }
    return result;
}

}  // namespace entente
