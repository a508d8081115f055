#pragma once

#include "core/input/ordered_tasks.h"

#include <cstddef>
#include <functional>
#include <iostream>
#include <string>

namespace entente::tools {

/// Prints what tasks give to standard output, in the order in which they were added, worked on by several
/// threads; with one, on the caller's. Few results wait at a time.
class OrderedPrinter {
  public:
    explicit OrderedPrinter(unsigned jobs) : most_(std::size_t{8} * jobs), tasks_(jobs > 1 ? jobs : 0) {}

    /// Throws what an earlier task threw.
    void add(std::function<std::string()> task) {
        tasks_.add(std::move(task));
        while (tasks_.size() >= most_) print_one();
    }
    void finish() {
        while (!tasks_.empty()) print_one();
    }

  private:
    void print_one() { std::cout << tasks_.take(); }

    std::size_t most_;
    OrderedTasks<std::string> tasks_;
};

}  // namespace entente::tools
