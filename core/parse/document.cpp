#include "core/parse/document.h"

#include "core/text/utf8.h"

namespace entente {

Document::Document(const Article& article, TokenizedText text, std::vector<ParsedSentence> sentences)
    : article_(&article),
      text_(std::move(text)),
      parses_(std::move(sentences)),
      day_(Date::parse(article.date)) {
    const std::size_t n = text_.tokens.size();
    words_.resize(n);
    sentence_.resize(n);
    head_.assign(n, kNone);
    first_child_.assign(n + 1, 0);
    children_.reserve(n);
    starts_.resize(n);
    for (std::uint32_t s = 0; s < parses_.size(); ++s) {
        const ParsedSentence& parse = parses_[s];
        bool start = true;
        for (std::uint32_t i = 0; i < parse.words.size(); ++i) {
            const std::uint32_t token = parse.first_token + i;
            words_[token] = &parse.words[i];
            sentence_[token] = s;
            if (parse.words[i].head >= 0)
                head_[token] = parse.first_token + static_cast<std::uint32_t>(parse.words[i].head);
            starts_[token] = start;
            if (is_word(char_class(decode_utf8(form(token), 0).value))) start = false;
        }
    }
    // Dependents of each token, by counting sort over heads.
    for (std::uint32_t t = 0; t < n; ++t)
        if (head_[t] != kNone) ++first_child_[head_[t] + 1];
    for (std::size_t t = 0; t < n; ++t) first_child_[t + 1] += first_child_[t];
    children_.resize(first_child_[n]);
    std::vector<std::uint32_t> next(first_child_.begin(), first_child_.end() - (n ? 1 : 0));
    for (std::uint32_t t = 0; t < n; ++t)
        if (head_[t] != kNone) children_[next[head_[t]]++] = t;
}

std::string_view Document::relation(std::uint32_t token) const {
    const std::string_view full = words_[token]->deprel;
    return full.substr(0, full.find(':'));
}

std::uint32_t Document::child(std::uint32_t token, std::string_view wanted) const {
    for (const std::uint32_t c : children(token))
        if (full_relation(c) == wanted || relation(c) == wanted) return c;
    return kNone;
}

std::string_view Document::preposition(std::uint32_t token) const {
    const auto is_mark = [&](std::uint32_t c) {
        return relation(c) == "case" && form(c) != "'s" && form(c) != "’s" && form(c) != "'" &&
               form(c) != "’";
    };
    // "including" is no form of "include" here.
    const auto word = [&](std::uint32_t c) { return words_[c]->xpos == "VBG" ? form(c) : lemma(c); };
    for (const std::uint32_t c : children(token))
        if (is_mark(c)) return word(c);
    // "in Bint Jbeil": the parser may hang it on a later part of the name.
    for (const std::uint32_t part : children(token))
        if (relation(part) == "flat")
            for (const std::uint32_t c : children(part))
                if (c < token && is_mark(c)) return word(c);
    // "a ban on admitting ..."
    if (words_[token]->xpos == "VBG")
        for (const std::uint32_t c : children(token))
            if (relation(c) == "mark") return lemma(c);
    return {};
}

std::vector<std::uint32_t> Document::conjuncts(std::uint32_t token) const {
    std::vector<std::uint32_t> all{token};
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const std::uint32_t c : children(all[i]))
            if (relation(c) == "conj") all.push_back(c);
    return all;
}

bool Document::governs(std::uint32_t ancestor, std::uint32_t token) const {
    for (; token != kNone; token = head_[token])
        if (token == ancestor) return true;
    return false;
}

bool Document::capitalised(std::uint32_t token) const {
    return char_class(decode_utf8(form(token), 0).value) == CharClass::upper;
}

}  // namespace entente
