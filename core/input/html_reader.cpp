#include "core/input/article_stream.h"
#include "core/input/charset.h"
#include "core/input/html_body.h"
#include "core/input/html_metadata.h"
#include "core/model/error.h"

#include <fmt/format.h>

namespace entente {
namespace {

/// Words of prose that a page must hold to have an article: lists of headlines have none.
constexpr std::size_t kShortestText = 140;

ReadItem read_page(ArticleStream& stream) {
    const std::string& name = stream.source.name;
    const ReaderOptions& options = *stream.options;
    std::string html;
    if (!read_all(*stream.source.bytes, options.longest_article, html))
        return failed_item(name,
                           fmt::format("the page is longer than {} bytes (--max-article sets the limit)",
                                       options.longest_article));
    const std::string charset = declared_charset(stream.origin.media_type, html);
    const HtmlTree tree(to_utf8(std::move(html), charset));
    HtmlMetadata data = html_metadata(tree, stream.origin.url);
    Article article;
    article.title = std::move(data.title);
    article.date = std::move(data.date);
    article.url = std::move(data.url);
    if (article.url.empty()) article.source = std::move(data.site);
    article.text = html_body(tree, article.title);
    // What the page itself gives as the text counts where most of it is not to be seen on the page.
    if (article.text.size() * 2 < data.body.size()) article.text = std::move(data.body);
    if (article.text.size() < kShortestText) {
        if (stream.origin.crawled) return {name, ReadSkip{ReadSkip::Reason::no_article, {}}};
        if (article.text.empty()) return failed_item(name, "the page holds no article");
    }
    return finished_web_item(name, std::move(article), data.language, options);
}

}  // namespace

std::unique_ptr<ArticleReader> open_html(ArticleStream stream) {
    std::vector<ReadItem> items;
    try {
        items.push_back(read_page(stream));
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::input) throw;
        items.push_back(failed_item(stream.source.name, error.what()));
    }
    return items_reader(std::move(items));
}

}  // namespace entente
