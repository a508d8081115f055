#include "core/input/json_article.h"

#include "core/input/html_body.h"
#include "core/model/error.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <deque>

#include <fmt/format.h>
#include <rapidjson/error/en.h>

namespace entente {
namespace {

using rapidjson::Value;

constexpr std::string_view kBlank = " \t\r\n";

bool is_blank(std::string_view text) {
    return text.find_first_not_of(kBlank) == std::string_view::npos;
}

std::string_view string_of(const Value& value) {
    return {value.GetString(), value.GetStringLength()};
}

std::string trimmed(std::string text) {
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

/// Paragraphs: strings, or objects with a string each as content management systems send them, of which
/// captions and the like are left out.
std::string joined(const Value& array) {
    std::string text;
    const auto add = [&](std::string_view part) {
        if (is_blank(part)) return;
        if (!text.empty()) text += "\n\n";
        text += has_markup(part) ? trimmed(html_fragment_text(std::string(part))) : std::string(part);
    };
    for (const Value& part : array.GetArray()) {
        if (part.IsString()) {
            add(string_of(part));
        } else if (part.IsObject()) {
            const Value* kind = json_member(part, "subtype");
            if (kind && kind->IsString() && string_of(*kind) != "paragraph") continue;
            for (const char* name : {"content", "text"}) {
                const Value* content = json_member(part, name);
                if (!content || !content->IsString()) continue;
                add(string_of(*content));
                break;
            }
        }
    }
    return text;
}

/// "... said on Friday … [+2345 chars]" of NewsAPI is cut off.
void drop_cut_mark(std::string& text) {
    const std::size_t mark = text.rfind("[+");
    if (mark == std::string::npos || !text.ends_with(" chars]")) return;
    text.erase(mark);
    while (!text.empty() && (text.back() == ' ' || text.ends_with("…")))
        text.resize(text.size() - (text.back() == ' ' ? 1 : 3));
}

/// A member of that name with another meaning: "source" of NewsAPI is an object, in event records it is a
/// list of actors.
bool is_foreign(const Value& value, ArticleField field) {
    return value.IsObject() || (value.IsArray() && field == ArticleField::source);
}

/// The first of a field's names under which the object has something.
std::string field_of(const Value& object, const FieldMap& fields, ArticleField field) {
    for (const FieldMap::Name& name : fields.names(field)) {
        const Value* value = json_member(object, name.path);
        if (!value) continue;
        std::string text;
        const bool may_be_number = field == ArticleField::date || field == ArticleField::id;
        if (value->IsString())
            text = string_of(*value);
        else if (value->IsArray() && field == ArticleField::text)
            text = joined(*value);
        else if (may_be_number && value->IsInt64())
            text = std::to_string(value->GetInt64());
        else if (name.meant && (name.given || !is_foreign(*value, field)))
            throw Error(ErrorKind::input, fmt::format("\"{}\" is no string", name.path));
        if (is_blank(text)) continue;
        // Also an escaped half of a surrogate pair is no character.
        if (find_invalid_utf8(text) != std::string::npos)
            throw Error(ErrorKind::input, fmt::format("no valid JSON: \"{}\" is no UTF-8", name.path));
        const bool verbatim = name.meant && !name.given;
        if (!verbatim && (field == ArticleField::text || field == ArticleField::title)) {
            if (has_markup(text))
                text = field == ArticleField::title ? html_line(std::move(text))
                                                    : html_fragment_text(std::move(text));
            drop_cut_mark(text);
            if (is_blank(text)) continue;
        }
        return text;
    }
    return {};
}

enum class Summaries { count, do_not_count };

bool has_field(const Value& object, const FieldMap& fields, ArticleField field,
               Summaries summaries = Summaries::count) {
    for (const FieldMap::Name& name : fields.names(field)) {
        if (name.summary && summaries == Summaries::do_not_count) continue;
        const Value* value = json_member(object, name.path);
        if (!value) continue;
        if (value->IsString() && !is_blank(string_of(*value))) return true;
        if (value->IsArray() && field == ArticleField::text && !joined(*value).empty()) return true;
    }
    return false;
}

}  // namespace

void parse_json(std::string& text, rapidjson::Document& into) {
    // In place and without a look at the encoding is several times faster; what is taken out is looked at.
    const std::size_t size = text.size();
    into.ParseInsitu<rapidjson::kParseIterativeFlag>(text.data());
    if (!into.HasParseError()) return;
    const bool cut = into.GetErrorOffset() >= size;
    throw Error(ErrorKind::input, fmt::format("no valid JSON at byte {}: {}{}", into.GetErrorOffset(),
                                              rapidjson::GetParseError_En(into.GetParseError()),
                                              cut ? " (is the line cut off?)" : ""));
}

const Value* json_member(const Value& value, std::string_view path) {
    const Value* at = &value;
    for (;;) {
        if (!at->IsObject()) return nullptr;
        // A name with a dot of its own counts before one that goes into objects.
        auto found = at->FindMember(
            Value(rapidjson::StringRef(path.data(), static_cast<rapidjson::SizeType>(path.size()))));
        std::size_t dot = std::string_view::npos;
        if (found == at->MemberEnd()) {
            dot = path.find('.');
            if (dot == std::string_view::npos) return nullptr;
            found = at->FindMember(
                Value(rapidjson::StringRef(path.data(), static_cast<rapidjson::SizeType>(dot))));
            if (found == at->MemberEnd()) return nullptr;
        }
        at = &found->value;
        if (dot == std::string_view::npos) return at->IsNull() ? nullptr : at;
        path.remove_prefix(dot + 1);
    }
}

Article article_from_json(const Value& object, const FieldMap& fields) {
    Article article;
    article.text = field_of(object, fields, ArticleField::text);
    if (article.text.empty())
        throw Error(ErrorKind::input, "there is no \"text\" (--map text=NAME says under which name it is)");
    article.id = field_of(object, fields, ArticleField::id);
    article.title = field_of(object, fields, ArticleField::title);
    article.url = field_of(object, fields, ArticleField::url);
    article.source = field_of(object, fields, ArticleField::source);
    article.date = field_of(object, fields, ArticleField::date);
    return article;
}

std::vector<const Value*> enveloped_articles(const Value& object, const FieldMap& fields) {
    std::vector<const Value*> articles;
    // An answer may describe itself, so that a summary alone makes no article of it.
    if (has_field(object, fields, ArticleField::text, Summaries::do_not_count)) return articles;
    // Breadth first: the answer's own array lies above those inside its articles.
    constexpr std::size_t kMostLooked = 10000;
    std::deque<const Value*> queue = {&object};
    for (std::size_t looked = 0; !queue.empty() && looked < kMostLooked; ++looked) {
        const Value& at = *queue.front();
        queue.pop_front();
        if (at.IsObject()) {
            for (const auto& member : at.GetObject())
                if (member.value.IsObject() || member.value.IsArray()) queue.push_back(&member.value);
        } else if (at.IsArray() && !at.Empty() && at[0].IsObject()) {
            for (const Value& element : at.GetArray())
                if (element.IsObject()) articles.push_back(&element);
            const auto tells = [&](const Value* a) {
                return has_field(*a, fields, ArticleField::text) &&
                       (has_field(*a, fields, ArticleField::title) ||
                        has_field(*a, fields, ArticleField::url));
            };
            if (std::any_of(articles.begin(), articles.end(), tells)) return articles;
            articles.clear();
        }
    }
    return articles;
}

}  // namespace entente
