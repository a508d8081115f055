#pragma once

#include "core/input/field_map.h"
#include "core/model/article.h"

#include <optional>
#include <vector>

#include <rapidjson/document.h>

namespace entente {

/// Parses one JSON value, in place: the text is overwritten and must outlive the document. Throws
/// Error(input) with what is wrong and at which byte.
void parse_json(std::string& text, rapidjson::Document& into);

/// The member that a dotted name leads to; nothing where there is none, or null.
const rapidjson::Value* json_member(const rapidjson::Value& value, std::string_view path);

/// An article out of an object. Strings with tags of HTML become their text, but for the members "text" and
/// "title". Throws Error(input) where there is no text, or a member is of the wrong type.
Article article_from_json(const rapidjson::Value& object, const FieldMap& fields);

/// The objects of an answer of a programming interface, `{"status": "ok", "articles": [{...}, ...]}`: those
/// of the first array of objects in it that hold a text or a title. None where the object has a text itself.
std::vector<const rapidjson::Value*> enveloped_articles(const rapidjson::Value& object,
                                                        const FieldMap& fields);

}  // namespace entente
