#pragma once

#include "core/extract/entities/entities.h"

namespace entente {

/// The name of a person that a title or role stands before.
struct TitledName {
    std::uint32_t token = kNone;  ///< where it begins; kNone when no name follows
    bool apposed = false;         ///< behind a comma: "the president of Chile, Pedro Alvarado"
};

/// The name after a title: "President Putin", "Prime Minister of Israel Benjamin Netanyahu", "chief of the
/// General Staff of the Armed Forces Anna Berg", "army spokesman Col. Jan Holm".
TitledName name_after_title(const Document& document, const Entities& entities, const TitleSpan& title);

}  // namespace entente
