#include "core/knowledge/trigger_lexicon.h"

#include "core/knowledge/data_file.h"
#include "core/knowledge/json_document.h"
#include "core/model/error.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr Confidence kUsualConfidence = 7000;
constexpr std::string_view kSynonyms = "synonyms.json";
constexpr std::string_view kNoType = "none";

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// Words that senses use together, by the name of the set.
using Synonyms = std::unordered_map<std::string, std::vector<std::string>>;

Synonyms read_synonyms(const std::filesystem::path& file) {
    Synonyms synonyms;
    std::string text = read_data_file(file);
    const JsonDocument document(file, text, 1);
    const JsonNode root = document.root();
    root.expect_object({"version", "sets"});
    const JsonNode sets = root.member("sets");
    for (std::size_t i = 0; i < sets.array_size(); ++i) {
        const JsonNode set = sets.element(i);
        set.expect_object({"name", "words"});
        std::vector<std::string> words = words_of(set.string_of("words"));
        if (!synonyms.emplace(set.string_of("name"), std::move(words)).second)
            set.member("name").fail("stands twice");
    }
    return synonyms;
}

/// The words of a member, with those of a set where its name stands ("@attack").
std::vector<std::string> words_of(const JsonNode& node, const char* member, const Synonyms& synonyms) {
    std::vector<std::string> words;
    for (std::string& word : words_of(node.optional_string_of(member))) {
        if (word[0] != '@') {
            words.push_back(std::move(word));
            continue;
        }
        const auto set = synonyms.find(word.substr(1));
        if (set == synonyms.end())
            node.member(member).fail(fmt::format("\"{}\" is no set of synonyms.json", word));
        words.insert(words.end(), set->second.begin(), set->second.end());
    }
    return words;
}

/// "obj", "against", or with the node types that may stand there: "obj:person,organization".
ArgumentSlot slot_of(const std::string& text) {
    using Kind = ArgumentSlot::Kind;
    static const std::unordered_map<std::string_view, Kind> kNamed = {
        {"subj", Kind::subject},  {"obj", Kind::object},     {"iobj", Kind::recipient},
        {"clause", Kind::clause}, {"poss", Kind::possessor}, {"mod", Kind::modifier},
        {"self", Kind::self},     {"sayer", Kind::sayer},    {"anti", Kind::opposed}};
    const std::size_t colon = text.find(':');
    const std::string word = text.substr(0, colon);
    ArgumentSlot slot;
    if (const auto it = kNamed.find(word); it != kNamed.end()) {
        slot.kind = it->second;
    } else {
        slot.kind = Kind::preposition;
        slot.word = word;
    }
    for (std::size_t at = colon; at != std::string::npos; at = text.find(',', at + 1))
        slot.types.push_back(text.substr(at + 1, text.find(',', at + 1) - at - 1));
    return slot;
}

std::vector<ArgumentSlot> slots_of(std::string_view text) {
    std::vector<ArgumentSlot> slots;
    for (const std::string& word : words_of(text)) slots.push_back(slot_of(word));
    return slots;
}

std::optional<Modality> modality_of(const JsonNode& node) {
    const std::string_view name = node.optional_string_of("modality");
    if (name.empty()) return std::nullopt;
    for (int i = 0; i < kModalities; ++i)
        if (to_string(static_cast<Modality>(i)) == name) return static_cast<Modality>(i);
    node.member("modality").fail("must be one of actual, planned, possible, conditional, demanded, ended");
}

}  // namespace

TriggerLexicon TriggerLexicon::load(const std::filesystem::path& folder,
                                    const std::function<bool(std::string_view)>& is_edge_type) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".json" && entry.path().filename() != kSynonyms)
            files.push_back(entry.path());
    if (error || files.empty())
        throw Error(ErrorKind::data, fmt::format("{}: there are no trigger files here", shown_path(folder)));
    std::sort(files.begin(), files.end());

    const Synonyms synonyms = read_synonyms(folder / kSynonyms);
    TriggerLexicon lexicon;
    for (const auto& file : files) {
        std::string text = read_data_file(file);
        const JsonDocument document(file, text, 1);
        const JsonNode root = document.root();
        root.expect_object({"version", "type", "senses"});
        const std::string type(root.string_of("type"));
        const bool null = type == kNoType;
        Indexes& indexes = null ? lexicon.null_senses_ : lexicon.senses_;
        if (!null && !is_edge_type(type))
            root.member("type").fail(fmt::format("\"{}\" is no edge type of the ontology", type));
        const JsonNode senses = root.member("senses");
        for (std::size_t i = 0; i < senses.array_size(); ++i) {
            const JsonNode node = senses.element(i);
            if (null)
                node.expect_object({"verb", "noun", "object", "subject", "oblique"});
            else
                node.expect_object({"verb", "noun", "adjective", "object", "subject", "oblique", "auxiliary",
                                    "from", "to", "plover", "cameo", "intensity", "modality", "reciprocal",
                                    "infinitive", "role", "confidence"});
            TriggerSense sense;
            sense.type = type;
            sense.file = file.filename().string();
            sense.number = static_cast<std::uint32_t>(i);
            std::vector<std::string> words;
            Index* index = nullptr;
            const auto take = [&](const char* name, TriggerSense::Part part, Index& of) {
                if (!node.optional_member(name)) return;
                if (index) node.fail("must have just one of \"verb\", \"noun\", \"adjective\"");
                words = words_of(node, name, synonyms);
                sense.part = part;
                index = &of;
            };
            take("verb", TriggerSense::Part::verb, indexes.verbs);
            take("noun", TriggerSense::Part::noun, indexes.nouns);
            take("adjective", TriggerSense::Part::adjective, indexes.adjectives);
            if (!index) node.fail("must have one of \"verb\", \"noun\", \"adjective\"");
            sense.object = words_of(node, "object", synonyms);
            sense.subject = words_of(node, "subject", synonyms);
            sense.oblique = words_of(node, "oblique", synonyms);
            sense.auxiliary = words_of(node, "auxiliary", synonyms);
            const bool verb = sense.part == TriggerSense::Part::verb;
            sense.from = slots_of(node.optional_member("from") ? node.string_of("from")
                                  : verb                       ? "subj"
                                                               : "poss mod by from of");
            if (!null) sense.to = slots_of(node.string_of("to"));
            sense.plover = node.optional_string_of("plover");
            sense.cameo = node.optional_string_of("cameo");
            if (const std::optional<int> intensity = node.tenths_of("intensity")) {
                if (*intensity < -100 || *intensity > 100)
                    node.member("intensity").fail("must be a number of -10..10");
                sense.intensity = static_cast<Intensity>(*intensity);
            }
            sense.role = node.optional_string_of("role");
            sense.modality = modality_of(node);
            sense.reciprocal = node.flag_of("reciprocal", false);
            sense.infinitive = node.flag_of("infinitive", false);
            sense.confidence = kUsualConfidence;
            if (node.optional_member("confidence")) {
                const int percent = node.integer_of("confidence");
                if (percent < 1 || percent > 100)
                    node.member("confidence").fail("must be a percentage of 1..100");
                sense.confidence = static_cast<Confidence>(percent * 100);
            }
            for (const std::string& word : words) {
                TriggerSense one = sense;
                const std::size_t joint = word.find('_');
                one.lemma = word.substr(0, joint);
                if (joint != std::string::npos) one.particle = word.substr(joint + 1);
                (*index)[one.lemma].push_back(std::move(one));
                lexicon.size_ += !null;
            }
        }
    }
    return lexicon;
}

std::span<const TriggerSense> TriggerLexicon::Indexes::find(TriggerSense::Part part,
                                                            std::string_view lemma) const {
    const Index& index = part == TriggerSense::Part::verb   ? verbs
                         : part == TriggerSense::Part::noun ? nouns
                                                            : adjectives;
    const auto it = index.find(lemma);
    return it == index.end() ? std::span<const TriggerSense>() : std::span<const TriggerSense>(it->second);
}

std::span<const TriggerSense> TriggerLexicon::find(TriggerSense::Part part, std::string_view lemma) const {
    return senses_.find(part, lemma);
}

std::span<const TriggerSense> TriggerLexicon::null_senses(TriggerSense::Part part,
                                                          std::string_view lemma) const {
    return null_senses_.find(part, lemma);
}

std::span<const TriggerSense> TriggerLexicon::find_verb(std::string_view lemma, std::string_view form) const {
    constexpr auto kVerb = TriggerSense::Part::verb;
    if (const auto senses = find(kVerb, lemma); !senses.empty()) return senses;
    // "demands that it withdraw": taken for a past tense with another lemma.
    if (const auto senses = find(kVerb, form); !senses.empty()) return senses;
    for (const std::string_view ending : {"ing", "ied", "ies", "ed", "es", "s"}) {
        if (form.size() < ending.size() + 3 || !form.ends_with(ending)) continue;
        const std::string stem(form.substr(0, form.size() - ending.size()));
        std::vector<std::string> candidates = {stem, stem + "e"};
        if (ending[0] == 'i') candidates.push_back(stem + "y");
        if (stem[stem.size() - 1] == stem[stem.size() - 2])
            candidates.push_back(stem.substr(0, stem.size() - 1));
        for (const std::string& candidate : candidates)
            if (const auto senses = find(kVerb, candidate); !senses.empty()) return senses;
        break;
    }
    return {};
}

}  // namespace entente
