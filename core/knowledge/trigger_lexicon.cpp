#include "core/knowledge/trigger_lexicon.h"

#include "core/knowledge/data_file.h"
#include "core/knowledge/json_document.h"
#include "core/model/error.h"

#include <algorithm>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr Confidence kUsualConfidence = 7000;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

ArgumentSlot slot_of(const std::string& word) {
    using Kind = ArgumentSlot::Kind;
    static const std::unordered_map<std::string_view, Kind> kNamed = {
        {"subj", Kind::subject},  {"obj", Kind::object},     {"iobj", Kind::recipient},
        {"clause", Kind::clause}, {"poss", Kind::possessor}, {"mod", Kind::modifier},
        {"self", Kind::self},     {"sayer", Kind::sayer}};
    const auto it = kNamed.find(word);
    if (it != kNamed.end()) return {it->second, {}};
    return {Kind::preposition, word};
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
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    if (error || files.empty())
        throw Error(ErrorKind::data, fmt::format("{}: there are no trigger files here", shown_path(folder)));
    std::sort(files.begin(), files.end());

    TriggerLexicon lexicon;
    for (const auto& file : files) {
        std::string text = read_data_file(file);
        const JsonDocument document(file, text, 1);
        const JsonNode root = document.root();
        root.expect_object({"version", "type", "senses"});
        const std::string type(root.string_of("type"));
        if (!is_edge_type(type))
            root.member("type").fail(fmt::format("\"{}\" is no edge type of the ontology", type));
        const JsonNode senses = root.member("senses");
        for (std::size_t i = 0; i < senses.array_size(); ++i) {
            const JsonNode node = senses.element(i);
            node.expect_object({"verb", "noun", "adjective", "object", "auxiliary", "from", "to", "plover",
                                "cameo", "intensity", "modality", "role", "confidence"});
            TriggerSense sense;
            sense.type = type;
            sense.file = file.filename().string();
            sense.number = static_cast<std::uint32_t>(i);
            std::string_view words;
            Index* index = nullptr;
            const auto take = [&](const char* name, TriggerSense::Part part, Index& of) {
                if (!node.optional_member(name)) return;
                if (index) node.fail("must have just one of \"verb\", \"noun\", \"adjective\"");
                words = node.string_of(name);
                sense.part = part;
                index = &of;
            };
            take("verb", TriggerSense::Part::verb, lexicon.verbs_);
            take("noun", TriggerSense::Part::noun, lexicon.nouns_);
            take("adjective", TriggerSense::Part::adjective, lexicon.adjectives_);
            if (!index) node.fail("must have one of \"verb\", \"noun\", \"adjective\"");
            sense.object = words_of(node.optional_string_of("object"));
            sense.auxiliary = words_of(node.optional_string_of("auxiliary"));
            const bool verb = sense.part == TriggerSense::Part::verb;
            sense.from = slots_of(node.optional_member("from") ? node.string_of("from")
                                  : verb                       ? "subj"
                                                               : "poss mod by from of");
            sense.to = slots_of(node.string_of("to"));
            sense.plover = node.optional_string_of("plover");
            sense.cameo = node.optional_string_of("cameo");
            if (const std::optional<int> intensity = node.tenths_of("intensity")) {
                if (*intensity < -100 || *intensity > 100)
                    node.member("intensity").fail("must be a number of -10..10");
                sense.intensity = static_cast<Intensity>(*intensity);
            }
            sense.role = node.optional_string_of("role");
            sense.modality = modality_of(node);
            sense.confidence = kUsualConfidence;
            if (node.optional_member("confidence")) {
                const int percent = node.integer_of("confidence");
                if (percent < 1 || percent > 100)
                    node.member("confidence").fail("must be a percentage of 1..100");
                sense.confidence = static_cast<Confidence>(percent * 100);
            }
            for (const std::string& word : words_of(words)) {
                TriggerSense one = sense;
                const std::size_t joint = word.find('_');
                one.lemma = word.substr(0, joint);
                if (joint != std::string::npos) one.particle = word.substr(joint + 1);
                (*index)[one.lemma].push_back(std::move(one));
                ++lexicon.size_;
            }
        }
    }
    return lexicon;
}

std::span<const TriggerSense> TriggerLexicon::find(TriggerSense::Part part, std::string_view lemma) const {
    const Index& index = part == TriggerSense::Part::verb   ? verbs_
                         : part == TriggerSense::Part::noun ? nouns_
                                                            : adjectives_;
    const auto it = index.find(lemma);
    return it == index.end() ? std::span<const TriggerSense>() : std::span<const TriggerSense>(it->second);
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
