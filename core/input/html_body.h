#pragma once

#include "core/input/html_tree.h"

#include <string>

namespace entente {

/// The article's text on a page: paragraphs parted by blank lines, without menus, teasers, captions,
/// comments, bylines and what else stands around it. Empty where there is none.
///
/// After the method of Readability (github.com/mozilla/readability, Apache-2.0): paragraphs score by their
/// length and commas, their ancestors share the score, links lower it, names of classes shift it; the best
/// element is taken with those siblings that are like it. What is left out is decided on blocks of text.
/// `title` is the page's, which is not repeated in the text.
std::string html_body(const HtmlTree& tree, std::string_view title);

/// All text of a fragment of HTML, as feeds and programming interfaces send it.
std::string html_fragment_text(std::string html);

/// All text of a fragment in one line, as titles need it.
std::string html_line(std::string html);

/// True where a text holds tags of HTML.
bool has_markup(std::string_view text);

}  // namespace entente
