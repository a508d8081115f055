#include "tools/failure_log.h"

#include "core/model/error.h"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace entente::tools {

void FailureLog::setup(CommandOptions& options) {
    options.add("--failures", file_, "Write what could not be read here, as JSONL with where and message")
        .type_name("FILE");
}

void FailureLog::open() {
    if (file_.empty()) return;
    out_.open(file_, std::ios::binary);
    if (!out_) fail();
}

void FailureLog::add(const std::string& where, const std::string& message) {
    if (file_.empty()) return;
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    writer.StartObject();
    writer.Key("where");
    writer.String(where.data(), static_cast<rapidjson::SizeType>(where.size()));
    writer.Key("message");
    writer.String(message.data(), static_cast<rapidjson::SizeType>(message.size()));
    writer.EndObject();
    if (!(out_ << buffer.GetString() << std::endl)) fail();
}

void FailureLog::close() {
    if (file_.empty()) return;
    out_.close();
    if (!out_) fail();
}

void FailureLog::fail() const {
    throw Error(ErrorKind::io, fmt::format("{}: can't be written: {}", file_, std::strerror(errno)));
}

}  // namespace entente::tools
