#include "storage/sorted_tables.h"

#include "core/model/error.h"

#include <algorithm>

#include <boost/sort/spreadsort/string_sort.hpp>
#include <fmt/format.h>
#include <rocksdb/sst_file_reader.h>
#include <rocksdb/table.h>

namespace entente::storage {
namespace {

constexpr std::uint64_t kBytesOfTable = 64 << 20;
constexpr std::size_t kReadAhead = 512 << 10;

rocksdb::Options table_options(Family family, TableUse use) {
    rocksdb::Options options(rocksdb::DBOptions(), family_options(family));
    if (use == TableUse::lasting) return options;  // packed as the bottom of a database
    rocksdb::BlockBasedTableOptions table;
    table.block_size = 64 << 10;
    table.no_block_cache = true;
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    options.bottommost_compression = rocksdb::kLZ4Compression;
    options.prefix_extractor.reset();
    return options;
}

}  // namespace

TableWriter::TableWriter(Family family, TableUse use, const std::filesystem::path& folder, std::string label)
    : family_(family), use_(use), stem_((folder / label).string()) {}
TableWriter::~TableWriter() = default;
TableWriter::TableWriter(TableWriter&&) noexcept = default;

void TableWriter::open() {
    files_.push_back(fmt::format("{}-{}.sst", stem_, files_.size()));
    writer_ = std::make_unique<rocksdb::SstFileWriter>(rocksdb::EnvOptions(), table_options(family_, use_));
    check(writer_->Open(files_.back()));
}

void TableWriter::close() {
    if (writer_) check(writer_->Finish());
    writer_.reset();
}

void TableWriter::put(std::string_view key, std::string_view value) {
    if (!writer_) open();
    check(writer_->Put(rocksdb::Slice(key.data(), key.size()), rocksdb::Slice(value.data(), value.size())));
    // Rows that pass are read from one file.
    if (use_ == TableUse::passing || (++rows_ & 0xFF) != 0) return;
    if (writer_->FileSize() > kBytesOfTable) close();
}

std::vector<std::string> TableWriter::finish() {
    close();
    return std::move(files_);
}

void TableWriter::check(const rocksdb::Status& status) const {
    if (status.ok()) return;
    const std::string& file = files_.empty() ? stem_ : files_.back();
    if (status.IsNoSpace())
        throw Error(ErrorKind::storage,
                    fmt::format("{}: the disk is full; make room and run the command again", file));
    throw Error(ErrorKind::storage, fmt::format("{}: can't be written: {}", file, status.ToString()));
}

std::unique_ptr<rocksdb::Iterator> read_table(Family family, const std::string& file) {
    auto reader = std::make_unique<rocksdb::SstFileReader>(table_options(family, TableUse::passing));
    if (const rocksdb::Status status = reader->Open(file); !status.ok())
        throw Error(ErrorKind::storage, fmt::format("{}: can't be read: {}", file, status.ToString()));
    rocksdb::ReadOptions options;
    options.readahead_size = kReadAhead;
    std::unique_ptr<rocksdb::Iterator> rows(reader->NewIterator(options));
    rows->RegisterCleanup([](void* held, void*) { delete static_cast<rocksdb::SstFileReader*>(held); },
                          reader.release(), nullptr);
    return rows;
}

void RowBuffer::add(std::string_view key, std::string_view value, std::uint32_t owner) {
    rows_.push_back({bytes_.size(), static_cast<std::uint32_t>(key.size()),
                     static_cast<std::uint32_t>(value.size()), owner});
    bytes_.append(key).append(value);
}

void RowBuffer::clear() {
    bytes_.clear();
    rows_.clear();
}

std::string_view RowBuffer::value(std::size_t number) const {
    const Row& row = rows_[number];
    return {bytes_.data() + row.at + row.key_size, row.value_size};
}

void RowBuffer::write(TableWriter& to, const std::vector<bool>& dropped) {
    std::erase_if(rows_, [&](const Row& row) { return row.owner < dropped.size() && dropped[row.owner]; });
    boost::sort::spreadsort::string_sort(
        rows_.begin(), rows_.end(),
        [&](const Row& row, std::size_t i) { return static_cast<unsigned char>(bytes_[row.at + i]); },
        [](const Row& row) { return std::size_t{row.key_size}; },
        [&](const Row& a, const Row& b) { return key_of(a) < key_of(b); });
    const Row* last = nullptr;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (last && key_of(*last) == key_of(rows_[i])) continue;
        last = &rows_[i];
        to.put(key_of(rows_[i]), value(i));
    }
}

}  // namespace entente::storage
