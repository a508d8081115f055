#include "core/parse/treebank.h"

#include "core/model/error.h"
#include "core/parse/upos_name.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <istream>
#include <memory>
#include <ostream>
#include <sstream>

#include <zlib.h>

// A sentence is its comment lines, one line a word, and a blank line
// (https://universaldependencies.org/format.html):
//   line  = id TAB form TAB lemma TAB upos TAB xpos TAB feats TAB head TAB deprel TAB deps TAB misc LF
//   id    = n | n "-" n (multiword token) | n "." n (empty node)
namespace entente {
namespace {

constexpr std::size_t column_count = 10;

class ConlluReader {
  public:
    ConlluReader(std::istream& in, const std::string& name) : in_(in), name_(name) {}

    std::vector<TreebankSentence> read() {
        std::string line;
        while (std::getline(in_, line)) {
            ++line_number_;
            if (!line.empty() && line.back() == '\r') line.pop_back();
            if (line.empty()) {
                finish_sentence();
            } else if (line[0] == '#') {
                sentence_.comments.push_back(line);
            } else {
                read_line(line);
            }
        }
        finish_sentence();
        return std::move(sentences_);
    }

  private:
    [[noreturn]] void fail(const std::string& what) const {
        throw Error(ErrorKind::input,
                    name_ + ", line " + std::to_string(line_number_) + ": " + what + "; CoNLL-U is expected");
    }

    std::uint32_t number(std::string_view text) const {
        std::uint32_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc{} || end != text.data() + text.size()) {
            fail("\"" + std::string(text) + "\" is not a number");
        }
        return value;
    }

    void read_line(const std::string& line) {
        std::array<std::string_view, column_count> columns;
        std::size_t count = 0;
        std::string_view rest = line;
        while (true) {
            const std::size_t tab = rest.find('\t');
            if (count == column_count) fail("more than ten columns");
            columns[count++] = rest.substr(0, tab);
            if (tab == std::string_view::npos) break;
            rest.remove_prefix(tab + 1);
        }
        if (count != column_count) fail(std::to_string(count) + " columns instead of ten");
        const std::string_view id = columns[0];
        if (id.find('.') != std::string_view::npos) return;
        if (const std::size_t dash = id.find('-'); dash != std::string_view::npos) {
            const std::uint32_t first = number(id.substr(0, dash));
            const std::uint32_t last = number(id.substr(dash + 1));
            if (first != sentence_.words.size() + 1 || last < first) fail("multiword token out of order");
            sentence_.multiword_tokens.push_back(
                {first - 1, last, std::string(columns[1]), std::string(columns[9])});
            return;
        }
        if (number(id) != sentence_.words.size() + 1) fail("word " + std::string(id) + " out of order");
        TreebankWord word;
        word.form = columns[1];
        word.lemma = columns[2];
        const auto upos = find_upos(columns[3]);
        if (!upos && columns[3] != "_") fail("unknown part of speech \"" + std::string(columns[3]) + "\"");
        word.upos = upos.value_or(Upos::X);
        word.xpos = columns[4];
        word.feats = columns[5];
        // "_" stands for an unknown head in files that are to be parsed.
        if (columns[6] == "_") {
            headless_ = true;
        } else {
            word.head = static_cast<std::int32_t>(number(columns[6])) - 1;
        }
        word.deprel = columns[7];
        word.deps = columns[8];
        word.misc = columns[9];
        sentence_.words.push_back(std::move(word));
    }

    void finish_sentence() {
        const auto& words = sentence_.words;
        if (!words.empty()) {
            if (!sentence_.multiword_tokens.empty() &&
                sentence_.multiword_tokens.back().last > words.size()) {
                fail("a multiword token is longer than its sentence");
            }
            if (!headless_) check_tree();
            sentences_.push_back(std::move(sentence_));
        }
        sentence_ = {};
        headless_ = false;
    }

    void check_tree() const {
        const auto& words = sentence_.words;
        const auto count = static_cast<std::int32_t>(words.size());
        for (std::int32_t i = 0; i < count; ++i) {
            std::int32_t at = i;
            for (std::int32_t steps = 0; at >= 0; ++steps) {
                if (words[at].head >= count) fail("a head lies outside of the sentence that ends here");
                if (steps > count) fail("the heads of the sentence that ends here are not a tree");
                at = words[at].head;
            }
        }
    }

    std::istream& in_;
    const std::string& name_;
    std::size_t line_number_ = 0;
    bool headless_ = false;
    TreebankSentence sentence_;
    std::vector<TreebankSentence> sentences_;
};

bool has_space_after(std::string_view misc) {
    return misc.find("SpaceAfter=No") == std::string_view::npos;
}

}  // namespace

std::vector<TreebankSentence> read_conllu(std::istream& in, const std::string& name) {
    return ConlluReader(in, name).read();
}

std::vector<TreebankSentence> read_treebank(const std::filesystem::path& file) {
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> in(gzopen(file.c_str(), "rb"), gzclose);
    if (!in) throw Error(ErrorKind::io, "can't open the treebank " + file.string());
    std::string content;
    std::array<char, 1 << 16> buffer;
    int count = 0;
    while ((count = gzread(in.get(), buffer.data(), buffer.size())) > 0) content.append(buffer.data(), count);
    if (count < 0) throw Error(ErrorKind::io, "can't read the treebank " + file.string());
    std::istringstream stream(std::move(content));
    return read_conllu(stream, file.string());
}

void write_conllu(std::ostream& out, const std::vector<TreebankSentence>& sentences) {
    for (const TreebankSentence& sentence : sentences) {
        for (const std::string& comment : sentence.comments) out << comment << '\n';
        auto multiword = sentence.multiword_tokens.begin();
        for (std::size_t i = 0; i < sentence.words.size(); ++i) {
            if (multiword != sentence.multiword_tokens.end() && multiword->first == i) {
                out << i + 1 << '-' << multiword->last << '\t' << multiword->form << "\t_\t_\t_\t_\t_\t_\t_\t"
                    << multiword->misc << '\n';
                ++multiword;
            }
            const TreebankWord& word = sentence.words[i];
            out << i + 1 << '\t' << word.form << '\t' << word.lemma << '\t' << to_string(word.upos) << '\t'
                << word.xpos << '\t' << word.feats << '\t' << word.head + 1 << '\t' << word.deprel << '\t'
                << word.deps << '\t' << word.misc << '\n';
        }
        out << '\n';
    }
}

TreebankText treebank_text(const std::vector<TreebankSentence>& sentences) {
    TreebankText result;
    for (const TreebankSentence& sentence : sentences) {
        if (!result.text.empty()) result.text += "\n\n";
        Sentence place{static_cast<std::uint32_t>(result.tokens.size()), 0, true};
        auto multiword = sentence.multiword_tokens.begin();
        for (std::size_t i = 0; i < sentence.words.size(); ++i) {
            while (multiword != sentence.multiword_tokens.end() && multiword->last <= i) ++multiword;
            const bool inside = multiword != sentence.multiword_tokens.end() && multiword->first <= i;
            const auto begin = static_cast<std::uint32_t>(result.text.size());
            result.text += sentence.words[i].form;
            result.tokens.push_back(
                {begin, static_cast<std::uint32_t>(result.text.size()), inside && multiword->first < i});
            if (i + 1 == sentence.words.size()) break;
            const bool space = inside ? multiword->last == i + 1 && has_space_after(multiword->misc)
                                      : has_space_after(sentence.words[i].misc);
            if (space) result.text += ' ';
        }
        place.last = static_cast<std::uint32_t>(result.tokens.size());
        result.sentences.push_back(place);
    }
    return result;
}

std::vector<TreebankSentence> to_treebank(const TokenizedText& text,
                                          const std::vector<ParsedSentence>& analysis) {
    std::vector<TreebankSentence> result;
    result.reserve(analysis.size());
    for (const ParsedSentence& parsed : analysis) {
        TreebankSentence sentence;
        const std::size_t first = parsed.first_token;
        const std::size_t count = parsed.words.size();
        std::string surface(text.slice(first, first + count));
        std::replace_if(
            surface.begin(), surface.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
        sentence.comments.push_back("# text = " + surface);
        for (std::size_t i = 0; i < count; ++i) {
            const Word& word = parsed.words[i];
            TreebankWord line;
            line.form = text[first + i];
            line.lemma = word.lemma;
            line.upos = word.upos;
            line.xpos = word.xpos;
            line.feats = word.feats;
            line.head = word.head;
            line.deprel = word.deprel;
            const bool last_of_text = first + i + 1 == text.tokens.size();
            const bool next_is_joined = i + 1 < count && text.tokens[first + i + 1].joined;
            const std::string misc = last_of_text || text.space_before(first + i + 1) ? "_" : "SpaceAfter=No";
            const bool joined = i > 0 && text.tokens[first + i].joined;
            if (joined) {
                MultiwordToken& token = sentence.multiword_tokens.back();
                token.last = static_cast<std::uint32_t>(i + 1);
                token.form = text.slice(first + token.first, first + i + 1);
                token.misc = misc;
            } else if (next_is_joined) {
                sentence.multiword_tokens.push_back(
                    {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1), line.form, misc});
            } else {
                line.misc = misc;
            }
            sentence.words.push_back(std::move(line));
        }
        result.push_back(std::move(sentence));
    }
    return result;
}

}  // namespace entente
