#pragma once

#include "core/knowledge/string_index.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace entente {

/// Tells which language a text is in by the share of its most frequent words, or by its script: enough to
/// tell English news from others. Its data is `languages.tsv`.
class LanguageDetector {
  public:
    /// Throws Error(data).
    static LanguageDetector load(const std::filesystem::path& file);

    /// The ISO 639-1 code; "und" for a text of some length in none of the languages known; empty where the
    /// text is too short, or two languages are as likely. Looks at the first 8,000 bytes. Thread-safe.
    std::string detect(std::string_view text) const;

  private:
    std::vector<std::string> codes_;
    std::shared_ptr<const std::string> data_;  ///< holds the words
    StringIndex words_;
    std::vector<std::vector<std::uint16_t>> languages_;  ///< of each word, by its number
    std::unordered_map<int, std::uint16_t> scripts_;     ///< by ICU's number of the script
};

}  // namespace entente
