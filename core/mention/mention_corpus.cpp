#include "core/mention/mention_corpus.h"

#include "core/model/error.h"
#include "core/text/sentence_splitter.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>
#include <rapidjson/document.h>

namespace entente {
namespace {

/// A type of the model's names.
std::optional<MentionType> find_type(std::string_view name) {
    for (const MentionType type : name_model_types)
        if (mention_type_names[static_cast<std::size_t>(type)] == name) return type;
    return std::nullopt;
}

void read_type(const rapidjson::Value& entity, GoldMention& mention) {
    mention.type = MentionType::other;
    const auto type = entity.FindMember("type");
    if (type == entity.MemberEnd() || !type->value.IsString()) return;
    const std::string_view name(type->value.GetString(), type->value.GetStringLength());
    mention.named = name != "unknown";
    if (name == "unknown" || name == "any")
        mention.type.reset();
    else if (name == "state")
        mention.type = MentionType::place;
    else if (const auto found = find_type(name))
        mention.type = found;
}

std::optional<AnnotatedText> parse(const std::string& line) {
    rapidjson::Document json;
    json.Parse(line.data(), line.size());
    if (json.HasParseError() || !json.IsObject()) return std::nullopt;
    const auto text = json.FindMember("text"), entities = json.FindMember("entities");
    if (text == json.MemberEnd() || !text->value.IsString() || entities == json.MemberEnd() ||
        !entities->value.IsArray())
        return std::nullopt;
    AnnotatedText result;
    if (const auto id = json.FindMember("id"); id != json.MemberEnd() && id->value.IsString())
        result.id = id->value.GetString();
    result.text.assign(text->value.GetString(), text->value.GetStringLength());
    for (const auto& entity : entities->value.GetArray()) {
        if (!entity.IsObject()) return std::nullopt;
        const auto begin = entity.FindMember("begin"), end = entity.FindMember("end");
        if (begin == entity.MemberEnd() || end == entity.MemberEnd() || !begin->value.IsUint() ||
            !end->value.IsUint() || begin->value.GetUint() >= end->value.GetUint() ||
            end->value.GetUint() > result.text.size())
            return std::nullopt;
        result.mentions.push_back({begin->value.GetUint(), end->value.GetUint(), {}});
        read_type(entity, result.mentions.back());
    }
    return result;
}

/// The type of a name by the lexicon, when all its readings agree.
std::optional<MentionType> known_type(std::span<const ActorName> readings, const ActorLexicon& actors) {
    std::optional<MentionType> type;
    for (const ActorName& reading : readings) {
        if (reading.kind != NameKind::name) return std::nullopt;
        std::string_view name = actors.actor(reading.actor).type;
        if (name == "state") name = "place";
        const auto own = find_type(name);
        if (!own || (type && *type != *own)) return std::nullopt;
        type = own;
    }
    return type;
}

/// Without a type the name may be of any.
void label_name(std::vector<std::uint8_t>& labels, std::uint32_t first, std::uint32_t last,
                std::optional<MentionType> type) {
    for (std::uint32_t t = first; t < last; ++t) {
        LabelPlace place = LabelPlace::inside;
        if (last == first + 1)
            place = LabelPlace::unit;
        else if (t == first)
            place = LabelPlace::begin;
        else if (t + 1 == last)
            place = LabelPlace::last;
        labels[t] =
            static_cast<std::uint8_t>(type ? mention_label(static_cast<std::size_t>(*type), place)
                                           : MentionExample::any_type + static_cast<std::size_t>(place));
    }
}

/// Names that the lexicon knows for sure, among the words of which the annotation says nothing.
void label_known_names(const Document& document, const ActorLexicon& actors,
                       std::vector<std::uint8_t>& labels) {
    for (std::uint32_t s = 0; s < document.sentence_count(); ++s) {
        const Sentence& span = document.sentence_span(s);
        const SentenceLexicon lexicon(document, s, actors);
        for (std::uint32_t t = span.first; t < span.last; ++t) {
            if (labels[t] != MentionExample::unknown) continue;
            std::uint32_t end = t;
            const auto type = known_type(lexicon.name_at(t, end), actors);
            const bool open = std::all_of(labels.begin() + t, labels.begin() + end, [](std::uint8_t label) {
                return label == MentionExample::unknown || label == 0;
            });
            // Of a longer name ("Bank of Ukraine") the lexicon may know only a part.
            const bool alone = (t == span.first || labels[t - 1] != MentionExample::unknown) &&
                               (end == span.last || labels[end] != MentionExample::unknown);
            if (type && open && alone) label_name(labels, t, end, type);
        }
    }
}

}  // namespace

std::vector<AnnotatedText> read_annotated_texts(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) throw Error(ErrorKind::io, fmt::format("can't read {}", file.string()));
    std::vector<AnnotatedText> texts;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.empty()) continue;
        auto text = parse(line);
        if (!text)
            throw Error(ErrorKind::input,
                        fmt::format("{}:{}: no text with entities; expected {{\"text\": ..., \"entities\": "
                                    "[{{\"begin\", \"end\", \"type\"}}]}} with offsets in UTF-8 bytes",
                                    file.string(), number));
        texts.push_back(std::move(*text));
    }
    return texts;
}

std::vector<MentionExample> mention_examples(const AnnotatedText& annotated, const Analyser& analyser,
                                             const MentionKnowledge& knowledge) {
    Article article;
    article.id = annotated.id;
    article.text = annotated.text;
    TokenizedText text = split_sentences(article.text);
    std::vector<ParsedSentence> trees = analyser.analyse(text);
    const Document document(article, std::move(text), std::move(trees));
    std::vector<std::uint8_t> labels(document.size(), 0);
    const auto& tokens = document.text().tokens;
    for (const GoldMention& mention : annotated.mentions) {
        const auto first = std::partition_point(tokens.begin(), tokens.end(),
                                                [&](const Token& t) { return t.end <= mention.begin; });
        const auto last =
            std::partition_point(first, tokens.end(), [&](const Token& t) { return t.begin < mention.end; });
        if (first == last) continue;
        const auto from = static_cast<std::uint32_t>(first - tokens.begin());
        const auto to = static_cast<std::uint32_t>(last - tokens.begin());
        const bool known = mention.named && first->begin == mention.begin && (last - 1)->end == mention.end &&
                           document.sentence(from) == document.sentence(to - 1);
        if (known)
            label_name(labels, from, to, mention.type);
        else
            std::fill(labels.begin() + from, labels.begin() + to, MentionExample::unknown);
    }
    label_known_names(document, knowledge.actors, labels);
    std::vector<MentionExample> examples;
    for (std::uint32_t s = 0; s < document.sentence_count(); ++s) {
        const Sentence& span = document.sentence_span(s);
        const auto states = document.states(s);
        examples.push_back(
            {mention_features(document, s, SentenceLexicon(document, s, knowledge.actors), knowledge),
             {states.begin(), states.end()},
             {labels.begin() + span.first, labels.begin() + span.last}});
    }
    return examples;
}

}  // namespace entente
