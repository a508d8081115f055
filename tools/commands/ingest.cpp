#include "core/extract/extractor.h"
#include "core/model/error.h"
#include "storage/store.h"
#include "tools/commands/commands.h"
#include "tools/extraction_pipeline.h"
#include "tools/failure_log.h"
#include "tools/feed_folder.h"
#include "tools/interruption.h"
#include "tools/mixed_option.h"
#include "tools/settling.h"
#include "tools/shared_options.h"
#include "tools/stored_identity.h"
#include "tools/terminal.h"

#include <atomic>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <mutex>
#include <optional>
#include <thread>

#include <fmt/format.h>

namespace entente::tools {
namespace {

/// "2/8": the second of eight shares. Which article is in which depends on its id alone.
struct Shard {
    std::uint64_t number = 1;
    std::uint64_t of = 1;

    static std::optional<Shard> parse(const std::string& text) {
        Shard shard;
        const char* end = text.data() + text.size();
        const auto [slash, error] = std::from_chars(text.data(), end, shard.number);
        if (error != std::errc() || slash == end || *slash != '/') return std::nullopt;
        const auto [last, second_error] = std::from_chars(slash + 1, end, shard.of);
        if (second_error != std::errc() || last != end) return std::nullopt;
        return shard.number >= 1 && shard.number <= shard.of ? std::optional(shard) : std::nullopt;
    }

    bool holds(const std::string& id) const {
        std::uint64_t hash = 0;
        const std::string digits = hash_hex(id).substr(0, 15);
        std::from_chars(digits.data(), digits.data() + digits.size(), hash, 16);
        return hash % of == number - 1;
    }
};

class Ingest : public Command {
  public:
    void setup(CommandOptions& options) override {
        input_.setup(options, data_);
        options.get("FILE").required(false);
        options
            .add("--follow", follow_,
                 "Go on with the files that come into this folder and those below it, until Ctrl-C: each "
                 "once nobody writes to it any more, and again when it changes")
            .existing_folder()
            .type_name("DIR");
        limits_.setup(options);
        database_.setup(options);
        data_.setup(options);
        data_.setup_lexicons(options);
        data_.setup_model(options);
        mixed_.setup(options);
        jobs_.setup(options);
        options.add("--shard", shard_, "I/N: only the I-th of N shares of the articles")
            .check([](const std::string& s) { return Shard::parse(s) ? std::string() : "must be like 2/8"; });
        options.flag("--replace", replace_,
                     "Put articles in place of other versions, also of those that count as later");
        failures_.setup(options);
        options.flag("-q,--quiet", quiet_, "No summary");
        options.footer(
            "Each article is stored as a whole or not at all. Those that are known with the same content, "
            "read by the\n"
            "same extractor, are skipped, so that a run that was stopped can simply be started again; "
            "Ctrl-C\n"
            "stops after the articles in flight. Of two versions of one article (other content, lexicon or "
            "program) the one that counts as later stays, whatever "
            "the order:\n"
            "that of the later date, the accurate model, the newer program, then of the greater hash. "
            "--replace\n"
            "overrules this. A new database is read with the accurate model; one that holds articles goes on "
            "with\n"
            "the model that read them.\n"
            "After the summary a large database may take some seconds more to pack its files; Ctrl-C puts it "
            "off.\n"
            "Examples:\n  entente ingest --db news.db articles.jsonl.gz more/*.txt\n"
            "  entente ingest --db news.db --follow feeds/");
    }

    int run() override {
        if (!input_.any() && follow_.empty())
            throw Error(ErrorKind::usage, "name files to read, or a folder to --follow");
        const InterruptionWatch watch;
        // One that is there tells the model; a new one is made when all else is well.
        std::error_code none;
        std::optional<Store> there;
        if (std::filesystem::exists(database_.path(), none))
            there.emplace(Store::open(database_.path(), OpenMode::create));
        const Resources resources = data_.load(there ? model_of(*there) : std::nullopt);
        if (there)
            mixed_.check({resources.model}, "these articles", there->models(), database_.path().string());
        const ExtractOptions options{false, limits_.limits()};
        const ExtractorVersion extractor = extractor_version(resources, options);
        failures_.open();
        Store store = there ? std::move(*there) : Store::open(database_.path(), OpenMode::create);
        const Shard shard = shard_.empty() ? Shard() : *Shard::parse(shard_);
        Progress progress("articles", [&] { return input_.fraction_read(); });
        const auto fail = [&](const std::string& where, const std::string& message) {
            const std::lock_guard lock(messages_);
            progress.clear();
            print_error(where.empty() ? message : where + ": " + message);
            failures_.add(where, message);
            ++counts_.failed;
        };
        ExtractionPipeline pipeline(
            [&](const Article& article) {
                return ExplainedGraph{extract(article, resources, options), {}};
            },
            jobs_.count(),
            [&](PendingArticle& pending, Extraction& result) {
                if (const auto* message = std::get_if<std::string>(&result))
                    fail(pending.where, *message);
                else
                    put(store, std::get<ExplainedGraph>(result).graph);
                progress.add();
            });
        const auto report = [&](const std::string& where, const std::string& message) {
            // A read that was cut off is no fault of the file.
            if (watch.asked_to_stop()) throw Interrupted();
            fail(where, message);
        };
        const auto warn = [&](const std::string& message) {
            const std::lock_guard lock(messages_);
            progress.clear();
            print_warning(message);
        };
        const auto read = [&](Article& article, const std::string& where) {
            if (watch.asked_to_stop()) throw Interrupted();
            {
                const std::lock_guard lock(messages_);
                progress.draw_now_and_then();
                if (resources.model == ModelKind::accurate) tell_of_fast_model(progress);
            }
            if (!shard.holds(article.id)) return;
            if (store.knows(article.id, content_hash(article), extractor)) {
                ++counts_.known;
                progress.add();
                return;
            }
            pipeline.add({std::move(article), where});
        };
        bool stopped = false;
        try {
            input_.for_each(read, report, warn);
            if (!follow_.empty()) {
                pipeline.drain();
                follow_changes(store, data_);
                store.sync();
                follow(store, pipeline, read, report, warn, watch);
            }
        } catch (const Interrupted&) {
            stopped = true;
        }
        pipeline.drain();
        follow_changes(store, data_);
        store.sync();
        failures_.close();
        progress.clear();
        if (stopped && follow_.empty()) std::cerr << "stopped; the same command goes on from here\n";
        if (!quiet_) summarize(progress);
        settle(store, [&] { return !watch.asked_to_stop(); });
        if (stopped && follow_.empty()) return kInterrupted;
        return counts_.failed ? kNothingFound : kDone;
    }

  private:
    /// Once, when much is left to do.
    void tell_of_fast_model(Progress& progress) {
        if (told_ || progress.seconds() < 5) return;
        const auto left = progress.seconds_left();
        if (!left || *left < 300) return;
        told_ = true;
        progress.clear();
        std::cerr << fmt::format(
            "the accurate model will take about {}; --model fast, into a new database, a thirtieth of it\n",
            clock_text(*left));
    }

    /// That of the articles there are, so that more of them are read alike.
    static std::optional<ModelKind> model_of(const Store& store) {
        const std::set<ModelKind> models = store.models();
        return models.empty() ? std::nullopt : std::optional(*models.rbegin());
    }

    struct Counts {
        std::uint64_t stored = 0, replaced = 0, older = 0, nodes = 0, edges = 0;
        std::atomic<std::uint64_t> known = 0, failed = 0;  // by the reader too
    };

    /// Until it is interrupted. What a look brings is on the disk before the next.
    void follow(Store& store, ExtractionPipeline& pipeline, const InputOptions::Read& read,
                const InputOptions::Failed& report, const InputOptions::Warn& warn,
                const InterruptionWatch& watch) const {
        using namespace std::chrono_literals;
        FeedFolder folder(follow_);
        while (true) {
            const auto files = folder.look();
            for (const auto& file : files) input_.for_file(file, read, report, warn);
            if (!files.empty()) {
                pipeline.drain();
                follow_changes(store, data_);
                store.sync();
            }
            for (int tick = 0; tick < 10; ++tick) {
                if (watch.asked_to_stop()) throw Interrupted();
                std::this_thread::sleep_for(100ms);
            }
        }
    }

    void put(Store& store, const ArticleGraph& graph) {
        switch (store.put(graph, replace_ ? VersionRule::replace : VersionRule::greater_wins)) {
            case PutResult::known: ++counts_.known; return;
            case PutResult::older: ++counts_.older; return;
            case PutResult::replaced: ++counts_.replaced; break;
            case PutResult::stored: break;
        }
        ++counts_.stored;
        counts_.nodes += graph.nodes.size();
        counts_.edges += graph.edges.size();
    }

    void summarize(const Progress& progress) const {
        const double seconds = progress.seconds();
        std::cerr << fmt::format("{} articles stored", counts_.stored);
        if (counts_.replaced) std::cerr << fmt::format(" ({} in place of another version)", counts_.replaced);
        std::cerr << fmt::format(", {} known, {} failed: {} nodes, {} edges in {:.1f} s",
                                 counts_.known.load(), counts_.failed.load(), counts_.nodes, counts_.edges,
                                 seconds);
        if (seconds > 0)
            std::cerr << fmt::format(" ({:.0f} articles/s)", static_cast<double>(progress.count()) / seconds);
        std::cerr << '\n';
        if (counts_.older)
            std::cerr << fmt::format(
                "{} articles were left as they are: the database has versions that count as later (--replace "
                "overrules this)\n",
                counts_.older);
    }

    InputOptions input_;
    ExtractionLimits limits_;
    DatabaseOption database_;
    DataOption data_;
    MixedOption mixed_;
    FailureLog failures_;
    JobsOption jobs_;
    std::string shard_;
    bool replace_ = false;
    bool quiet_ = false;
    bool told_ = false;  ///< that there is a faster model
    std::string follow_;
    std::mutex messages_;
    Counts counts_;
};

}  // namespace

std::unique_ptr<Command> make_ingest() {
    return std::make_unique<Ingest>();
}

}  // namespace entente::tools
