// Any bytes give a reader articles, failures and skips, or one Error: articles have text of valid UTF-8, a
// date that is one, and an id. ENTENTE_READER is the reader: open_html and the like, or open_stream, which
// looks at the bytes itself.

#include "core/input/article_stream.h"
#include "core/model/date.h"
#include "core/model/error.h"
#include "core/text/utf8.h"

#include <cstdlib>

namespace {

void check(const entente::Article& article) {
    if (article.text.empty() || article.id.empty()) std::abort();
    for (const std::string* field :
         {&article.text, &article.title, &article.source, &article.url, &article.date})
        if (entente::find_invalid_utf8(*field) != std::string::npos) std::abort();
    if (!article.date.empty() && !entente::Date::parse(article.date)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    entente::ReaderOptions options;
    options.longest_article = 1 << 16;
    options.unpack.always = 1 << 20;
    entente::ArticleStream stream;
    stream.options = std::make_shared<const entente::ReaderOptions>(options);
    stream.source = {std::make_unique<entente::PeekableSource>(std::make_unique<entente::StringSource>(
                         std::string(reinterpret_cast<const char*>(data), size))),
                     "fuzz"};
    try {
        const auto reader = entente::ENTENTE_READER(std::move(stream));
        while (const auto item = reader->next())
            if (const auto* article = std::get_if<entente::Article>(&item->content)) check(*article);
    } catch (const entente::Error&) {
    }
    return 0;
}
