#pragma once

#include "core/model/article.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace entente {

/// An article that could not be read; the rest of its file still can.
struct ReadFailure {
    std::string where;    ///< "news.jsonl:17"
    std::string message;  ///< what is wrong with it
};

/// What stands at one place of the input.
struct ReadItem {
    std::string where;  ///< "news.jsonl:17", for messages about it
    std::variant<Article, ReadFailure> content;
};

struct ReaderOptions {
    std::string date;  ///< of articles that tell none; ISO 8601
    std::string source;
    std::size_t longest_article = 64u << 20;  ///< bytes; a longer line or file is a failure
};

/// Reads articles one after another; memory stays at the size of the largest article.
class ArticleReader {
  public:
    virtual ~ArticleReader() = default;
    /// The next article or failure; nothing at the end. Throws Error when nothing more of the file can be
    /// read.
    virtual std::optional<ReadItem> next() = 0;
};

/// Opens a file, or standard input for "-": JSONL (a line an object with `text` and perhaps id, date, title,
/// url, source; other members are ignored) or plain text (one article, with a head of `key: value` lines
/// between `---` lines if it has one), each also as gzip, told apart by content. Strings are valid UTF-8
/// after it. Throws Error(io) for what can't be opened.
std::unique_ptr<ArticleReader> open_articles(const std::filesystem::path& file,
                                             const ReaderOptions& options = {});

}  // namespace entente
