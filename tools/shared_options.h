#pragma once

#include "core/extract/extractor.h"
#include "core/input/article_reader.h"
#include "core/knowledge/language_detector.h"
#include "tools/command_options.h"
#include "tools/terminal.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace entente::tools {

/// `--db DIR`: which database.
class DatabaseOption {
  public:
    void setup(CommandOptions& options);
    /// The one given, else $ENTENTE_DB, else ./entente.db.
    std::filesystem::path path() const;

  private:
    std::string given_;
};

/// `--data DIR`: where ontology, lexicon, triggers and models are.
class DataOption {
  public:
    void setup(CommandOptions& options);
    /// `--lexicon FILE`, for commands that read articles or show the lexicon.
    void setup_lexicons(CommandOptions& options);
    /// `--model KIND`, for commands that read texts.
    void setup_model(CommandOptions& options);
    /// With the model of `model()`, else with that of `otherwise`, else with the standard one.
    Resources load(std::optional<ModelKind> otherwise = std::nullopt) const;
    Analyser load_analyser() const;
    /// The one given, else $ENTENTE_MODEL; nothing where a person named none. Throws Error(usage).
    std::optional<ModelKind> model() const;
    std::filesystem::path directory() const;
    const std::vector<std::filesystem::path>& lexicons() const { return lexicons_; }

  private:
    std::string given_;
    std::string model_;
    std::vector<std::filesystem::path> lexicons_;
};

/// `FILE...`, what is known of articles that don't say it themselves, which are wanted, and limits.
class InputOptions {
  public:
    /// The data is looked at when a page's language is to be told.
    void setup(CommandOptions& options, const DataOption& data);
    using Read = std::function<void(Article&, const std::string& where)>;
    using Failed = std::function<void(const std::string& where, const std::string& message)>;
    using Warn = std::function<void(const std::string& message)>;
    /// Calls `read` with every article and `failed` with every one that can't be read, in order. A file that
    /// can't be opened is a failure like others. What was skipped is counted, and told to `warn` at the end.
    void for_each(const Read& read, const Failed& failed, const Warn& warn = print_warning) const;
    /// The same for one file, which need not be among those given.
    void for_file(const std::filesystem::path& file, const Read& read, const Failed& failed,
                  const Warn& warn = print_warning) const;
    /// How much of the bytes of all files `for_each` has read by now, 0..1; nothing where that is unknown, as
    /// with standard input. To be asked on the thread that reads.
    std::optional<double> fraction_read() const;
    bool any() const { return !files_.empty(); }

  private:
    class SkipCount;
    ReaderOptions reader_options() const;
    static void read_file(const std::filesystem::path& file, const ReaderOptions& options, const Read& read,
                          const Failed& failed, SkipCount& skipped);

    struct Position {
        std::uintmax_t all = 0, finished = 0;  ///< bytes
        std::filesystem::path current;
        bool known = true;
    };
    std::vector<std::string> files_;
    std::vector<std::string> maps_;
    std::string language_ = "en";
    ReaderOptions options_;
    const DataOption* data_ = nullptr;
    mutable std::once_flag detector_once_;  ///< the detector is loaded when it is first asked for
    mutable std::shared_ptr<const LanguageDetector> detector_;
    mutable Position position_;
};

/// What an article may ask for: `--max-tokens`, `--max-sentence`, `--max-seconds`.
class ExtractionLimits {
  public:
    void setup(CommandOptions& options);
    const ExtractLimits& limits() const { return limits_; }

  private:
    ExtractLimits limits_;
};

/// `--jobs N`: threads that read articles.
class JobsOption {
  public:
    void setup(CommandOptions& options);
    /// One a processor where none is given.
    unsigned count() const;

  private:
    unsigned jobs_ = 0;
};

/// `-o FILE`: standard output where none is given.
class OutputOption {
  public:
    void setup(CommandOptions& options, const std::string& what);
    /// Calls `write` with the stream. A file appears only when all of it could be written: it replaces an
    /// older one as a whole. Throws Error(io).
    void write(const std::function<void(std::ostream&)>& write) const;
    const std::string& file() const { return file_; }

  private:
    std::string file_;
};

/// Puts bytes into a file as a whole, through a temporary one beside it; what is no regular file is written
/// to. Throws Error(io).
void write_file(const std::filesystem::path& given, const std::function<void(std::ostream&)>& write);

}  // namespace entente::tools
