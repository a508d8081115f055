#include "tests/core/extract/given_trees.h"

#include "core/parse/treebank.h"
#include "core/text/sentence_splitter.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace entente;

namespace {

using Sentences = std::vector<TreebankSentence>;

// No threshold of the rules on these margins (core/extract/names) is greater, so that only less sure ones
// have to be written down.
constexpr float kSure = 5.0F;
constexpr float kWritten = 3.1F;

const std::string kCase = "# case = ";

/// The sentences of each text of a file. They stay where they are, as words of documents are views of theirs.
std::map<std::string, Sentences> read_cases(const std::filesystem::path& file) {
    std::map<std::string, Sentences> cases;
    if (!std::filesystem::exists(file)) return cases;
    Sentences* current = nullptr;
    for (TreebankSentence& sentence : read_treebank(file)) {
        for (const std::string& comment : sentence.comments)
            if (comment.starts_with(kCase)) current = &cases[comment.substr(kCase.size())];
        if (!current) throw std::runtime_error(file.string() + " does not begin with \"" + kCase + "\"");
        current->push_back(std::move(sentence));
    }
    return cases;
}

std::map<std::string, Sentences>& cases_of(const std::string& name) {
    static std::map<std::string, std::map<std::string, Sentences>> files;
    const auto [file, fresh] = files.try_emplace(name);
    if (fresh)
        file->second =
            read_cases(std::filesystem::path(ENTENTE_CASES) / "extract/trees" / (name + ".conllu"));
    return file->second;
}

/// The value of a key of MISC; empty where it isn't there.
std::string misc(const TreebankWord& word, const std::string& key) {
    const std::string all = "|" + word.misc + "|", start = "|" + key + "=";
    const std::size_t at = all.find(start);
    if (at == std::string::npos) return {};
    return all.substr(at + start.size(), all.find('|', at + 1) - at - start.size());
}

float number(const TreebankWord& word, const std::string& key, float otherwise) {
    const std::string value = misc(word, key);
    return value.empty() ? otherwise : std::stof(value);
}

FoundMentions names_of(const TreebankSentence& sentence, std::uint32_t first_token) {
    FoundMentions found;
    found.first_token = first_token;
    found.outside.assign(sentence.words.size(), kSure);
    for (std::uint32_t i = 0; i < sentence.words.size(); ++i) {
        const TreebankWord& word = sentence.words[i];
        if (const std::string name = misc(word, "Name"); !name.empty()) {
            const std::size_t colon = name.find(':');
            const auto type = std::ranges::find(mention_type_names, name.substr(0, colon));
            REQUIRE(type != mention_type_names.end());
            FoundMention mention;
            mention.first = first_token + i;
            mention.last = mention.first + static_cast<std::uint32_t>(std::stoul(name.substr(colon + 1)));
            mention.type = static_cast<MentionType>(type - mention_type_names.begin());
            mention.margin = number(word, "Margin", kSure);
            mention.type_margin = number(word, "TypeMargin", kSure);
            found.mentions.push_back(mention);
            REQUIRE(mention.last <= first_token + sentence.words.size());
            std::fill_n(found.outside.begin() + i, mention.last - mention.first, -kSure);
        }
        found.outside[i] = number(word, "Outside", found.outside[i]);
    }
    return found;
}

AnalysedDocument document_of(const Article& article, const Sentences& given, const Resources& resources) {
    TokenizedText text{article.text, {}, {}};
    std::vector<ParsedSentence> trees;
    DocumentMentions mentions;
    std::size_t at = 0;
    for (const TreebankSentence& sentence : given) {
        ParsedSentence tree;
        tree.first_token = static_cast<std::uint32_t>(text.tokens.size());
        for (const TreebankWord& word : sentence.words) {
            const std::size_t begin = article.text.find_first_not_of(" \n\t", at);
            INFO("word " << word.form << " of: " << article.text);
            REQUIRE(article.text.compare(begin, word.form.size(), word.form) == 0);
            at = begin + word.form.size();
            text.tokens.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
            tree.words.push_back({word.upos, word.xpos, word.feats, word.lemma, word.head, word.deprel});
        }
        for (const MultiwordToken& token : sentence.multiword_tokens)
            for (std::uint32_t i = token.first + 1; i < token.last; ++i)
                text.tokens[tree.first_token + i].joined = true;
        const auto end = static_cast<std::uint32_t>(text.tokens.size());
        mentions.names.push_back(names_of(sentence, tree.first_token));
        text.sentences.push_back({tree.first_token, end, trees.empty()});
        trees.push_back(std::move(tree));
    }
    REQUIRE(article.text.find_first_not_of(" \n\t", at) == std::string::npos);
    return {document_of_trees(article, std::move(text), std::move(trees), resources.triggers),
            std::move(mentions)};
}

void add_misc(TreebankWord& word, const std::string& entry) {
    word.misc = word.misc == "_" ? entry : word.misc + "|" + entry;
}

Sentences analysed(const Article& article, const Resources& resources) {
    const TokenizedText text = split_sentences(article.text);
    Sentences sentences = to_treebank(text, resources.analyser.analyse(text));
    const AnalysedDocument read = analyse_document(article, text, resources);
    sentences.front().comments.insert(sentences.front().comments.begin(), kCase + article.text);
    for (std::size_t s = 0; s < sentences.size(); ++s) {
        std::vector<TreebankWord>& words = sentences[s].words;
        const FoundMentions& found = read.mentions.names[s];
        const auto add = [&](std::size_t word, const char* key, float margin) {
            add_misc(words[word], fmt::format("{}={:.2f}", key, margin));
        };
        std::vector<bool> named(words.size());
        for (const FoundMention& name : found.mentions) {
            const std::size_t first = name.first - found.first_token;
            const std::size_t length = name.last - name.first;
            add_misc(
                words[first],
                fmt::format("Name={}:{}", mention_type_names[static_cast<std::size_t>(name.type)], length));
            if (name.margin < kWritten) add(first, "Margin", name.margin);
            if (name.type_margin < kWritten) add(first, "TypeMargin", name.type_margin);
            std::fill_n(named.begin() + static_cast<std::ptrdiff_t>(first), length, true);
        }
        for (std::size_t i = 0; i < words.size(); ++i) {
            const bool sure = named[i] ? found.outside[i] < -kWritten : found.outside[i] > kWritten;
            if (!sure) add(i, "Outside", found.outside[i]);
        }
    }
    return sentences;
}

}  // namespace

AnalysedDocument given_document(const Article& article, const std::string& name, const Resources& resources) {
    std::map<std::string, Sentences>& cases = cases_of(name);
    auto given = cases.find(article.text);
    if (given == cases.end()) {
        INFO("no tree of: " << article.text << "\ntests/add-trees.sh makes it");
        REQUIRE(std::getenv("ENTENTE_ADD_TREES"));
        given = cases.emplace(article.text, analysed(article, resources)).first;
        std::ofstream out(std::filesystem::path(ENTENTE_CASES) / "extract/trees" / (name + ".conllu"),
                          std::ios::app);
        write_conllu(out, given->second);
        REQUIRE(out.flush());
    }
    return document_of(article, given->second, resources);
}
