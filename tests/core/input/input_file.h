#pragma once

#include "core/input/article_reader.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

#include <zlib.h>

namespace entente {

/// A file for a test, removed with it.
class InputFile {
  public:
    explicit InputFile(const std::string& bytes, const std::string& ending = {}) {
        static int number = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("entente-input-" + std::to_string(getpid()) + "-" + std::to_string(++number) + ending);
        std::ofstream(path_, std::ios::binary) << bytes;
    }
    ~InputFile() { std::filesystem::remove(path_); }
    InputFile(const InputFile&) = delete;
    InputFile& operator=(const InputFile&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

inline std::string gzip(const std::string& bytes) {
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string out(bytes.size() + 200, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

inline std::string file_content(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

/// The articles' texts, failures as "! where message", skips as "- where language", the file's name left out.
inline std::vector<std::string> read(const std::string& bytes, const ReaderOptions& options = {},
                                     const std::string& ending = {}) {
    const InputFile file(bytes, ending);
    const auto place = [&](const std::string& where) { return where.substr(file.path().string().size()); };
    std::vector<std::string> all;
    const auto reader = open_articles(file.path(), options);
    while (const auto item = reader->next()) {
        if (const auto* failure = std::get_if<ReadFailure>(&item->content))
            all.push_back("! " + place(failure->where) + " " + failure->message);
        else if (const auto* skip = std::get_if<ReadSkip>(&item->content))
            all.push_back("- " + place(item->where) + " " + skip->detail);
        else
            all.push_back(std::get<Article>(item->content).text);
    }
    return all;
}

inline Article read_one(const std::string& bytes, const ReaderOptions& options = {}) {
    const InputFile file(bytes);
    return std::get<Article>(open_articles(file.path(), options)->next()->content);
}

}  // namespace entente
