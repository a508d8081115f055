#pragma once

#include "core/input/html_tree.h"

#include <string_view>

namespace entente {

/// How sure the markup is about what a node holds.
enum class ClutterSign {
    none,
    if_links,  ///< by such a word too, if links are much of its text: "teaser"
    maybe,     ///< by a word of its class or id: "related-links", "newsletter"
    sure,      ///< never an article's text: scripts, menus, forms' fields, what is hidden
};

/// What the markup of a node says about its being part of the page around the article.
ClutterSign clutter_sign(const HtmlTree& tree, HtmlTree::Index node);

/// Class and id of an element as evidence for (+1) or against (-1) its holding the article's text.
int body_sign(const HtmlTree& tree, HtmlTree::Index node);

/// True where an element is said to be the article's text: itemprop="articleBody", or a class by which
/// common systems call it ("entry-content").
bool is_body_by_name(const HtmlTree& tree, HtmlTree::Index node);

/// True for a line that pages put between an article's paragraphs: "Read more: ...", "Advertisement", "Sign
/// up for our newsletter".
bool is_clutter_line(std::string_view text);

/// True for lines that only tell when, by whom or from where: "Published 5 December 2025", "By Jane Doe",
/// "3 min read".
bool is_byline(std::string_view text);

}  // namespace entente
