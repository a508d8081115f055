#include "core/input/field_map.h"

#include "core/model/error.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::array<std::string_view, kArticleFields> kOwnNames = {"id",  "date",   "title",
                                                                    "url", "source", "text"};

/// From the documentation of NewsAPI, GDELT, Guardian Open Platform, New York Times, WordPress, Mediastack,
/// Event Registry and Webhose, and of the corpora CC-News, RealNews, All the News, TREC Washington Post and
/// of news-please.
const std::array<std::vector<std::string_view>, kArticleFields> kUsualNames = {{
    {},  // ids of one service are no ids among all
    {"date_publish", "datePublished", "date_published", "published_at", "publishedAt", "published",
     "publish_date", "published_date", "publication_date", "pubDate", "pub_date", "webPublicationDate",
     "seendate", "dateTime", "datetime", "created_at", "date_download"},
    {"headline", "headline.main", "title.rendered", "webTitle", "heading"},
    {"link", "web_url", "webUrl", "article_url", "canonical_url", "permalink", "url_used", "uri"},
    {"source.name", "source.title", "source_name", "source_domain", "publisher", "publisher.name",
     "publication", "domain", "outlet", "site", "site_name", "thread.site"},
    {"maintext", "body", "bodyText", "fields.bodyText", "articleBody", "article_body", "full_text",
     "fulltext", "article_text", "content", "content.rendered", "contents", "fields.body", "body_html",
     "content_html", "content_text", "story", "article"},
}};

constexpr std::array<std::string_view, 4> kSummaryNames = {"description", "lead_paragraph", "abstract",
                                                           "summary"};

}  // namespace

FieldMap::FieldMap() {
    for (std::size_t field = 0; field < names_.size(); ++field) {
        names_[field].push_back({std::string(kOwnNames[field]), true, false});
        for (const std::string_view name : kUsualNames[field])
            names_[field].push_back({std::string(name), false, false});
    }
    for (const std::string_view name : kSummaryNames)
        names_[static_cast<std::size_t>(ArticleField::text)].push_back(
            {std::string(name), false, false, true});
}

void FieldMap::add(std::string_view map) {
    std::array<std::size_t, kArticleFields> added{};
    while (!map.empty()) {
        const std::size_t end = std::min(map.find(','), map.size());
        const std::string_view pair = map.substr(0, end);
        map.remove_prefix(std::min(end + 1, map.size()));
        const std::size_t equals = pair.find('=');
        const std::string_view field = pair.substr(0, equals);
        const auto known = std::find(kOwnNames.begin(), kOwnNames.end(), field);
        if (equals == std::string_view::npos || equals + 1 == pair.size() || known == kOwnNames.end())
            throw Error(
                ErrorKind::usage,
                fmt::format("\"{}\" maps nothing; write FIELD=NAME with a field of id, date, title, url, "
                            "source and text, as text=body,date=published_at",
                            pair));
        const auto at = static_cast<std::size_t>(known - kOwnNames.begin());
        names_[at].insert(names_[at].begin() + static_cast<std::ptrdiff_t>(added[at]++),
                          {std::string(pair.substr(equals + 1)), true, true});
    }
}

}  // namespace entente
