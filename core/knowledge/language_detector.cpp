#include "core/knowledge/language_detector.h"

#include "core/knowledge/data_file.h"
#include "core/text/utf8.h"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace entente {
namespace {

constexpr std::size_t kMostLooked = 8000;

/// A text needs so many words to be told by them; one of this length without any known is in no language
/// that is known. In English news every third word is one of the list, in texts of names alone one in ten.
constexpr std::size_t kFewestWords = 12, kEnoughWords = 40;
constexpr double kLowestShare = 0.12;

void append(std::string& to, std::string_view text, std::size_t at, const CodePoint& c) {
    const UChar32 lower = u_tolower(static_cast<UChar32>(c.value));
    if (lower == static_cast<UChar32>(c.value)) {
        to.append(text, at, c.length);
        return;
    }
    char bytes[4];
    std::int32_t n = 0;
    U8_APPEND_UNSAFE(bytes, n, lower);
    to.append(bytes, static_cast<std::size_t>(n));
}

}  // namespace

LanguageDetector LanguageDetector::load(const std::filesystem::path& file) {
    LanguageDetector detector;
    detector.data_ = std::make_shared<const std::string>(read_data_file(file));
    TsvReader reader(file, *detector.data_, "languages", 1);
    std::vector<std::string_view> fields;
    while (reader.next(fields)) {
        if (fields.size() != 2) reader.fail("a line has two fields: code and words");
        const auto language = static_cast<std::uint16_t>(detector.codes_.size());
        detector.codes_.emplace_back(fields[0]);
        if (fields[1].starts_with('*')) {
            const std::string name(fields[1].substr(1));
            UErrorCode error = U_ZERO_ERROR;
            UScriptCode script{};
            if (uscript_getCode(name.c_str(), &script, 1, &error) != 1 || U_FAILURE(error))
                reader.fail(fmt::format("\"{}\" is no script of Unicode", name));
            detector.scripts_[script] = language;
            continue;
        }
        ListField words(fields[1]);
        for (std::string_view word; words.next(word);) {
            const auto [number, is_new] = detector.words_.add(word);
            if (is_new) detector.languages_.emplace_back();
            auto& of = detector.languages_[number];
            if (of.empty() || of.back() != language) of.push_back(language);
        }
    }
    return detector;
}

std::string LanguageDetector::detect(std::string_view text) const {
    text = text.substr(0, kMostLooked);
    std::vector<double> hits(codes_.size()), letters(codes_.size());
    std::size_t words = 0, all_letters = 0;
    std::string word;
    const auto close = [&] {
        if (word.empty()) return;
        ++words;
        // A word that many languages have says little of each.
        if (const auto number = words_.find(word)) {
            const auto& found = languages_[*number];
            for (const std::uint16_t language : found)
                hits[language] += 1 / static_cast<double>(found.size());
        }
        word.clear();
    };
    for (std::size_t at = 0; at < text.size();) {
        if (const char letter = static_cast<char>(text[at] | 0x20); letter >= 'a' && letter <= 'z') {
            word += letter;
            ++all_letters;
            ++at;
            continue;
        }
        const CodePoint c = decode_utf8(text, at);
        if (is_letter(char_class(c.value))) {
            append(word, text, at, c);
            ++all_letters;
            if (c.value > 0x24F) {
                UErrorCode error = U_ZERO_ERROR;
                const auto script = scripts_.find(uscript_getScript(static_cast<UChar32>(c.value), &error));
                if (script != scripts_.end()) ++letters[script->second];
            }
        } else {
            close();
        }
        at += c.length;
    }
    close();
    for (std::size_t i = 0; i < letters.size(); ++i)
        // Japanese is mostly written in the script of Chinese.
        if (letters[i] > (codes_[i] == "ja" ? 0.1 : 0.4) * static_cast<double>(all_letters) &&
            all_letters >= 20)
            return codes_[i];
    if (words < kFewestWords) return {};
    std::size_t best = 0, second = 1;
    for (std::size_t i = 1; i < hits.size(); ++i)
        if (hits[i] > hits[best])
            second = best, best = i;
        else if (second == best || hits[i] > hits[second])
            second = i;
    if (hits.empty() || hits[best] < kLowestShare * static_cast<double>(words))
        return words >= kEnoughWords ? "und" : "";
    const bool near = hits.size() > 1 && hits[best] < 1.15 * hits[second];
    if (near && (codes_[best] == "en" || codes_[second] == "en")) return {};
    return codes_[best];
}

}  // namespace entente
