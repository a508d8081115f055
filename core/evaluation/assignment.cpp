#include "core/evaluation/assignment.h"

#include <limits>
#include <utility>

namespace entente {
namespace {

/// Rows are given columns one after the other. A new row may push earlier ones on to other columns: it takes
/// the cheapest chain of such pushes that ends at a free column. Prices of rows and columns keep the cost of
/// each step, less its prices, from being negative, so that this chain is a shortest path.
class Assigner {
  public:
    /// There are at least as many columns as rows; `cost(row, column)` is to be least in sum.
    Assigner(std::size_t rows, std::size_t columns)
        : row_price_(rows),
          column_price_(columns),
          column_of_(rows, kUnassigned),
          row_of_(columns, kUnassigned) {}

    template <typename Cost>
    std::vector<std::size_t> run(const Cost& cost) {
        for (std::size_t row = 0; row < column_of_.size(); ++row) {
            const std::size_t end = find_path(row, cost);
            adjust_prices(row, distance_[end]);
            push(row, end);
        }
        return std::move(column_of_);
    }

  private:
    /// Dijkstra's search from a row to the nearest free column.
    template <typename Cost>
    std::size_t find_path(std::size_t row, const Cost& cost) {
        const std::size_t columns = row_of_.size();
        distance_.assign(columns, std::numeric_limits<double>::infinity());
        from_.assign(columns, kUnassigned);
        reached_.assign(columns, false);
        double walked = 0;
        while (true) {
            std::size_t nearest = kUnassigned;
            for (std::size_t column = 0; column < columns; ++column) {
                if (reached_[column]) continue;
                const double distance = walked + cost(row, column) - row_price_[row] - column_price_[column];
                if (distance < distance_[column]) {
                    distance_[column] = distance;
                    from_[column] = row;
                }
                if (nearest == kUnassigned || distance_[column] < distance_[nearest]) nearest = column;
            }
            reached_[nearest] = true;
            if (row_of_[nearest] == kUnassigned) return nearest;
            walked = distance_[nearest];
            row = row_of_[nearest];
        }
    }

    /// Makes each step of the path found cost nothing beyond its prices.
    void adjust_prices(std::size_t row, double length) {
        row_price_[row] += length;
        for (std::size_t column = 0; column < row_of_.size(); ++column) {
            if (!reached_[column]) continue;
            const double spare = length - distance_[column];
            column_price_[column] -= spare;
            if (row_of_[column] != kUnassigned) row_price_[row_of_[column]] += spare;
        }
    }

    /// Along the path each row takes the column that led to the next.
    void push(std::size_t row, std::size_t column) {
        while (column != kUnassigned) {
            const std::size_t mover = from_[column];
            row_of_[column] = mover;
            std::swap(column, column_of_[mover]);
            if (mover == row) return;
        }
    }

    std::vector<double> row_price_, column_price_;
    std::vector<std::size_t> column_of_, row_of_;
    std::vector<double> distance_;   ///< from the new row, to each column
    std::vector<std::size_t> from_;  ///< the row before each column on its shortest path
    std::vector<bool> reached_;
};

}  // namespace

std::vector<std::size_t> best_assignment(std::span<const double> worth, std::size_t rows,
                                         std::size_t columns) {
    if (rows <= columns)
        return Assigner(rows, columns).run([&](std::size_t row, std::size_t column) {
            return -worth[row * columns + column];
        });
    const std::vector<std::size_t> row_of =
        Assigner(columns, rows).run([&](std::size_t column, std::size_t row) {
            return -worth[row * columns + column];
        });
    std::vector<std::size_t> column_of(rows, kUnassigned);
    for (std::size_t column = 0; column < columns; ++column) column_of[row_of[column]] = column;
    return column_of;
}

}  // namespace entente
