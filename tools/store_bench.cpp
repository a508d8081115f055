#include "tools/store_bench.h"

#include "core/knowledge/string_index.h"
#include "core/model/error.h"
#include "core/model/slug.h"
#include "graph/knowledge_graph.h"
#include "storage/bare_loop.h"
#include "storage/bulk_load.h"
#include "storage/store.h"
#include "tools/scratch_folder.h"
#include "tools/synthetic_corpus.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <fcntl.h>
#include <fstream>
#include <future>
#include <iostream>
#include <malloc.h>
#include <optional>
#include <random>
#include <thread>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>

namespace entente::tools {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kArticlesOfChunk = 500;
constexpr std::size_t kDrawnNodes = 40;  ///< as `entente render` draws
constexpr int kParts = 10;  ///< of a load that are timed apart, to see whether a record's cost grows

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

template <class Work>
double timed(Work work) {
    const auto start = Clock::now();
    work();
    return seconds_since(start);
}

std::uint64_t bytes_in(const std::filesystem::path& folder) {
    std::uint64_t bytes = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder))
        if (file.is_regular_file()) bytes += file.file_size();
    return bytes;
}

/// The most memory that the process held since `forget_peak`, in bytes.
std::uint64_t peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stoull(line.substr(6)) * 1024;
    return 0;
}

void forget_peak() {
    malloc_trim(0);  // what was freed before
    std::ofstream("/proc/self/clear_refs") << 5;
}

/// Makes the next read of the files go to the disk.
void forget_pages(const std::filesystem::path& folder) {
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file()) continue;
        const int descriptor = open(file.path().c_str(), O_RDONLY);
        if (descriptor < 0) continue;
        fdatasync(descriptor);
        posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
        close(descriptor);
    }
}

/// What a load of the corpus took, part by part.
struct Load {
    std::vector<double> rates;            ///< records a second of each part
    double seconds = 0, end_seconds = 0;  ///< of all, and of them what came after the last part
    std::uint64_t records = 0, articles = 0, most_resident = 0, bytes = 0;
    double rate() const { return static_cast<double>(records) / seconds; }
};

/// Loads the corpus. `write` stores a chunk and gives the seconds that count, `finish` those of the end.
template <class Write, class Finish>
Load load(const SyntheticCorpus& corpus, std::uint64_t evidence, Write write, Finish finish) {
    Load all;
    forget_peak();
    for (int part = 0; part < kParts; ++part) {
        const std::uint64_t goal = evidence * static_cast<std::uint64_t>(part + 1) / kParts;
        const std::uint64_t before = all.records;
        double seconds = 0;
        while (all.records < goal) {
            std::vector<ArticleGraph> chunk;
            for (; chunk.size() < kArticlesOfChunk && all.records < goal; ++all.articles) {
                chunk.push_back(corpus.article(all.articles));
                all.records += chunk.back().edges.size();
            }
            seconds += write(chunk);
        }
        all.seconds += seconds;
        all.rates.push_back(static_cast<double>(all.records - before) / seconds);
    }
    all.end_seconds = finish();
    all.seconds += all.end_seconds;
    all.most_resident = peak_memory();
    return all;
}

void print(const char* what, const Load& load, const Load& bare) {
    std::cout << fmt::format(
        "{:22}{:>9.0f} records/s {:>5.0f} % of the loop{:>8.0f} MB on disk{:>6.0f} MB resident\n", what,
        load.rate(), 100 * load.rate() / bare.rate(), static_cast<double>(load.bytes) / 1e6,
        static_cast<double>(load.most_resident) / 1e6);
    std::cout << "  each tenth:";
    for (const double rate : load.rates) std::cout << fmt::format(" {:.0f}", rate);
    std::cout << fmt::format(" records/s, then {:.1f} s to the end", load.end_seconds) << std::endl;
}

/// Times of single calls, in milliseconds.
class Times {
  public:
    template <class Work>
    void add(Work work) {
        all_.push_back(timed(work) * 1e3);
    }
    double part(double fraction) {
        std::sort(all_.begin(), all_.end());
        return all_[static_cast<std::size_t>(fraction * static_cast<double>(all_.size() - 1))];
    }
    void print(const std::string& what) {
        std::cout << fmt::format("{:60}p50{:>9.3f} ms{:>6}p99{:>9.3f} ms\n", what, part(0.5), "", part(0.99))
                  << std::flush;
    }

  private:
    std::vector<double> all_;
};

unsigned reading_threads() {
    return std::max(1U, std::thread::hardware_concurrency());
}

/// Nodes that were reached, with the weight of the edges that led there.
class Reached {
  public:
    Reached() = default;
    Reached(Reached&&) = default;  // the numbers refer to the ids, which a move leaves where they are
    void add(std::string_view id, std::uint64_t weight) {
        std::optional<std::uint32_t> known = numbers_.find(id);
        if (!known) {
            known = numbers_.add(ids_.emplace_back(id)).first;
            weights_.push_back(0);
        }
        weights_[*known] += weight;
    }
    void add(const Reached& other) {
        for (std::size_t i = 0; i < other.ids_.size(); ++i) add(other.ids_[i], other.weights_[i]);
        edges_ += other.edges_;
    }
    /// Where the edges of a node lead.
    void look(const Store& store, const std::string& from) {
        store.for_each_link(from, [&](const Link& link) {
            add(link.other, link.evidence_count * link.confidence);
            ++edges_;
        });
    }
    const std::deque<std::string>& ids() const { return ids_; }
    std::size_t edges() const { return edges_; }

  private:
    std::deque<std::string> ids_;  ///< by number; they stay where they are
    StringIndex numbers_;
    std::vector<std::uint64_t> weights_;
    std::size_t edges_ = 0;
};

/// Looks where two steps from a node lead; how many edges were looked at. The nodes of the first step are
/// shared out among threads.
std::size_t read_two_steps(const Store& store, const std::string& id) {
    Reached near;
    near.look(store, id);
    std::atomic<std::size_t> next = 0;
    const auto look_on = [&] {
        Reached far;
        for (std::size_t i; (i = next++) < near.ids().size();) far.look(store, near.ids()[i]);
        return far;
    };
    std::vector<std::future<Reached>> others;
    for (unsigned thread = 1; thread < std::min<std::size_t>(reading_threads(), near.ids().size()); ++thread)
        others.push_back(std::async(std::launch::async, look_on));
    Reached far = look_on();
    for (auto& other : others) far.add(other.get());
    return near.edges() + far.edges();
}

void bench_reading(const std::filesystem::path& database) {
    forget_pages(database);
    forget_peak();
    Times opening;
    opening.add([&] { Store::open(database, OpenMode::read_only); });
    std::cout << fmt::format("{:60}   {:>9.1f} ms\n", "cold open", opening.part(1));
    const Store store = Store::open(database, OpenMode::read_only);

    struct Actor {
        std::uint64_t articles;
        std::string id, name;
        bool operator<(const Actor& other) const { return articles > other.articles; }
    };
    std::vector<Actor> actors;
    store.for_each_node([&](const std::string& id, const NodeSummary& node) {
        actors.push_back({node.article_count, id, node.name()});
        return true;
    });
    std::sort(actors.begin(), actors.end());
    std::mt19937 random(11);
    const std::size_t busiest = std::min<std::size_t>(1000, actors.size());

    Times names;
    for (int i = 0; i < 2000; ++i) {
        const std::string name = normalize_name(actors[random() % actors.size()].name);
        names.add([&] { store.names_with_prefix(name, 10); });
    }
    names.print("name lookup, any of " + std::to_string(actors.size()));

    Times neighbours;
    std::size_t edges = 0;
    for (int i = 0; i < 300; ++i)
        neighbours.add([&] { edges += store.edges_of(actors[random() % busiest].id).size(); });
    neighbours.print(fmt::format("neighbourhood, 1000 busiest (mean {} edges)", edges / 300));
    for (const std::size_t rank : {0u, 9u, 99u, 999u}) {
        if (rank >= actors.size()) break;
        Times one;
        for (int i = 0; i < 9; ++i) one.add([&] { edges = store.edges_of(actors[rank].id).size(); });
        one.print(fmt::format("  of the actor at rank {}: {} edges", rank + 1, edges));
    }
    Times two_steps;
    std::size_t read = 0;
    for (int i = 0; i < 100; ++i)
        two_steps.add([&] { read += read_two_steps(store, actors[random() % actors.size()].id); });
    two_steps.print(
        fmt::format("two steps around any (mean {} edges, {} threads)", read / 100, reading_threads()));
    Times drawn;
    for (int i = 0; i < 50; ++i)
        drawn.add([&] {
            const std::string& id = actors[random() % actors.size()].id;
            KnowledgeGraph::around(store, {{id}, 2, true, kDrawnNodes, {}});
        });
    drawn.print(fmt::format("  the {} most telling nodes and all between them", kDrawnNodes));
    std::cout << fmt::format("{:60}   {:>9.0f} MB\n", "most memory of reading",
                             static_cast<double>(peak_memory()) / 1e6);
}

/// Ten stores, each of a tenth of the articles, become one.
void bench_merging(const SyntheticCorpus& corpus, std::uint64_t articles, const ScratchFolder& scratch) {
    constexpr std::uint64_t kStores = 10;
    std::vector<Store> stores;
    for (std::uint64_t i = 0; i < kStores; ++i) {
        const auto folder = scratch / fmt::format("part{}", i);
        {
            Store store = Store::open(folder, OpenMode::create);
            BulkLoad loading(store);
            for (std::uint64_t number = i; number < articles; number += kStores)
                loading.put(corpus.article(number));
            loading.finish();
        }
        stores.push_back(Store::open(folder, OpenMode::read_only));
    }
    std::vector<const Store*> sources;
    for (const Store& store : stores) sources.push_back(&store);
    forget_peak();
    const double seconds = timed([&] {
        Store whole = Store::open(scratch / "whole", OpenMode::create);
        whole.fill_from(sources);
        whole.sync();
    });
    std::cout << fmt::format("merge of {} stores: {:.1f} s, {:.0f} articles/s, {:.0f} MB of memory\n",
                             kStores, seconds, static_cast<double>(articles) / seconds,
                             static_cast<double>(peak_memory()) / 1e6);
}

}  // namespace

void bench_store(std::uint64_t evidence, const std::filesystem::path& folder, const Ontology& ontology) {
    const SyntheticCorpus corpus(ontology);
    const ScratchFolder scratch(folder / fmt::format("entente-bench-{}", getpid()));
    std::error_code error;
    std::filesystem::create_directories(scratch.path(), error);
    if (error) throw Error(ErrorKind::io, scratch.path().string() + ": can't be made: " + error.message());
    Load bare;
    {
        BareLoop loop(scratch / "bare");
        bare = load(
            corpus, evidence, [&](const auto& chunk) { return loop.write(chunk); },
            [&] { return loop.sync(); });
        std::cout << fmt::format("{} articles, {} records of evidence, {} rows\n", bare.articles,
                                 bare.records, loop.rows());
    }
    bare.bytes = bytes_in(scratch / "bare");
    std::filesystem::remove_all(scratch / "bare");
    print("bare RocksDB loop", bare, bare);
    Load single;
    {
        Store store = Store::open(scratch / "single", OpenMode::create);
        single = load(
            corpus, evidence,
            [&](const auto& chunk) {
                return timed([&] {
                    for (const ArticleGraph& graph : chunk) store.put(graph);
                });
            },
            [&] {
                return timed([&] {
                    store.sync();
                    store.settle();
                });
            });
    }
    single.bytes = bytes_in(scratch / "single");
    print("article by article", single, bare);
    bench_reading(scratch / "single");
    std::filesystem::remove_all(scratch / "single");
    Load bulk;
    {
        Store store = Store::open(scratch / "bulk", OpenMode::create);
        BulkLoad loading(store);
        bulk = load(
            corpus, evidence,
            [&](const auto& chunk) {
                return timed([&] {
                    for (const ArticleGraph& graph : chunk) loading.put(graph);
                });
            },
            [&] { return timed([&] { loading.finish(); }); });
    }
    bulk.bytes = bytes_in(scratch / "bulk");
    print("bulk load", bulk, bare);
    bench_reading(scratch / "bulk");
    std::filesystem::remove_all(scratch / "bulk");
    bench_merging(corpus, bulk.articles, scratch);
}

}  // namespace entente::tools
