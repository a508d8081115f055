#pragma once

#include "core/input/article_reader.h"

namespace entente {

/// What is known of a stream from what it was packed in.
struct StreamOrigin {
    std::string url;         ///< where a page was fetched
    std::string media_type;  ///< "text/html; charset=utf-8"
    std::string file_name;   ///< its ending tells a format where the content does not
    bool crawled = false;    ///< by a crawler, which takes any page: no article in it is no failure
};

/// A stream that is to be read as articles.
struct ArticleStream {
    NamedSource source;
    StreamOrigin origin;
    std::shared_ptr<const ReaderOptions> options;
    int depth = 0;              ///< packings around it
    bool regular_file = false;  ///< whose bytes are there: reading them never waits
};

/// The reader of a stream's format; packings are opened on the way. Throws Error(input) where they are
/// nested too deeply.
std::unique_ptr<ArticleReader> open_stream(ArticleStream stream);

/// The readers of one format each, in files of their names.
std::unique_ptr<ArticleReader> open_plain_text(ArticleStream stream);
std::unique_ptr<ArticleReader> open_html(ArticleStream stream);
std::unique_ptr<ArticleReader> open_feed(ArticleStream stream);
std::unique_ptr<ArticleReader> open_json(ArticleStream stream);
std::unique_ptr<ArticleReader> open_json_lines(ArticleStream stream);
std::unique_ptr<ArticleReader> open_csv(ArticleStream stream);
std::unique_ptr<ArticleReader> open_warc(ArticleStream stream);
std::unique_ptr<ArticleReader> open_archive(ArticleStream stream);

/// A reader of what is read as a whole: items that are there already.
std::unique_ptr<ArticleReader> items_reader(std::vector<ReadItem> items);

ReadItem failed_item(std::string where, std::string message);

/// The item for an article that was read: fills in what the options know of those that tell too little, gives
/// the date its form, and derives the id. A date that can't be read makes it a failure.
ReadItem finished_item(std::string where, Article article, const ReaderOptions& options);

/// As above for what comes from the web: skipped when it is in another language than English.
/// `declared_language` ("de-AT") counts where the text is too short to tell.
ReadItem finished_web_item(std::string where, Article article, std::string_view declared_language,
                           const ReaderOptions& options);

}  // namespace entente
