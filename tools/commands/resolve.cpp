#include "core/knowledge/cues.h"
#include "core/model/error.h"
#include "graph/identity/automatic_identity.h"
#include "graph/identity/identity_candidates.h"
#include "graph/identity/united_source.h"
#include "storage/store.h"
#include "tools/commands/commands.h"
#include "tools/decision_file.h"
#include "tools/name_argument.h"
#include "tools/result_table.h"
#include "tools/shared_options.h"
#include "tools/stored_identity.h"
#include "tools/terminal.h"

#include <chrono>
#include <fstream>
#include <iostream>
#include <unistd.h>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace entente::tools {
namespace {

/// Pairs less alike are not worth a person's time.
constexpr double kMinScore = 0.7;

/// "2026-01-02T03:04:05.000006Z".
std::string now() {
    const auto time = std::chrono::system_clock::now();
    const auto micros =
        std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count() % 1000000;
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:06}Z", fmt::gmtime(std::chrono::system_clock::to_time_t(time)),
                       micros);
}

class Resolve : public Command {
  public:
    void setup(CommandOptions& options) override {
        database_.setup(options);
        data_.setup(options);
        const Option same =
            options.add("--same", same_, "Decide that two nodes are one actor").expected(2).type_name("A B");
        const Option apart = options.add("--apart", apart_, "Decide that two nodes are different actors")
                                 .expected(2)
                                 .type_name("A B");
        const Option batch = options.add("--batch", batch_, "Decide what a file says; - reads standard input")
                                 .type_name("FILE");
        const Option log =
            options.flag("--decisions", log_, "Show the decisions made, and which have an effect");
        const Option list = options.flag("--list", list_, "Only show the pairs that may be one");
        const Option automatic =
            options.flag("--auto", automatic_, "Join nodes that are surely one, now and after every change");
        const Option no_automatic = options.flag("--no-auto", no_automatic_, "Join only what people decide");
        const std::initializer_list<Option> deeds = {same, apart, batch, log, list, automatic, no_automatic};
        for (Option one : deeds)
            for (const Option& other : deeds)
                if (one != other) one.excludes(other);
        options.add("--reason", reason_, "Why, for --same and --apart").type_name("TEXT");
        options
            .add("--min-score", min_score_,
                 fmt::format("Only pairs at least so alike (default: {}, with --auto {})", kMinScore,
                             kAutomaticMinScore))
            .range(0.0, 1.0);
        options.add("--limit", limit_, "So many pairs, the likeliest; 0 shows all")
            .range(0, 1000000)
            .show_default();
        add_format_option(options, format_);
        options.footer(
            "Shows pairs of nodes that may be one actor, the likeliest first, and on a terminal asks for "
            "each: "
            "y (the\n"
            "same), n (different), s (skip), q (quit). Nodes decided to be one are shown as one by all "
            "queries, "
            "diagrams\n"
            "and exports but jsonl; the evidence stays as it is. A later decision undoes an earlier one, and "
            "merge unites\n"
            "the decisions of databases. A file for --batch has a decision a line, with tabs: same-as or "
            "not-same-as, an\n"
            "id, an id, a reason. It holds as a whole or not at all.\n"
            "With --auto the program joins pairs of the greatest likeness itself, never against what people\n"
            "decided, and derives that anew whenever the database changes; --decisions shows these too, and\n"
            "--apart undoes one. They are no part of jsonl exports.\n"
            "Examples:\n"
            "  entente resolve --db news.db\n"
            "  entente resolve --same person:witkoff \"Steve Witkoff\" --reason \"only one in the news\"\n"
            "  entente resolve --list --format csv > pairs.csv\n"
            "  entente resolve --auto");
    }

    int run() override {
        if (!same_.empty()) return decide("same-as", same_);
        if (!apart_.empty()) return decide("not-same-as", apart_);
        if (!batch_.empty()) return decide_batch();
        if (automatic_) return decide_automatically();
        if (no_automatic_) return decide_by_hand();
        if (log_) return show_decisions();
        return !list_ && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) ? ask() : show_candidates();
    }

  private:
    int decide(const std::string& kind, const std::vector<std::string>& names) {
        Store store = Store::open(database_.path(), OpenMode::read_write);
        Decision decision{kind, resolve_name(store, names[0]), resolve_name(store, names[1]), now(), reason_,
                          {}};
        if (decision.a.empty() || decision.b.empty()) return kNothingFound;
        check_decision(decision, store);
        store_all(store, {decision});
        follow_changes(store, data_);
        return kDone;
    }

    int decide_batch() {
        Store store = Store::open(database_.path(), OpenMode::read_write);
        std::ifstream file;
        if (batch_ != "-") {
            file.open(batch_);
            if (!file) throw Error(ErrorKind::io, fmt::format("{}: can't be opened", batch_));
        }
        const std::string name = batch_ == "-" ? "standard input" : batch_;
        store_all(store, read_decisions(batch_ == "-" ? std::cin : file, name, store, now()));
        follow_changes(store, data_);
        return kDone;
    }

    int decide_automatically() const {
        Store store = Store::open(database_.path(), OpenMode::read_write);
        const double min_score = min_score_.value_or(kAutomaticMinScore);
        const std::vector<Decision> derived = derive_stored_identity(store, data_, min_score);
        store.sync();
        std::cerr << fmt::format("{} pair{} of at least {:.2f} joined, which makes {} actor{}\n",
                                 derived.size(), derived.size() == 1 ? "" : "s", min_score,
                                 Identity({}, derived).classes().size(),
                                 Identity({}, derived).classes().size() == 1 ? "" : "s");
        return kDone;
    }

    int decide_by_hand() const {
        Store store = Store::open(database_.path(), OpenMode::read_write);
        store.set_automatic_identity(std::nullopt);
        store.sync();
        std::cerr << "only what people decide joins nodes now\n";
        return kDone;
    }

    /// Stores decisions, and says which older ones they leave without effect.
    static void store_all(Store& store, const std::vector<Decision>& decisions) {
        const std::size_t before = Identity(store.decisions()).overruled().size();
        std::size_t added = 0;
        for (const Decision& decision : decisions) added += store.add_decision(decision);
        store.sync();
        const Identity after(store.decisions());
        std::cerr << fmt::format("{} decision{} stored", added, added == 1 ? "" : "s");
        if (after.overruled().size() > before)
            std::cerr << fmt::format(", {} older without effect now (--decisions shows them)",
                                     after.overruled().size() - before);
        std::cerr << '\n';
    }

    int show_decisions() const {
        const Store store = Store::open(database_.path(), OpenMode::read_only);
        warn_of_missing_decisions(store);
        const Identity identity = stored_identity(store);
        ResultTable table({{"at"}, {"by"}, {"decision"}, {"a"}, {"b"}, {"reason"}, {"overruled_by"}});
        const auto add = [&](const Decision& decision, const std::string& by) {
            std::string overruled_by;
            for (const Identity::Overruled& overruled : identity.overruled())
                if (overruled.decision == decision) overruled_by = overruled.by;
            table.add(
                {decision.at, by, decision.kind, decision.a, decision.b, decision.reason, overruled_by});
        };
        const std::vector<Decision> people = store.decisions();
        for (auto d = people.rbegin(); d != people.rend(); ++d) add(*d, "person");
        if (const auto automatic = store.automatic_identity(); automatic && automatic->decisions)
            for (const Decision& decision : *automatic->decisions) add(decision, "program");
        if (table.empty()) {
            print_error("no decisions are stored");
            return kNothingFound;
        }
        table.print(format_, std::cout);
        return kDone;
    }

    std::vector<IdentityCandidate> candidates(const Store& store) const {
        const Ontology ontology = Ontology::load(data_.directory() / "ontology.json");
        const Cues cues = Cues::load(data_.directory() / "cues.json");
        const Identity identity = stored_identity(store);
        const UnitedSource united(store, ontology, identity);
        return find_identity_candidates(united, identity, cues, {min_score_.value_or(kMinScore), limit_});
    }

    int show_candidates() const {
        const Store store = Store::open(database_.path(), OpenMode::read_only);
        ResultTable table({{"score"},
                           {"name"},
                           {"articles"},
                           {"other"},
                           {"other_articles"},
                           {"reason"},
                           {"a", false},
                           {"b", false}});
        for (const IdentityCandidate& pair : candidates(store)) {
            const NodeSummary a = *store.node(pair.a), b = *store.node(pair.b);
            table.add({fmt::format("{:.2f}", pair.score), a.name(), a.article_count, b.name(),
                       b.article_count, pair.reason, pair.a, pair.b});
        }
        if (table.empty()) {
            print_error("no two nodes seem to be one");
            return kNothingFound;
        }
        table.print(format_, std::cout);
        return kDone;
    }

    int ask() {
        Store store = Store::open(database_.path(), OpenMode::read_write);
        const bool colours = colours_on_output();
        const std::vector<IdentityCandidate> pairs = candidates(store);
        std::size_t number = 0;
        for (const IdentityCandidate& pair : pairs) {
            std::cout << fmt::format("\n{}/{}  {:.2f}  {}\n", ++number, pairs.size(), pair.score,
                                     pair.reason);
            for (const std::string& id : {pair.a, pair.b}) describe(store, id, colours);
            const char answer = read_answer();
            if (answer == 'q') break;
            if (answer == 's') continue;
            const std::string reason = fmt::format("asked: {} ({:.2f})", pair.reason, pair.score);
            store_all(store,
                      {{answer == 'y' ? "same-as" : "not-same-as", pair.a, pair.b, now(), reason, {}}});
        }
        follow_changes(store, data_);
        if (pairs.empty()) print_error("no two nodes seem to be one");
        return kDone;
    }

    static void describe(const Store& store, const std::string& id, bool colours) {
        const NodeSummary node = *store.node(id);
        std::cout << fmt::format("  {}  {}, {} article{}, {} to {}\n",
                                 styled(node.name(), Style::bold, colours), id, node.article_count,
                                 node.article_count == 1 ? "" : "s", node.first_date, node.last_date);
        const EdgeKey* best = nullptr;
        std::uint64_t most = 0;
        const auto edges = store.edges_of(id);
        for (const auto& [key, summary] : edges)
            if (summary.evidence_count > most) best = &key, most = summary.evidence_count;
        if (!best) return;
        for (const EvidenceRecord& record : store.evidence(*best, 1))
            std::cout << fmt::format("      {}\n", record.edge.evidence.text);
    }

    /// 'y', 'n', 's' or 'q'; the end of input quits.
    static char read_answer() {
        for (std::string line;;) {
            std::cout << "  the same? [y/n/s/q] " << std::flush;
            if (!std::getline(std::cin, line)) return 'q';
            if (line.size() == 1 && std::string_view("ynsq").find(line[0]) != std::string_view::npos)
                return line[0];
        }
    }

    DatabaseOption database_;
    DataOption data_;
    std::vector<std::string> same_, apart_;
    std::string batch_, reason_, format_ = "table";
    std::optional<double> min_score_;
    std::size_t limit_ = 50;
    bool log_ = false, list_ = false, automatic_ = false, no_automatic_ = false;
};

}  // namespace

std::unique_ptr<Command> make_resolve() {
    return std::make_unique<Resolve>();
}

}  // namespace entente::tools
