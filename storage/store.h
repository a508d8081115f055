#pragma once

#include "core/model/article_graph.h"
#include "core/model/decision.h"
#include "core/model/graph_source.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

enum class OpenMode {
    read_only,   ///< also while another process writes: sees what was stored when it was opened
    read_write,  ///< the database must exist; one process at a time
    create,      ///< as read_write, and made when it is missing
};

/// What storing an article did.
enum class PutResult {
    stored,    ///< it was not there
    replaced,  ///< a lesser version of it was
    known,     ///< it was there with the same content and extractor: nothing changed
    older,     ///< a greater version is there: nothing changed
};

/// Which of two versions of an article stays.
enum class VersionRule {
    greater_wins,  ///< by compare_versions: whatever the order in which they come, so that merging is a law
    replace,       ///< the one that is put: a person wants it anew
};

/// Same-as decisions derived from what is stored (DESIGN: Identity). They are no primary data, and whatever
/// changes articles or people's decisions takes them away in the same atomic batch.
struct AutomaticIdentity {
    double min_score = 0;  ///< 0..1: less alike nodes are not joined
    /// Nothing where they were taken away, and are to be derived anew.
    std::optional<std::vector<Decision>> decisions;

    bool operator==(const AutomaticIdentity&) const = default;
};

struct StoreStats {
    std::uint64_t articles = 0;
    std::uint64_t copies = 0;        ///< articles that are near-duplicates of others
    std::uint64_t copied_texts = 0;  ///< groups of such articles: what they are copies of
    std::uint64_t nodes = 0;
    std::uint64_t edges = 0;
    std::uint64_t evidence = 0;
    std::uint64_t decisions = 0;  ///< of people
    std::optional<AutomaticIdentity> automatic_identity;
    std::map<std::string, std::uint64_t> nodes_by_type;
    std::map<std::string, std::uint64_t> edges_by_type;
    std::map<ExtractorVersion, std::uint64_t> extractors;  ///< articles by the extractor that read them
    std::string first_date;                                ///< of the articles; empty when none has a date
    std::string last_date;
    std::uint64_t bytes_on_disk = 0;
};

struct MergeReport {
    std::uint64_t stored = 0;
    std::uint64_t replaced = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t decisions = 0;  ///< new ones
};

/// The graph of all articles in a RocksDB database (DESIGN: Storage). Primary are the articles, each with
/// what was found in it, and people's decisions; all else is derived and follows them in the same atomic
/// batch. What a put has returned from survives the death of the process; `sync` makes it survive the death
/// of the machine.
///
/// One thread may write while others read. All methods throw Error(storage) for damaged data and I/O trouble,
/// with what is stored left as it was.
class Store : public GraphSource {
  public:
    /// Throws Error(storage) for a database that is missing, locked, foreign, damaged or of a newer schema.
    static Store open(const std::filesystem::path& directory, OpenMode mode);

    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store() override;

    /// Stores an article with its graph. Nodes without a name and their edges are left out. Of two versions
    /// of one id the greater stays (compare_versions).
    PutResult put(const ArticleGraph& graph, VersionRule rule = VersionRule::greater_wins);
    /// True where the article is there with this content, read by this extractor.
    bool knows(std::string_view id, std::string_view hash, const ExtractorVersion& extractor) const;
    /// Takes an article out with all that came from it; false when it is not there.
    bool retract(std::string_view id);
    void sync();
    /// Waits for the packing of tables that is due, which a database does in the background while it is open:
    /// before, it is slower to read, and a process that ends takes it along. `go_on` is asked now and then.
    void settle(const std::function<bool()>& go_on = {});

    std::optional<ArticleGraph> article(std::string_view id) const;
    /// In the order of ids, until `visit` returns false.
    void for_each_article(const std::function<bool(const ArticleGraph&)>& visit) const;

    /// True where it was new.
    bool add_decision(const Decision& decision);
    /// Those of people, in the order of time, then content.
    std::vector<Decision> decisions() const;

    /// Nothing where it is switched off.
    std::optional<AutomaticIdentity> automatic_identity() const;
    /// Switches it on, with these decisions in place of others, or off.
    void set_automatic_identity(const std::optional<AutomaticIdentity>& automatic);

    /// Takes in all articles and decisions of another store: a union, in which the greater version of an
    /// article wins. Automatic identity is on afterwards where one of the two has it on, with the greater
    /// `min_score`.
    MergeReport merge_from(const Store& other);
    /// The same for a store without articles and several others at once, which are read front to back and
    /// written once, in bounded memory. All of it is stored or, where the process dies, nothing but
    /// decisions.
    std::vector<MergeReport> fill_from(const std::vector<const Store*>& others);

    /// True where there is no article.
    bool empty() const;
    /// The models that read what was ever put in; two where a person wanted them mixed.
    std::set<ModelKind> models() const;

    StoreStats stats() const;

    std::optional<NodeSummary> node(std::string_view id) const override;
    std::vector<std::pair<EdgeKey, EdgeSummary>> edges_of(std::string_view node,
                                                          const Wanted& other_end = {}) const override;
    void for_each_link(std::string_view node, const std::function<void(const Link&)>& visit) const override;
    std::vector<EvidenceRecord> evidence(const EdgeKey& edge, std::size_t limit) const override;
    std::optional<Article> article_head(std::string_view id) const override;
    std::vector<NameMatch> names_with_prefix(std::string_view prefix, std::size_t limit) const override;
    void for_each_node(
        const std::function<bool(const std::string&, const NodeSummary&)>& visit) const override;
    void for_each_edge(const std::function<bool(const EdgeKey&, const EdgeSummary&)>& visit) const override;

    /// Every key and value of a column family, for tests of what a change leaves behind.
    std::vector<std::pair<std::string, std::string>> dump(std::string_view family) const;

  private:
    friend class BulkLoad;
    struct Database;
    explicit Store(std::unique_ptr<Database> database);
    void take_automatic_identity(const Store& other);
    void add_models_of(const Store& other);
    std::unique_ptr<Database> database_;
};

}  // namespace entente
