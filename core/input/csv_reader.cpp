#include "core/input/article_stream.h"
#include "core/input/charset.h"
#include "core/input/html_body.h"
#include "core/model/error.h"
#include "core/text/utf8.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente {
namespace {

/// Rows of CSV (RFC 4180), parted by comma, semicolon, tab or bar:
///
///     row    = field { separator field } (CR LF | LF)
///     field  = { any but separator, quote at its beginning, line end } | quote { any | quote quote } quote
class RowReader {
  public:
    RowReader(std::unique_ptr<PeekableSource> source, char separator, std::size_t longest)
        : source_(std::move(source)), separator_(separator), longest_(longest), buffer_(1 << 16) {}

    enum class Result { row, too_long, cut_off, end };

    Result next(std::vector<std::string>& fields) {
        fields.assign(1, {});
        line_ = next_line_;
        std::size_t size = 0;
        bool quoted = false;
        for (int c; (c = get()) >= 0;) {
            const bool keep = ++size <= longest_;
            if (quoted && c == '"' && look() != '"') {
                quoted = false;
            } else if (quoted) {
                if (c == '"') get();
                if (keep) fields.back() += static_cast<char>(c);
            } else if (c == '"' && fields.back().empty()) {
                quoted = true;
            } else if (c == '\n') {
                return keep ? Result::row : Result::too_long;
            } else if (keep && c == separator_) {
                fields.emplace_back();
            } else if (keep && !(c == '\r' && look() == '\n')) {
                fields.back() += static_cast<char>(c);
            }
        }
        if (size == 0) return Result::end;
        if (size > longest_) return Result::too_long;
        return quoted ? Result::cut_off : Result::row;
    }

    /// Of the row's first line, from 1.
    std::uint64_t line() const { return line_; }

  private:
    int look() {
        if (at_ == end_) {
            at_ = 0;
            end_ = source_->read(buffer_.data(), buffer_.size());
        }
        return at_ < end_ ? static_cast<unsigned char>(buffer_[at_]) : -1;
    }
    int get() {
        const int c = look();
        at_ += c >= 0;
        next_line_ += c == '\n';
        return c;
    }

    std::unique_ptr<PeekableSource> source_;
    char separator_;
    std::size_t longest_;
    std::vector<char> buffer_;
    std::size_t at_ = 0, end_ = 0;
    std::uint64_t line_ = 1, next_line_ = 1;
};

char separator_of(std::string_view head) {
    const std::string_view line = head.substr(0, head.find('\n'));
    char best = ',';
    for (const char c : {';', '\t', '|'})
        if (std::count(line.begin(), line.end(), c) > std::count(line.begin(), line.end(), best)) best = c;
    return best;
}

class CsvReader : public ArticleReader {
  public:
    explicit CsvReader(ArticleStream stream)
        : options_(std::move(stream.options)),
          name_(std::move(stream.source.name)),
          charset_(declared_charset(stream.origin.media_type, {})),
          rows_(nullptr, ',', 0) {
        const char separator = separator_of(stream.source.bytes->peek(1 << 12));
        rows_ = RowReader(std::move(stream.source.bytes), separator, options_->longest_article);
        read_header();
    }

    std::optional<ReadItem> next() override {
        std::vector<std::string> fields;
        for (;;) {
            const RowReader::Result result = rows_.next(fields);
            if (result == RowReader::Result::end) return std::nullopt;
            std::string where = fmt::format("{}:{}", name_, rows_.line());
            if (result == RowReader::Result::too_long)
                return failed_item(
                    std::move(where),
                    fmt::format("the row is longer than {} bytes (--max-article sets the limit)",
                                options_->longest_article));
            if (result == RowReader::Result::cut_off)
                return failed_item(std::move(where), "the file ends inside quotes");
            if (fields.size() == 1 && fields[0].empty()) continue;
            return read(std::move(where), fields);
        }
    }

  private:
    void read_header() {
        std::vector<std::string> header;
        if (rows_.next(header) != RowReader::Result::row)
            throw Error(ErrorKind::input, name_ + ": has no header");
        header[0] = to_utf8(header[0], charset_);
        for (std::string& name : header) {
            while (name.ends_with(' ')) name.pop_back();
            name = ascii_lower(name.substr(std::min(name.find_first_not_of(' '), name.size())));
        }
        for (int field = 0; field < kArticleFields; ++field)
            for (const FieldMap::Name& name : options_->fields.names(static_cast<ArticleField>(field))) {
                const auto column = std::find(header.begin(), header.end(), ascii_lower(name.path));
                if (column != header.end())
                    columns_[static_cast<std::size_t>(field)].push_back(
                        static_cast<std::size_t>(column - header.begin()));
                else if (name.given)
                    throw Error(ErrorKind::input,
                                fmt::format("{}: its header has no column \"{}\"", name_, name.path));
            }
        if (columns_[static_cast<std::size_t>(ArticleField::text)].empty())
            throw Error(
                ErrorKind::input,
                fmt::format("{}: its header has no column for the text (--map text=NAME names it)", name_));
    }

    ReadItem read(std::string where, const std::vector<std::string>& fields) const {
        const auto value = [&](ArticleField field) -> std::string {
            for (const std::size_t column : columns_[static_cast<std::size_t>(field)]) {
                if (column >= fields.size()) continue;
                std::string text = to_utf8(fields[column], charset_);
                if (text.find_first_not_of(" \t\r\n") != std::string::npos) return text;
            }
            return {};
        };
        Article article;
        article.text = value(ArticleField::text);
        if (has_markup(article.text)) article.text = html_fragment_text(std::move(article.text));
        if (article.text.empty()) return failed_item(std::move(where), "there is no text in its row");
        article.id = value(ArticleField::id);
        article.title = value(ArticleField::title);
        article.date = value(ArticleField::date);
        article.url = value(ArticleField::url);
        article.source = value(ArticleField::source);
        return finished_item(std::move(where), std::move(article), *options_);
    }

    std::shared_ptr<const ReaderOptions> options_;
    std::string name_, charset_;
    RowReader rows_;
    std::array<std::vector<std::size_t>, kArticleFields> columns_;
};

}  // namespace

std::unique_ptr<ArticleReader> open_csv(ArticleStream stream) {
    return std::make_unique<CsvReader>(std::move(stream));
}

}  // namespace entente
