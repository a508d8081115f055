#pragma once

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <rapidjson/document.h>

namespace entente {

/// A value inside a JSON data file that knows its place, so that what breaks the schema is reported with
/// file, place and what was expected. Views into strings live as long as the text that the JsonDocument was
/// made of.
class JsonNode {
  public:
    /// Throws Error(data): "FILE: PLACE: MESSAGE".
    [[noreturn]] void fail(const std::string& message) const;

    /// Each fails where the value is of another type.
    /// Fails for members not listed.
    void expect_object(std::span<const std::string_view> members) const;
    void expect_object(std::initializer_list<std::string_view> members) const {
        expect_object(std::span(members.begin(), members.size()));
    }
    std::size_t array_size() const;
    std::string_view string() const;  ///< fails for an empty one and for space at the edges

    JsonNode element(std::size_t index) const;
    /// A member that must be there.
    JsonNode member(const char* name) const;
    std::optional<JsonNode> optional_member(const char* name) const;

    /// The string of a member; an optional one gives "" when it is missing.
    std::string_view string_of(const char* name) const { return member(name).string(); }
    std::string_view optional_string_of(const char* name) const;
    bool flag_of(const char* name, bool otherwise) const;
    int integer_of(const char* name) const;
    /// A number of one decimal place at most, in tenths; nothing where it is missing.
    std::optional<int> tenths_of(const char* name) const;
    /// The strings of an optional array; fails for a string that stands there twice.
    std::vector<std::string_view> strings_of(const char* name) const;

  private:
    friend class JsonDocument;
    JsonNode(const rapidjson::Value& value, const std::string& file) : value_(&value), file_(&file) {}
    std::string place() const;

    const rapidjson::Value* value_;
    const std::string* file_;
    const JsonNode* parent_ = nullptr;  ///< alive while this is: nodes are made and used down one call chain
    const char* name_ = nullptr;        ///< of the member, or null for an element
    std::size_t index_ = 0;
};

/// A JSON data file, parsed in place.
class JsonDocument {
  public:
    /// `text` is changed and must outlive the document and all views into it. Throws Error(data) with line
    /// and column of a syntax error, and when the root is no object with the `version` given.
    JsonDocument(const std::filesystem::path& file, std::string& text, int version);

    JsonNode root() const { return JsonNode(document_, file_); }

  private:
    std::string file_;
    rapidjson::Document document_;
};

}  // namespace entente
