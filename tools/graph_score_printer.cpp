#include "tools/graph_score_printer.h"

#include "core/evaluation/reliability.h"

#include <ostream>

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace entente::tools {
namespace {

using Json = rapidjson::Writer<rapidjson::StringBuffer>;

std::string row_of(std::string_view name, const Tally& t, std::size_t width) {
    return fmt::format("{:{}}{:7.3f}{:7.3f}{:7.3f}   {} / {} / {}\n", name, width, t.precision(), t.recall(),
                       t.f1(), t.right, t.wrong, t.missing);
}

/// Calls use(name, tally) for edges by the distance of their ends, and by the length of texts.
template <typename Use>
void for_each_place(const GraphScores& scores, Use use) {
    for (std::size_t i = 0; i < edge_distance_names.size(); ++i)
        use(edge_distance_names[i], scores.by_distance[i]);
    for (std::size_t i = 0; i < text_length_names.size(); ++i) use(text_length_names[i], scores.by_length[i]);
}

void print_table(const GraphScores& scores, std::size_t absent, const ScoreView& view, std::ostream& out) {
    if (view.errors)
        for (const ScoreError& e : scores.errors)
            out << fmt::format("{}  {} {} {}{}\n", e.article, e.edge ? "edge" : "node", e.missing ? '-' : '+',
                               e.what, e.edge ? "   [" + e.evidence + "]" : std::string());
    out << fmt::format("{} article{}", scores.articles, scores.articles == 1 ? "" : "s");
    if (absent) out << fmt::format(", {} of them without a graph", absent);
    out << fmt::format("\n{:12}{:>7}{:>7}{:>7}   right / wrong / missing\n", "", "P", "R", "F1");
    for (const auto& [name, tally] : scores.figures()) out << row_of(name, tally, 12);
    if (view.by_type) {
        out << '\n';
        for (const auto& [type, tally] : scores.by_type) out << row_of(type, tally, 26);
        out << '\n';
        for_each_place(scores, [&](std::string_view place, const Tally& tally) {
            out << row_of(fmt::format("edges, {}", place), tally, 26);
        });
    }
    const Reliability reliability = measure_reliability(scores.judged);
    out << fmt::format("\n{:12}{:>7}{:>7}{:>8}{:>7}\n", "confidence", "edges", "right", "share", "mean");
    for (const ReliabilityBin& bin : reliability.bins)
        if (bin.edges)
            out << fmt::format("{:.1f} to {:.1f}  {:7}{:7}{:8.3f}{:7.3f}\n", bin.from, bin.to, bin.edges,
                               bin.right, bin.share_right(), bin.confidence);
    out << fmt::format("calibration error {:.3f}, Brier score {:.3f}\n", reliability.calibration_error,
                       reliability.brier);
}

void text(Json& json, const char* key, std::string_view value) {
    json.Key(key);
    json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void number(Json& json, const char* key, double value) {
    const std::string digits = fmt::format("{:.4f}", value);
    json.Key(key), json.RawValue(digits.data(), digits.size(), rapidjson::kNumberType);
}

void write(Json& json, std::string_view name, const Tally& t) {
    json.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    json.StartObject();
    number(json, "precision", t.precision());
    number(json, "recall", t.recall());
    number(json, "f1", t.f1());
    json.Key("right"), json.Uint64(t.right);
    json.Key("wrong"), json.Uint64(t.wrong);
    json.Key("missing"), json.Uint64(t.missing);
    json.EndObject();
}

void print_json(const GraphScores& scores, std::size_t absent, const ScoreView& view, std::ostream& out) {
    rapidjson::StringBuffer buffer;
    Json json(buffer);
    json.StartObject();
    json.Key("articles"), json.Uint64(scores.articles);
    json.Key("missing"), json.Uint64(absent);
    for (const auto& [name, tally] : scores.figures()) write(json, name, tally);
    const Reliability reliability = measure_reliability(scores.judged);
    json.Key("reliability"), json.StartObject();
    number(json, "calibration_error", reliability.calibration_error);
    number(json, "brier", reliability.brier);
    json.Key("bins"), json.StartArray();
    for (const ReliabilityBin& bin : reliability.bins) {
        json.StartObject();
        number(json, "from", bin.from);
        number(json, "to", bin.to);
        json.Key("edges"), json.Uint64(bin.edges);
        json.Key("right"), json.Uint64(bin.right);
        number(json, "mean", bin.confidence);
        json.EndObject();
    }
    json.EndArray(), json.EndObject();
    if (view.by_type) {
        json.Key("types"), json.StartObject();
        for (const auto& [type, tally] : scores.by_type) write(json, type, tally);
        json.EndObject();
        json.Key("places"), json.StartObject();
        for_each_place(scores,
                       [&](std::string_view place, const Tally& tally) { write(json, place, tally); });
        json.EndObject();
    }
    if (view.errors) {
        json.Key("errors"), json.StartArray();
        for (const ScoreError& e : scores.errors) {
            json.StartObject();
            text(json, "article", e.article);
            text(json, "kind", e.edge ? "edge" : "node");
            json.Key("missing"), json.Bool(e.missing);
            text(json, "what", e.what);
            if (e.edge) text(json, "evidence", e.evidence);
            json.EndObject();
        }
        json.EndArray();
    }
    json.EndObject();
    out << buffer.GetString() << '\n';
}

}  // namespace

void print_scores(const GraphScores& scores, std::size_t absent, const ScoreView& view, std::ostream& out) {
    (view.format == "json" ? print_json : print_table)(scores, absent, view, out);
}

}  // namespace entente::tools
