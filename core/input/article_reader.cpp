#include "core/input/article_reader.h"

#include "core/input/article_stream.h"
#include "core/input/charset.h"
#include "core/input/format.h"
#include "core/input/loose_date.h"
#include "core/input/read_ahead.h"
#include "core/model/error.h"
#include "core/text/utf8.h"

#include <fmt/format.h>

namespace entente {
namespace {

class ItemsReader : public ArticleReader {
  public:
    explicit ItemsReader(std::vector<ReadItem> items) : items_(std::move(items)) {}
    std::optional<ReadItem> next() override {
        if (at_ == items_.size()) return std::nullopt;
        return std::move(items_[at_++]);
    }

  private:
    std::vector<ReadItem> items_;
    std::size_t at_ = 0;
};

std::unique_ptr<ArticleReader> open_packed(ArticleStream stream, Packing packing) {
    const UnpackLimits& limits = stream.options->unpack;
    if (++stream.depth > limits.depth)
        throw Error(ErrorKind::input,
                    fmt::format("{}: is packed more than {} times (--max-depth sets the limit)",
                                stream.source.name, limits.depth));
    if (packing == Packing::zip || packing == Packing::tar) return open_archive(std::move(stream));
    const std::string name = stream.source.name;
    auto bytes = packing == Packing::gzip ? unpack_gzip(std::move(stream.source), limits)
                                          : unpack_zstd(std::move(stream.source), limits);
    if (stream.regular_file) bytes = read_ahead(std::move(bytes));
    stream.source = {std::make_unique<PeekableSource>(std::move(bytes)), name};
    return open_stream(std::move(stream));
}

std::unique_ptr<ArticleReader> open_source(NamedSource source, bool regular_file,
                                           const ReaderOptions& options) {
    ArticleStream stream;
    stream.origin.file_name = source.name;
    stream.source = std::move(source);
    stream.options = std::make_shared<const ReaderOptions>(options);
    stream.regular_file = regular_file;
    return open_stream(std::move(stream));
}

}  // namespace

std::unique_ptr<ArticleReader> open_stream(ArticleStream stream) {
    const Packing packing = packing_of(stream.source.bytes->peek(kPackingHead));
    if (packing != Packing::none) return open_packed(std::move(stream), packing);
    const std::string_view head = stream.source.bytes->peek(kFormatHead);
    switch (format_of(head, stream.origin.file_name, stream.origin.media_type)) {
        case Format::html: return open_html(std::move(stream));
        case Format::feed: return open_feed(std::move(stream));
        case Format::json: return open_json(std::move(stream));
        case Format::json_lines: return open_json_lines(std::move(stream));
        case Format::csv: return open_csv(std::move(stream));
        case Format::warc: return open_warc(std::move(stream));
        case Format::plain_text: break;
    }
    return open_plain_text(std::move(stream));
}

std::unique_ptr<ArticleReader> items_reader(std::vector<ReadItem> items) {
    return std::make_unique<ItemsReader>(std::move(items));
}

ReadItem failed_item(std::string where, std::string message) {
    ReadFailure failure{where, std::move(message)};
    return {std::move(where), std::move(failure)};
}

ReadItem finished_item(std::string where, Article article, const ReaderOptions& options) {
    // What stands in heads of records or file names is in no character set that is known; of a character by a
    // number beyond all (&#99999999999;) Gumbo makes broken bytes.
    for (std::string* field :
         {&article.id, &article.date, &article.title, &article.url, &article.source, &article.text})
        if (find_invalid_utf8(*field) != std::string::npos) *field = repair_utf8(*field);
    if (article.source.empty()) article.source = options.source;
    if (article.id.empty()) article.id = derive_article_id(article);
    if (article.date.empty()) article.date = options.date;
    if (!article.date.empty()) {
        const auto date = loose_date(article.date);
        if (!date)
            return failed_item(
                std::move(where),
                fmt::format("its date is \"{}\"; it must be ISO 8601 (2025-12-05)", article.date));
        article.date = date->to_string();  // without a time of day
    }
    return {std::move(where), std::move(article)};
}

ReadItem finished_web_item(std::string where, Article article, std::string_view declared_language,
                           const ReaderOptions& options) {
    if (options.language_of) {
        std::string language = options.language_of(article.text);
        if (language.empty())
            language = ascii_lower(declared_language.substr(0, declared_language.find_first_of("-_")));
        if (!language.empty() && language != "en")
            return {std::move(where), ReadSkip{ReadSkip::Reason::language, language}};
    }
    return finished_item(std::move(where), std::move(article), options);
}

std::unique_ptr<ArticleReader> open_articles(NamedSource source, const ReaderOptions& options) {
    return open_source(std::move(source), false, options);
}

std::unique_ptr<ArticleReader> open_articles(const std::filesystem::path& file,
                                             const ReaderOptions& options) {
    std::error_code error;
    return open_source(open_file(file), std::filesystem::is_regular_file(file, error), options);
}

}  // namespace entente
