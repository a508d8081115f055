#include "core/input/html_blocks.h"

#include "core/input/html_clutter.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace entente {
namespace {

using Index = HtmlTree::Index;
using Names = std::unordered_set<std::string_view>;

const Names kInline = {"a",       "abbr",   "acronym", "b",    "bdi",  "bdo",   "big",  "cite",   "code",
                       "data",    "del",    "dfn",     "em",   "font", "i",     "ins",  "kbd",    "mark",
                       "nobr",    "q",      "ruby",    "s",    "samp", "small", "span", "strike", "strong",
                       "sub",     "sup",    "time",    "tt",   "u",    "var",   "wbr",  "br",     "img",
                       "picture", "source", "amp-img", "link", "meta", "label"};

/// Breaks lines by its own though its elements flow: what HTML doesn't know is inline inside a paragraph.
bool is_inline(const HtmlTree& tree, Index i) {
    const std::string_view name = tree[i].name;
    if (kInline.count(name)) return true;
    if (name.find('-') == std::string_view::npos && name != "unknown") return false;
    for (Index up = tree[i].parent; up != HtmlTree::kNone; up = tree[up].parent) {
        if (tree.is(up, "p")) return true;
        if (!kInline.count(tree[up].name)) return false;
    }
    return false;
}

/// A table that holds data: its cells are short, and no paragraphs or other tables stand in them.
bool is_data_table(const HtmlTree& tree, Index table) {
    std::size_t cells = 0, rows = 0, longest = 0;
    for (Index i = table + 1; i < tree[table].end; ++i) {
        const std::string_view name = tree[i].name;
        if (name == "table" || name == "article" || name == "section" || name == "h1" || name == "ul")
            return false;
        rows += name == "tr";
        if (name != "td" && name != "th") continue;
        ++cells;
        std::size_t bytes = 0, paragraphs = 0;
        for (Index j = i; j < tree[i].end; ++j) {
            bytes += tree[j].text.size();
            paragraphs += tree.is(j, "p");
        }
        if (paragraphs > 1) return false;
        longest = std::max(longest, bytes);
    }
    return rows >= 2 && cells >= 2 * rows - 1 && longest < 300;
}

class BlockCutter {
  public:
    explicit BlockCutter(const HtmlTree& tree)
        : tree_(tree),
          bytes_before_(tree.size() + 1),
          links_before_(tree.size() + 1),
          plain_before_(tree.size() + 1) {
        find_run_away_links();
        Index link_end = 0;
        for (Index i = 0; i < tree.size(); ++i) {
            if (is_link(i)) link_end = std::max(link_end, tree[i].end);
            const bool seen = tree[i].parent == HtmlTree::kNone ||
                              !(tree.is(tree[i].parent, "script") || tree.is(tree[i].parent, "style"));
            const std::size_t bytes = seen ? tree[i].text.size() : 0;
            bytes_before_[i + 1] = bytes_before_[i] + bytes;
            links_before_[i + 1] = links_before_[i] + (i < link_end ? bytes : 0);
            plain_before_[i + 1] = plain_before_[i] + (i >= link_end && bytes > 60 ? bytes : 0);
        }
    }

    std::vector<HtmlBlock> cut() {
        for (Index i = 0; i < tree_.size();) {
            close_until(i);
            const HtmlTree::Node& node = tree_[i];
            if (node.name.empty()) {
                add_text(i);
                ++i;
                continue;
            }
            const ClutterSign sign = clutter_sign(tree_, i);
            if (sign == ClutterSign::sure) {
                if (!is_inline(tree_, i)) flush();
                i = node.end;
                continue;
            }
            const bool clutter =
                sign == ClutterSign::maybe || (sign == ClutterSign::if_links && is_mostly_links(i));
            open(i, clutter && !holds_article(i));
            ++i;
        }
        close_until(tree_.size());
        flush();
        return std::move(blocks_);
    }

  private:
    struct Open {
        Index node;
        bool block, link, time, clutter, cell;
    };

    /// A link whose end was forgotten makes a link of all behind it: an address under which much of the page
    /// stands is no link's.
    void find_run_away_links() {
        std::unordered_map<std::string_view, std::size_t> bytes_of;
        std::size_t all = 0;
        Index link = 0;
        for (Index i = 0; i < tree_.size(); ++i) {
            if (tree_.is(i, "a")) link = i;
            if (tree_[i].text.size() < 60) continue;
            all += tree_[i].text.size();
            if (link && i < tree_[link].end) bytes_of[tree_.attribute(link, "href")] += tree_[i].text.size();
        }
        for (const auto& [address, bytes] : bytes_of)
            if (bytes * 4 > all && bytes > 400) run_away_.insert(address);
    }

    bool is_link(Index i) const {
        return tree_.is(i, "a") && (run_away_.empty() || !run_away_.count(tree_.attribute(i, "href")));
    }

    /// True where an element has the page's heading and much of its text: its name tells of something else in
    /// it ("with-newsletter").
    bool holds_article(Index i) const {
        if (tree_.is(i, "header") || tree_.is(i, "aside") || tree_.is(i, "footer")) return false;
        const std::size_t plain = plain_before_[tree_[i].end] - plain_before_[i];
        return plain * 5 > plain_before_.back() * 2 && tree_.find("h1", i) != HtmlTree::kNone;
    }

    bool is_mostly_links(Index i) const {
        const std::size_t links = links_before_[tree_[i].end] - links_before_[i];
        return links * 5 > bytes_before_[tree_[i].end] - bytes_before_[i];
    }

    void open(Index i, bool clutter) {
        const std::string_view name = tree_[i].name;
        if (name == "br" || name == "hr") {
            if (name == "hr")
                flush();
            else
                break_line();
            return;
        }
        const bool inside_row = row_table_ != HtmlTree::kNone;
        if (name == "table" && !inside_row && is_data_table(tree_, i)) {
            flush();
            row_table_ = i;
        }
        bool block = !is_inline(tree_, i);
        const bool cell = inside_row && (name == "td" || name == "th");
        if (inside_row && name != "tr") block = false;
        if (block) flush();
        if (cell && !current_.text.empty()) {
            trim();
            current_.text += " | ";
        }
        stack_.push_back({i, block, is_link(i), name == "time", clutter, cell});
        links_ += is_link(i);
        times_ += name == "time";
        clutter_ += clutter;
    }

    void close_until(Index i) {
        while (!stack_.empty() && tree_[stack_.back().node].end <= i) {
            const Open top = stack_.back();
            if (top.block) flush();
            if (top.node == row_table_) {
                flush();
                row_table_ = HtmlTree::kNone;
            }
            stack_.pop_back();
            links_ -= top.link;
            times_ -= top.time;
            clutter_ -= top.clutter;
        }
    }

    void add_text(Index i) {
        const std::size_t before = current_.text.size();
        append_folded(current_.text, tree_[i].text);
        if (current_.text == " ") current_.text.clear();
        if (current_.text.size() <= before) return;
        if (before == 0) begin(i);
        const bool seen = current_.text.find_first_not_of(' ', before) != std::string::npos;
        if (links_ > 0) current_.link_bytes += current_.text.size() - before;
        if (seen && times_ == 0) current_.all_time = false;
    }

    /// Two line ends in a row part paragraphs; one is a line end.
    void break_line() {
        if (current_.text.empty()) return;
        trim();
        if (current_.text.ends_with('\n')) {
            flush();
            return;
        }
        current_.text += '\n';
    }

    void begin(Index i) {
        current_.begin = i;
        current_.maybe_clutter = clutter_ > 0;
        current_.kind = HtmlBlock::Kind::text;
        current_.container = 0;
        for (auto at = stack_.rbegin(); at != stack_.rend(); ++at) {
            const std::string_view name = tree_[at->node].name;
            if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
                current_.kind = HtmlBlock::Kind::heading;
                current_.heading_level = name[1] - '0';
            }
            if (!at->block) continue;
            if (name == "li" || name == "dd" || name == "dt") current_.kind = HtmlBlock::Kind::item;
            current_.container = at->node;
            break;
        }
        if (row_table_ != HtmlTree::kNone) {
            current_.kind = HtmlBlock::Kind::row;
            current_.container = row_table_;
        }
    }

    void trim() {
        while (current_.text.ends_with(' ')) current_.text.pop_back();
    }

    void flush() {
        while (current_.text.ends_with(' ') || current_.text.ends_with('\n')) current_.text.pop_back();
        if (!current_.text.empty()) blocks_.push_back(std::move(current_));
        current_ = HtmlBlock();
    }

    const HtmlTree& tree_;
    Names run_away_;
    /// Bytes before each node of text, of that in links, and of that in longer pieces outside links.
    std::vector<std::size_t> bytes_before_, links_before_, plain_before_;
    std::vector<Open> stack_;
    std::vector<HtmlBlock> blocks_;
    HtmlBlock current_;
    Index row_table_ = HtmlTree::kNone;
    int links_ = 0, times_ = 0, clutter_ = 0;
};

}  // namespace

bool HtmlBlock::is_prose() const {
    if (kind == Kind::heading || text.size() < 60 || link_share() > 0.5) return false;
    // Menus and lists of names have no marks between their words.
    return text.find_first_of(".,;?!\"") != std::string::npos || text.size() > 150;
}

std::vector<HtmlBlock> html_blocks(const HtmlTree& tree) {
    return BlockCutter(tree).cut();
}

}  // namespace entente
