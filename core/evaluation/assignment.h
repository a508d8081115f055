#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace entente {

/// In what best_assignment returns: this row has no column.
inline constexpr std::size_t kUnassigned = static_cast<std::size_t>(-1);

/// The column of each row such that no two rows share one and the sum of worths is greatest; as many rows
/// have one as there are columns. `worth[row * columns + column]` may be any finite number. Found by shortest
/// augmenting paths (Kuhn 1955, "The Hungarian method for the assignment problem"; Jonker & Volgenant 1987)
/// in O(n² m), n the lesser of rows and columns and m the greater.
std::vector<std::size_t> best_assignment(std::span<const double> worth, std::size_t rows,
                                         std::size_t columns);

}  // namespace entente
