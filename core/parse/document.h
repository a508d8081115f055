#pragma once

#include "core/model/article.h"
#include "core/model/date.h"
#include "core/parse/parsed_sentence.h"
#include "core/text/token.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace entente {

/// No token, mention or entity.
inline constexpr std::uint32_t kNone = ~0u;

/// An article with its tokens and trees, addressed by token numbers of the whole text.
class Document {
  public:
    /// `text` is that of the article, cut into sentences, and `sentences` are their trees, by whomever they
    /// were made. The article must live as long.
    Document(const Article& article, TokenizedText text, std::vector<ParsedSentence> sentences);
    Document(Document&&) = default;
    Document& operator=(Document&&) = default;
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    const Article& article() const { return *article_; }
    const TokenizedText& text() const { return text_; }
    std::optional<Date> day() const { return day_; }  ///< the article's; nothing when unknown

    std::uint32_t size() const { return static_cast<std::uint32_t>(text_.tokens.size()); }
    std::string_view form(std::uint32_t token) const { return text_[token]; }
    const Word& word(std::uint32_t token) const { return *words_[token]; }
    std::string_view lemma(std::uint32_t token) const { return words_[token]->lemma; }
    Upos upos(std::uint32_t token) const { return words_[token]->upos; }
    std::uint32_t sentence(std::uint32_t token) const { return sentence_[token]; }
    const Sentence& sentence_span(std::uint32_t sentence) const { return text_.sentences[sentence]; }
    std::size_t sentence_count() const { return text_.sentences.size(); }

    /// The encoder's states of a sentence's words (ParsedSentence::states); empty where there was no encoder.
    std::span<const std::int8_t> states(std::uint32_t sentence) const { return parses_[sentence].states; }

    /// The governor, or kNone for the root of a sentence.
    std::uint32_t head(std::uint32_t token) const { return head_[token]; }
    /// The relation to the governor without its subtype: "nsubj".
    std::string_view relation(std::uint32_t token) const;
    /// With the subtype: "nsubj:pass".
    std::string_view full_relation(std::uint32_t token) const { return words_[token]->deprel; }
    /// The dependents, from left to right.
    std::span<const std::uint32_t> children(std::uint32_t token) const {
        return {children_.data() + first_child_[token], first_child_[token + 1] - first_child_[token]};
    }
    /// The first dependent with this relation (full, or without subtype), or kNone.
    std::uint32_t child(std::uint32_t token, std::string_view relation) const;
    bool has_child(std::uint32_t token, std::string_view relation) const {
        return child(token, relation) != kNone;
    }
    /// The preposition that marks a nominal ("because of" by its first word, in lower case); empty for none.
    std::string_view preposition(std::uint32_t token) const;
    /// The nominals coordinated with a token, itself first.
    std::vector<std::uint32_t> conjuncts(std::uint32_t token) const;
    /// True where `ancestor` governs `token`, at any distance or itself.
    bool governs(std::uint32_t ancestor, std::uint32_t token) const;

    bool capitalised(std::uint32_t token) const;
    bool sentence_start(std::uint32_t token) const { return starts_[token]; }

  private:
    const Article* article_;
    TokenizedText text_;
    std::vector<ParsedSentence> parses_;
    std::optional<Date> day_;
    std::vector<const Word*> words_;
    std::vector<std::uint32_t> sentence_, head_, first_child_, children_;
    std::vector<bool> starts_;  ///< first word of a sentence, past quotes and dashes
};

}  // namespace entente
