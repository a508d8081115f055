#pragma once

#include "core/model/article_graph.h"

#include <string>

namespace entente {

// How texts stand in the forms that graphs are exported to. Control characters, which some forms can't hold,
// become spaces.

/// 0..1 with four decimals.
std::string decimal(Confidence confidence);

/// Inside an element or an attribute in double quotes of XML.
std::string xml(const std::string& text);

/// A string in double quotes with the escapes that Turtle, N-Quads and Cypher share.
std::string quoted(const std::string& text);

/// A part of an IRI: what RFC 3987 reserves, as percent escapes; letters beyond ASCII stay.
std::string iri_part(const std::string& text);

}  // namespace entente
