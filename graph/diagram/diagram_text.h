#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente {

/// The number of characters (code points) of a UTF-8 string.
std::size_t character_count(std::string_view text);

/// Breaks a text at spaces and after hyphens into lines of about `width` characters, as even as can be; a
/// longer word stands alone. At most `lines` lines: what is left ends in an ellipsis. White space and control
/// characters become single spaces.
std::string wrap(std::string_view text, std::size_t width, std::size_t lines);

/// A text as a GraphViz escString that means itself: `\N` is a backslash and an N, `&lt;` is those four
/// letters. Line feeds become centred line breaks.
std::string escape_label(std::string_view text);

/// True for http and https: what may stand as a link in a drawing.
bool is_web_address(std::string_view url);

/// An address as GraphViz can write it into any form: it does not escape the quotes in them itself. What RFC
/// 3986 does not allow is percent-encoded.
std::string escape_url(std::string_view url);

/// A text inside an HTML-like label.
std::string escape_html(std::string_view text);

}  // namespace entente
