#include "tools/synthetic_corpus.h"

#include "core/model/date.h"
#include "core/model/slug.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace entente::tools {
namespace {

constexpr std::uint32_t kWords = 20'000;
constexpr std::uint32_t kWorldActors = 200;
constexpr std::uint32_t kCircle = 100;  ///< actors
constexpr std::uint32_t kSources = 500;
constexpr int kNodes = 18;
constexpr int kSentences = 16;
constexpr int kWordsOfSentence = 14;
constexpr std::uint64_t kHabit = 0x9E3779B97F4A7C15;
constexpr std::uint64_t kArticlesOfDay = 1400;  ///< half a million a year

}  // namespace

/// SplitMix64 (Steele, Lea and Flood 2014).
struct SyntheticCorpus::Random {
    std::uint64_t state;

    std::uint64_t next() {
        std::uint64_t z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>((next() >> 32) * n >> 32); }
    double fraction() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    /// A rank from 0 with probability in proportion to 1 / (rank + 2.7), as Mandelbrot fitted to words.
    std::uint32_t rank(std::uint32_t n) {
        constexpr double kShift = 2.7;
        const double r = kShift * (std::pow((n + kShift) / kShift, fraction()) - 1);
        return std::min(static_cast<std::uint32_t>(r), n - 1);
    }
    std::string word(std::uint32_t syllables) {
        static constexpr const char* kSyllables[] = {"ka",  "ro",  "mi", "ten", "sal", "vor", "e",   "lin",
                                                     "da",  "bre", "su", "nor", "ta",  "pel", "gi",  "os",
                                                     "mar", "qui", "an", "de",  "fo",  "wen", "cha", "lu"};
        std::string made;
        for (std::uint32_t i = 0; i < syllables; ++i) made += kSyllables[below(std::size(kSyllables))];
        return made;
    }
    std::string name() {
        std::string made = word(2 + below(2));
        made[0] = static_cast<char>(made[0] - 'a' + 'A');
        return made;
    }
};

SyntheticCorpus::SyntheticCorpus(const Ontology& ontology, std::uint32_t actors)
    : ontology_(ontology), actors_(actors) {
    Random random{20250101};
    for (std::uint32_t i = 0; i < kWords; ++i)
        words_.push_back(random.word(i < 60 ? 1 : 2 + random.below(2)));
}

SyntheticCorpus::Actor SyntheticCorpus::actor(std::uint32_t number) {
    static constexpr const char* kTypes[] = {"person", "person", "organization", "place"};
    Random random{number * kHabit};
    const std::string last = random.name();
    Actor actor;
    actor.type = number < kWorldActors ? "state" : kTypes[random.below(std::size(kTypes))];
    actor.name = number < kWorldActors ? last : random.name() + " " + last;
    if (actor.type == "person") actor.alias = last;
    actor.id = fmt::format("{}:{}-{}", actor.type, slug(actor.name), number);
    return actor;
}

std::vector<std::uint32_t> SyntheticCorpus::cast(Random& random) const {
    const auto circles = (actors_ - kWorldActors) / kCircle;
    const std::uint32_t circle = kWorldActors + random.rank(random.rank(circles) + 1) * kCircle;
    std::vector<std::uint32_t> chosen;
    for (int i = 0; i < kNodes; ++i) {
        // A circle deals with a few states above all, and of its own with the first more than by the law.
        std::uint32_t choice = circle + random.rank(random.rank(kCircle) + 1);
        if (random.below(3) == 0)
            choice = random.below(4) ? Random{circle + random.below(4)}.rank(kWorldActors)
                                     : random.rank(kWorldActors);
        if (std::find(chosen.begin(), chosen.end(), choice) == chosen.end()) chosen.push_back(choice);
    }
    return chosen;
}

ArticleGraph SyntheticCorpus::article(std::uint64_t number) const {
    Random random{number * 0xD1B54A32D192ED03 + 1};
    const auto some_word = [&]() -> const std::string& { return words_[random.rank(kWords)]; };
    ArticleGraph graph;
    Article& article = graph.article;
    article.date = Date::from_days(20089 + static_cast<long>(number / kArticlesOfDay)).to_string();
    article.source = fmt::format("news{}.com", random.rank(kSources));
    for (int i = 0; i < 8; ++i) article.title += (i ? " " : "") + some_word();
    article.url =
        fmt::format("https://{}/{}/{}-{}", article.source, article.date, slug(article.title), number);
    article.id = derive_article_id(article);

    const std::vector<std::uint32_t> actors = cast(random);
    for (const std::uint32_t i : actors) {
        const Actor known = actor(i);
        Node& node = graph.nodes.emplace_back();
        node.id = known.id, node.type = known.type, node.name = known.name;
        if (!known.alias.empty()) node.aliases = {known.alias};
    }
    const auto& types = ontology_.edge_types();
    for (std::uint32_t s = 0; s < kSentences; ++s) {
        const auto begin = static_cast<std::uint32_t>(article.text.size());
        std::vector<Node*> met;
        const std::uint32_t most = 2 + random.below(2);
        for (std::uint32_t w = 0; w < kWordsOfSentence; ++w) {
            if (w > 0) article.text += ' ';
            if (w % 4 != 0 || met.size() == most) {
                article.text += some_word();
                continue;
            }
            Node& node = graph.nodes[random.below(static_cast<std::uint32_t>(graph.nodes.size()))];
            const bool first = node.mentions.empty() || node.aliases.empty();
            const auto at = static_cast<std::uint32_t>(article.text.size());
            article.text += first ? node.name : node.aliases[0];
            node.mentions.push_back(
                {at, static_cast<std::uint32_t>(article.text.size()), s, MentionKind::name});
            met.push_back(&node);
        }
        article.text += ". ";
        const auto end = static_cast<std::uint32_t>(article.text.size()) - 1;
        for (std::size_t i = 0; i + 1 < met.size(); ++i) {
            if (met[i] == met[i + 1] || (i > 0 && random.below(2))) continue;
            // What a pair does to each other it does again: the same way, one of two types nearly always.
            const std::uint32_t one = actors[static_cast<std::size_t>(met[i] - graph.nodes.data())],
                                two = actors[static_cast<std::size_t>(met[i + 1] - graph.nodes.data())];
            const bool as_ever = random.below(8) != 0;
            Random habit{std::min(one, two) * 0x100000000 + std::max(one, two) + random.below(2) * kHabit};
            const EdgeType& type =
                types[(as_ever ? habit : random).rank(static_cast<std::uint32_t>(types.size()))];
            Edge& edge = graph.edges.emplace_back();
            edge.source = met[i]->id, edge.type = type.name, edge.target = met[i + 1]->id;
            if (as_ever && one > two) std::swap(edge.source, edge.target);
            edge.plover = type.plover, edge.cameo = type.cameo;
            edge.negated = random.below(20) == 0;
            edge.modality =
                random.below(4) ? Modality::actual : static_cast<Modality>(random.below(kModalities));
            if (!type.structural && random.below(2)) edge.date = article.date;
            edge.confidence = static_cast<Confidence>(5500 + 500 * random.below(8));
            if (random.below(8) == 0) edge.attribution = graph.nodes[0].id;
            if (type.structural) edge.role = some_word();
            edge.evidence = {s, begin, end, some_word(), article.text.substr(begin, end - begin), {}};
        }
    }
    graph.hash = content_hash(article);
    graph.extractor = {3, "14b058acf1bafb2a6a9e29d1f43d9722"};
    ontology_.orient(graph);
    canonicalize(graph);
    return graph;
}

}  // namespace entente::tools
