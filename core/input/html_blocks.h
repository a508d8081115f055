#pragma once

#include "core/input/html_tree.h"

#include <string>
#include <vector>

namespace entente {

/// A stretch of text without a break: a paragraph, a heading, an item of a list, a row of a table.
struct HtmlBlock {
    enum class Kind { text, heading, item, row };

    Kind kind = Kind::text;
    HtmlTree::Index container = 0;  ///< the element that holds it: its `p`, or the `div` that it stands in
    HtmlTree::Index begin = 0;      ///< first node of it
    std::string text;               ///< white space folded; `br` gives a line feed
    std::size_t link_bytes = 0;     ///< of the text, those inside links
    int heading_level = 0;          ///< 1..6 for headings
    bool all_time = true;           ///< no text outside `time` elements
    bool maybe_clutter = false;     ///< stands under an element whose markup makes it clutter, perhaps

    double link_share() const {
        return text.empty() ? 0 : static_cast<double>(link_bytes) / static_cast<double>(text.size());
    }
    /// Long enough, and of words rather than links: what articles are made of.
    bool is_prose() const;
};

/// Cuts all of a page that may be seen into blocks, in document order; what is never text is left out
/// (`clutter_sign`).
std::vector<HtmlBlock> html_blocks(const HtmlTree& tree);

}  // namespace entente
