#pragma once

#include <cstddef>
#include <string_view>

namespace entente {

/// What holds other files.
enum class Packing { none, gzip, zstd, zip, tar };

/// So many bytes tell a packing: tar has its mark at 257.
inline constexpr std::size_t kPackingHead = 512;

/// By the marks that the formats begin with.
Packing packing_of(std::string_view head);

/// What holds articles.
enum class Format { plain_text, html, feed, json, json_lines, csv, warc };

/// So many bytes are looked at to tell a format.
inline constexpr std::size_t kFormatHead = 1 << 14;

/// Tells a format by how the content begins; the file's name and the media type of a web server ("text/html;
/// charset=...") decide only between what the content leaves open (a CSV file is plain text too). Both may be
/// empty.
Format format_of(std::string_view head, std::string_view file_name, std::string_view media_type);

}  // namespace entente
