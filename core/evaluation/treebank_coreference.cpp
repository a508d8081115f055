#include "core/evaluation/treebank_coreference.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>

namespace entente {
namespace {

/// A mention that is open: where it began, whose it is and of what type.
struct OpenEntity {
    std::string_view id, type;
    std::size_t first = 0;  ///< word of the sentence
};

/// Mentions that end: words [first, last) of a sentence.
struct EntitySpan {
    std::string_view id, type;
    std::size_t first = 0, last = 0;
};

std::string_view take_until(std::string_view& text, std::string_view ends) {
    const std::size_t end = std::min(text.find_first_of(ends), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end);
    return part;
}

std::string_view entities_in(std::string_view misc) {
    constexpr std::string_view key = "Entity=";
    while (!misc.empty()) {
        std::string_view entry = take_until(misc, "|");
        if (!misc.empty()) misc.remove_prefix(1);
        if (entry.starts_with(key)) return entry.substr(key.size());
    }
    return {};
}

/// Mentions that go over the end of their sentence are left out.
std::vector<EntitySpan> entities_of(const TreebankSentence& sentence) {
    std::vector<EntitySpan> spans;
    std::vector<OpenEntity> open;
    const auto close = [&](std::string_view id, std::size_t word) {
        const auto last = std::find_if(open.rbegin(), open.rend(),
                                       [&](const OpenEntity& entity) { return entity.id == id; });
        if (last == open.rend()) return;
        spans.push_back({last->id, last->type, last->first, word + 1});
        open.erase(std::next(last).base());
    };
    for (std::size_t w = 0; w < sentence.words.size(); ++w) {
        std::string_view left = entities_in(sentence.words[w].misc);
        while (!left.empty()) {
            const bool opens = left.front() == '(';
            if (opens) left.remove_prefix(1);
            std::string_view fields = take_until(left, "()");
            const std::string_view id = take_until(fields, "-");
            if (opens) {
                if (!fields.empty()) fields.remove_prefix(1);
                open.push_back({id, take_until(fields, "-"), w});
            }
            if (left.starts_with(')')) {
                close(id, w);
                left.remove_prefix(1);
            }
        }
    }
    return spans;
}

std::size_t head_of(const TreebankSentence& sentence, const EntitySpan& span) {
    for (std::size_t w = span.first; w < span.last; ++w) {
        const std::int32_t head = sentence.words[w].head;
        if (head < static_cast<std::int32_t>(span.first) || head >= static_cast<std::int32_t>(span.last))
            return w;
    }
    return span.first;
}

template <typename Key>
std::vector<CoreferenceChain> without_single(const std::map<Key, CoreferenceChain>& chains) {
    std::vector<CoreferenceChain> result;
    for (const auto& [id, chain] : chains)
        if (chain.size() > 1) result.push_back(chain);
    return result;
}

}  // namespace

std::vector<std::vector<TreebankSentence>> documents_of(const std::vector<TreebankSentence>& sentences) {
    std::vector<std::vector<TreebankSentence>> documents;
    for (const TreebankSentence& sentence : sentences) {
        const bool opens = std::ranges::any_of(
            sentence.comments, [](const std::string& comment) { return comment.starts_with("# newdoc"); });
        if (opens || documents.empty()) documents.emplace_back();
        documents.back().push_back(sentence);
    }
    return documents;
}

std::vector<CoreferenceChain> chains_of(const std::vector<TreebankSentence>& document,
                                        std::span<const std::string_view> types) {
    std::map<std::string_view, CoreferenceChain> chains;
    std::uint32_t before = 0;
    for (const TreebankSentence& sentence : document) {
        std::map<std::size_t, EntitySpan> by_head;
        for (const EntitySpan& span : entities_of(sentence)) {
            if (std::ranges::find(types, span.type) == types.end()) continue;
            const auto [own, fresh] = by_head.emplace(head_of(sentence, span), span);
            if (!fresh && span.last - span.first > own->second.last - own->second.first) own->second = span;
        }
        for (const auto& [head, span] : by_head)
            chains[span.id].push_back(before + static_cast<std::uint32_t>(head));
        before += static_cast<std::uint32_t>(sentence.words.size());
    }
    return without_single(chains);
}

std::vector<CoreferenceChain> chains_of(std::span<const HeadMention> heads) {
    std::map<std::uint32_t, CoreferenceChain> chains;
    for (const HeadMention& head : heads) chains[head.chain].push_back(head.token);
    return without_single(chains);
}

}  // namespace entente
