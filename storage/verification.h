#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace entente {

/// What a verification found wrong with a database.
struct VerificationReport {
    /// Rows of an index or a sum that don't follow from the articles.
    struct Family {
        std::string name;
        std::uint64_t rows = 0;       ///< that should be there
        std::uint64_t missing = 0;    ///< should be there and are not
        std::uint64_t surplus = 0;    ///< are there and should not
        std::uint64_t different = 0;  ///< hold something else
        std::string example;          ///< the first of these, for a person
        bool sound() const { return missing == 0 && surplus == 0 && different == 0; }
    };
    std::uint64_t articles = 0;
    std::vector<std::string> damage;  ///< files and blocks that can't be read, as RocksDB says it
    struct LostArticle {
        std::string id;
        std::string reason;
    };
    std::vector<LostArticle> lost_articles;  ///< that can't be read, by id
    std::vector<Family> families;

    bool sound() const;
};

/// Checks a database: the checksums of its files, that every article can be read, and that every index and
/// sum is what the articles say. All that is derived is built anew for this, in `scratch`, which must not
/// exist and holds, afterwards, a sound database of all articles and decisions that could be read. Takes the
/// time of storing them all, and as much room on the disk; memory stays small but for the ids of the
/// articles. May run while another process writes, and then checks what was there when it began. Throws
/// Error(storage) where the database can't be opened.
VerificationReport verify(const std::filesystem::path& database, const std::filesystem::path& scratch);

/// Puts the database that `verify` built in the place of the one that it checked, which is kept beside it
/// under the name that is returned. Throws Error(storage) while another process writes to it, where it was
/// written to since, or where no article could be read.
std::filesystem::path repair(const std::filesystem::path& database, const std::filesystem::path& scratch,
                             const VerificationReport& report);

}  // namespace entente
