#include "core/knowledge/json_document.h"

#include "core/knowledge/data_file.h"
#include "core/model/error.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <rapidjson/error/en.h>

namespace entente {

void JsonNode::fail(const std::string& message) const {
    const std::string where = place();
    throw Error(ErrorKind::data, fmt::format("{}: {}{}", *file_, where.empty() ? "" : where + ": ", message));
}

std::string JsonNode::place() const {
    if (!parent_) return {};
    std::string out = parent_->place();
    if (name_) return out + (out.empty() ? "" : ": ") + '"' + name_ + '"';
    // "edge_types"[3] reads better as edge_types[3].
    if (out.size() > 1 && out.back() == '"') {
        const std::size_t quote = out.rfind('"', out.size() - 2);
        out = out.substr(0, quote) + out.substr(quote + 1, out.size() - quote - 2);
    }
    out += fmt::format("[{}]", index_);
    if (value_->IsObject())
        for (const char* key : {"id", "name", "code"})
            if (const auto it = value_->FindMember(key); it != value_->MemberEnd() && it->value.IsString())
                return out + fmt::format(" \"{}\"", it->value.GetString());
    return out;
}

void JsonNode::expect_object(std::span<const std::string_view> members) const {
    if (!value_->IsObject()) fail("must be an object");
    for (auto it = value_->MemberBegin(); it != value_->MemberEnd(); ++it) {
        const std::string_view key(it->name.GetString(), it->name.GetStringLength());
        if (std::find(members.begin(), members.end(), key) == members.end())
            fail(fmt::format("unknown member \"{}\"; known are {}", key, fmt::join(members, ", ")));
        for (auto other = value_->MemberBegin(); other != it; ++other)
            if (other->name == it->name) fail(fmt::format("member \"{}\" stands there twice", key));
    }
}

std::size_t JsonNode::array_size() const {
    if (!value_->IsArray()) fail("must be an array");
    return value_->Size();
}

std::string_view JsonNode::string() const {
    if (!value_->IsString()) fail("must be a string");
    const std::string_view text(value_->GetString(), value_->GetStringLength());
    if (text.empty()) fail("must not be empty");
    if (text.front() == ' ' || text.back() == ' ') fail("must not begin or end with a space");
    return text;
}

JsonNode JsonNode::element(std::size_t index) const {
    JsonNode node((*value_)[static_cast<rapidjson::SizeType>(index)], *file_);
    node.parent_ = this;
    node.index_ = index;
    return node;
}

std::optional<JsonNode> JsonNode::optional_member(const char* name) const {
    const auto it = value_->FindMember(name);
    if (it == value_->MemberEnd()) return std::nullopt;
    JsonNode node(it->value, *file_);
    node.parent_ = this;
    node.name_ = name;
    return node;
}

JsonNode JsonNode::member(const char* name) const {
    if (!value_->IsObject()) fail("must be an object");
    const std::optional<JsonNode> node = optional_member(name);
    if (!node) fail(fmt::format("\"{}\" is missing", name));
    return *node;
}

std::string_view JsonNode::optional_string_of(const char* name) const {
    const std::optional<JsonNode> node = optional_member(name);
    return node ? node->string() : std::string_view();
}

bool JsonNode::flag_of(const char* name, bool otherwise) const {
    const std::optional<JsonNode> node = optional_member(name);
    if (!node) return otherwise;
    if (!node->value_->IsBool()) node->fail("must be true or false");
    return node->value_->GetBool();
}

int JsonNode::integer_of(const char* name) const {
    const JsonNode node = member(name);
    if (!node.value_->IsInt()) node.fail("must be a whole number");
    return node.value_->GetInt();
}

std::optional<int> JsonNode::tenths_of(const char* name) const {
    const std::optional<JsonNode> node = optional_member(name);
    if (!node) return std::nullopt;
    constexpr double kGreatest = 1e6;
    const double tenths = node->value_->IsNumber() ? node->value_->GetDouble() * 10 : std::nan("");
    if (!(std::abs(tenths) < kGreatest) || std::abs(tenths - std::round(tenths)) > 1e-6)
        node->fail("must be a number with one decimal place");
    return static_cast<int>(std::lround(tenths));
}

std::vector<std::string_view> JsonNode::strings_of(const char* name) const {
    std::vector<std::string_view> out;
    const std::optional<JsonNode> node = optional_member(name);
    if (!node) return out;
    const std::size_t size = node->array_size();
    out.reserve(size);
    for (std::size_t i = 0; i < size; ++i) {
        const JsonNode element = node->element(i);
        const std::string_view text = element.string();
        if (std::find(out.begin(), out.end(), text) != out.end())
            element.fail(fmt::format("\"{}\" stands there twice", text));
        out.push_back(text);
    }
    return out;
}

JsonDocument::JsonDocument(const std::filesystem::path& file, std::string& text, int version)
    : file_(shown_path(file)) {
    using namespace rapidjson;
    // In-place parsing overwrites the text, so where an error is must be counted in a copy.
    const std::string original = text;
    document_.ParseInsitu<kParseInsituFlag | kParseValidateEncodingFlag | kParseIterativeFlag>(text.data());
    if (document_.HasParseError()) {
        const std::size_t at = std::min(document_.GetErrorOffset(), original.size());
        const auto line =
            1 + std::count(original.begin(), original.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        const std::size_t feed = at == 0 ? std::string::npos : original.rfind('\n', at - 1);
        const std::size_t column = at - (feed == std::string::npos ? 0 : feed + 1) + 1;
        throw Error(ErrorKind::data, fmt::format("{}:{}:{}: {}", file_, line, column,
                                                 GetParseError_En(document_.GetParseError())));
    }
    const JsonNode top = root();
    if (!document_.IsObject()) top.fail("must hold one JSON object");
    if (const int found = top.integer_of("version"); found != version)
        top.fail(fmt::format("is of version {}, and this program reads version {}", found, version));
}

}  // namespace entente
