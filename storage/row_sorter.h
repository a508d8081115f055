#pragma once

#include "storage/sorted_tables.h"

#include <string>
#include <vector>

namespace entente::storage {

/// Sorts rows of one family, whose keys are all different, in bounded memory: an external merge sort.
class RowSorter {
  public:
    RowSorter(Family family, const std::filesystem::path& folder, const std::string& label);
    ~RowSorter();

    void add(std::string_view key, std::string_view value);
    /// Writes all.
    std::vector<std::string> write();

  private:
    void spill();

    Family family_;
    std::filesystem::path folder_;
    std::string label_;
    RowBuffer buffer_;
    std::vector<std::string> runs_;
};

}  // namespace entente::storage
