#include "core/extract/explanation.h"

#include "core/extract/clauses/clause_date.h"
#include "core/extract/relations/edge_features.h"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace entente {
namespace {

std::string_view name_of(const ArgumentSlot& slot) {
    switch (slot.kind) {
        case ArgumentSlot::Kind::subject: return "subj";
        case ArgumentSlot::Kind::object: return "obj";
        case ArgumentSlot::Kind::recipient: return "iobj";
        case ArgumentSlot::Kind::clause: return "clause";
        case ArgumentSlot::Kind::possessor: return "poss";
        case ArgumentSlot::Kind::modifier: return "mod";
        case ArgumentSlot::Kind::opposed: return "anti";
        case ArgumentSlot::Kind::self: return "self";
        case ArgumentSlot::Kind::sayer: return "sayer";
        case ArgumentSlot::Kind::preposition: break;
    }
    return slot.word;
}

std::string names_of(const std::vector<ArgumentSlot>& slots) {
    std::string names;
    for (const ArgumentSlot& slot : slots) {
        names += fmt::format(" {}", name_of(slot));
        if (!slot.types.empty()) names += fmt::format(":{}", fmt::join(slot.types, ","));
    }
    return names;
}

std::string in_words(const TriggerSense& sense) {
    const char* part = sense.part == TriggerSense::Part::verb   ? "verb"
                       : sense.part == TriggerSense::Part::noun ? "noun"
                                                                : "adjective";
    std::string words = fmt::format("{} {}", part, sense.lemma);
    if (!sense.particle.empty()) words += "_" + sense.particle;
    if (!sense.object.empty()) words += fmt::format(", object {}", fmt::join(sense.object, " "));
    if (!sense.subject.empty()) words += fmt::format(", subject {}", fmt::join(sense.subject, " "));
    if (!sense.oblique.empty()) words += fmt::format(", oblique {}", fmt::join(sense.oblique, " "));
    if (!sense.auxiliary.empty()) words += fmt::format(", auxiliary {}", fmt::join(sense.auxiliary, " "));
    if (sense.infinitive) words += ", infinitive";
    if (sense.reciprocal) words += ", reciprocal";
    return words + ", from" + names_of(sense.from) + ", to" + names_of(sense.to);
}

class Explainer {
  public:
    Explainer(const Relation& relation, const ClauseGrammar& grammar, const Resources& resources)
        : relation_(relation),
          claim_(relation.claim),
          doc_(grammar.document()),
          entities_(grammar.entities()),
          res_(resources) {}

    EdgeExplanation run() const {
        EdgeExplanation e;
        e.trigger = doc_.form(claim_.trigger);
        if (const TriggerPattern* pattern = trigger_pattern(relation_.derivation)) {
            const TriggerSense& sense = *pattern->sense;
            e.file = "triggers/" + sense.file;
            e.number = sense.number;
            e.pattern = in_words(sense);
        }
        if (const std::string_view name = pattern_name(relation_.derivation); !name.empty())
            e.pattern += fmt::format("{}{}", e.pattern.empty() ? "" : "; ", name);
        e.learned = relation_.learned;
        e.source = explain_end(claim_.source);
        e.target = explain_end(claim_.target);
        e.status = status();
        e.confidence.push_back({"bias", res_.confidence.bias()});
        for (std::string& feature : edge_features(relation_, doc_, entities_)) {
            const int weight = res_.confidence.weight(feature);
            e.confidence.push_back({std::move(feature), weight});
        }
        return e;
    }

  private:
    /// Words of structure don't tell their ends' tokens: the mention nearest to the trigger is meant.
    std::uint32_t nearest_mention(std::uint32_t entity) const {
        std::uint32_t nearest = kNone, distance = kNone;
        for (const EntityMention& m : entities_.mentions) {
            const std::uint32_t far =
                m.head > claim_.trigger ? m.head - claim_.trigger : claim_.trigger - m.head;
            if (m.entity == entity && far < distance) nearest = m.head, distance = far;
        }
        return nearest;
    }

    ExplainedEnd explain_end(const RelationEnd& end) const {
        ExplainedEnd e;
        e.certainty = end.certainty;
        const std::uint32_t token = end.token == kNone ? nearest_mention(end.entity) : end.token;
        if (token == kNone) return e;
        const std::uint32_t m = entities_.mention_of_token[token];
        e.word =
            m == kNone
                ? std::string(doc_.form(token))
                : std::string(doc_.text().slice(entities_.mentions[m].first, entities_.mentions[m].last));
        const std::vector<std::uint32_t> path = tree_path(doc_, claim_.trigger, token);
        for (std::size_t i = 1; i < path.size(); ++i) {
            const bool down = doc_.head(path[i]) == path[i - 1];
            e.path.push_back({std::string(doc_.full_relation(down ? path[i] : path[i - 1])), down,
                              std::string(doc_.form(path[i]))});
        }
        return e;
    }

    std::vector<ExplainedCue> status() const {
        std::vector<ExplainedCue> cues;
        const auto add = [&](std::string_view says, std::uint32_t token) {
            if (token != kNone) cues.push_back({std::string(says), std::string(doc_.form(token))});
        };
        if (claim_.status.negated) add("negated", claim_.status.cues.negation);
        if (claim_.status.modality != Modality::actual)
            add(to_string(claim_.status.modality),
                claim_.status.cues.modality == kNone ? claim_.trigger : claim_.status.cues.modality);
        if (claim_.status.attribution != kNone) add("attribution", claim_.status.cues.attribution);
        if (claim_.date.empty()) return cues;
        const Sentence& span = doc_.sentence_span(doc_.sentence(claim_.trigger));
        const auto dates = find_dates(doc_.text(), span.first, span.last, doc_.day());
        if (const DateExpression* date = nearest_date(doc_, claim_.trigger, dates))
            cues.push_back({"date", std::string(doc_.text().slice(date->first, date->last))});
        return cues;
    }

    const Relation& relation_;
    const Claim& claim_;
    const Document& doc_;
    const Entities& entities_;
    const Resources& res_;
};

using Json = rapidjson::Writer<rapidjson::StringBuffer>;

void text(Json& json, const char* key, std::string_view value) {
    json.Key(key);
    json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void decimal(Json& json, const char* key, const std::string& digits) {
    json.Key(key);
    json.RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
}

void write(Json& json, const char* key, const ExplainedEnd& end) {
    json.Key(key);
    json.StartObject();
    text(json, "word", end.word);
    decimal(json, "certainty", fmt::format("{:.2f}", end.certainty / 100.0));
    json.Key("path"), json.StartArray();
    for (const TreeStep& step : end.path) {
        json.StartObject();
        text(json, "relation", step.relation);
        text(json, "to", step.down ? "dependent" : "governor");
        text(json, "word", step.word);
        json.EndObject();
    }
    json.EndArray();
    json.EndObject();
}

}  // namespace

EdgeExplanation explain(const Relation& relation, const ClauseGrammar& grammar, const Resources& resources) {
    return Explainer(relation, grammar, resources).run();
}

std::string to_json(const EdgeExplanation& e) {
    rapidjson::StringBuffer buffer;
    Json json(buffer);
    json.StartObject();
    text(json, "trigger", e.trigger);
    if (!e.file.empty()) {
        text(json, "file", e.file);
        json.Key("sense"), json.Uint(e.number);
    }
    text(json, "pattern", e.pattern);
    if (e.learned) decimal(json, "learned", fmt::format("{:.2f}", *e.learned));
    write(json, "source", e.source);
    write(json, "target", e.target);
    json.Key("status"), json.StartArray();
    for (const ExplainedCue& cue : e.status) {
        json.StartObject();
        text(json, "says", cue.says);
        text(json, "words", cue.words);
        json.EndObject();
    }
    json.EndArray();
    json.Key("confidence"), json.StartArray();
    for (const ConfidencePart& part : e.confidence) {
        json.StartObject();
        text(json, "feature", part.feature);
        decimal(json, "weight", fmt::format("{:.3f}", part.weight / 1000.0));
        json.EndObject();
    }
    json.EndArray();
    json.EndObject();
    return buffer.GetString();
}

}  // namespace entente
