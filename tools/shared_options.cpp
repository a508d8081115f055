#include "tools/shared_options.h"

#include "core/knowledge/data_directory.h"
#include "core/model/date.h"
#include "core/model/error.h"
#include "tools/feed_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <map>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

namespace entente::tools {

void DatabaseOption::setup(CommandOptions& options) {
    options.add("--db", given_, "Database directory (default: $ENTENTE_DB, else ./entente.db)")
        .type_name("DIR");
}

std::filesystem::path DatabaseOption::path() const {
    if (!given_.empty()) return given_;
    const char* set = std::getenv("ENTENTE_DB");
    return set && *set ? set : "entente.db";
}

void DataOption::setup(CommandOptions& options) {
    options
        .add("--data", given_,
             "Folder with ontology, lexicon, triggers and models (default: $ENTENTE_DATA, else the "
             "program's own)")
        .type_name("DIR");
}

void DataOption::setup_lexicons(CommandOptions& options) {
    options
        .add("--lexicon", lexicons_,
             "Own actors, in the form of a file of the lexicon; may be given several times: later ones "
             "win (entente lexicon --help)")
        .type_name("FILE")
        .existing_file()
        .one_at_a_time();
}

std::filesystem::path DataOption::directory() const {
    return find_data_directory(given_);
}

void DataOption::setup_model(CommandOptions& options) {
    options
        .add("--model", model_,
             "accurate: reads best, about a thousand words a second and thread; fast: 35 times as fast "
             "(default: $ENTENTE_MODEL, else that of the database or of the program)")
        .one_of({model_kind_names.begin(), model_kind_names.end()})
        .type_name("KIND");
}

std::optional<ModelKind> DataOption::model() const {
    if (!model_.empty()) return find_model_kind(model_);
    const char* set = std::getenv("ENTENTE_MODEL");
    if (!set || !*set) return std::nullopt;
    const auto kind = find_model_kind(set);
    if (!kind)
        throw Error(ErrorKind::usage,
                    fmt::format("$ENTENTE_MODEL is \"{}\", but must be accurate or fast", set));
    return kind;
}

Resources DataOption::load(std::optional<ModelKind> otherwise) const {
    const auto given = model();
    return Resources::load(directory(), given ? given : otherwise, lexicons_);
}

Analyser DataOption::load_analyser() const {
    return open_analyser(ModelManifest::load(directory()), model());
}

namespace {

/// How far this process has read a file that it has open, in bytes; 0 for one that it has not. Linux tells it
/// of each descriptor, so that readers need not count.
std::uintmax_t position_in(const std::filesystem::path& file) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", error)) {
        if (!std::filesystem::equivalent(entry.path(), file, error) || error) continue;
        std::ifstream info("/proc/self/fdinfo/" + entry.path().filename().string());
        std::string label;
        std::uintmax_t position = 0;
        if (info >> label >> position && label == "pos:") return position;
    }
    return 0;
}

}  // namespace

void InputOptions::setup(CommandOptions& options, const DataOption& data) {
    data_ = &data;
    options
        .add("FILE", files_,
             "Plain text, HTML, RSS, Atom, JSON, JSONL, CSV or WARC, told apart by content; also in gzip, "
             "zstd, zip or tar; a folder gives all files below it; - reads standard input")
        .required();
    options.add("--date", options_.date, "Date of articles that tell none, as 2025-12-05")
        .check([](const std::string& s) {
            return Date::parse(s) ? std::string() : "must be an ISO 8601 date (2025-12-05)";
        });
    options.add("--source", options_.source, "Publisher of articles that tell none");
    options
        .add("--map", maps_,
             "Where JSON and CSV keep id, date, title, url, source and text, beside the usual names: "
             "text=body,date=meta.published")
        .type_name("FIELD=NAME,...")
        .one_at_a_time();
    options
        .add("--lang", language_,
             "en: skip pages and entries of feeds and web archives in other languages; any: take all")
        .one_of({"en", "any"})
        .show_default();
    const auto limit = [&options](const char* name, auto& value, const char* what) {
        return options.add(name, value, what).show_default().group("Limits");
    };
    limit("--max-article", options_.longest_article, "Size of an article in its file, as 500kB or 16MiB")
        .size()
        .type_name("SIZE");
    limit("--max-ratio", options_.unpack.ratio,
          "Unpacked bytes for one packed, 0 for any; more is a zip bomb")
        .type_name("N");
    limit("--max-depth", options_.unpack.depth, "Packings inside one another").range(0, 100).type_name("N");
}

/// Counts what was skipped, and tells it.
class InputOptions::SkipCount {
  public:
    void add(const ReadSkip& skip) {
        if (skip.reason == ReadSkip::Reason::language)
            ++languages_[skip.detail];
        else
            ++no_article_;
    }

    void tell(const Warn& warn) const {
        std::uint64_t all = 0;
        std::vector<std::pair<std::uint64_t, std::string>> ranked;
        for (const auto& [language, n] : languages_) {
            all += n;
            ranked.emplace_back(n, language);
        }
        if (all) {
            std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
                return a.first != b.first ? a.first > b.first : a.second < b.second;
            });
            std::string list;
            for (const auto& [n, language] : ranked)
                list += fmt::format("{}{} {}", list.empty() ? "" : ", ", language, n);
            warn(fmt::format("skipped {} not in English: {} (--lang any takes them too)", all, list));
        }
        if (no_article_) warn(fmt::format("skipped {} without an article in it", no_article_));
    }

  private:
    std::map<std::string, std::uint64_t> languages_;
    std::uint64_t no_article_ = 0;
};

ReaderOptions InputOptions::reader_options() const {
    ReaderOptions options = options_;
    for (const std::string& map : maps_) options.fields.add(map);
    if (language_ != "any")
        options.language_of = [this](std::string_view text) {
            std::call_once(detector_once_, [this] {
                detector_ = std::make_shared<const LanguageDetector>(
                    LanguageDetector::load(data_->directory() / "languages.tsv"));
            });
            return detector_->detect(text);
        };
    return options;
}

void InputOptions::read_file(const std::filesystem::path& file, const ReaderOptions& options,
                             const Read& read, const Failed& failed, SkipCount& skipped) {
    try {
        const auto reader = open_articles(file, options);
        while (auto item = reader->next()) {
            if (auto* article = std::get_if<Article>(&item->content))
                read(*article, item->where);
            else if (const auto* failure = std::get_if<ReadFailure>(&item->content))
                failed(failure->where, failure->message);
            else
                skipped.add(std::get<ReadSkip>(item->content));
        }
    } catch (const Error& error) {
        // Trouble with the database or the data is no fault of the file.
        if (error.kind() != ErrorKind::io && error.kind() != ErrorKind::input) throw;
        failed("", error.what());
    }
}

void InputOptions::for_each(const Read& read, const Failed& failed, const Warn& warn) const {
    const ReaderOptions options = reader_options();
    position_ = {};
    std::vector<std::filesystem::path> files;
    for (const std::string& given : files_) {
        std::error_code error;
        if (!std::filesystem::is_directory(given, error)) {
            files.emplace_back(given);
            continue;
        }
        try {
            const std::vector<std::filesystem::path> inside = files_in(given);
            if (inside.empty()) failed(given, "the folder holds no files");
            files.insert(files.end(), inside.begin(), inside.end());
        } catch (const Error& error_in_folder) {
            failed("", error_in_folder.what());
        }
    }
    for (const auto& file : files) {
        std::error_code error;
        const bool measured = std::filesystem::is_regular_file(file, error);
        if (measured) position_.all += std::filesystem::file_size(file, error);
        position_.known = position_.known && measured;
    }
    SkipCount skipped;
    for (const auto& file : files) {
        position_.current = file;
        read_file(file, options, read, failed, skipped);
        std::error_code error;
        if (const auto size = std::filesystem::file_size(file, error); !error) position_.finished += size;
    }
    position_.current.clear();
    skipped.tell(warn);
}

void InputOptions::for_file(const std::filesystem::path& file, const Read& read, const Failed& failed,
                            const Warn& warn) const {
    SkipCount skipped;
    read_file(file, reader_options(), read, failed, skipped);
    skipped.tell(warn);
}

std::optional<double> InputOptions::fraction_read() const {
    if (!position_.known || position_.all == 0) return std::nullopt;
    const std::uintmax_t at =
        position_.finished + (position_.current.empty() ? 0 : position_in(position_.current));
    return std::min(1.0, static_cast<double>(at) / static_cast<double>(position_.all));
}

void ExtractionLimits::setup(CommandOptions& options) {
    const auto limit = [&options](const char* name, auto& value, const char* what) {
        return options.add(name, value, what).show_default().group("Limits").type_name("N");
    };
    limit("--max-tokens", limits_.most_tokens, "Words of an article, 0 for any");
    limit("--max-sentence", limits_.longest_sentence, "Words of a sentence; longer ones are cut")
        .range(20, 10000);
    options
        .add("--max-seconds", limits_.seconds,
             "Time for an article, 0 for any (default: 120, and one more for each 100 bytes of text)")
        .not_negative()
        .group("Limits")
        .type_name("N");
}

void JobsOption::setup(CommandOptions& options) {
    options.add("--jobs", jobs_, "Threads that read texts (default: one a processor)").range(1, 1024);
}

unsigned JobsOption::count() const {
    return jobs_ ? jobs_ : std::max(1U, std::thread::hardware_concurrency());
}

void OutputOption::setup(CommandOptions& options, const std::string& what) {
    options.add("-o,--output", file_, what).type_name("FILE");
}

void write_file(const std::filesystem::path& given, const std::function<void(std::ostream&)>& write) {
    std::error_code none;
    const bool there = std::filesystem::exists(given, none);
    // A link is written through, and a device or pipe written to; only a regular file is replaced.
    const std::filesystem::path file = there ? std::filesystem::canonical(given, none) : given;
    if (there && !std::filesystem::is_regular_file(file, none)) {
        std::ofstream out(given, std::ios::binary);
        if (out) write(out);
        out.flush();
        if (!out)
            throw Error(ErrorKind::io,
                        fmt::format("{}: can't be written: {}", given.string(), std::strerror(errno)));
        return;
    }
    const std::filesystem::path part = file.string() + ".part" + std::to_string(getpid());
    const auto fail = [&](const char* what) {
        const std::string reason = std::strerror(errno);
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        throw Error(ErrorKind::io, fmt::format("{}: {}: {}", file.string(), what, reason));
    };
    {
        std::ofstream out(part, std::ios::binary);
        if (!out) fail("can't be written");
        write(out);
        out.flush();
        if (!out) fail("writing failed");
    }
    std::error_code error;
    std::filesystem::rename(part, file, error);
    if (error) fail("can't be replaced");
}

void OutputOption::write(const std::function<void(std::ostream&)>& write) const {
    if (file_.empty() || file_ == "-")
        write(std::cout);
    else
        write_file(file_, write);
}

}  // namespace entente::tools
