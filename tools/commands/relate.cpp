#include "core/extract/pair_relation.h"
#include "core/input/json_lines.h"
#include "core/knowledge/plover.h"
#include "core/model/error.h"
#include "tools/commands/commands.h"
#include "tools/ordered_printer.h"
#include "tools/shared_options.h"
#include "tools/terminal.h"

#include <iostream>

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace entente::tools {
namespace {

struct Pair {
    std::string id, text;
    TextSpan source, target;
};

const char* string_of(const rapidjson::Value& line, const char* name) {
    const auto it = line.FindMember(name);
    if (it == line.MemberEnd() || !it->value.IsString())
        throw Error(ErrorKind::input, fmt::format("\"{}\" must be a string", name));
    return it->value.GetString();
}

TextSpan span_of(const rapidjson::Value& line, const char* name) {
    const auto fail = [&]() -> TextSpan {
        throw Error(ErrorKind::input, fmt::format("\"{}\" must be an object with \"begin\" and \"end\", "
                                                  "byte offsets into the text",
                                                  name));
    };
    const auto it = line.FindMember(name);
    if (it == line.MemberEnd() || !it->value.IsObject()) return fail();
    const auto offset = [&](const char* member) {
        const auto found = it->value.FindMember(member);
        if (found == it->value.MemberEnd() || !found->value.IsUint()) fail();
        return found->value.GetUint();
    };
    return {offset("begin"), offset("end")};
}

Pair read_pair(const std::string& line) {
    rapidjson::Document json;
    json.Parse<rapidjson::kParseIterativeFlag>(line.data(), line.size());
    if (json.HasParseError())
        throw Error(ErrorKind::input, fmt::format("column {}: {}", json.GetErrorOffset() + 1,
                                                  rapidjson::GetParseError_En(json.GetParseError())));
    if (!json.IsObject()) throw Error(ErrorKind::input, "the line is no JSON object");
    return {string_of(json, "id"), string_of(json, "text"), span_of(json, "source"), span_of(json, "target")};
}

std::string json_of(const Pair& pair, const PairRelation& relation) {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> json(buffer);
    const auto text = [&](const char* name, std::string_view value) {
        json.Key(name);
        json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    };
    json.StartObject();
    text("id", pair.id);
    text("type", relation.type);
    text("plover", relation.plover);
    text("quad", to_string(relation.quad));
    json.Key("negated");
    json.Bool(relation.negated);
    text("modality", to_string(relation.modality));
    json.Key("confidence");
    json.SetMaxDecimalPlaces(4);
    json.Double(relation.confidence / static_cast<double>(kCertain));
    text("trigger", relation.trigger);
    json.EndObject();
    return buffer.GetString();
}

class Relate : public Command {
  public:
    void setup(CommandOptions& options) override {
        options
            .add("FILE", files_,
                 "JSONL, also as gzip: a line {\"id\", \"text\", \"source\": {\"begin\", \"end\"}, "
                 "\"target\": "
                 "{\"begin\", \"end\"}} with byte offsets into the text; - reads standard input")
            .required();
        data_.setup(options);
        data_.setup_lexicons(options);
        data_.setup_model(options);
        jobs_.setup(options);
        options.add("--format", format_, "jsonl (an object a line) or table")
            .one_of({"jsonl", "table"})
            .show_default();
        options.footer(
            "Answers for every pair, named or not, with the edge type, PLOVER event and quad class of what "
            "the "
            "source does to the target.\n\nExample:\n"
            "  echo '{\"id\":\"1\",\"text\":\"Gunmen freed a priest.\",\"source\":{\"begin\":0,\"end\":6},"
            "\"target\":{\"begin\":13,\"end\":21}}' | entente relate -");
    }

    int run() override {
        const Resources resources = data_.load();
        OrderedPrinter printer(jobs_.count());
        bool failed = false;
        const auto report = [&](const std::string& message) {
            print_error(message);
            failed = true;
        };
        for (const std::string& file : files_) {
            try {
                for_each_line(
                    file,
                    [&](const std::string& line) {
                        Pair pair = read_pair(line);
                        check_spans(pair.text, pair.source, pair.target);
                        printer.add(
                            [this, &resources, pair = std::move(pair)] { return answer(pair, resources); });
                    },
                    report);
            } catch (const Error& error) {
                if (error.kind() != ErrorKind::input && error.kind() != ErrorKind::io) throw;
                report(error.what());
            }
        }
        printer.finish();
        return failed ? kNothingFound : kDone;
    }

  private:
    std::string answer(const Pair& pair, const Resources& resources) const {
        const PairRelation relation = relate(pair.text, pair.source, pair.target, resources);
        if (format_ == "jsonl") return json_of(pair, relation) + '\n';
        return fmt::format("{}  {} {}{}{}  {:.2f}  {}\n", pair.id, relation.plover, relation.type,
                           relation.negated ? " not" : "",
                           relation.modality == Modality::actual
                               ? std::string()
                               : fmt::format(" {}", to_string(relation.modality)),
                           relation.confidence / static_cast<double>(kCertain), relation.trigger);
    }

    std::vector<std::string> files_;
    std::string format_ = "jsonl";
    JobsOption jobs_;
    DataOption data_;
};

}  // namespace

std::unique_ptr<Command> make_relate() {
    return std::make_unique<Relate>();
}

}  // namespace entente::tools
