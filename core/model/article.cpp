#include "core/model/article.h"

#include <fmt/format.h>
#include <xxhash.h>

namespace entente {
namespace {

/// "https://www.example.org/path" gives "example.org"; empty where there is no host.
std::string host_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    url.remove_prefix(scheme + 3);
    std::string host(url.substr(0, url.find_first_of("/?#")));
    if (const std::size_t at = host.rfind('@'); at != std::string::npos) host.erase(0, at + 1);
    if (const std::size_t port = host.find(':'); port != std::string::npos) host.erase(port);
    for (char& c : host)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (host.rfind("www.", 0) == 0) host.erase(0, 4);
    return host;
}

}  // namespace

std::string hash_hex(std::string_view bytes) {
    const XXH128_hash_t h = XXH3_128bits(bytes.data(), bytes.size());
    return fmt::format("{:016x}{:016x}", h.high64, h.low64);
}

std::string derive_article_id(const Article& article) {
    return hash_hex(article.url.empty() ? article.text : article.url).substr(0, 16);
}

std::string content_hash(const Article& article) {
    std::string all;
    all.reserve(article.text.size() + article.title.size() + 256);
    for (const std::string* field :
         {&article.title, &article.date, &article.source, &article.url, &article.text}) {
        // The length in front keeps ("ab", "c") and ("a", "bc") apart.
        all += std::to_string(field->size());
        all += ':';
        all += *field;
    }
    return hash_hex(all);
}

SourceKey source_key(const Article& article) {
    return source_key(article, fingerprint_of(article.text));
}

SourceKey source_key(const Article& article, const Fingerprint& text) {
    SourceKey key{article.source, TextSketch(text)};
    if (key.name.empty()) key.name = host_of(article.url);
    if (key.name.empty()) key.name = article.id;
    return key;
}

}  // namespace entente
