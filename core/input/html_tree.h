#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

/// A page as a flat list of its nodes in document order: the nodes of a subtree stand together, so that what
/// is under a node is a range, and nothing here calls itself however deep a page is nested.
class HtmlTree {
  public:
    using Index = std::uint32_t;
    static constexpr Index kNone = ~Index{0};

    struct Node {
        std::string_view name;  ///< of an element, in lower case; empty for text
        std::string_view text;  ///< of a text, entities resolved; empty for an element
        Index parent = kNone;
        Index end = 0;  ///< behind the last node of the subtree
        const void* element = nullptr;
    };

    /// Parses a page or a fragment, valid UTF-8, as browsers do (WHATWG HTML, by Gumbo). Throws Error(input)
    /// for elements nested deeper than `kDeepest` and for markup that takes more memory than any page should.
    explicit HtmlTree(std::string html);
    ~HtmlTree();
    HtmlTree(HtmlTree&&) noexcept;
    HtmlTree& operator=(HtmlTree&&) noexcept;

    static constexpr std::size_t kDeepest = 2000;

    Index size() const { return static_cast<Index>(nodes_.size()); }
    const Node& operator[](Index i) const { return nodes_[i]; }
    bool is(Index i, std::string_view name) const { return nodes_[i].name == name; }
    /// The value of an attribute (its name in lower case); empty where there is none.
    std::string_view attribute(Index i, const char* name) const;
    bool has_attribute(Index i, const char* name) const;
    /// All text under a node, white space made one blank.
    std::string text_of(Index i) const;
    /// The first element of that name in a subtree, or kNone.
    Index find(std::string_view name, Index from = 0) const;
    /// True where `ancestor` is above `i`, or is it.
    bool holds(Index ancestor, Index i) const { return ancestor <= i && i < nodes_[ancestor].end; }

  private:
    class Arena;
    std::string html_;
    std::unique_ptr<Arena> arena_;
    std::vector<Node> nodes_;
    std::vector<std::string> unknown_names_;  ///< of elements that HTML doesn't know ("amp-ad")
};

/// Appends text with each run of white space as one blank, none at the beginning of a line; soft hyphens and
/// zero-width marks are left out.
void append_folded(std::string& to, std::string_view text);

}  // namespace entente
