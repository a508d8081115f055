#pragma once

#include "core/input/decompression.h"
#include "core/input/field_map.h"
#include "core/model/article.h"

#include <filesystem>
#include <functional>
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

/// What is no article that was asked for, and no fault: a page in another language, a list of links.
struct ReadSkip {
    enum class Reason { language, no_article };
    Reason reason = Reason::no_article;
    std::string detail;  ///< of a language its ISO 639 code
};

/// What stands at one place of the input.
struct ReadItem {
    std::string where;  ///< "news.jsonl:17", "pages.zip/a.html", "news.warc.gz#3", for messages about it
    std::variant<Article, ReadFailure, ReadSkip> content;
};

/// Says which language a text is in, by its ISO 639-1 code; empty where that is uncertain. Asked from several
/// threads.
using LanguageFinder = std::function<std::string(std::string_view text)>;

struct ReaderOptions {
    std::string date;  ///< of articles that tell none; ISO 8601
    std::string source;
    FieldMap fields;  ///< of JSON and CSV
    /// Bytes of an article as it stands in its file; a longer line, page or text is a failure.
    std::size_t longest_article = 16u << 20;
    UnpackLimits unpack;
    /// Pages, feeds and web archives hold all languages: those whose text this finds to be in another one
    /// than English are skipped. Plain text, JSON and CSV are taken as they are. Not set: all are taken.
    LanguageFinder language_of;
    /// That read pages of a web archive at a time; 0 for one a core. What is read does not depend on it.
    unsigned threads = 0;
};

/// Reads articles one after another; memory stays at the size of the largest article, or of some pages of a
/// web archive.
class ArticleReader {
  public:
    virtual ~ArticleReader() = default;
    /// The next article, failure or skip; nothing at the end. Throws Error when nothing more of the file can
    /// be read.
    virtual std::optional<ReadItem> next() = 0;
};

/// Opens a file, or standard input for "-". Told apart by content, and read inside one another:
///
///     gzip, Zstandard, zip, tar   their files, by the same rules
///     WARC                        the pages of its responses and resources, the texts of its conversions
///     HTML                        a page gives one article, without what stands around it
///     RSS, Atom                   an article an entry
///     JSON lines, JSON            an article an object (`FieldMap`); arrays of objects, also inside an
///     answer
///                                 of a programming interface
///     CSV                         an article a row, by the names in its header
///     plain text                  one article, with a head of `key: value` lines between `---` lines if it
///                                 has one
///
/// Other character sets than UTF-8 are converted, but for JSON, which has no other. Strings are valid UTF-8
/// after it. Throws Error(io) for what can't be opened.
std::unique_ptr<ArticleReader> open_articles(const std::filesystem::path& file,
                                             const ReaderOptions& options = {});

/// The same for a stream that is open already; its name is that of a file.
std::unique_ptr<ArticleReader> open_articles(NamedSource source, const ReaderOptions& options = {});

}  // namespace entente
