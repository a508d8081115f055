#include "core/input/html_tree.h"

#include "core/model/error.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdlib>
#include <gumbo.h>

#include <fmt/format.h>

namespace entente {

/// Memory of one parse, given back as a whole: Gumbo's own release calls itself for every level of nesting.
/// A page for which the parser asks too much ends the parse by a jump over its frames, which hold nothing
/// but memory of this arena.
class HtmlTree::Arena {
  public:
    explicit Arena(std::size_t most) : most_(most) {}

    void* take(std::size_t size) {
        size = (size + 15) & ~std::size_t{15};
        if (size > room_) {
            used_ += std::max(size, kBlock);
            if (used_ > most_) std::longjmp(too_much, 1);
            room_ = std::max(size, kBlock);
            blocks_.push_back(std::unique_ptr<char[]>(new char[room_]));
            next_ = blocks_.back().get();
        }
        char* const memory = next_;
        next_ += size;
        room_ -= size;
        return memory;
    }

    std::jmp_buf too_much{};

  private:
    static constexpr std::size_t kBlock = 1 << 17;
    std::size_t most_, used_ = 0, room_ = 0;
    char* next_ = nullptr;
    std::vector<std::unique_ptr<char[]>> blocks_;
};

namespace {

/// Elements whose end tag may be left out, and those without any; they say nothing of the depth.
bool nests(std::string_view name) {
    constexpr std::array<std::string_view, 34> kShallow = {
        "p",     "li",    "td",     "th",     "tr",    "dt",       "dd",      "option", "tbody",
        "thead", "tfoot", "html",   "head",   "body",  "br",       "img",     "meta",   "link",
        "input", "hr",    "area",   "base",   "col",   "embed",    "param",   "track",  "wbr",
        "rp",    "rt",    "source", "script", "style", "colgroup", "optgroup"};
    return std::find(kShallow.begin(), kShallow.end(), name) == kShallow.end();
}

/// Throws for a page whose tags are nested so deeply that the parser, which walks up its stack of open
/// elements at every tag, would take quadratic time.
void check_depth(std::string_view html) {
    std::size_t depth = 0;
    for (std::size_t at = 0; (at = html.find('<', at)) != std::string_view::npos;) {
        ++at;
        const bool closes = at < html.size() && html[at] == '/';
        const std::size_t begin = at + closes;
        std::size_t end = begin;
        while (end < html.size() && end - begin < 16 && html[end] != '>' && html[end] != '/' &&
               static_cast<unsigned char>(html[end]) > ' ')
            ++end;
        if (end == begin || !((html[begin] | 0x20) >= 'a' && (html[begin] | 0x20) <= 'z')) continue;
        if (!nests(ascii_lower(html.substr(begin, end - begin)))) continue;
        if (closes)
            depth -= depth > 0;
        else if (++depth > HtmlTree::kDeepest)
            throw Error(ErrorKind::input,
                        fmt::format("its elements are nested more than {} deep", HtmlTree::kDeepest));
    }
}

bool begins_with(std::string_view text, std::size_t at, std::string_view lower) {
    if (text.size() - at < lower.size()) return false;
    for (std::size_t i = 0; i < lower.size(); ++i) {
        const char c = text[at + i];
        if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower[i]) return false;
    }
    return true;
}

/// The page with its scripts and styles emptied, but for those that hold data: most bytes of most pages,
/// which the parser would look at one by one.
std::string without_scripts(std::string html) {
    std::size_t to = 0, from = 0;
    const auto keep_until = [&](std::size_t end) {
        std::copy(html.begin() + static_cast<std::ptrdiff_t>(from),
                  html.begin() + static_cast<std::ptrdiff_t>(end),
                  html.begin() + static_cast<std::ptrdiff_t>(to));
        to += end - from;
        from = end;
    };
    for (std::size_t at = 0; (at = html.find('<', at)) != std::string::npos;) {
        const bool script = begins_with(html, at, "<script"), style = begins_with(html, at, "<style");
        if (begins_with(html, at, "<!--")) {
            const std::size_t end = html.find("-->", at + 4);
            if (end == std::string::npos) break;
            at = end + 3;
            continue;
        }
        ++at;
        if (!script && !style) continue;
        const std::size_t open = html.find('>', at);
        if (open == std::string::npos) break;
        std::size_t close = open;
        do close = html.find("</", close + 1);
        while (close != std::string::npos && !begins_with(html, close, script ? "</script" : "</style"));
        if (close == std::string::npos) break;
        const bool data = std::string_view(html).substr(at, open - at).find("json") != std::string_view::npos;
        if (!data) {
            keep_until(open + 1);
            from = close;
        }
        at = close + 1;
    }
    keep_until(html.size());
    html.resize(to);
    return html;
}

GumboOutput* parse(const GumboOptions& options, const std::string& html, std::jmp_buf& too_much) {
    if (setjmp(too_much)) return nullptr;
    return gumbo_parse_with_options(&options, html.data(), html.size());
}

std::string_view element_name(const GumboElement& element, std::vector<std::string>& unknown) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece piece = element.original_tag;
    if (!piece.data) return "unknown";
    gumbo_tag_from_original_text(&piece);
    const std::string name = ascii_lower({piece.data, piece.length});
    const auto known = std::find(unknown.begin(), unknown.end(), name);
    if (known != unknown.end()) return *known;
    // The names are few; a page that makes up more than these has them all called alike.
    if (unknown.size() == unknown.capacity()) return "unknown";
    return unknown.emplace_back(name);
}

}  // namespace

HtmlTree::HtmlTree(std::string html) : html_(without_scripts(std::move(html))) {
    check_depth(html_);
    constexpr std::size_t kMemoryForByte = 100, kMemoryAlways = 32u << 20;
    arena_ = std::make_unique<Arena>(kMemoryAlways + kMemoryForByte * html_.size());
    GumboOptions options = kGumboDefaultOptions;
    options.userdata = arena_.get();
    options.allocator = [](void* arena, std::size_t size) { return static_cast<Arena*>(arena)->take(size); };
    options.deallocator = [](void*, void*) {};
    options.max_errors = 0;
    const GumboOutput* output = parse(options, html_, arena_->too_much);
    if (!output) throw Error(ErrorKind::input, "its markup is too tangled to be a page");

    struct Open {
        const GumboNode* node;
        unsigned next;
        Index index;
    };
    std::vector<Open> open;
    unknown_names_.reserve(256);
    const auto enter = [&](const GumboNode* node) {
        const Index parent = open.empty() ? kNone : open.back().index;
        const Index index = size();
        switch (node->type) {
            case GUMBO_NODE_ELEMENT:
            case GUMBO_NODE_TEMPLATE:
                nodes_.push_back(
                    {element_name(node->v.element, unknown_names_), {}, parent, index + 1, &node->v.element});
                open.push_back({node, 0, index});
                break;
            case GUMBO_NODE_TEXT:
            case GUMBO_NODE_CDATA:
            case GUMBO_NODE_WHITESPACE:
                nodes_.push_back({{}, node->v.text.text, parent, index + 1, nullptr});
                break;
            default: break;
        }
    };
    enter(output->root);
    while (!open.empty()) {
        Open& top = open.back();
        const GumboVector& children = top.node->v.element.children;
        if (top.next < children.length) {
            enter(static_cast<const GumboNode*>(children.data[top.next++]));
            continue;
        }
        nodes_[top.index].end = size();
        open.pop_back();
    }
}

HtmlTree::~HtmlTree() = default;
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;

std::string_view HtmlTree::attribute(Index i, const char* name) const {
    const auto* element = static_cast<const GumboElement*>(nodes_[i].element);
    if (!element) return {};
    const GumboAttribute* found = gumbo_get_attribute(&element->attributes, name);
    return found ? found->value : std::string_view();
}

bool HtmlTree::has_attribute(Index i, const char* name) const {
    const auto* element = static_cast<const GumboElement*>(nodes_[i].element);
    return element && gumbo_get_attribute(&element->attributes, name);
}

std::string HtmlTree::text_of(Index i) const {
    std::string text;
    for (Index at = i; at < nodes_[i].end;) {
        if (nodes_[at].name == "script" || nodes_[at].name == "style") {
            at = nodes_[at].end;
            continue;
        }
        if (nodes_[at].name == "br" && !text.empty() && text.back() != ' ') text += ' ';
        append_folded(text, nodes_[at].text);
        ++at;
    }
    while (text.ends_with(' ')) text.pop_back();
    return text;
}

HtmlTree::Index HtmlTree::find(std::string_view name, Index from) const {
    for (Index at = from; at < (size() ? nodes_[from].end : 0); ++at)
        if (nodes_[at].name == name) return at;
    return kNone;
}

void append_folded(std::string& to, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && text[end] > ' ' && text[end] < 0x7F) ++end;
        if (end > at) {
            to.append(text, at, end - at);
            at = end;
            continue;
        }
        if (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t') {
            if (!to.empty() && to.back() != ' ' && to.back() != '\n') to += ' ';
            ++at;
            continue;
        }
        const CodePoint c = decode_utf8(text, at);
        const bool unseen = c.value == 0xAD || (c.value >= 0x200B && c.value <= 0x200F) ||
                            c.value == 0x2060 || c.value == 0xFEFF ||
                            (c.value >= 0x202A && c.value <= 0x202E);
        if (unseen) {
            at += c.length;
        } else if (char_class(c.value) == CharClass::space) {
            if (!to.empty() && to.back() != ' ' && to.back() != '\n') to += ' ';
            at += c.length;
        } else {
            to.append(text, at, c.length);
            at += c.length;
        }
    }
}

}  // namespace entente
