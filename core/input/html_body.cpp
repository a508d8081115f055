#include "core/input/html_body.h"

#include "core/input/html_blocks.h"
#include "core/input/html_clutter.h"
#include "core/text/utf8.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace entente {
namespace {

using Index = HtmlTree::Index;

/// Readability's numbers: a paragraph counts one, one more for every comma, and up to three for its length.
double paragraph_score(const HtmlBlock& block) {
    double score = 1 + static_cast<double>(std::count(block.text.begin(), block.text.end(), ','));
    score += std::min(static_cast<double>(block.text.size()) / 100, 3.0);
    return score * (1 - block.link_share());
}

/// Finds the elements that hold the article.
class BodyFinder {
  public:
    BodyFinder(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks) : tree_(tree), blocks_(blocks) {}

    /// The elements, in document order; none where nothing scores.
    std::vector<Index> find(bool believe_clutter_signs) {
        believe_ = believe_clutter_signs;
        sum_up_blocks();
        score_paragraphs();
        if (scores_.empty()) return {};
        Index best = best_scored();
        best = climb(best);
        if (const Index named = named_body(best); named != HtmlTree::kNone) best = named;
        return with_siblings(best);
    }

  private:
    bool counts(const HtmlBlock& block) const {
        return block.is_prose() && !(believe_ && block.maybe_clutter) && !is_clutter_line(block.text);
    }

    void sum_up_blocks() {
        for (auto* sums : {&prose_before_, &links_before_, &bytes_before_}) sums->assign(1, 0);
        for (const HtmlBlock& block : blocks_) {
            const bool seen = !(believe_ && block.maybe_clutter);
            prose_before_.push_back(prose_before_.back() + (counts(block) ? block.text.size() : 0));
            links_before_.push_back(links_before_.back() + (seen ? block.link_bytes : 0));
            bytes_before_.push_back(bytes_before_.back() + (seen ? block.text.size() : 0));
        }
    }

    void score_paragraphs() {
        for (const HtmlBlock& block : blocks_) {
            if (!counts(block)) continue;
            const double score = paragraph_score(block);
            // Text that stands in a div by itself is that div's; a p's is its parent's.
            const std::string_view name = tree_[block.container].name;
            const bool own = name != "p" && name != "li" && name != "pre" && name != "dd";
            Index up = own ? block.container : tree_[block.container].parent;
            for (int level = 0; up != HtmlTree::kNone && level < 6; ++level, up = tree_[up].parent) {
                if (tree_.is(up, "html")) break;
                if (!scores_.count(up)) scores_[up] = base_score(up);
                scores_[up] += score / (level == 0 ? 1 : level == 1 ? 2 : level * 3);
            }
        }
        for (auto& [node, score] : scores_) score *= 1 - link_share(node);
    }

    double base_score(Index node) const {
        const std::string_view name = tree_[node].name;
        double score = 25 * body_sign(tree_, node);
        if (name == "article" || name == "main") score += 15;
        if (name == "div" || name == "section") score += 5;
        if (name == "td" || name == "blockquote" || name == "pre") score += 3;
        if (name == "ul" || name == "ol" || name == "dl" || name == "form") score -= 3;
        if (name == "th") score -= 5;
        return score;
    }

    /// The sum over the blocks under a node.
    std::size_t sum_in(const std::vector<std::size_t>& before, Index node) const {
        const auto first_from = [&](Index n) {
            return static_cast<std::size_t>(
                std::lower_bound(blocks_.begin(), blocks_.end(), n,
                                 [](const HtmlBlock& b, Index i) { return b.begin < i; }) -
                blocks_.begin());
        };
        return before[first_from(tree_[node].end)] - before[first_from(node)];
    }

    double link_share(Index node) const {
        const std::size_t all = sum_in(bytes_before_, node);
        return all ? static_cast<double>(sum_in(links_before_, node)) / static_cast<double>(all) : 0;
    }

    std::size_t prose_in(Index node) const { return sum_in(prose_before_, node); }

    Index best_scored() const {
        Index best = HtmlTree::kNone;
        for (const auto& [node, score] : scores_)
            if (best == HtmlTree::kNone || score > scores_.at(best) ||
                (score == scores_.at(best) && node < best))
                best = node;
        return best;
    }

    /// An element whose parent holds much more of the prose was only a part of the article: its sections may
    /// stand in boxes of their own.
    Index climb(Index best) const {
        for (Index up = tree_[best].parent; up != HtmlTree::kNone && !tree_.is(up, "html");
             up = tree_[up].parent) {
            const auto scored = scores_.find(up);
            if (scored == scores_.end()) break;
            const std::size_t inner = prose_in(best), outer = prose_in(up);
            const std::size_t boxes = prose_children(up);
            if (boxes < 2 || outer <= inner) continue;
            if (tree_.is(up, "article") || (outer > inner + inner / 3 && alike(best, up))) best = up;
        }
        return best;
    }

    std::size_t prose_children(Index node) const {
        std::size_t n = 0;
        for (Index child = node + 1; child < tree_[node].end; child = tree_[child].end)
            n += !tree_[child].name.empty() && prose_in(child) > 0;
        return n;
    }

    /// True where the boxes of an element beside the best one are of its kind: same tag and class.
    bool alike(Index best, Index up) const {
        Index child = best;
        while (tree_[child].parent != up) child = tree_[child].parent;
        std::size_t like = 0, unlike = 0;
        for (Index at = up + 1; at < tree_[up].end; at = tree_[at].end) {
            if (tree_[at].name.empty() || at == child) continue;
            const std::size_t prose = prose_in(at);
            if (prose == 0) continue;
            const bool same = tree_.is(at, tree_[child].name) && share_class(at, child);
            (same || tree_.is(at, "p") ? like : unlike) += prose;
        }
        return like > unlike;
    }

    bool share_class(Index a, Index b) const {
        const std::string_view of_a = tree_.attribute(a, "class"), of_b = tree_.attribute(b, "class");
        if (of_a == of_b) return true;
        const std::string padded = " " + std::string(of_b) + " ";
        for (std::size_t at = 0; at < of_a.size();) {
            const std::size_t end = std::min(of_a.find(' ', at), of_a.size());
            if (end > at &&
                padded.find(" " + std::string(of_a.substr(at, end - at)) + " ") != std::string::npos)
                return true;
            at = end + 1;
        }
        return false;
    }

    /// The element that the page itself calls the article's text, where it holds most of what was found.
    Index named_body(Index best) const {
        const std::size_t found = prose_in(best);
        Index named = HtmlTree::kNone;
        std::size_t most = 0;
        for (const auto& [node, score] : scores_) {
            if (!is_body_by_name(tree_, node)) continue;
            const std::size_t prose = prose_in(node);
            if (prose > most || (prose == most && node < named)) most = prose, named = node;
        }
        return most * 5 >= found * 4 ? named : HtmlTree::kNone;
    }

    std::vector<Index> with_siblings(Index best) const {
        const Index parent = tree_[best].parent;
        if (parent == HtmlTree::kNone || tree_.is(best, "body")) return {best};
        std::vector<Index> chosen;
        const double enough = std::max(25.0, (scores_.count(best) ? scores_.at(best) : 0) * 0.5);
        const Index heading = tree_.find("h1");
        const std::string_view kind = tree_.attribute(best, "class");
        for (Index at = parent + 1; at < tree_[parent].end; at = tree_[at].end) {
            if (tree_[at].name.empty()) continue;
            if (at == best) {
                chosen.push_back(at);
                continue;
            }
            if (clutter_sign(tree_, at) >= ClutterSign::maybe) continue;
            if (prose_in(at) == 0 || link_share(at) > 0.3) continue;
            const auto scored = scores_.find(at);
            const bool like = scored != scores_.end() && scored->second >= enough;
            const bool same = !kind.empty() && share_class(at, best);
            // Between heading and text stands the first paragraph, in a box of its own on many pages.
            const bool lead = heading != HtmlTree::kNone && heading < at && at < best;
            if (like || same || lead || tree_.is(at, "p")) chosen.push_back(at);
        }
        return chosen;
    }

    const HtmlTree& tree_;
    const std::vector<HtmlBlock>& blocks_;
    bool believe_ = true;
    std::unordered_map<Index, double> scores_;
    std::vector<std::size_t> prose_before_, links_before_, bytes_before_;  ///< of the blocks before each
};

/// Letters and digits in lower case: what two lines must share to say the same.
std::string essence(std::string_view text) {
    std::string letters;
    for (const char c : ascii_lower(text))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80)
            letters += c;
    return letters;
}

bool ends_sentence(std::string_view text) {
    for (const std::string_view end : {".", "!", "?", ":", "\"", "”", "’", "…", ")"})
        if (text.ends_with(end)) return true;
    return false;
}

/// Decides block by block what of the chosen elements is the article.
class BlockFilter {
  public:
    BlockFilter(const HtmlTree& tree, std::string_view title) : tree_(tree), title_(essence(title)) {}

    /// `whole_page`: it may have a heading and a byline before the text.
    std::string text(const std::vector<const HtmlBlock*>& blocks, bool believe_clutter_signs,
                     bool whole_page) {
        std::vector<bool> keep(blocks.size());
        std::size_t first_prose = blocks.size();
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            keep[i] = !is_clutter(*blocks[i], believe_clutter_signs, whole_page && i < first_prose);
            if (keep[i] && blocks[i]->is_prose() && first_prose == blocks.size()) first_prose = i;
        }
        drop_link_lists(blocks, keep);
        drop_lonely_headings(blocks, keep);
        std::string text;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            if (!keep[i] || lines_of(*blocks[i]).empty()) continue;
            if (!text.empty()) {
                const bool list = i > 0 && keep[i - 1] && blocks[i]->kind == blocks[i - 1]->kind &&
                                  blocks[i]->kind == HtmlBlock::Kind::row;
                text += list ? "\n" : "\n\n";
            }
            text += lines_of(*blocks[i]);
        }
        if (!text.empty()) text += '\n';
        return text;
    }

  private:
    /// A block's text without those of its lines that are clutter: pages without paragraphs part all by `br`.
    std::string lines_of(const HtmlBlock& block) const {
        if (block.text.find('\n') == std::string::npos) return block.text;
        std::string lines;
        for (std::size_t at = 0; at <= block.text.size();) {
            const std::size_t end = std::min(block.text.find('\n', at), block.text.size());
            const std::string_view line = std::string_view(block.text).substr(at, end - at);
            if (!is_clutter_line(line) && !is_byline(line) && (title_.empty() || essence(line) != title_)) {
                if (!lines.empty()) lines += '\n';
                lines += line;
            }
            at = end + 1;
        }
        return lines;
    }

    bool is_clutter(const HtmlBlock& block, bool believe, bool before_prose) const {
        if (believe && block.maybe_clutter) return true;
        if (block.all_time || is_clutter_line(block.text)) return true;
        // A term of a list may be a date; a line of text is one that says when the page was made.
        if (!tree_.is(block.container, "dt") && is_byline(block.text)) return true;
        if (before_prose && block.kind == HtmlBlock::Kind::heading && block.heading_level == 1) return true;
        if (!title_.empty() && essence(block.text) == title_) return true;
        // Before the first paragraph stand desks, credits and the like, which are no sentences.
        if (before_prose && block.kind == HtmlBlock::Kind::text && block.text.size() < 100 &&
            !ends_sentence(block.text))
            return true;
        // A paragraph that is one link leads elsewhere.
        if (block.link_share() > 0.8 && block.text.size() < 250) return true;
        return false;
    }

    /// Lists and tables most of whose text are links lead elsewhere too.
    void drop_link_lists(const std::vector<const HtmlBlock*>& blocks, std::vector<bool>& keep) const {
        std::unordered_map<Index, std::pair<std::size_t, std::size_t>> links_of;
        const auto list_of = [&](const HtmlBlock& block) {
            if (block.kind == HtmlBlock::Kind::row) return block.container;
            return block.kind == HtmlBlock::Kind::item ? tree_[block.container].parent : HtmlTree::kNone;
        };
        for (const HtmlBlock* block : blocks) {
            auto& [links, all] = links_of[list_of(*block)];
            links += block->link_bytes;
            all += block->text.size();
        }
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const Index list = list_of(*blocks[i]);
            if (list == HtmlTree::kNone) continue;
            const auto& [links, all] = links_of[list];
            if (links * 2 > all) keep[i] = false;
        }
    }

    /// A heading whose text was left out, or that has none, goes with it.
    static void drop_lonely_headings(const std::vector<const HtmlBlock*>& blocks, std::vector<bool>& keep) {
        bool follows = false;
        for (std::size_t i = blocks.size(); i-- > 0;) {
            if (blocks[i]->kind == HtmlBlock::Kind::heading)
                keep[i] = keep[i] && follows;
            else
                follows = keep[i];
        }
    }

    const HtmlTree& tree_;
    std::string title_;
};

std::vector<const HtmlBlock*> blocks_in(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks,
                                        const std::vector<Index>& elements) {
    std::vector<const HtmlBlock*> inside;
    for (const HtmlBlock& block : blocks)
        for (const Index element : elements)
            if (tree.holds(element, block.begin)) {
                inside.push_back(&block);
                break;
            }
    return inside;
}

}  // namespace

std::string html_body(const HtmlTree& tree, std::string_view title) {
    const std::vector<HtmlBlock> blocks = html_blocks(tree);
    constexpr std::size_t kEnough = 250;
    std::string best;
    // Where the signs of clutter leave next to nothing, the page uses such names for its article.
    for (const bool believe : {true, false}) {
        const std::vector<Index> elements = BodyFinder(tree, blocks).find(believe);
        std::string text = BlockFilter(tree, title).text(blocks_in(tree, blocks, elements), believe, true);
        if (text.size() > best.size() * 2) best = std::move(text);
        if (best.size() >= kEnough) break;
    }
    return best;
}

std::string html_fragment_text(std::string html) {
    const HtmlTree tree(std::move(html));
    const std::vector<HtmlBlock> blocks = html_blocks(tree);
    return BlockFilter(tree, {}).text(blocks_in(tree, blocks, {0}), true, false);
}

std::string html_line(std::string html) {
    const HtmlTree tree(std::move(html));
    return tree.text_of(0);
}

bool has_markup(std::string_view text) {
    if (text.find('<') == std::string_view::npos)
        return text.find("&nbsp;") != std::string_view::npos ||
               text.find("&amp;") != std::string_view::npos || text.find("&#") != std::string_view::npos;
    const std::string lower = ascii_lower(text);
    for (const char* tag : {"<p>", "<p ", "</p>", "<br", "</a>", "<div", "</strong>", "</em>", "</b>", "</i>",
                            "<li>", "<img ", "</span>", "</h2>", "</h3>"})
        if (lower.find(tag) != std::string::npos) return true;
    return false;
}

}  // namespace entente
