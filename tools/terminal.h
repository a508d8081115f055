#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace entente::tools {

/// True where colours are wanted: a terminal, without NO_COLOR (no-color.org) and TERM=dumb.
bool colours_on_output();

/// Columns of the terminal on standard output; 100 where it is none.
std::size_t output_width();

enum class Style { plain, bold, dim, red, green, blue, yellow };
/// The text in that style where `colours` says so.
std::string styled(std::string_view text, Style style, bool colours);

/// Prints "entente: MESSAGE" on standard error.
void print_error(std::string_view message);
void print_warning(std::string_view message);

/// A line on standard error that counts up, on a terminal only; at most ten times a second.
class Progress {
  public:
    explicit Progress(std::string what);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    void add(std::uint64_t n = 1);
    std::uint64_t count() const { return count_; }
    double seconds() const;

  private:
    void draw();
    std::string what_;
    bool on_;
    std::uint64_t count_ = 0;
    std::int64_t start_ns_ = 0, last_ns_ = 0;
};

}  // namespace entente::tools
