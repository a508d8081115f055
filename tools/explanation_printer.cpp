#include "tools/explanation_printer.h"

#include "tools/terminal.h"

#include <ostream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

/// "accused ─nsubj→ Germany", "strikes ←obj─ launched ─nsubj→ Kyiv".
std::string way(const EdgeExplanation& e, const ExplainedEnd& end) {
    if (end.word.empty()) return "known from elsewhere";
    std::string line = e.trigger;
    for (const TreeStep& step : end.path)
        line += step.down ? fmt::format(" ─{}→ {}", step.relation, step.word)
                          : fmt::format(" ←{}─ {}", step.relation, step.word);
    if (end.path.empty()) line = end.word == e.trigger ? "the trigger itself" : "in another place";
    // "Jens Berg" where the tree leads to one of the words.
    if (end.path.empty() || end.path.back().word != end.word) line += fmt::format("  “{}”", end.word);
    if (end.certainty < 100) line += fmt::format("  ({} %)", end.certainty);
    return line;
}

}  // namespace

void print_explanation(const Edge& edge, const EdgeExplanation& e, bool colours, std::ostream& out) {
    const auto line = [&](std::string_view name, const std::string& text) {
        out << "      " << styled(fmt::format("{:11}", name), Style::yellow, colours) << text << '\n';
    };
    line("trigger", e.trigger);
    line("pattern",
         e.file.empty() ? e.pattern : fmt::format("{}, sense {}: {}", e.file, e.number, e.pattern));
    if (e.learned) line("learned", fmt::format("log-odds {:+.2f}", *e.learned));
    line("source", way(e, e.source));
    line("target", way(e, e.target));
    std::string status;
    for (const ExplainedCue& cue : e.status)
        status += fmt::format("{}{} by “{}”", status.empty() ? "" : "; ", cue.says, cue.words);
    if (!status.empty()) line("status", status);
    std::string parts;
    for (const ConfidencePart& part : e.confidence)
        if (part.weight != 0)
            parts +=
                fmt::format("{}{} {:+.2f}", parts.empty() ? "" : ", ", part.feature, part.weight / 1000.0);
    line("confidence", fmt::format("{:.2f}{}", edge.confidence / static_cast<double>(kCertain),
                                   parts.empty() ? "" : " from " + parts));
}

}  // namespace entente::tools
