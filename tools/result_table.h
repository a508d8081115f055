#pragma once

#include "tools/command_options.h"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <variant>
#include <vector>

namespace entente::tools {

/// The rows that a query gives, and their one way onto the terminal and into files. Column names are stable:
/// they head the table and CSV, and are the keys of JSON and JSONL.
class ResultTable {
  public:
    using Cell = std::variant<std::string, std::uint64_t, double>;
    struct Column {
        std::string name;
        bool in_table = true;  ///< false for what only programs want (ids)
    };

    explicit ResultTable(std::vector<Column> columns) : columns_(std::move(columns)) {}
    void add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
    bool empty() const { return rows_.empty(); }

    /// `format` is table, json (an array of objects), jsonl (an object a line) or csv (RFC 4180, with a
    /// head). A table fits the terminal: the cells of its widest columns are wrapped at spaces.
    void print(const std::string& format, std::ostream& out) const;

  private:
    void print_table(std::ostream& out) const;
    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;
};

/// `--format table|json|jsonl|csv`.
void add_format_option(CommandOptions& options, std::string& format);

/// A field as CSV has it: quoted where it must be.
std::string csv_field(const std::string& field);

}  // namespace entente::tools
