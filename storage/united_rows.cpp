#include "storage/united_rows.h"

#include "storage/byte_codec.h"

#include <algorithm>

namespace entente::storage {

UnitedRows::UnitedRows(std::vector<std::unique_ptr<rocksdb::Iterator>> sources)
    : sources_(std::move(sources)) {
    for (std::uint32_t i = 0; i < sources_.size(); ++i) {
        sources_[i]->SeekToFirst();
        push(i);
    }
    gather();
}

std::string_view UnitedRows::key() const {
    const rocksdb::Slice key = sources_[holders_.front()]->key();
    return {key.data(), key.size()};
}

std::string_view UnitedRows::value(std::uint32_t source) const {
    const rocksdb::Slice value = sources_[source]->value();
    return {value.data(), value.size()};
}

void UnitedRows::next() {
    for (const std::uint32_t source : holders_) {
        sources_[source]->Next();
        push(source);
    }
    gather();
}

bool UnitedRows::later(std::uint32_t a, std::uint32_t b) const {
    const int order = sources_[a]->key().compare(sources_[b]->key());
    return order != 0 ? order > 0 : a > b;
}

void UnitedRows::push(std::uint32_t source) {
    if (!sources_[source]->Valid()) {
        if (const rocksdb::Status status = sources_[source]->status(); !status.ok())
            throw DamagedValue(status.ToString());
        return;
    }
    heap_.push_back(source);
    std::push_heap(heap_.begin(), heap_.end(), [&](auto a, auto b) { return later(a, b); });
}

void UnitedRows::gather() {
    holders_.clear();
    while (!heap_.empty() &&
           (holders_.empty() || sources_[heap_.front()]->key() == sources_[holders_.front()]->key())) {
        std::pop_heap(heap_.begin(), heap_.end(), [&](auto a, auto b) { return later(a, b); });
        holders_.push_back(heap_.back());
        heap_.pop_back();
    }
}

}  // namespace entente::storage
