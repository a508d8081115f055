#include "core/extract/extractor.h"
#include "core/model/error.h"
#include "core/model/json.h"
#include "core/parse/treebank.h"
#include "core/text/sentence_splitter.h"
#include "tools/commands/commands.h"
#include "tools/explanation_printer.h"
#include "tools/extraction_pipeline.h"
#include "tools/shared_options.h"
#include "tools/terminal.h"

#include <iostream>
#include <map>
#include <mutex>
#include <optional>

#include <fmt/format.h>

namespace entente::tools {
namespace {

/// Explanations are those of all edges, or none.
void print_table(const ArticleGraph& graph, const std::vector<EdgeExplanation>& explanations, bool colours) {
    std::cout << styled(graph.article.id, Style::bold, colours);
    if (!graph.article.date.empty()) std::cout << "  " << graph.article.date;
    std::cout << '\n';
    std::map<std::string, std::string> names;
    for (const Node& node : graph.nodes) {
        names[node.id] = node.name;
        std::string aliases;
        for (const std::string& alias : node.aliases) aliases += (aliases.empty() ? "" : "; ") + alias;
        std::cout << fmt::format("  {:12} {}{}\n", node.type, node.name,
                                 aliases.empty() ? "" : styled("  (" + aliases + ")", Style::dim, colours));
    }
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
        const Edge& edge = graph.edges[i];
        std::string status;
        if (edge.negated) status += " not";
        if (edge.modality != Modality::actual) status += fmt::format(" {}", to_string(edge.modality));
        if (!edge.role.empty()) status += fmt::format(" as {}", edge.role);
        if (!edge.attribution.empty()) status += fmt::format(" says {}", names[edge.attribution]);
        std::cout << fmt::format("  {} {} {}{}  {}\n", names[edge.source],
                                 styled(edge.type, Style::blue, colours), names[edge.target], status,
                                 edge.date);
        std::cout << "    " << styled(edge.evidence.text, Style::dim, colours) << '\n';
        if (!explanations.empty()) print_explanation(edge, explanations[i], colours, std::cout);
    }
    std::cout << '\n';
}

class Extract : public Command {
  public:
    void setup(CommandOptions& options) override {
        input_.setup(options, data_);
        limits_.setup(options);
        data_.setup(options);
        data_.setup_lexicons(options);
        data_.setup_model(options);
        jobs_.setup(options);
        options.add("--format", format_, "jsonl (one graph a line) or table")
            .one_of({"jsonl", "table"})
            .show_default();
        options
            .add("--show", show_,
                 "Instead of graphs, article: what was read, as JSONL; parse: trees, as CoNLL-U")
            .one_of({"article", "parse"});
        options.flag(
            "--explain", explain_,
            "Say why each edge is there: the pattern, the way through the tree to either end, words of "
            "status, the parts of its confidence; in JSONL as its \"explanation\"");
        options.flag("--unnamed", unnamed_,
                     "Actors without a name (\"Ugandan rebels\", \"two journalists\") are nodes too, for "
                     "event coding");
        options.flag(
            "--unsure", unsure_,
            "Also what is too unsure to be drawn: relations of little confidence, and agreements and "
            "events that common nouns name and nothing joins (to train on: tools/training)");
        options.footer(
            "Examples:\n  entente extract samples/ukraine-talks.txt --date 2025-12-05 --format table\n"
            "  echo 'Oslo may sue Moscow.' | entente extract - --format table --explain\n"
            "  entente extract page.html feed.xml crawl.warc.gz --show article    # what was found in them");
    }

    int run() override {
        // To see what was read needs no models.
        std::optional<Resources> resources;
        if (show_ != "article") resources = data_.load();
        bool failed = false;
        std::mutex messages;
        const auto report = [&](const std::string& where, const std::string& message) {
            const std::lock_guard lock(messages);
            print_error(where.empty() ? message : where + ": " + message);
            failed = true;
        };
        if (show_.empty())
            print_graphs(*resources, report);
        else
            print_texts(resources ? &resources->analyser : nullptr, report);
        return failed ? kNothingFound : kDone;
    }

  private:
    /// What was read, or its trees.
    void print_texts(const Analyser* analyser, const InputOptions::Failed& report) const {
        input_.for_each(
            [&](Article& article, const std::string& where) {
                try {
                    if (!analyser) {
                        std::cout << to_json(article) << '\n';
                        return;
                    }
                    TokenizedText text = split_sentences(article.text);
                    const std::vector<ParsedSentence> trees = analyser->recut_and_analyse(text);
                    write_conllu(std::cout, to_treebank(text, trees));
                } catch (const Error& error) {
                    report(where, error.what());
                } catch (const std::bad_alloc&) {
                    report(where, "there is not enough memory for it");
                }
            },
            report);
    }

    void print_graphs(const Resources& resources, const InputOptions::Failed& report) const {
        const ExtractOptions options{unnamed_, limits_.limits(), unsure_};
        const bool colours = colours_on_output();
        ExtractionPipeline pipeline(
            [&](const Article& article) {
                if (explain_) return extract_explained(article, resources, options);
                return ExplainedGraph{extract(article, resources, options), {}};
            },
            jobs_.count(),
            [&](const PendingArticle& pending, Extraction& result) {
                if (const auto* message = std::get_if<std::string>(&result))
                    return report(pending.where, *message);
                auto& [graph, explanations] = std::get<ExplainedGraph>(result);
                if (format_ == "table") return print_table(graph, explanations, colours);
                for (std::size_t i = 0; i < explanations.size(); ++i)
                    graph.edges[i].extra.emplace_back("explanation", to_json(explanations[i]));
                std::cout << to_json(graph) << '\n';
            });
        input_.for_each(
            [&](Article& article, const std::string& where) {
                pipeline.add({std::move(article), where});
            },
            report);
        pipeline.drain();
    }

    InputOptions input_;
    ExtractionLimits limits_;
    DataOption data_;
    JobsOption jobs_;
    std::string format_ = "jsonl";
    std::string show_;
    bool explain_ = false;
    bool unnamed_ = false;
    bool unsure_ = false;
};

}  // namespace

std::unique_ptr<Command> make_extract() {
    return std::make_unique<Extract>();
}

}  // namespace entente::tools
