#pragma once

#include "core/input/html_tree.h"

#include <string>

namespace entente {

/// What a page tells about its article; what it doesn't is empty.
struct HtmlMetadata {
    std::string title;
    std::string date;  ///< of publication, ISO 8601
    std::string byline;
    std::string url;   ///< absolute, the canonical one
    std::string site;  ///< who publishes it, by name
    std::string language;
    std::string body;  ///< the text, where the page repeats it for search engines
};

/// Reads JSON-LD (schema.org's NewsArticle and its kin), OpenGraph and other `meta` elements, links, `time`
/// elements, headings and the date in the url, in this order. `fetched_from` is the page's address where it
/// is known.
HtmlMetadata html_metadata(const HtmlTree& tree, const std::string& fetched_from);

}  // namespace entente
