#include "core/input/charset.h"

#include "core/text/utf8.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

namespace entente {
namespace {

/// What ICU can convert, else nothing; broken sequences become U+FFFD.
std::optional<std::string> converted(std::string_view bytes, const std::string& charset) {
    // The names that browsers give to other sets (WHATWG Encoding).
    const std::string lower = ascii_lower(charset);
    const bool latin = lower == "iso-8859-1" || lower == "latin1" || lower == "latin-1" ||
                       lower == "us-ascii" || lower == "ascii" || lower == "iso8859-1";
    const char* name = latin                                        ? "windows-1252"
                       : lower == "gb2312" || lower == "gb_2312-80" ? "gb18030"
                       : lower == "iso-8859-9"                      ? "windows-1254"
                                                                    : charset.c_str();
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, void (*)(UConverter*)> from(ucnv_open(name, &error), ucnv_close);
    if (U_FAILURE(error)) return std::nullopt;
    const std::unique_ptr<UConverter, void (*)(UConverter*)> to(ucnv_open("UTF-8", &error), ucnv_close);
    if (U_FAILURE(error)) return std::nullopt;
    std::string text(bytes.size() + bytes.size() / 2 + 16, '\0');
    const char* source = bytes.data();
    char* target = text.data();
    std::vector<UChar> pivot(4096);
    UChar *pivot_source = pivot.data(), *pivot_target = pivot.data();
    bool first = true;
    for (;;) {
        error = U_ZERO_ERROR;
        ucnv_convertEx(to.get(), from.get(), &target, text.data() + text.size(), &source,
                       bytes.data() + bytes.size(), pivot.data(), &pivot_source, &pivot_target,
                       pivot.data() + pivot.size(), first, true, &error);
        first = false;
        if (error != U_BUFFER_OVERFLOW_ERROR) break;
        const auto written = static_cast<std::size_t>(target - text.data());
        text.resize(text.size() * 2);
        target = text.data() + written;
    }
    if (U_FAILURE(error)) return std::nullopt;
    text.resize(static_cast<std::size_t>(target - text.data()));
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    return find_invalid_utf8(text) == std::string::npos ? std::move(text) : repair_utf8(text);
}

/// True where by far the most sequences beyond ASCII are good ones: UTF-8 that was cut, or mixed with a few
/// bytes of something else.
bool nearly_utf8(std::string_view bytes) {
    std::size_t good = 0, broken = 0, broken_end = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        if (static_cast<unsigned char>(bytes[at]) < 0x80) {
            ++at;
            continue;
        }
        const CodePoint c = decode_utf8(bytes, at);
        if (c.length > 1)
            ++good;
        else if (at != broken_end)
            ++broken;
        at += c.length;
        if (c.length == 1) broken_end = at;
    }
    return good > 10 * broken || (good > 0 && broken == 1 && bytes.size() > 1000);
}

std::string detected_charset(std::string_view bytes) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(ucsdet_open(&error),
                                                                                  ucsdet_close);
    if (U_FAILURE(error)) return "windows-1252";
    const auto size = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size(), 1 << 16));
    ucsdet_setText(detector.get(), bytes.data(), size, &error);
    const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
    if (U_FAILURE(error) || !match) return "windows-1252";
    constexpr int kSureEnough = 20;
    if (ucsdet_getConfidence(match, &error) < kSureEnough) return "windows-1252";
    const std::string name = ucsdet_getName(match, &error);
    return U_FAILURE(error) || name == "UTF-8" ? "windows-1252" : name;
}

std::string_view value_of(std::string_view text, std::string_view lower, std::string_view key) {
    const std::size_t at = lower.find(key);
    if (at == std::string_view::npos) return {};
    std::string_view rest = text.substr(at + key.size());
    while (!rest.empty() &&
           (rest.front() == ' ' || rest.front() == '=' || rest.front() == '"' || rest.front() == '\''))
        rest.remove_prefix(1);
    return rest.substr(0, rest.find_first_of(" \t\r\n\"';>?/"));
}

}  // namespace

std::string declared_charset(std::string_view media_type, std::string_view head) {
    if (const auto value = value_of(media_type, ascii_lower(media_type), "charset="); !value.empty())
        return std::string(value);
    head = head.substr(0, 4096);
    const std::string lower = ascii_lower(head);
    if (lower.find("<?xml") < 64)
        if (const auto value =
                value_of(head, std::string_view(lower).substr(0, lower.find("?>")), "encoding=");
            !value.empty())
            return std::string(value);
    for (std::size_t at = 0; (at = lower.find("<meta", at)) != std::string::npos; ++at) {
        const std::size_t end = std::min(lower.find('>', at), lower.size());
        const std::string_view tag = head.substr(at, end - at);
        if (const auto value = value_of(tag, std::string_view(lower).substr(at, end - at), "charset=");
            !value.empty())
            return std::string(value);
    }
    return {};
}

std::string to_utf8(std::string bytes, std::string_view declared) {
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.erase(0, 3);
        return find_invalid_utf8(bytes) == std::string::npos ? std::move(bytes) : repair_utf8(bytes);
    }
    const std::string_view all = bytes;
    for (const auto& [mark, name] :
         {std::pair<std::string_view, const char*>{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
          {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
          {"\xFF\xFE", "UTF-16LE"},
          {"\xFE\xFF", "UTF-16BE"}})
        if (all.starts_with(mark))
            if (auto text = converted(all.substr(mark.size()), name)) return std::move(*text);
    const std::string charset(declared);
    const bool shifts = ascii_lower(declared).starts_with("iso-2022") ||
                        ascii_lower(declared).starts_with("utf-16") ||
                        ascii_lower(declared).starts_with("hz-");
    if (shifts && all.find_first_of(std::string_view("\x1B~\0", 3)) != std::string_view::npos)
        if (auto text = converted(all, charset)) return std::move(*text);
    if (find_invalid_utf8(all) == std::string_view::npos) return bytes;
    if (nearly_utf8(all)) return repair_utf8(all);
    if (!charset.empty() && ascii_lower(charset) != "utf-8" && ascii_lower(charset) != "utf8")
        if (auto text = converted(all, charset)) return std::move(*text);
    if (auto text = converted(all, detected_charset(all))) return std::move(*text);
    return repair_utf8(all);
}

std::string repair_utf8(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        if (static_cast<unsigned char>(bytes[at]) < 0x80) {
            text += bytes[at++];
            continue;
        }
        const CodePoint c = decode_utf8(bytes, at);
        if (c.length == 1)
            text += "\xEF\xBF\xBD";
        else
            text.append(bytes, at, c.length);
        at += c.length;
    }
    return text;
}

bool looks_binary(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
        bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4)))
        return false;
    // Escape begins the shifts of Japanese mail; form feeds stand in old texts.
    for (const char c : bytes.substr(0, 1 << 16)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1B)
            return true;
    }
    return bytes.starts_with("%PDF-");
}

}  // namespace entente
