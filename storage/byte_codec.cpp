#include "storage/byte_codec.h"

namespace entente::storage {

void ValueWriter::number(std::uint64_t n) {
    while (n >= 0x80) {
        out_ += static_cast<char>(n | 0x80);
        n >>= 7;
    }
    out_ += static_cast<char>(n);
}

std::uint64_t ValueReader::long_number() {
    std::uint64_t n = 0;
    for (int shift = 0; shift < 64 && !in_.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(in_.front());
        in_.remove_prefix(1);
        n |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
        if (byte < 0x80) return n;
    }
    throw DamagedValue("a number has no end");
}

void ValueWriter::fixed(std::uint64_t n) {
    for (int shift = 0; shift < 64; shift += 8) out_ += static_cast<char>(n >> shift);
}

std::uint64_t ValueReader::fixed() {
    if (in_.size() < 8) throw DamagedValue("a number is cut off");
    std::uint64_t n = 0;
    for (int i = 7; i >= 0; --i) n = n << 8 | static_cast<unsigned char>(in_[static_cast<std::size_t>(i)]);
    in_.remove_prefix(8);
    return n;
}

std::string_view ValueReader::view() {
    const std::uint64_t length = number();
    if (length > in_.size()) throw DamagedValue("a string is cut off");
    const std::string_view s = in_.substr(0, length);
    in_.remove_prefix(length);
    return s;
}

std::size_t ValueReader::count() {
    const std::uint64_t n = number();
    if (n > in_.size()) throw DamagedValue("a list is cut off");
    return n;
}

void ValueReader::expect_version(std::uint64_t version) {
    if (const std::uint64_t found = number(); found != version)
        throw DamagedValue("has form " + std::to_string(found) + ", not " + std::to_string(version));
}

void append_part(std::string& key, std::string_view part) {
    for (const char c : part) {
        key += c;
        if (c == '\0') key += '\xFF';
    }
    key += '\0';
    key += '\x01';
}

std::string_view take_raw_part(std::string_view& key) {
    for (std::size_t zero = key.find('\0'); zero != std::string_view::npos && zero + 1 < key.size();
         zero = key.find('\0', zero + 2)) {
        if (key[zero + 1] != '\x01') continue;
        const std::string_view part = key.substr(0, zero + 2);
        key.remove_prefix(zero + 2);
        return part;
    }
    throw DamagedValue("a key has no end");
}

std::string_view decode_part(std::string_view raw, std::string& decoded) {
    raw.remove_suffix(2);
    std::size_t zero = raw.find('\0');
    if (zero == std::string_view::npos) return raw;
    decoded.clear();
    for (; zero != std::string_view::npos; zero = raw.find('\0')) {
        if (zero + 1 == raw.size() || raw[zero + 1] != '\xFF') throw DamagedValue("a key has a wrong byte");
        decoded.append(raw.substr(0, zero + 1));
        raw.remove_prefix(zero + 2);
    }
    return decoded.append(raw);
}

std::string take_part(std::string_view& key) {
    std::string decoded;
    return std::string(decode_part(take_raw_part(key), decoded));
}

std::string prefix_end(std::string prefix) {
    while (!prefix.empty()) {
        if (prefix.back() != '\xFF') {
            ++prefix.back();
            return prefix;
        }
        prefix.pop_back();
    }
    return prefix;
}

}  // namespace entente::storage
