#include "core/input/article_stream.h"
#include "core/input/charset.h"
#include "core/model/error.h"
#include "core/text/utf8.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

/// Takes the head of a text off, where there is one:
///
///     head = "---" LF { key ":" value LF } "---" LF        keys: id, title, date, source, url
///
/// Throws Error(input) for another key.
void take_front_matter(Article& article) {
    constexpr std::string_view kFence = "---\n";
    std::string& text = article.text;
    if (text.compare(0, kFence.size(), kFence) != 0) return;
    const std::size_t close = text.find("\n---\n");
    if (close == std::string::npos) return;
    for (std::size_t at = kFence.size(); at <= close;) {
        const std::size_t end = text.find('\n', at);
        const std::string_view line = std::string_view(text).substr(at, end - at);
        at = end + 1;
        const std::size_t colon = line.find(':');
        const std::string key = ascii_lower(line.substr(0, colon));
        const std::size_t begin =
            colon == std::string_view::npos ? colon : line.find_first_not_of(" \t", colon + 1);
        const std::string value(begin == std::string_view::npos ? std::string_view() : line.substr(begin));
        if (key == "id")
            article.id = value;
        else if (key == "title")
            article.title = value;
        else if (key == "date")
            article.date = value;
        else if (key == "source")
            article.source = value;
        else if (key == "url")
            article.url = value;
        else
            throw Error(ErrorKind::input,
                        fmt::format("its head has \"{}\"; it may have id, title, date, source and url", key));
    }
    text.erase(0, std::min(text.find_first_not_of('\n', close + kFence.size() + 1), text.size()));
}

/// Every line ends in one line feed, the last too.
void unite_line_ends(std::string& text) {
    std::size_t to = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        if (!(text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n')) text[to++] = text[at];
    text.resize(to);
    if (text.ends_with('\r')) text.pop_back();
    if (!text.ends_with('\n')) text += '\n';
}

ReadItem read_article(ArticleStream& stream) {
    const std::string& name = stream.source.name;
    const ReaderOptions& options = *stream.options;
    Article article;
    if (!read_all(*stream.source.bytes, options.longest_article, article.text))
        return failed_item(name,
                           fmt::format("the text is longer than {} bytes (--max-article sets the limit)",
                                       options.longest_article));
    if (article.text.find_first_not_of(kBlank) == std::string::npos)
        return failed_item(name, "the file is empty");
    if (looks_binary(article.text)) return failed_item(name, "is binary, no text");
    article.text = to_utf8(std::move(article.text), declared_charset(stream.origin.media_type, {}));
    unite_line_ends(article.text);
    try {
        take_front_matter(article);
    } catch (const Error& error) {
        return failed_item(name, error.what());
    }
    if (article.text.find_first_not_of(kBlank) == std::string::npos)
        return failed_item(name, "has a head and no text");
    if (article.url.empty()) article.url = stream.origin.url;
    return stream.origin.crawled ? finished_web_item(name, std::move(article), {}, options)
                                 : finished_item(name, std::move(article), options);
}

}  // namespace

std::unique_ptr<ArticleReader> open_plain_text(ArticleStream stream) {
    std::vector<ReadItem> items;
    items.push_back(read_article(stream));
    return items_reader(std::move(items));
}

}  // namespace entente
