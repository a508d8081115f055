#pragma once

#include "core/extract/trees/analysed_document.h"

#include <string>

/// The trees and names of a text of the test cases, from tests/cases/extract/trees: made once by the analyser
/// and corrected by hand where a case needs it, so that what rules make of them doesn't hang on a model. The
/// test fails for a text that has none; with $ENTENTE_ADD_TREES set (tests/add-trees.sh) they are made and
/// added to the file NAME.conllu.
///
/// A file is CoNLL-U. A text begins with the comment "# case = TEXT", and MISC says of names:
///     Name=TYPE:LENGTH      on the first of LENGTH words
///     Margin=X TypeMargin=X by how much the finder of names prefers its words' labels and its type
///     Outside=X             by how much it prefers that the word is in no name
/// Those that are not said are sure.
entente::AnalysedDocument given_document(const entente::Article& article, const std::string& name,
                                         const entente::Resources& resources);
