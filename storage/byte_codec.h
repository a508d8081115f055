#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace entente::storage {

/// A stored value or key that can't be read: damaged, or written by a newer version. Turned into
/// Error(storage) by Store.
class DamagedValue : public std::runtime_error {
  public:
    explicit DamagedValue(const std::string& what) : std::runtime_error(what) {}
};

/// Appends numbers and strings to a value.
///
///     number = LEB128, seven bits a byte, the lowest first
///     fixed  = eight bytes, the lowest first: for numbers of which all bits are as likely
///     string = number(length) bytes
class ValueWriter {
  public:
    explicit ValueWriter(std::string& out) : out_(out) {}
    void number(std::uint64_t n);
    void fixed(std::uint64_t n);
    void string(std::string_view s) {
        number(s.size());
        out_.append(s);
    }

  private:
    std::string& out_;
};

/// Reads what ValueWriter wrote. Throws DamagedValue where the bytes end too early or a number has no end.
class ValueReader {
  public:
    explicit ValueReader(std::string_view in) : in_(in) {}
    std::uint64_t number() {
        if (in_.empty() || static_cast<unsigned char>(in_.front()) >= 0x80) return long_number();
        const auto n = static_cast<unsigned char>(in_.front());  // most have one byte
        in_.remove_prefix(1);
        return n;
    }
    std::uint64_t fixed();
    std::string string() { return std::string(view()); }
    /// The same without a copy, as long as what is read is there.
    std::string_view view();
    /// A count of items that take at least one byte each, so that a damaged one can't ask for all memory.
    std::size_t count();
    void expect_version(std::uint64_t version);
    bool done() const { return in_.empty(); }

  private:
    std::uint64_t long_number();

    std::string_view in_;
};

/// Keys keep the order of their parts, part by part:
///
///     key    = { part }
///     part   = { byte | 00 FF } 00 01        a zero byte of the part is written 00 FF
///
/// so that "a" sorts before "ab", and all keys that begin with a part are neighbours.
void append_part(std::string& key, std::string_view part);
/// Takes the next part off the front of a key. Throws DamagedValue.
std::string take_part(std::string_view& key);

/// The same without decoding it: the part's bytes in the key, with its end.
std::string_view take_raw_part(std::string_view& key);
/// What such bytes stand for: themselves without the end or, where a zero byte is in them, `decoded`, which
/// is set to it. Throws DamagedValue.
std::string_view decode_part(std::string_view raw, std::string& decoded);

/// The first key behind all keys with this prefix; empty where there is none.
std::string prefix_end(std::string prefix);

}  // namespace entente::storage
