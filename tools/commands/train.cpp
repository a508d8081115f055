#include "core/evaluation/confidence_trainer.h"
#include "core/evaluation/graph_score.h"
#include "core/extract/extractor.h"
#include "core/knowledge/actor_lexicon.h"
#include "core/knowledge/cues.h"
#include "core/mention/mention_trainer.h"
#include "core/parse/trainer.h"
#include "core/resources/model_manifest.h"
#include "core/text/sentence_splitter.h"
#include "tools/commands/commands.h"
#include "tools/gold_file.h"
#include "tools/shared_options.h"

#include <array>
#include <iostream>
#include <optional>
#include <unistd.h>

#include <fmt/format.h>

namespace entente::tools {
namespace {

class Train : public Command {
  public:
    void setup(CommandOptions& options) override {
        options
            .add("FILE", options_.train,
                 "CoNLL-U files to train on, also as gzip; with --mentions, annotated texts; with "
                 "--confidence, gold graphs")
            .required();
        options.add("--dev", options_.dev, "Files of the same kind that choose the best epoch");
        const Option mentions =
            options.flag("--mentions", mentions_, "Train the finder of names over the analyser of --data");
        options
            .flag("--confidence", confidence_,
                  "Learn from gold graphs (as evaluate --gold reads) how often which edges are right")
            .excludes(mentions);
        data_.setup(options);
        data_.setup_model(options);
        options
            .add("--vectors", options_.vectors,
                 "Word vectors in GloVe's text form, fixed input beside what is learnt")
            .type_name("FILE")
            .excludes(mentions);
        options.add("-o,--output", options_.model, "The model file to write").required().type_name("FILE");
        options
            .add("--epochs", epochs_,
                 fmt::format("Passes over the files (default: {}, with --mentions {})", options_.epochs,
                             MentionTraining().epochs))
            .range(1, 1000);
        options
            .add("--seed", options_.seed,
                 "Of all that is random: the same seed gives the same bytes on one machine")
            .show_default();
        options
            .add("--rate", rate_,
                 fmt::format("Greatest learning rate (default: {}, with --mentions {})", options_.rate,
                             MentionTraining().rate))
            .positive();
        options.footer(
            "Trains tagger, lemmatizer and dependency parser of the analyser. The file appears with the "
            "first epoch and is replaced\n"
            "by each better one; put it in place of the analyser that models/manifest.json of a data folder "
            "(--data) names.\n"
            "With --mentions the files hold JSON lines {\"text\", \"entities\": [{\"begin\", \"end\", "
            "\"type\"}]}; "
            "the model belongs\n"
            "beside the analyser's, as the manifest's \"mentions\".\n"
            "With --confidence the file is a data folder's confidence.json.\n"
            "Examples:\n  entente train en-train.conllu.gz --dev en-dev.conllu.gz --vectors glove.txt -o "
            "english.model\n  entente train --mentions names-train.jsonl --dev names-dev.jsonl -o "
            "mentions.model\n  entente train --confidence my.gold.jsonl -o confidence.json");
    }

    int run() override {
        if (confidence_) return run_confidence();
        return mentions_ ? run_mentions() : run_analyser();
    }

  private:
    int run_confidence() const {
        const Resources resources = data_.load();
        // Of news items another part of what is right is required than of documents.
        struct TextKind {
            std::size_t words;  ///< or more
            std::size_t to_find = 0;
            std::vector<ConfidenceSample> samples{};
        };
        std::array<TextKind, 2> kinds = {TextKind{0}, TextKind{120}};
        std::size_t right = 0, articles = 0;
        ExtractOptions options;
        options.unsure = true;
        for (const std::filesystem::path& file : options_.train)
            for_each_gold(file, resources.ontology, [&](const GoldGraph& gold) {
                const ExplainedGraph read = extract_explained(gold.article, resources, options);
                GraphScores scores;
                score_article(gold, read.graph, resources.ontology, scores);
                const bool is_long = split_sentences(gold.article.text).tokens.size() >= kinds[1].words;
                TextKind& kind = kinds[is_long];
                kind.to_find += scores.edges.right + scores.edges.missing;
                ++articles;
                for (const JudgedEdge& edge : scores.judged) {
                    ConfidenceSample& sample = kind.samples.emplace_back();
                    sample.right = edge.right;
                    sample.required = edge.required;
                    right += edge.right;
                    const auto& parts = read.explanations[edge.edge].confidence;
                    for (std::size_t i = 1; i < parts.size(); ++i)  // past the bias
                        sample.features.push_back(parts[i].feature);
                }
            });
        std::vector<ConfidenceSample> samples;
        for (const TextKind& kind : kinds)
            samples.insert(samples.end(), kind.samples.begin(), kind.samples.end());
        const std::string measured =
            fmt::format("on {} edges of {} articles, of which {} are right, by entente train --confidence",
                        samples.size(), articles, right);
        const ConfidenceWeights weights = train_confidence(samples);
        std::vector<LeastConfidence> least;
        if (resources.relations)  // without a learned head each edge was worth a rule
            for (const TextKind& kind : kinds)
                least.push_back({kind.words, least_confidence(kind.samples, weights, kind.to_find)});
        const std::string text = confidence_file(weights, measured, least);
        write_file(options_.model, [&](std::ostream& out) { out << text; });
        std::cerr << "learnt " << measured << '\n';
        return kDone;
    }

    int run_mentions() {
        MentionTraining options;
        options.train = options_.train;
        options.dev = options_.dev;
        options.model = options_.model;
        options.epochs = epochs_.value_or(options.epochs);
        options.rate = rate_.value_or(options.rate);
        options.seed = options_.seed;
        const auto data = data_.directory();
        train_mentions(options, Analyser::open(ModelManifest::load(data).files(ModelKind::fast).analyser),
                       ActorLexicon::load(data / "actors"), Cues::load(data / "cues.json"),
                       [&](const MentionProgress& p) {
                           std::cerr << fmt::format("epoch {}/{}  loss {:.4f}", p.epoch, p.epochs, p.loss);
                           for (const MentionScores& s : p.dev)
                               std::cerr << fmt::format("  |  span F1 {:.2f} typed F1 {:.2f}", s.span_f1(),
                                                        s.typed_f1());
                           std::cerr << (p.saved ? "  saved\n" : "\n");
                       });
        return kDone;
    }

    int run_analyser() {
        options_.epochs = epochs_.value_or(options_.epochs);
        options_.rate = rate_.value_or(options_.rate);
        const bool terminal = isatty(STDERR_FILENO);
        train(options_, [&](const TrainingProgress& p) {
            if (!p.epoch_done) {
                if (terminal && p.epoch_words > 0)
                    std::cerr
                        << fmt::format(
                               "\r\033[Kepoch {}/{}  {:3}%  loss: arcs {:.3f} labels {:.3f} tags {:.3f}",
                               p.epoch, p.epochs, 100 * p.words / p.epoch_words, p.arc_loss, p.label_loss,
                               p.tag_loss)
                        << std::flush;
                return;
            }
            if (terminal) std::cerr << "\r\033[K";
            std::cerr << fmt::format("epoch {}/{}  loss: arcs {:.3f} labels {:.3f} tags {:.3f}", p.epoch,
                                     p.epochs, p.arc_loss, p.label_loss, p.tag_loss);
            for (const ParseScores& s : p.dev)
                std::cerr << fmt::format("  |  UPOS {:.2f} UAS {:.2f} LAS {:.2f}", s.upos.f1(), s.uas.f1(),
                                         s.las.f1());
            std::cerr << (p.saved ? "  saved\n" : "\n");
        });
        return kDone;
    }

    TrainingOptions options_;
    std::optional<int> epochs_;
    std::optional<float> rate_;
    DataOption data_;
    bool mentions_ = false;
    bool confidence_ = false;
};

}  // namespace

std::unique_ptr<Command> make_train() {
    return std::make_unique<Train>();
}

}  // namespace entente::tools
