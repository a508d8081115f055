#include "core/input/article_stream.h"
#include "core/input/json_article.h"
#include "core/model/error.h"

#include <deque>
#include <vector>

#include <fmt/format.h>

namespace entente {
namespace {

/// Cuts a stream into JSON objects: the elements of an array, or values that stand one after another.
///
///     stream = { "[" | "]" | "," | blank | object }
class ObjectCutter {
  public:
    ObjectCutter(std::unique_ptr<PeekableSource> source, std::size_t longest)
        : source_(std::move(source)), longest_(longest), buffer_(1 << 16) {}

    enum class Result { object, something_else, too_long, cut_off, end };

    /// The next object. Another value is passed over, up to the next comma, bracket or blank.
    Result next(std::string& object) {
        object.clear();
        int depth = 0;
        bool quoted = false, escaped = false, too_long = false, stray = false;
        for (;;) {
            if (at_ == end_) {
                at_ = 0;
                end_ = source_->read(buffer_.data(), buffer_.size());
                if (end_ == 0 && depth > 0) return Result::cut_off;
                if (end_ == 0) return stray ? Result::something_else : Result::end;
            }
            const std::size_t begin = at_;
            for (; at_ < end_; ++at_) {
                const char c = buffer_[at_];
                if (quoted) {
                    if (escaped)
                        escaped = false;
                    else if (c == '\\')
                        escaped = true;
                    else if (c == '"')
                        quoted = false;
                } else if (depth == 0) {
                    if (c == '{') break;
                    if (c != '[' && c != ']' && c != ',' && c != ' ' && c != '\n' && c != '\r' && c != '\t')
                        stray = true;
                    else if (stray)
                        return Result::something_else;
                } else if (c == '"') {
                    quoted = true;
                } else if (c == '{' || c == '[') {
                    ++depth;
                } else if ((c == '}' || c == ']') && --depth == 0) {
                    ++at_;
                    add(object, begin, too_long);
                    return too_long ? Result::too_long : Result::object;
                }
            }
            if (depth > 0) {
                add(object, begin, too_long);
            } else if (at_ < end_) {
                ++at_;
                depth = 1;
                object += '{';
            }
        }
    }

  private:
    void add(std::string& object, std::size_t begin, bool& too_long) {
        if (object.size() + at_ - begin > longest_) too_long = true;
        if (too_long)
            object.clear();
        else
            object.append(buffer_.data() + begin, at_ - begin);
    }

    std::unique_ptr<PeekableSource> source_;
    std::size_t longest_;
    std::vector<char> buffer_;
    std::size_t at_ = 0, end_ = 0;
};

class JsonReader : public ArticleReader {
  public:
    explicit JsonReader(ArticleStream stream)
        : options_(std::move(stream.options)),
          name_(std::move(stream.source.name)),
          objects_(std::move(stream.source.bytes), options_->longest_article) {}

    std::optional<ReadItem> next() override {
        while (waiting_.empty() && !ended_) read();
        if (waiting_.empty()) return std::nullopt;
        ReadItem item = std::move(waiting_.front());
        waiting_.pop_front();
        return item;
    }

  private:
    std::string where() const { return fmt::format("{}#{}", name_, number_); }

    void read() {
        std::string text;
        try {
            const ObjectCutter::Result result = objects_.next(text);
            ended_ = result == ObjectCutter::Result::end || result == ObjectCutter::Result::cut_off;
            if (result == ObjectCutter::Result::end) return;
            ++number_;
            if (result == ObjectCutter::Result::cut_off) return fail("no valid JSON: it is cut off");
            if (result == ObjectCutter::Result::something_else) return fail("is no JSON object");
            if (result == ObjectCutter::Result::too_long)
                return fail(fmt::format("is longer than {} bytes (--max-article sets the limit)",
                                        options_->longest_article));
            rapidjson::Document json;
            parse_json(text, json);
            const auto articles = enveloped_articles(json, options_->fields);
            if (articles.empty()) {
                add(json);
                return;
            }
            --number_;
            for (const rapidjson::Value* article : articles) {
                ++number_;
                add(*article);
            }
        } catch (const Error& error) {
            fail(error.what());
        }
    }

    void add(const rapidjson::Value& object) {
        try {
            waiting_.push_back(
                finished_item(where(), article_from_json(object, options_->fields), *options_));
        } catch (const Error& error) {
            fail(error.what());
        }
    }

    void fail(const std::string& message) { waiting_.push_back(failed_item(where(), message)); }

    std::shared_ptr<const ReaderOptions> options_;
    std::string name_;
    ObjectCutter objects_;
    std::deque<ReadItem> waiting_;
    std::size_t number_ = 0;
    bool ended_ = false;
};

}  // namespace

std::unique_ptr<ArticleReader> open_json(ArticleStream stream) {
    return std::make_unique<JsonReader>(std::move(stream));
}

}  // namespace entente
