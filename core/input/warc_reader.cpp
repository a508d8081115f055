#include "core/input/article_stream.h"
#include "core/input/ordered_tasks.h"
#include "core/model/error.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <charconv>
#include <exception>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace entente {
namespace {

/// Lines of a head, of a WARC record as of an HTTP answer.
class Head {
  public:
    /// The value of a field, its name in lower case; empty where there is none.
    std::string_view operator[](std::string_view name) const {
        for (const auto& [key, value] : fields_)
            if (key == name) return value;
        return {};
    }
    void add(std::string_view line) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) return;
        std::string_view value = line.substr(colon + 1);
        while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
        while (!value.empty() && (value.back() == ' ' || value.back() == '\r')) value.remove_suffix(1);
        fields_.emplace_back(ascii_lower(line.substr(0, colon)), value);
    }

  private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

/// The body of an answer sent in pieces (RFC 9112, 7.1); archives keep some so. What is not in this form is
/// given back as it is.
///
///     body = { size [ ";" any ] CR LF bytes CR LF } "0" CR LF        size: hexadecimal
std::string joined_chunks(std::string body) {
    std::string joined;
    for (std::size_t at = 0; at < body.size();) {
        const std::size_t end = body.find('\n', at);
        std::size_t size = 0;
        const auto [stop, error] = std::from_chars(body.data() + at, body.data() + body.size(), size, 16);
        if (error != std::errc() || end == std::string::npos) return joined.empty() ? body : joined;
        if (size == 0) return joined;
        joined.append(body, end + 1, size);
        if (size > body.size() - end - 1) break;
        at = end + 1 + size;
        while (at < body.size() && (body[at] == '\r' || body[at] == '\n')) ++at;
    }
    return joined;
}

/// Web archives (WARC 1.0 and 1.1, ISO 28500):
///
///     warc   = { record }
///     record = "WARC/1." digit CR LF { field CR LF } CR LF block CR LF CR LF     Content-Length: of the
///     block
///
/// A response holds an HTTP answer, a resource the bytes of a page, a conversion its text; of the others
/// nothing is read. Pages take longer to read than to unpack: several are opened at a time, which of HTML is
/// all of the work, and given in their order.
class WarcReader : public ArticleReader {
  public:
    explicit WarcReader(ArticleStream stream)
        : stream_(std::move(stream)), threads_(threads_for(stream_)), pages_(threads_) {}

    std::optional<ReadItem> next() override {
        for (;;) {
            if (page_.reader) {
                try {
                    if (auto item = page_.reader->next()) return item;
                } catch (const Error& error) {
                    page_.reader.reset();
                    return failed_item(page_.where, error.what());
                }
                page_.reader.reset();
            }
            read_records();
            if (pages_.empty()) {
                if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
                return std::nullopt;
            }
            page_ = pages_.take();
            bytes_ahead_ -= page_.size;
            if (page_.item) return std::exchange(page_.item, std::nullopt);
        }
    }

  private:
    /// What a record holds: an item, or a reader of its articles.
    struct Page {
        std::string where;
        std::size_t size = 0;
        std::optional<ReadItem> item;
        std::unique_ptr<ArticleReader> reader;
    };

    /// A pipe is not read ahead of what is asked for: more may be long in coming.
    static unsigned threads_for(const ArticleStream& stream) {
        if (!stream.regular_file) return 0;
        constexpr unsigned kMost = 8;
        const unsigned wanted = stream.options->threads;
        return std::min(kMost, wanted ? wanted : std::max(1u, std::thread::hardware_concurrency()));
    }

    /// Reads records until enough pages are being opened, or the end or an error is reached, which waits for
    /// those before it.
    void read_records() {
        constexpr std::size_t kMostBytesAhead = 8u << 20;
        const std::size_t most = 4 * std::max(1u, threads_);
        try {
            while (!ended_ && !error_ && pages_.size() < (threads_ ? most : 1) &&
                   bytes_ahead_ < kMostBytesAhead)
                ended_ = !read_record();
        } catch (...) {
            error_ = std::current_exception();
        }
    }

    /// False at the end.
    bool read_record() {
        Head head;
        if (!read_head(head)) return false;
        ++number_;
        std::uint64_t length = 0;
        const std::string_view given = head["content-length"];
        const auto [stop, error] = std::from_chars(given.data(), given.data() + given.size(), length);
        if (given.empty() || error != std::errc() || stop != given.data() + given.size())
            throw Error(ErrorKind::input,
                        where() + ": the record has no Content-Length; nothing behind it can be read");
        if (auto item = read_block(head, length))
            pages_.add([page = std::make_shared<Page>(Page{where(), 0, std::move(item), nullptr})] {
                return std::move(*page);
            });
        return true;
    }

    std::string where() const { return fmt::format("{}#{}", stream_.source.name, number_); }

    /// False at the end. Blank lines between records are passed over.
    bool read_head(Head& head) {
        std::string line;
        do {
            if (!read_line(line)) return false;
        } while (line.empty());
        if (!line.starts_with("WARC/1."))
            throw Error(ErrorKind::input,
                        fmt::format("{}: there is no WARC record behind it; nothing more is read", where()));
        while (read_line(line) && !line.empty()) head.add(line);
        return true;
    }

    bool read_line(std::string& line) {
        constexpr std::size_t kLongestLine = 1 << 16;
        const std::string_view seen = stream_.source.bytes->peek(kLongestLine);
        if (seen.empty()) return false;
        const std::size_t feed = seen.find('\n');
        if (feed == std::string_view::npos && seen.size() == kLongestLine)
            throw Error(ErrorKind::input,
                        where() + ": the head of the record behind it is damaged; nothing more is read");
        line = seen.substr(0, feed);
        stream_.source.bytes->take(
            std::min(feed == std::string_view::npos ? seen.size() : feed + 1, seen.size()));
        if (line.ends_with('\r')) line.pop_back();
        return true;
    }

    std::optional<ReadItem> read_block(const Head& head, std::uint64_t length) {
        const std::string type = ascii_lower(head["warc-type"]);
        const bool wanted = type == "response" || type == "resource" || type == "conversion";
        if (!wanted) {
            skip(length);
            return std::nullopt;
        }
        if (length > stream_.options->longest_article) {
            skip(length);
            return failed_item(
                where(), fmt::format("the record is longer than {} bytes (--max-article sets the limit)",
                                     stream_.options->longest_article));
        }
        std::string block(length, '\0');
        if (read(block.data(), length) < length) return failed_item(where(), "the record is cut off");
        StreamOrigin origin;
        origin.url = head["warc-target-uri"];
        if (origin.url.starts_with('<') && origin.url.ends_with('>'))
            origin.url = origin.url.substr(1, origin.url.size() - 2);
        origin.crawled = true;
        if (type == "response") return open_answer(std::move(origin), std::move(block));
        origin.media_type = head["content-type"];
        return open_page(std::move(origin), std::move(block));
    }

    std::optional<ReadItem> open_answer(StreamOrigin origin, std::string block) {
        if (!block.starts_with("HTTP/")) return std::nullopt;  // of dns: and the like
        std::size_t body = block.find("\r\n\r\n"), mark = 4;
        if (const std::size_t bare = block.find("\n\n"); bare < body) body = bare, mark = 2;
        if (body == std::string::npos) return failed_item(where(), "the HTTP answer has no body");
        const std::size_t status = std::min(block.find(' '), body);
        if (block.compare(status, 4, " 200") != 0) return std::nullopt;
        Head head;
        for (std::size_t at = block.find('\n') + 1; at < body;) {
            const std::size_t end = std::min(block.find('\n', at), body);
            head.add(std::string_view(block).substr(at, end - at));
            at = end + 1;
        }
        origin.media_type = head["content-type"];
        const bool chunked = ascii_lower(head["transfer-encoding"]).find("chunked") != std::string::npos;
        const std::string packed = ascii_lower(head["content-encoding"]);
        block.erase(0, body + mark);
        if (chunked) block = joined_chunks(std::move(block));
        // Archives keep most answers unpacked under the head of the packed ones; gzip is told by its mark.
        if (packed == "br" && !block.empty() && find_invalid_utf8(block) != std::string::npos &&
            origin.media_type.find("charset") == std::string::npos && block.find('<') == std::string::npos)
            return failed_item(where(), "the page is packed by Brotli, which is not read");
        return open_page(std::move(origin), std::move(block));
    }

    std::optional<ReadItem> open_page(StreamOrigin origin, std::string page) {
        const std::string media = ascii_lower(origin.media_type);
        const bool text = media.empty() || media.starts_with("text/") ||
                          media.find("html") != std::string::npos || media.find("xml") != std::string::npos ||
                          media.find("json") != std::string::npos || media.find("gzip") != std::string::npos;
        if (!text || media.starts_with("text/css") || media.starts_with("text/javascript") || page.empty())
            return ReadItem{where(), ReadSkip{ReadSkip::Reason::no_article, {}}};
        const std::size_t size = page.size();
        ArticleStream inner;
        inner.source = {std::make_unique<PeekableSource>(std::make_unique<StringSource>(std::move(page))),
                        where()};
        inner.origin = std::move(origin);
        inner.options = stream_.options;
        inner.depth = stream_.depth + 1;
        bytes_ahead_ += size;
        pages_.add([stream = std::make_shared<ArticleStream>(std::move(inner)), size] {
            Page opened{stream->source.name, size, std::nullopt, nullptr};
            try {
                opened.reader = open_stream(std::move(*stream));
            } catch (const Error& error) {
                opened.item = failed_item(opened.where, error.what());
            }
            return opened;
        });
        return std::nullopt;
    }

    std::uint64_t read(char* to, std::uint64_t size) {
        std::uint64_t filled = 0;
        while (filled < size) {
            const std::size_t n = stream_.source.bytes->read(to + filled, size - filled);
            if (n == 0) break;
            filled += n;
        }
        return filled;
    }

    void skip(std::uint64_t size) {
        char buffer[1 << 14];
        while (size > 0) {
            const std::size_t n =
                stream_.source.bytes->read(buffer, std::min<std::uint64_t>(size, sizeof buffer));
            if (n == 0) break;
            size -= n;
        }
    }

    ArticleStream stream_;
    std::size_t number_ = 0;  ///< of the record last read
    bool ended_ = false;
    std::exception_ptr error_;
    Page page_;  ///< the one whose articles are given
    std::size_t bytes_ahead_ = 0;
    unsigned threads_;
    OrderedTasks<Page> pages_;
};

}  // namespace

std::unique_ptr<ArticleReader> open_warc(ArticleStream stream) {
    return std::make_unique<WarcReader>(std::move(stream));
}

}  // namespace entente
