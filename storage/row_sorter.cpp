#include "storage/row_sorter.h"

#include "storage/united_rows.h"

#include <fmt/format.h>

namespace entente::storage {
namespace {

constexpr std::size_t kBytesInMemory = 48 << 20;

}  // namespace

RowSorter::RowSorter(Family family, const std::filesystem::path& folder, const std::string& label)
    : family_(family), folder_(folder), label_(label) {}

RowSorter::~RowSorter() {
    std::error_code ignored;
    for (const std::string& run : runs_) std::filesystem::remove(run, ignored);
}

void RowSorter::add(std::string_view key, std::string_view value) {
    buffer_.add(key, value);
    if (buffer_.bytes() > kBytesInMemory) spill();
}

void RowSorter::spill() {
    TableWriter run(family_, TableUse::passing, folder_, fmt::format("{}-run{}", label_, runs_.size()));
    buffer_.write(run);
    buffer_.clear();
    for (std::string& file : run.finish()) runs_.push_back(std::move(file));
}

std::vector<std::string> RowSorter::write() {
    TableWriter out(family_, TableUse::lasting, folder_, label_);
    if (runs_.empty()) {
        buffer_.write(out);
        return out.finish();
    }
    if (!buffer_.empty()) spill();
    std::vector<std::unique_ptr<rocksdb::Iterator>> sorted;
    for (const std::string& run : runs_) sorted.push_back(read_table(family_, run));
    for (UnitedRows rows(std::move(sorted)); rows.valid(); rows.next())
        out.put(rows.key(), rows.value(rows.holders()[0]));
    return out.finish();
}

}  // namespace entente::storage
