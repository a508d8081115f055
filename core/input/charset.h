#pragma once

#include <string>
#include <string_view>

namespace entente {

/// The name of a character set that a media type ("text/html; charset=windows-1251"), the head of a page or
/// an XML declaration tells; empty where none does.
std::string declared_charset(std::string_view media_type, std::string_view head);

/// Makes UTF-8 of bytes. A byte order mark counts most, then that the bytes are valid UTF-8 (or nearly so),
/// then `declared`, then what ICU detects. Always gives valid UTF-8: what stands for no character becomes
/// U+FFFD.
std::string to_utf8(std::string bytes, std::string_view declared);

/// Replaces each broken sequence by U+FFFD.
std::string repair_utf8(std::string_view bytes);

/// True for bytes that no text in any character set in use on the web holds.
bool looks_binary(std::string_view bytes);

}  // namespace entente
