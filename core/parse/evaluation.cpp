#include "core/parse/evaluation.h"

#include "core/model/error.h"
#include "core/text/sentence_splitter.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace entente {
namespace {

constexpr std::array<std::string_view, 8> function_relations = {"aux", "case", "cc",   "clf",
                                                                "cop", "det",  "mark", "punct"};

// Where a word is: the characters of its token, its place in a multiword token, and how many words that has.
using WordKey = std::tuple<std::size_t, std::size_t, std::size_t, std::size_t>;
using Span = std::pair<std::size_t, std::size_t>;

struct PlacedWord {
    const TreebankWord* word = nullptr;
    WordKey head;
    bool is_root = false;
    std::string_view relation;  ///< without subtype
};

struct Placed {
    std::size_t characters = 0;
    std::set<Span> tokens;
    std::set<Span> sentences;
    std::map<WordKey, PlacedWord> words;
};

// Bytes without white space, which the two sides may hold differently.
std::size_t visible_size(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool no_break_space =
            byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0xA0;
        if (no_break_space) {
            ++i;
        } else if (byte > ' ') {
            ++count;
        }
    }
    return count;
}

std::string_view without_subtype(std::string_view relation) {
    return relation.substr(0, relation.find(':'));
}

Placed place(const std::vector<TreebankSentence>& treebank) {
    Placed result;
    std::vector<WordKey> keys;
    for (const TreebankSentence& sentence : treebank) {
        const std::size_t begin = result.characters;
        keys.clear();
        auto multiword = sentence.multiword_tokens.begin();
        for (std::size_t i = 0; i < sentence.words.size();) {
            const bool several = multiword != sentence.multiword_tokens.end() && multiword->first == i;
            const std::size_t count =
                several ? std::max<std::size_t>(1, multiword->last - multiword->first) : 1;
            const std::size_t length = visible_size(several ? multiword->form : sentence.words[i].form);
            const Span span{result.characters, result.characters + length};
            result.tokens.insert(span);
            for (std::size_t part = 0; part < count; ++part)
                keys.emplace_back(span.first, span.second, part, count);
            result.characters += length;
            i += count;
            if (several) ++multiword;
        }
        for (std::size_t i = 0; i < sentence.words.size(); ++i) {
            const TreebankWord& word = sentence.words[i];
            PlacedWord placed{&word, {}, word.head < 0, without_subtype(word.deprel)};
            if (!placed.is_root) placed.head = keys[static_cast<std::size_t>(word.head)];
            result.words.emplace(keys[i], placed);
        }
        result.sentences.emplace(begin, result.characters);
    }
    return result;
}

template <typename T>
Agreement agreement(const std::set<T>& gold, const std::set<T>& predicted) {
    Agreement result{gold.size(), predicted.size(), 0};
    for (const T& item : gold) result.same += predicted.count(item);
    return result;
}

bool is_content(std::string_view relation) {
    return std::find(function_relations.begin(), function_relations.end(), relation) ==
           function_relations.end();
}

bool starts_paragraph(const TreebankSentence& sentence) {
    return std::any_of(sentence.comments.begin(), sentence.comments.end(), [](const std::string& comment) {
        return comment.starts_with("# newpar") || comment.starts_with("# newdoc");
    });
}

}  // namespace

double Agreement::f1() const {
    if (gold + predicted == 0) return 0.0;
    return 200.0 * static_cast<double>(same) / static_cast<double>(gold + predicted);
}

ParseScores score_parse(const std::vector<TreebankSentence>& gold,
                        const std::vector<TreebankSentence>& predicted) {
    const Placed a = place(gold);
    const Placed b = place(predicted);
    if (a.characters != b.characters) {
        throw Error(ErrorKind::input,
                    "gold and analysis hold different text: " + std::to_string(a.characters) + " and " +
                        std::to_string(b.characters) + " bytes without white space");
    }
    ParseScores scores;
    scores.tokens = agreement(a.tokens, b.tokens);
    scores.sentences = agreement(a.sentences, b.sentences);
    const Agreement none{a.words.size(), b.words.size(), 0};
    scores.words = scores.upos = scores.xpos = scores.feats = scores.lemma = scores.uas = scores.las = none;
    for (const auto& [key, word] : b.words) scores.clas.predicted += is_content(word.relation) ? 1 : 0;
    for (const auto& [key, word] : a.words) {
        const bool content = is_content(word.relation);
        Agreement& relation = scores.relations[std::string(word.relation)];
        ++relation.gold;
        scores.clas.gold += content ? 1 : 0;
        const auto found = b.words.find(key);
        if (found == b.words.end()) continue;
        const PlacedWord& other = found->second;
        const bool same_head = word.is_root == other.is_root && word.head == other.head;
        const bool same_arc = same_head && word.relation == other.relation;
        ++scores.words.same;
        scores.upos.same += word.word->upos == other.word->upos ? 1 : 0;
        scores.xpos.same += word.word->xpos == other.word->xpos ? 1 : 0;
        scores.feats.same += word.word->feats == other.word->feats ? 1 : 0;
        scores.lemma.same += word.word->lemma == other.word->lemma ? 1 : 0;
        scores.uas.same += same_head ? 1 : 0;
        scores.las.same += same_arc ? 1 : 0;
        scores.clas.same += same_arc && content ? 1 : 0;
        relation.same += same_arc ? 1 : 0;
    }
    return scores;
}

std::vector<TreebankSentence> parse_words(const Analyser& analyser,
                                          const std::vector<TreebankSentence>& gold) {
    const TreebankText text = treebank_text(gold);
    const TokenizedText tokens = text.tokenized();
    const std::vector<ParsedSentence> parsed = analyser.analyse(tokens);
    std::vector<TreebankSentence> result = gold;
    for (std::size_t s = 0; s < result.size(); ++s) {
        for (std::size_t i = 0; i < result[s].words.size(); ++i) {
            TreebankWord& word = result[s].words[i];
            const Word& answer = parsed[s].words[i];
            word.upos = answer.upos;
            word.xpos = answer.xpos;
            word.feats = answer.feats;
            word.lemma = answer.lemma;
            word.head = answer.head;
            word.deprel = answer.deprel;
            word.deps = "_";
        }
    }
    return result;
}

std::vector<TreebankSentence> parse_raw_text(const Analyser& analyser,
                                             const std::vector<TreebankSentence>& gold) {
    constexpr std::string_view comment_start = "# text = ";
    std::string text;
    for (const TreebankSentence& sentence : gold) {
        if (!text.empty()) text += starts_paragraph(sentence) ? "\n\n" : " ";
        const auto comment =
            std::find_if(sentence.comments.begin(), sentence.comments.end(),
                         [&](const std::string& line) { return line.starts_with(comment_start); });
        if (comment != sentence.comments.end()) {
            text += comment->substr(comment_start.size());
        } else {
            text += treebank_text({sentence}).text;
        }
    }
    TokenizedText tokens = split_sentences(text);
    const std::vector<ParsedSentence> trees = analyser.recut_and_analyse(tokens);
    return to_treebank(tokens, trees);
}

}  // namespace entente
