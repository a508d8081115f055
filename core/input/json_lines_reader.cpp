#include "core/input/article_stream.h"
#include "core/input/json_article.h"
#include "core/input/line_reader.h"
#include "core/model/error.h"

#include <deque>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// A line an object: an article, or an answer with many.
class JsonLinesReader : public ArticleReader {
  public:
    explicit JsonLinesReader(ArticleStream stream)
        : options_(std::move(stream.options)),
          name_(std::move(stream.source.name)),
          lines_(std::move(stream.source.bytes), options_->longest_article) {}

    std::optional<ReadItem> next() override {
        for (;;) {
            if (!waiting_.empty()) {
                ReadItem item = std::move(waiting_.front());
                waiting_.pop_front();
                return item;
            }
            const LineReader::Result result = lines_.next(line_);
            if (result == LineReader::Result::end) return std::nullopt;
            if (lines_.number() == 1 && line_.rfind(kByteOrderMark, 0) == 0)
                line_.erase(0, kByteOrderMark.size());
            std::string where = fmt::format("{}:{}", name_, lines_.number());
            if (result == LineReader::Result::too_long)
                return failed_item(
                    std::move(where),
                    fmt::format("the line is longer than {} bytes (--max-article sets the limit)",
                                options_->longest_article));
            if (line_.find_first_not_of(" \t") == std::string::npos) continue;
            try {
                if (auto item = read(std::move(where))) return item;
            } catch (const Error& error) {
                return failed_item(fmt::format("{}:{}", name_, lines_.number()), error.what());
            }
        }
    }

  private:
    /// Nothing for a line that is a decision of an export, or whose articles wait now.
    std::optional<ReadItem> read(std::string where) {
        // A document keeps its memory: it is cleared by the next parse only with its allocator.
        rapidjson::Document json(&memory_);
        struct Clear {
            rapidjson::MemoryPoolAllocator<>& memory;
            ~Clear() { memory.Clear(); }
        } clear{memory_};
        parse_json(line_, json);
        if (!json.IsObject()) throw Error(ErrorKind::input, "the line is no JSON object");
        if (json.HasMember("decision") && !json.HasMember("text")) return std::nullopt;
        const auto articles = enveloped_articles(json, options_->fields);
        if (articles.empty())
            return finished_item(std::move(where), article_from_json(json, options_->fields), *options_);
        std::size_t number = 0;
        for (const rapidjson::Value* article : articles) {
            std::string at = fmt::format("{}#{}", where, ++number);
            try {
                waiting_.push_back(
                    finished_item(at, article_from_json(*article, options_->fields), *options_));
            } catch (const Error& error) {
                waiting_.push_back(failed_item(at, error.what()));
            }
        }
        return std::nullopt;
    }

    std::shared_ptr<const ReaderOptions> options_;
    std::string name_;
    LineReader lines_;
    std::string line_;
    rapidjson::MemoryPoolAllocator<> memory_;
    std::deque<ReadItem> waiting_;
};

}  // namespace

std::unique_ptr<ArticleReader> open_json_lines(ArticleStream stream) {
    return std::make_unique<JsonLinesReader>(std::move(stream));
}

}  // namespace entente
