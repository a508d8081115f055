#include "core/input/article_stream.h"
#include "core/input/charset.h"
#include "core/input/html_body.h"
#include "core/input/loose_date.h"

#include <pugixml.hpp>

#include <fmt/format.h>

namespace entente {
namespace {

/// The name of an element without its namespace's prefix: feeds choose prefixes as they like.
std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    return name.substr(name.find(':') + 1);
}

std::string text_in(const pugi::xml_node& node) {
    // XHTML inside an Atom entry is markup, not text.
    const std::string_view type = node.attribute("type").value();
    if (type == "xhtml") {
        struct Writer : pugi::xml_writer {
            std::string xml;
            void write(const void* data, std::size_t size) override {
                xml.append(static_cast<const char*>(data), size);
            }
        } writer;
        for (const pugi::xml_node& child : node.children()) child.print(writer, "", pugi::format_raw);
        return writer.xml;
    }
    std::string text;
    for (const pugi::xml_node& child : node.children())
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
    return text;
}

/// The text of the first of these elements that has one.
std::string first_of(const pugi::xml_node& node, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names)
        for (const pugi::xml_node& child : node.children())
            if (std::string_view(child.name()) == name || local_name(child) == name) {
                std::string text = text_in(child);
                if (text.find_first_not_of(" \t\r\n") != std::string::npos) return text;
            }
    return {};
}

std::string one_line(std::string text) {
    if (text.find_first_of("<&") != std::string::npos) text = html_line(std::move(text));
    std::string line;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    while (line.ends_with(' ')) line.pop_back();
    return line;
}

std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

std::string link_of(const pugi::xml_node& entry) {
    std::string link;
    for (const pugi::xml_node& child : entry.children()) {
        if (local_name(child) != "link") continue;
        const std::string_view relation = child.attribute("rel").value();
        const std::string_view target = child.attribute("href").value();
        if (target.empty() && link.empty()) link = trimmed(text_in(child));
        if (!target.empty() && (relation.empty() || relation == "alternate")) return std::string(target);
    }
    if (link.empty()) {
        link = trimmed(first_of(entry, {"origLink", "guid", "id"}));
        if (!link.starts_with("http")) link.clear();
    }
    return link;
}

/// An entry is an article as far as the feed tells it: whole, or its summary.
ReadItem read_entry(std::string where, const pugi::xml_node& entry, const std::string& channel,
                    std::string_view language, const ReaderOptions& options) {
    Article article;
    article.title = one_line(first_of(entry, {"title"}));
    article.url = link_of(entry);
    if (article.url.empty()) article.source = channel;
    for (const std::string_view name : {"pubDate", "published", "date", "issued", "updated"})
        if (const auto date = loose_date(first_of(entry, {name})); date && article.date.empty())
            article.date = date->to_string();
    std::string text = first_of(entry, {"content:encoded", "encoded", "content", "description", "summary"});
    if (text.find_first_of("<&") != std::string::npos) text = html_fragment_text(std::move(text));
    article.text = std::move(text);
    if (article.text.find_first_not_of(" \t\r\n") == std::string::npos)
        return {std::move(where), ReadSkip{ReadSkip::Reason::no_article, {}}};
    return finished_web_item(std::move(where), std::move(article), language, options);
}

class FeedReader : public ArticleReader {
  public:
    explicit FeedReader(ArticleStream stream)
        : options_(std::move(stream.options)), name_(std::move(stream.source.name)) {
        std::string xml;
        if (!read_all(*stream.source.bytes, options_->longest_article, xml)) {
            message_ = fmt::format("the feed is longer than {} bytes (--max-article sets the limit)",
                                   options_->longest_article);
            return;
        }
        xml = to_utf8(std::move(xml), declared_charset(stream.origin.media_type, xml));
        const pugi::xml_parse_result result = document_.load_buffer(
            xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
        // What stands before the damage is read.
        if (!result)
            message_ = fmt::format("no valid XML at byte {}: {}", result.offset, result.description());
        for (const pugi::xml_node& root : document_.children()) collect(root);
        at_ = entries_.begin();
    }

    std::optional<ReadItem> next() override {
        if (at_ != entries_.end()) {
            const pugi::xml_node entry = *at_++;
            const std::string language = entry.attribute("xml:lang").value();
            return read_entry(fmt::format("{}#{}", name_, at_ - entries_.begin()), entry, channel_,
                              language.empty() ? language_ : language, *options_);
        }
        if (message_.empty()) return std::nullopt;
        return failed_item(name_, std::exchange(message_, {}));
    }

  private:
    /// Entries stand under the channel (RSS 2.0), beside it (RSS 1.0) or under the feed (Atom).
    void collect(const pugi::xml_node& node) {
        for (const pugi::xml_node& child : node.children()) {
            const std::string_view name = local_name(child);
            if (name == "item" || name == "entry") entries_.push_back(child);
            if (name == "channel") {
                collect(child);
                continue;
            }
            if (name == "title" && channel_.empty()) channel_ = one_line(text_in(child));
            if (name == "language" && language_.empty()) language_ = one_line(text_in(child));
        }
        if (language_.empty()) language_ = node.attribute("xml:lang").value();
    }

    std::shared_ptr<const ReaderOptions> options_;
    std::string name_, channel_, language_, message_;
    pugi::xml_document document_;
    std::vector<pugi::xml_node> entries_;
    std::vector<pugi::xml_node>::const_iterator at_;
};

}  // namespace

std::unique_ptr<ArticleReader> open_feed(ArticleStream stream) {
    return std::make_unique<FeedReader>(std::move(stream));
}

}  // namespace entente
