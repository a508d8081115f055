#pragma once

#include <ostream>
#include <string_view>

#include <rapidjson/ostreamwrapper.h>
#include <rapidjson/writer.h>

namespace entente {

/// RapidJSON's writer on a stream, which can begin an object on a line of its own: a file of millions of
/// nodes can be read, searched and compared line by line.
class JsonRows : public rapidjson::Writer<rapidjson::OStreamWrapper> {
  public:
    explicit JsonRows(std::ostream& out) : stream_(out) { Reset(stream_); }

    /// StartObject behind a line feed.
    void start_row() {
        Prefix(rapidjson::kObjectType);
        stream_.Put('\n');
        new (level_stack_.Push<Level>()) Level(false);
        WriteStartObject();
    }
    void text(std::string_view name, std::string_view value) {
        key(name);
        String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    }
    /// A number or a truth value as it is to be written: "0.7000".
    void literal(std::string_view name, std::string_view digits) {
        key(name);
        RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
    }

  private:
    void key(std::string_view name) { Key(name.data(), static_cast<rapidjson::SizeType>(name.size())); }

    rapidjson::OStreamWrapper stream_;
};

}  // namespace entente
