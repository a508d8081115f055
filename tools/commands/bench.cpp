#include "core/extract/entities/entities.h"
#include "core/extract/extractor.h"
#include "core/model/error.h"
#include "core/text/sentence_splitter.h"
#include "storage/store.h"
#include "tools/commands/commands.h"
#include "tools/extraction_pipeline.h"
#include "tools/scratch_folder.h"
#include "tools/shared_options.h"
#include "tools/store_bench.h"
#include "tools/terminal.h"

#include <chrono>
#include <iostream>
#include <map>
#include <thread>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

namespace entente::tools {
namespace {

/// Seconds of one run of `work`: the best of several, as other programs only ever make it longer.
template <class Work>
double best_time(int rounds, Work work) {
    double best = 1e300;
    for (int i = 0; i < rounds; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best =
            std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

/// Calls `work` with every article, spread over threads by turns.
template <class Work>
void on_threads(const std::vector<Article>& articles, unsigned threads, Work work) {
    std::vector<std::jthread> pool;
    for (unsigned t = 0; t < threads; ++t)
        pool.emplace_back([&, t] {
            for (std::size_t i = t; i < articles.size(); i += threads) work(articles[i]);
        });
}

class Bench : public Command {
  public:
    void setup(CommandOptions& options) override {
        input_.setup(options, data_);
        options.get("FILE").required(false);
        data_.setup(options);
        data_.setup_lexicons(options);
        data_.setup_model(options);
        options.add("--rounds", rounds_, "Of each measurement; the best counts").range(1, 100).show_default();
        options
            .add("--store", store_,
                 "Measure the store instead, on so many pieces of evidence of made-up articles")
            .range(1000, 1'000'000'000)
            .type_name("N");
        options
            .add("--folder", folder_,
                 "Where --store makes its databases, which are removed afterwards (10 million pieces "
                 "take 6 GB)")
            .type_name("DIR")
            .show_default();
        options.footer(
            "Times the steps on one thread and on two, with each model, all in one run, so that the ratios "
            "hold "
            "on a busy machine too; the accurate model asks for few articles, or for patience.\nExamples:\n  "
            "entente bench news.jsonl.gz\n"
            "  entente bench --store 1000000");
    }

    int run() override {
        if (store_) {
            bench_store(store_, folder_, Ontology::load(data_.directory() / "ontology.json"));
            return kDone;
        }
        std::vector<Article> articles;
        input_.for_each([&](Article& a, const std::string&) { articles.push_back(std::move(a)); },
                        [](const std::string& where, const std::string& message) {
                            print_error(where + ": " + message);
                        });
        if (articles.empty()) throw Error(ErrorKind::input, "there is no article to measure on");
        std::size_t words = 0;
        for (const Article& a : articles) words += split_sentences(a.text).tokens.size();
        std::cout << fmt::format("{} articles, {} words; best of {} rounds\n", articles.size(), words,
                                 rounds_);
        std::map<ModelKind, double> seconds;
        const ModelManifest manifest = ModelManifest::load(data_.directory());
        for (const auto& [kind, files] : manifest.models)
            if (data_.model().value_or(kind) == kind) seconds[kind] = measure_model(kind, articles, words);
        if (seconds.size() > 1)
            std::cout << fmt::format(
                "the fast model reads {:.1f} articles while the accurate one reads one\n",
                seconds[ModelKind::accurate] / seconds[ModelKind::fast]);
        return kDone;
    }

  private:
    /// All that the models tell by their kind. Returns the seconds for the graphs of all articles.
    double measure_model(ModelKind kind, const std::vector<Article>& articles, std::size_t words) const {
        std::cout << fmt::format("{} model\n", name_of(kind));
        const double loading = best_time(rounds_, [&] { Resources r = data_.load(kind); });
        const Resources resources = data_.load(kind);
        std::cout << fmt::format("{:30}{:>10.1f} ms\n", "load all data", loading * 1000);

        const auto tokenize = [](const Article& a) { return split_sentences(a.text).tokens.size(); };
        const auto analyse = [&](const Article& a) {
            TokenizedText text = split_sentences(a.text);
            return resources.analyser.recut_and_analyse(text).size();
        };
        const auto link = [&](const Article& a) {
            const AnalysedDocument analysed = analyse_document(a, split_sentences(a.text), resources);
            return link_entities(analysed, resources).all.size();
        };
        const auto read = [&](const Article& a) { return extract(a, resources).nodes.size(); };
        const double tokens = measure("sentences and tokens", articles, words, 1, tokenize);
        const double trees = measure("with tags, lemmas and trees", articles, words, 1, analyse);
        const double trees_two = measure("  on two threads", articles, words, 2, analyse);
        const double actors = measure("with actors", articles, words, 1, link);
        const double graphs = measure("with actors and relations", articles, words, 1, read);
        const double graphs_two = measure("  on two threads", articles, words, 2, read);
        const double stored = measure_ingest(articles, words, 1, resources);
        const double stored_two = measure_ingest(articles, words, 2, resources);
        std::cout << fmt::format(
            "the store adds {:.1f} % to extraction; ingest with two jobs {:.2f}x of one\n",
            100 * (stored - graphs) / graphs, stored / stored_two);
        std::cout << fmt::format(
            "of the time of trees: tokens {:.2f}, actors {:.2f}, relations and graph {:.2f}; two threads: "
            "trees {:.2f}x, graphs {:.2f}x\n",
            tokens / trees, (actors - trees) / trees, (graphs - actors) / trees, trees / trees_two,
            graphs / graphs_two);
        return graphs;
    }

    template <class Work>
    double measure(const char* what, const std::vector<Article>& articles, std::size_t words,
                   unsigned threads, Work work) const {
        const double seconds = best_time(rounds_, [&] { on_threads(articles, threads, work); });
        print(what, articles.size(), words, seconds);
        return seconds;
    }

    /// As the command does it, but for reading files.
    double measure_ingest(const std::vector<Article>& articles, std::size_t words, unsigned jobs,
                          const Resources& resources) const {
        const double seconds = best_time(rounds_, [&] {
            const ScratchFolder scratch(std::filesystem::path(folder_) /
                                        fmt::format("entente-bench-{}", getpid()));
            Store store = Store::open(scratch.path(), OpenMode::create);
            const auto read = [&](const Article& a) { return ExplainedGraph{extract(a, resources), {}}; };
            ExtractionPipeline pipeline(read, jobs, [&](PendingArticle&, Extraction& result) {
                if (const auto* one = std::get_if<ExplainedGraph>(&result)) store.put(one->graph);
            });
            for (const Article& article : articles)
                if (!store.knows(article.id, content_hash(article), extractor_version(resources)))
                    pipeline.add({article, ""});
            pipeline.drain();
            store.sync();
        });
        print(jobs == 1 ? "with the store (ingest)" : "  with two jobs", articles.size(), words, seconds);
        return seconds;
    }

    static void print(const char* what, std::size_t articles, std::size_t words, double seconds) {
        std::cout << fmt::format("{:30}{:>10.0f} words/s{:>10.0f} articles/s\n", what,
                                 static_cast<double>(words) / seconds,
                                 static_cast<double>(articles) / seconds)
                  << std::flush;
    }

    InputOptions input_;
    DataOption data_;
    int rounds_ = 3;
    std::uint64_t store_ = 0;
    std::string folder_ = std::filesystem::temp_directory_path().string();
};

}  // namespace

std::unique_ptr<Command> make_bench() {
    return std::make_unique<Bench>();
}

}  // namespace entente::tools
