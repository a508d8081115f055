#include "core/knowledge/ontology.h"

#include "core/knowledge/data_file.h"
#include "core/knowledge/json_document.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr int kVersion = 1;

/// Event types of PLOVER (PLOVER Codebook and documentation, Open Event Data Alliance).
constexpr std::array<std::string_view, 16> kPlover = {
    "AGREE",  "CONSULT", "SUPPORT",  "COOPERATE", "AID",      "CONCEDE",  "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST",   "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT"};

constexpr std::array<std::pair<std::string_view, QuadClass>, 4> kQuads = {
    {{"VC", QuadClass::verbal_cooperation},
     {"MC", QuadClass::material_cooperation},
     {"VX", QuadClass::verbal_conflict},
     {"MX", QuadClass::material_conflict}}};

struct Trait {
    const char* name;
    bool EdgeType::*flag;
};

constexpr auto kTraits = std::to_array<Trait>({
    {"uses_force", &EdgeType::uses_force},
    {"aims_at_victims", &EdgeType::aims_at_victims},
    {"blames_doer", &EdgeType::blames_doer},
    {"asks_for_deed", &EdgeType::asks_for_deed},
    {"public_targets", &EdgeType::public_targets},
    {"place_targets", &EdgeType::place_targets},
    {"by_authorities", &EdgeType::by_authorities},
    {"by_authorities_in_coding", &EdgeType::by_authorities_in_coding},
    {"lasting", &EdgeType::lasting},
});

/// Members that name the type which an edge becomes.
struct Substitute {
    const char* name;
    std::string EdgeType::*type;
};

constexpr auto kSubstitutes = std::to_array<Substitute>({
    {"of_things", &EdgeType::of_things},
    {"between_actors", &EdgeType::between_actors},
});

bool is_type_name(std::string_view name) {
    if (name.front() == '-' || name.back() == '-') return false;
    return std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

std::string read_name(const JsonNode& type) {
    const JsonNode name = type.member("name");
    if (!is_type_name(name.string())) name.fail("must be of lower-case letters and hyphens");
    return std::string(name.string());
}

NodeType read_node_type(const JsonNode& json) {
    json.expect_object({"name", "description", "shape", "fill", "acts"});
    NodeType type;
    type.name = read_name(json);
    type.description = json.string_of("description");
    type.shape = json.string_of("shape");
    const JsonNode fill = json.member("fill");
    type.fill = fill.string();
    const bool colour = type.fill.size() == 7 && type.fill[0] == '#' &&
                        type.fill.find_first_not_of("0123456789abcdef", 1) == std::string::npos;
    if (!colour) fill.fail("must be a colour such as \"#a0c4e8\"");
    type.acts = json.flag_of("acts", false);
    return type;
}

/// CAMEO codes are two digits for the root, and up to two more for what lies below it.
bool is_cameo_code(std::string_view code) {
    const bool digits =
        code.size() >= 2 && code.size() <= 4 && code.find_first_not_of("0123456789") == code.npos;
    return digits && code.substr(0, 2) >= "01" && code.substr(0, 2) <= "20";
}

void read_codes(const JsonNode& json, EdgeType& type) {
    if (type.structural) {
        for (const char* name : {"plover", "cameo", "quad", "intensity"})
            if (const auto code = json.optional_member(name))
                code->fail("structural types have no event codes");
        return;
    }
    const JsonNode plover = json.member("plover");
    type.plover = plover.string();
    if (std::find(kPlover.begin(), kPlover.end(), type.plover) == kPlover.end())
        plover.fail(fmt::format("must be one of {}", fmt::join(kPlover, ", ")));
    const JsonNode cameo = json.member("cameo");
    type.cameo = cameo.string();
    if (!is_cameo_code(type.cameo)) cameo.fail("must be a CAMEO code such as \"046\"");
    const JsonNode quad = json.member("quad");
    const auto known = std::find_if(kQuads.begin(), kQuads.end(),
                                    [&](const auto& entry) { return entry.first == quad.string(); });
    if (known == kQuads.end()) quad.fail("must be one of VC, MC, VX, MX");
    type.quad = known->second;
    const std::optional<int> intensity = json.tenths_of("intensity");
    if (!intensity || *intensity < -100 || *intensity > 100)
        json.fail("\"intensity\" must be a number of -10..10");
    type.intensity = static_cast<Intensity>(*intensity);
}

std::vector<std::string> read_ends(const JsonNode& json, const char* name, const Ontology& ontology) {
    const JsonNode ends = json.member(name);
    std::vector<std::string> out;
    for (const std::string_view end : json.strings_of(name)) {
        if (!ontology.node_type(end)) ends.fail(fmt::format("\"{}\" is no node type", end));
        out.emplace_back(end);
    }
    if (out.empty()) ends.fail("must name a node type at least");
    return out;
}

/// How news tells of acts of the type.
void read_traits(const JsonNode& json, EdgeType& type) {
    const auto refuse = [&](const char* name) {
        const auto member = json.optional_member(name);
        if (member && type.structural) member->fail("structural types are no acts");
    };
    for (const Trait& trait : kTraits) {
        refuse(trait.name);
        type.*trait.flag = json.flag_of(trait.name, false);
    }
    for (const Substitute& substitute : kSubstitutes) {
        refuse(substitute.name);
        if (const auto member = json.optional_member(substitute.name))
            type.*substitute.type = member->string();
    }
    type.lasting = type.lasting || type.structural;
}

EdgeType read_edge_type(const JsonNode& json, const Ontology& ontology) {
    std::vector<std::string_view> members{"name",  "description", "symmetric", "structural", "plover",
                                          "cameo", "quad",        "intensity", "sources",    "targets"};
    for (const Trait& trait : kTraits) members.emplace_back(trait.name);
    for (const Substitute& substitute : kSubstitutes) members.emplace_back(substitute.name);
    json.expect_object(members);
    EdgeType type;
    type.name = read_name(json);
    type.description = json.string_of("description");
    type.symmetric = json.flag_of("symmetric", false);
    type.structural = json.flag_of("structural", false);
    read_codes(json, type);
    read_traits(json, type);
    type.sources = read_ends(json, "sources", ontology);
    type.targets = read_ends(json, "targets", ontology);
    if (type.symmetric && type.sources != type.targets)
        json.fail("a symmetric type must have the same \"sources\" and \"targets\"");
    return type;
}

template <typename Type>
const Type* find_by_name(const std::vector<Type>& types, std::string_view name) {
    const auto it =
        std::find_if(types.begin(), types.end(), [&](const Type& type) { return type.name == name; });
    return it == types.end() ? nullptr : &*it;
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Ontology Ontology::load(const std::filesystem::path& file) {
    std::string text = read_data_file(file);
    const JsonDocument document(file, text, kVersion);
    const JsonNode root = document.root();
    root.expect_object({"version", "node_types", "edge_types", "intensity_scale"});

    Ontology ontology;
    const JsonNode nodes = root.member("node_types");
    for (std::size_t i = 0, n = nodes.array_size(); i < n; ++i) {
        const JsonNode json = nodes.element(i);
        NodeType type = read_node_type(json);
        if (ontology.node_type(type.name)) json.fail("is defined twice");
        if (type.acts) ontology.acting_types_.push_back(type.name);
        ontology.node_types_.push_back(std::move(type));
    }
    const JsonNode edges = root.member("edge_types");
    for (std::size_t i = 0, n = edges.array_size(); i < n; ++i) {
        const JsonNode json = edges.element(i);
        EdgeType type = read_edge_type(json, ontology);
        if (ontology.edge_type(type.name)) json.fail("is defined twice");
        ontology.edge_types_.push_back(std::move(type));
    }
    for (std::size_t i = 0; i < ontology.edge_types_.size(); ++i)
        for (const Substitute& substitute : kSubstitutes) {
            const std::string& name = ontology.edge_types_[i].*substitute.type;
            if (!name.empty() && !ontology.edge_type(name))
                edges.element(i).member(substitute.name).fail(fmt::format("\"{}\" is no edge type", name));
        }
    if (const auto scale = root.optional_member("intensity_scale")) ontology.read_scale(*scale);
    if (ontology.node_types_.empty()) nodes.fail("must not be empty");
    if (ontology.edge_types_.empty()) edges.fail("must not be empty");
    return ontology;
}

void Ontology::read_scale(const JsonNode& json) {
    json.expect_object({"source", "planned", "possible", "conditional", "demanded", "ended",
                        "negated_cooperation", "negated_conflict"});
    json.string_of("source");
    const auto share = [&](const char* name) {
        const int percent = json.integer_of(name);
        if (percent < -100 || percent > 100) json.member(name).fail("must be a percentage of -100..100");
        return percent;
    };
    for (const Modality m :
         {Modality::planned, Modality::possible, Modality::conditional, Modality::demanded, Modality::ended})
        modality_shares_[static_cast<std::size_t>(m)] = share(std::string(to_string(m)).c_str());
    negated_cooperation_share_ = share("negated_cooperation");
    negated_conflict_share_ = share("negated_conflict");
}

Intensity Ontology::intensity_of(const EdgeType& type, std::optional<Intensity> own, Modality modality,
                                 bool negated) const {
    const int act = own.value_or(type.intensity);
    const int status = modality_shares_[static_cast<std::size_t>(modality)];
    const int denial = !negated ? 100 : act > 0 ? negated_cooperation_share_ : negated_conflict_share_;
    return static_cast<Intensity>(act * status * denial / 10000);
}

const NodeType* Ontology::node_type(std::string_view name) const {
    return find_by_name(node_types_, name);
}

const EdgeType* Ontology::edge_type(std::string_view name) const {
    return find_by_name(edge_types_, name);
}

bool Ontology::allows(const EdgeType& type, std::string_view source_type,
                      std::string_view target_type) const {
    return contains(type.sources, source_type) && contains(type.targets, target_type);
}

void Ontology::orient(ArticleGraph& graph) const {
    for (Edge& edge : graph.edges) {
        if (edge.source <= edge.target) continue;
        const EdgeType* type = edge_type(edge.type);
        if (type && type->symmetric) std::swap(edge.source, edge.target);
    }
}

}  // namespace entente
