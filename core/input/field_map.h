#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

enum class ArticleField { id, date, title, url, source, text };
inline constexpr int kArticleFields = 6;

/// Under which names data sets and programming interfaces keep what an article needs.
///
///     map  = pair { "," pair }
///     pair = field "=" name { "." name }       field: id, date, title, url, source, text
///
/// A dotted name goes into objects ("source.name"). Names that were given count before all others; next comes
/// the field's own name, then those in common use.
class FieldMap {
  public:
    /// A name for a field, and how strictly it is taken.
    struct Name {
        std::string path;
        bool meant = false;    ///< given by the user, or the field's own name: a wrong type is an error
        bool given = false;    ///< given by the user
        bool summary = false;  ///< tells of the text rather than gives it: taken where nothing else is there
    };

    FieldMap();
    /// Adds the pairs of a map, before the names that are known. Throws Error(usage) for another form.
    void add(std::string_view map);
    /// In the order in which they count.
    const std::vector<Name>& names(ArticleField field) const {
        return names_[static_cast<std::size_t>(field)];
    }

  private:
    std::array<std::vector<Name>, kArticleFields> names_;
};

}  // namespace entente
