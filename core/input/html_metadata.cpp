#include "core/input/html_metadata.h"

#include "core/input/html_body.h"
#include "core/input/html_clutter.h"
#include "core/input/json_article.h"
#include "core/input/loose_date.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <deque>
#include <unordered_map>
#include <unordered_set>

namespace entente {
namespace {

using Index = HtmlTree::Index;
using rapidjson::Value;

void set(std::string& field, std::string_view value) {
    if (field.empty()) append_folded(field, value);
    while (field.ends_with(' ')) field.pop_back();
}

void set_date(std::string& field, std::string_view value) {
    if (!field.empty()) return;
    if (const auto date = loose_date(value)) field = date->to_string();
}

bool is_address(std::string_view url) {
    if (!url.starts_with("https://") && !url.starts_with("http://")) return false;
    // A host has a dot.
    const std::size_t host = url.find("://") + 3;
    return url.find('.', host) < url.find('/', host);
}

std::string_view path_of(std::string_view url) {
    const std::size_t slash = url.find('/', url.find("://") + 3);
    return slash == std::string_view::npos ? std::string_view() : url.substr(slash + 1);
}

/// A broken template gives every page the address of the home page: such an address would make one article of
/// all pages.
void set_url(std::string& field, std::string_view value, std::string_view fetched_from) {
    if (!field.empty() || !is_address(value) || value.find_first_of(" \"<>") != std::string_view::npos)
        return;
    if (path_of(value).empty() && !path_of(fetched_from).empty()) return;
    field = value;
}

/// A string, the "name" or "@id" of an object, or those of the elements of an array.
std::string name_in(const Value* value, const char* key = "name") {
    if (!value) return {};
    if (value->IsString()) return {value->GetString(), value->GetStringLength()};
    if (value->IsObject()) return name_in(json_member(*value, key));
    std::string names;
    if (value->IsArray())
        for (const Value& element : value->GetArray()) {
            const std::string name = element.IsArray() ? std::string() : name_in(&element, key);
            if (!name.empty()) names += (names.empty() ? "" : ", ") + name;
        }
    return names;
}

bool is_article_type(const Value& object) {
    const auto named = [](const Value& type) {
        if (!type.IsString()) return false;
        const std::string_view name = type.GetString();
        return name.ends_with("Article") || name.ends_with("NewsArticle") || name == "LiveBlogPosting" ||
               name == "BlogPosting" || name == "Report" || name == "ReportageNewsArticle";
    };
    const Value* type = json_member(object, "@type");
    if (!type) return false;
    if (type->IsArray()) return std::any_of(type->Begin(), type->End(), named);
    return named(*type);
}

void read_json_ld_article(const Value& article, HtmlMetadata& data, std::string_view fetched_from) {
    set(data.title, name_in(json_member(article, "headline")));
    set(data.title, name_in(json_member(article, "name")));
    set_date(data.date, name_in(json_member(article, "datePublished")));
    set_date(data.date, name_in(json_member(article, "dateCreated")));
    set(data.byline, name_in(json_member(article, "author")));
    set(data.site, name_in(json_member(article, "publisher")));
    set_url(data.url, name_in(json_member(article, "mainEntityOfPage"), "@id"), fetched_from);
    set_url(data.url, name_in(json_member(article, "url")), fetched_from);
    if (data.language.empty()) data.language = name_in(json_member(article, "inLanguage"));
    if (data.body.empty()) {
        data.body = name_in(json_member(article, "articleBody"));
        if (has_markup(data.body)) data.body = html_fragment_text(std::move(data.body));
    }
}

/// Pages put comments, line ends and semicolons into these scripts that JSON doesn't have.
void read_json_ld(std::string text, HtmlMetadata& data, std::string_view fetched_from) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    for (const std::string_view mark : {"<![CDATA[", "]]>"})
        if (const std::size_t at = text.find(mark); at != std::string::npos) text.erase(at, mark.size());
    const std::size_t begin = text.find_first_of("{["), end = text.find_last_of("}]");
    if (begin == std::string::npos || end == std::string::npos || end < begin) return;
    text = text.substr(begin, end + 1 - begin);
    rapidjson::Document json;
    json.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseTrailingCommasFlag |
               rapidjson::kParseCommentsFlag | rapidjson::kParseStopWhenDoneFlag>(text.c_str());
    if (json.HasParseError()) return;
    std::deque<const Value*> queue = {&json};
    constexpr int kMostLooked = 2000;
    for (int looked = 0; !queue.empty() && looked < kMostLooked; ++looked) {
        const Value& at = *queue.front();
        queue.pop_front();
        if (at.IsArray()) {
            for (const Value& element : at.GetArray()) queue.push_back(&element);
        } else if (at.IsObject()) {
            if (is_article_type(at)) {
                read_json_ld_article(at, data, fetched_from);
                return;
            }
            for (const char* inside : {"@graph", "mainEntity", "mainEntityOfPage", "hasPart"})
                if (const Value* value = json_member(at, inside)) queue.push_back(value);
        }
    }
}

using Metas = std::unordered_map<std::string, std::string_view>;

std::string_view first_meta(const Metas& metas, std::initializer_list<const char*> names) {
    for (const char* name : names)
        if (const auto found = metas.find(name); found != metas.end()) return found->second;
    return {};
}

constexpr std::initializer_list<const char*> kDateMetas = {"article:published_time",
                                                           "og:article:published_time",
                                                           "datepublished",
                                                           "parsely-pub-date",
                                                           "sailthru.date",
                                                           "pubdate",
                                                           "publishdate",
                                                           "publish-date",
                                                           "publish_date",
                                                           "publication_date",
                                                           "publicationdate",
                                                           "date",
                                                           "dc.date.issued",
                                                           "dcterms.created",
                                                           "dc.date",
                                                           "dc.date.created",
                                                           "dcterms.date",
                                                           "dcsext.articlefirstpublished",
                                                           "cxenseparse:recs:publishtime",
                                                           "article.published",
                                                           "published-date",
                                                           "published_time",
                                                           "article_date_original",
                                                           "citation_publication_date",
                                                           "displaydate",
                                                           "og:published_time",
                                                           "originalpublicationdate",
                                                           "vr:published_time"};

/// "Talks open in Geneva - The Example Times" names the site behind the last of such marks.
std::string without_site(std::string title, const std::string& site) {
    for (const char* mark : {" | ", " - ", " – ", " — ", " :: ", " » ", " · "}) {
        const std::size_t at = title.rfind(mark);
        if (at == std::string::npos) continue;
        const std::string tail = title.substr(at + std::string_view(mark).size());
        const bool is_site = !site.empty() && ascii_lower(tail) == ascii_lower(site);
        const bool clearly = std::string_view(mark) == " | " || std::string_view(mark) == " :: " ||
                             std::string_view(mark) == " » ";
        if (at >= 15 && (is_site || (clearly && tail.size() < 40) ||
                         (tail.size() < 30 && std::count(tail.begin(), tail.end(), ' ') < 4)))
            return without_site(title.substr(0, at), site);
    }
    return title;
}

/// Of a page's title, the longest part that the page shows as a line of its own: the rest names the site.
std::string shown_part(const HtmlTree& tree, const std::string& page_title) {
    std::unordered_set<std::string> parts = {page_title};
    constexpr std::array<std::string_view, 8> kMarks = {" | ", " - ",  " – ", " — ",
                                                        ": ",  " :: ", " » ", " · "};
    for (const std::string_view mark : kMarks)
        for (std::size_t at = 0; (at = page_title.find(mark, at)) != std::string::npos; at += mark.size()) {
            parts.insert(page_title.substr(0, at));
            parts.insert(page_title.substr(at + mark.size()));
        }
    std::string longest;
    for (Index i = 0; i < tree.size() && !parts.empty(); ++i) {
        if (tree[i].text.size() < 15 || tree[i].text.size() > 300 || tree.is(tree[i].parent, "title"))
            continue;
        const std::string text = tree.text_of(i);
        if (text.size() > longest.size() && parts.count(text)) longest = text;
    }
    return longest;
}

/// The heading that the page is about: an h1 of an article before others, none of the site's own.
std::string main_heading(const HtmlTree& tree, const std::string& page_title) {
    std::string first;
    for (Index i = 0; i < tree.size(); ++i) {
        if (!tree.is(i, "h1")) continue;
        const std::string text = tree.text_of(i);
        if (text.size() < 8) continue;
        // The page's own title repeats its heading.
        if (page_title.find(text) != std::string::npos || tree.attribute(i, "itemprop") == "headline")
            return text;
        if (first.empty()) first = text;
    }
    return first;
}

/// Dates in the page itself, those said to be of publication before others, before the text begins.
void read_time_elements(const HtmlTree& tree, HtmlMetadata& data) {
    std::string first;
    for (Index i = 0; i < tree.size(); ++i) {
        const std::string_view property = tree.attribute(i, "itemprop");
        const std::string_view given = tree.attribute(i, "datetime"), content = tree.attribute(i, "content");
        const std::string_view value = !given.empty() ? given : content;
        if (property == "datePublished" || tree.has_attribute(i, "pubdate")) {
            set_date(data.date, value);
            if (value.empty()) set_date(data.date, tree.text_of(i));
        } else if (tree.is(i, "time") && first.empty()) {
            const auto date = loose_date(given.empty() ? std::string_view(tree.text_of(i)) : given);
            if (date && date->day) first = date->to_string();
        }
    }
    if (data.date.empty()) data.date = first;
}

/// A date that stands in an element of its own, called so.
void read_dates_by_class(const HtmlTree& tree, HtmlMetadata& data) {
    for (Index i = 0; i < tree.size() && data.date.empty(); ++i) {
        const std::string name =
            ascii_lower(std::string(tree.attribute(i, "class")) + " " + std::string(tree.attribute(i, "id")));
        if (name.find("date") == std::string::npos && name.find("publish") == std::string::npos &&
            name.find("time") == std::string::npos && name.find("byline") == std::string::npos &&
            name.find("posted") == std::string::npos)
            continue;
        const std::string text = tree.text_of(i);
        if (text.size() <= 120) set_date(data.date, text);
    }
}

/// A line with a date between the heading and the first paragraph.
void read_date_line(const HtmlTree& tree, HtmlMetadata& data) {
    bool headed = false;
    for (Index i = 0; i < tree.size() && data.date.empty(); ++i) {
        if (tree[i].text.empty() || tree.is(tree[i].parent, "title")) continue;
        const std::string text = tree.text_of(i);
        if (text.size() > 200) return;
        if (text == data.title)
            headed = true;
        else if (headed && text.size() <= 80)
            set_date(data.date, text);
    }
}

}  // namespace

HtmlMetadata html_metadata(const HtmlTree& tree, const std::string& fetched_from) {
    HtmlMetadata data;
    Metas metas;
    std::string_view canonical;
    std::string page_title;
    for (Index i = 0; i < tree.size(); ++i) {
        if (tree.is(i, "meta")) {
            const std::string_view content = tree.attribute(i, "content");
            if (content.empty()) continue;
            for (const char* key : {"property", "name", "itemprop", "http-equiv"})
                if (const std::string name = ascii_lower(tree.attribute(i, key)); !name.empty())
                    metas.emplace(name, content);
        } else if (tree.is(i, "link") && canonical.empty()) {
            if (ascii_lower(tree.attribute(i, "rel")) == "canonical") canonical = tree.attribute(i, "href");
        } else if (tree.is(i, "title") && page_title.empty()) {
            page_title = tree.text_of(i);
        } else if (tree.is(i, "html") && data.language.empty()) {
            data.language = tree.attribute(i, "lang");
            if (data.language.empty()) data.language = tree.attribute(i, "xml:lang");
        }
    }
    set_url(data.url, canonical, fetched_from);
    set_url(data.url, first_meta(metas, {"og:url", "twitter:url"}), fetched_from);
    for (Index i = 0; i < tree.size(); ++i) {
        if (!tree.is(i, "script") || ascii_lower(tree.attribute(i, "type")) != "application/ld+json")
            continue;
        std::string text;
        for (Index j = i; j < tree[i].end; ++j) text += tree[j].text;
        read_json_ld(std::move(text), data, fetched_from);
    }
    set(data.site, first_meta(metas, {"og:site_name", "application-name", "publisher", "dc.publisher"}));
    set(data.title, first_meta(metas, {"og:title", "twitter:title", "dc.title", "headline"}));
    data.title = without_site(std::move(data.title), data.site);
    set(data.title, shown_part(tree, page_title));
    set(data.title, main_heading(tree, page_title));
    set(data.title, without_site(page_title, data.site));
    set_date(data.date, first_meta(metas, kDateMetas));
    for (const char* name : kDateMetas) set_date(data.date, first_meta(metas, {name}));
    read_time_elements(tree, data);
    set(data.byline, first_meta(metas, {"author", "article:author", "byl", "parsely-author", "dc.creator",
                                        "sailthru.author"}));
    if (data.url.empty()) data.url = fetched_from;
    if (data.date.empty())
        if (const auto date = date_in_url(data.url)) data.date = date->to_string();
    read_dates_by_class(tree, data);
    read_date_line(tree, data);
    set_date(data.date, first_meta(metas, {"article:modified_time", "og:updated_time", "last-modified",
                                           "datemodified"}));
    return data;
}

}  // namespace entente
