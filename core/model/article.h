#pragma once

#include "core/model/fingerprint.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente {

/// Members of a JSON object that this version doesn't know, kept as (key, JSON text) so that newer files pass
/// through.
using ExtraFields = std::vector<std::pair<std::string, std::string>>;

/// A news article as the readers give it: all strings are valid UTF-8, unknown fields are empty.
struct Article {
    std::string id;     ///< the caller's, else derived by `derive_article_id`
    std::string date;   ///< ISO 8601 day of publication; empty when unknown
    std::string title;  ///< helps to understand; no evidence
    std::string url;
    std::string source;  ///< who published it ("reuters.com")
    std::string text;    ///< what offsets refer to, in UTF-8 bytes

    bool operator==(const Article&) const = default;
};

/// The id of an article whose caller gave none: a hash of the url, else of the text.
std::string derive_article_id(const Article& article);

/// Identifies the content of an article: XXH3 (128 bits, as 32 hex digits) over title, date, source, url and
/// text.
std::string content_hash(const Article& article);

/// Who says something, for confidence: articles of one source, and near-duplicates of several, count once.
struct SourceKey {
    std::string name;   ///< the article's `source`, else the host of its url, else its id
    TextSketch text{};  ///< of the article

    auto operator<=>(const SourceKey&) const = default;
};

SourceKey source_key(const Article& article);
/// The same where the fingerprint of the article's text is known already.
SourceKey source_key(const Article& article, const Fingerprint& text);

/// XXH3 (128 bits) of bytes, as 32 lower-case hex digits.
std::string hash_hex(std::string_view bytes);

}  // namespace entente
