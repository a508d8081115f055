#include "core/input/article_reader.h"

#include "core/input/line_reader.h"
#include "core/model/date.h"
#include "core/model/error.h"
#include "core/text/utf8.h"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

namespace entente {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlank = " \t\r\n";

std::string shown(const std::filesystem::path& file) {
    return file == "-" ? "standard input" : file.string();
}

void fill_defaults(Article& article, const ReaderOptions& options) {
    if (article.source.empty()) article.source = options.source;
    if (article.id.empty()) article.id = derive_article_id(article);
    if (article.date.empty()) article.date = options.date;
    if (article.date.empty()) return;
    const auto date = Date::parse(article.date);
    if (!date)
        throw Error(ErrorKind::input,
                    fmt::format("its date is \"{}\"; it must be ISO 8601 (2025-12-05)", article.date));
    article.date = date->to_string();  // without a time of day
}

class JsonlReader : public ArticleReader {
  public:
    JsonlReader(LineReader lines, std::string name, ReaderOptions options)
        : lines_(std::move(lines)), name_(std::move(name)), options_(std::move(options)) {}

    std::optional<ReadItem> next() override {
        std::string line;
        for (;;) {
            const LineReader::Result result = lines_.next(line);
            if (result == LineReader::Result::end) return std::nullopt;
            if (lines_.number() == 1 && line.rfind(kByteOrderMark, 0) == 0)
                line.erase(0, kByteOrderMark.size());
            const std::string where = fmt::format("{}:{}", name_, lines_.number());
            if (result == LineReader::Result::too_long)
                return failure(where,
                               fmt::format("the line is longer than {} bytes", options_.longest_article));
            if (line.find_first_not_of(" \t") == std::string::npos) continue;
            try {
                std::optional<Article> article = parse(line);
                if (!article) continue;
                fill_defaults(*article, options_);
                return ReadItem{where, std::move(*article)};
            } catch (const Error& error) {
                return failure(where, error.what());
            }
        }
    }

  private:
    static ReadItem failure(const std::string& where, const std::string& message) {
        return {where, ReadFailure{where, message}};
    }

    /// Nothing for a line that is a decision of an export.
    static std::optional<Article> parse(const std::string& line) {
        rapidjson::Document json;
        json.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(line.data(),
                                                                                           line.size());
        if (json.HasParseError()) {
            const bool cut = json.GetErrorOffset() >= line.size();
            throw Error(ErrorKind::input, fmt::format("no valid JSON at byte {}: {}{}", json.GetErrorOffset(),
                                                      rapidjson::GetParseError_En(json.GetParseError()),
                                                      cut ? " (is the line cut off?)" : ""));
        }
        if (!json.IsObject()) throw Error(ErrorKind::input, "the line is no JSON object");
        if (json.HasMember("decision") && !json.HasMember("text")) return std::nullopt;
        const auto string = [&](const char* key) -> std::string {
            const auto it = json.FindMember(key);
            if (it == json.MemberEnd() || it->value.IsNull()) return {};
            if (!it->value.IsString()) throw Error(ErrorKind::input, fmt::format("\"{}\" is no string", key));
            return {it->value.GetString(), it->value.GetStringLength()};
        };
        Article article;
        article.text = string("text");
        if (article.text.find_first_not_of(kBlank) == std::string::npos)
            throw Error(ErrorKind::input, "there is no \"text\"");
        const auto id = json.FindMember("id");
        article.id = id != json.MemberEnd() && id->value.IsInt64() ? std::to_string(id->value.GetInt64())
                                                                   : string("id");
        article.title = string("title");
        article.url = string("url");
        article.source = string("source");
        article.date = string("date");
        return article;
    }

    LineReader lines_;
    std::string name_;
    ReaderOptions options_;
};

/// Takes the head of a text off, where there is one:
///
///     head = "---" LF { key ":" value LF } "---" LF        keys: id, title, date, source, url
///
/// Throws Error(input) for another key.
void take_front_matter(Article& article) {
    constexpr std::string_view kFence = "---\n";
    std::string& text = article.text;
    if (text.compare(0, kFence.size(), kFence) != 0) return;
    const std::size_t close = text.find("\n---\n");
    if (close == std::string::npos) return;
    for (std::size_t at = kFence.size(); at <= close;) {
        const std::size_t end = text.find('\n', at);
        const std::string_view line = std::string_view(text).substr(at, end - at);
        at = end + 1;
        const std::size_t colon = line.find(':');
        const std::string key = ascii_lower(line.substr(0, colon));
        const std::size_t begin =
            colon == std::string_view::npos ? colon : line.find_first_not_of(" \t", colon + 1);
        const std::string value(begin == std::string_view::npos ? std::string_view() : line.substr(begin));
        if (key == "id")
            article.id = value;
        else if (key == "title")
            article.title = value;
        else if (key == "date")
            article.date = value;
        else if (key == "source")
            article.source = value;
        else if (key == "url")
            article.url = value;
        else
            throw Error(ErrorKind::input,
                        fmt::format("its head has \"{}\"; it may have id, title, date, source and url", key));
    }
    text.erase(0, std::min(text.find_first_not_of('\n', close + kFence.size() + 1), text.size()));
}

/// A whole file is one article.
class PlainTextReader : public ArticleReader {
  public:
    PlainTextReader(LineReader lines, std::string name, ReaderOptions options)
        : lines_(std::move(lines)), name_(std::move(name)), options_(std::move(options)) {}

    std::optional<ReadItem> next() override {
        if (done_) return std::nullopt;
        done_ = true;
        const auto failure = [&](const std::string& message) {
            return ReadItem{name_, ReadFailure{name_, message}};
        };
        Article article;
        std::string line;
        for (LineReader::Result result; (result = lines_.next(line)) != LineReader::Result::end;) {
            if (result == LineReader::Result::too_long ||
                article.text.size() + line.size() > options_.longest_article)
                return failure(fmt::format("the text is longer than {} bytes", options_.longest_article));
            article.text += line;
            article.text += '\n';
        }
        if (article.text.rfind(kByteOrderMark, 0) == 0) article.text.erase(0, kByteOrderMark.size());
        if (article.text.find_first_not_of(kBlank) == std::string::npos) return failure("the file is empty");
        if (article.text.find('\0') != std::string::npos) return failure("is binary, no text");
        if (const std::size_t at = find_invalid_utf8(article.text); at != std::string::npos)
            return failure(fmt::format("no valid UTF-8 at byte {}; convert it (iconv -f ... -t UTF-8)", at));
        try {
            take_front_matter(article);
            if (article.text.find_first_not_of(kBlank) == std::string::npos)
                return failure("has a head and no text");
            fill_defaults(article, options_);
        } catch (const Error& error) {
            return failure(error.what());
        }
        return ReadItem{name_, std::move(article)};
    }

  private:
    LineReader lines_;
    std::string name_;
    ReaderOptions options_;
    bool done_ = false;
};

/// True for a stream of JSON lines, by its beginning: a damaged first line must not hide the good ones behind
/// it.
bool looks_like_jsonl(std::string_view head) {
    if (head.rfind(kByteOrderMark, 0) == 0) head.remove_prefix(kByteOrderMark.size());
    const std::size_t first = head.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return false;
    return head[first] == '{' || head.find("\n{\"") != std::string_view::npos;
}

/// True for one JSON array of objects, which would have to be held as a whole.
bool looks_like_json_array(std::string_view head) {
    if (head.rfind(kByteOrderMark, 0) == 0) head.remove_prefix(kByteOrderMark.size());
    const std::size_t first = head.find_first_not_of(kBlank);
    if (first == std::string_view::npos || head[first] != '[') return false;
    const std::size_t second = head.find_first_not_of(kBlank, first + 1);
    return second != std::string_view::npos && head[second] == '{';
}

}  // namespace

std::unique_ptr<ArticleReader> open_articles(const std::filesystem::path& file,
                                             const ReaderOptions& options) {
    LineReader lines(open_bytes(file), options.longest_article);
    const std::string head = lines.peek(4096);
    if (looks_like_json_array(head))
        throw Error(ErrorKind::input,
                    fmt::format("{}: is one JSON array; write an object a line (jq -c '.[]')", shown(file)));
    const std::string ending = file.stem().extension() == ".jsonl" ? ".jsonl" : file.extension().string();
    if (looks_like_jsonl(head) || ending == ".jsonl" || ending == ".ndjson")
        return std::make_unique<JsonlReader>(std::move(lines), shown(file), options);
    return std::make_unique<PlainTextReader>(std::move(lines), shown(file), options);
}

}  // namespace entente
