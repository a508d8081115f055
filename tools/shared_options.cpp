#include "tools/shared_options.h"

#include "core/knowledge/data_directory.h"
#include "core/model/date.h"
#include "core/model/error.h"
#include "tools/feed_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

#include <fmt/format.h>

namespace entente::tools {

void DatabaseOption::setup(CLI::App& app) {
    app.add_option("--db", given_, "Database directory (default: $ENTENTE_DB, else ./entente.db)")
        ->type_name("DIR");
}

std::filesystem::path DatabaseOption::path() const {
    if (!given_.empty()) return given_;
    const char* set = std::getenv("ENTENTE_DB");
    return set && *set ? set : "entente.db";
}

void DataOption::setup(CLI::App& app) {
    app.add_option("--data", given_,
                   "Folder with ontology, lexicon, triggers and models (default: $ENTENTE_DATA, else the "
                   "program's own)")
        ->type_name("DIR");
}

void DataOption::setup_lexicons(CLI::App& app) {
    app.add_option("--lexicon", lexicons_,
                   "Own actors, in the form of a file of the lexicon; may be given several times: later ones "
                   "win (entente lexicon --help)")
        ->type_name("FILE")
        ->check(CLI::ExistingFile)
        ->allow_extra_args(false);
}

std::filesystem::path DataOption::directory() const {
    return find_data_directory(given_);
}

Resources DataOption::load() const {
    return Resources::load(directory(), lexicons_);
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

void InputOptions::setup(CLI::App& app) {
    app.add_option("FILE", files_,
                   "Plain text, or JSONL with text, id, date, title, url and source; each also as gzip; a "
                   "folder gives all files below it; - reads standard input")
        ->required();
    app.add_option("--date", options_.date, "Date of articles that tell none, as 2025-12-05")
        ->check([](const std::string& s) {
            return Date::parse(s) ? std::string() : "must be an ISO 8601 date (2025-12-05)";
        });
    app.add_option("--source", options_.source, "Publisher of articles that tell none");
}

void InputOptions::for_each(const Read& read, const Failed& failed) const {
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
    for (const auto& file : files) {
        position_.current = file;
        for_file(file, read, failed);
        std::error_code error;
        if (const auto size = std::filesystem::file_size(file, error); !error) position_.finished += size;
    }
    position_.current.clear();
}

void InputOptions::for_file(const std::filesystem::path& file, const Read& read, const Failed& failed) const {
    try {
        const auto reader = open_articles(file, options_);
        while (auto item = reader->next()) {
            if (auto* failure = std::get_if<ReadFailure>(&item->content))
                failed(failure->where, failure->message);
            else
                read(std::get<Article>(item->content), item->where);
        }
    } catch (const Error& error) {
        // Trouble with the database or the data is no fault of the file.
        if (error.kind() != ErrorKind::io && error.kind() != ErrorKind::input) throw;
        failed("", error.what());
    }
}

std::optional<double> InputOptions::fraction_read() const {
    if (!position_.known || position_.all == 0) return std::nullopt;
    const std::uintmax_t at =
        position_.finished + (position_.current.empty() ? 0 : position_in(position_.current));
    return std::min(1.0, static_cast<double>(at) / static_cast<double>(position_.all));
}

void OutputOption::setup(CLI::App& app, const std::string& what) {
    app.add_option("-o,--output", file_, what)->type_name("FILE");
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
