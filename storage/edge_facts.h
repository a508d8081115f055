#pragma once

#include "core/model/article_graph.h"
#include "storage/byte_codec.h"

#include <string>

namespace entente::storage {

/// What one edge of an article says but its ends and type: part of the article's content and of the
/// evidence's row.
///
///     facts  = flags confidence sentence begin length trigger [date] role plover cameo [intensity] [text]
///     extra{evidence} extra
///              flags: modality * 16 + intensity * 8 + own-text * 4 + own-date * 2 + negated
///              date: else it is the article's; intensity: plus 100
///     extra  = count{key json}
void write_facts(ValueWriter& w, const Edge& edge, const std::string& article_date, bool own_text);

/// What of an edge is told elsewhere.
struct Elsewhere {
    bool text = false;  ///< in the article's text
    bool date = false;  ///< the article's
};
/// Throws DamagedValue.
Elsewhere read_facts(ValueReader& r, Edge& edge);

void write(ValueWriter& w, const ExtraFields& extra);
ExtraFields read_extra(ValueReader& r);

/// Throws DamagedValue for a number that stands for none.
Modality modality_of(std::uint64_t number);

}  // namespace entente::storage
