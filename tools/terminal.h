#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
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

/// A line on standard error that counts up, on a terminal only, ten times a second: a bar, the rate, and how
/// long it may take yet, where `fraction` says how much of the work is done (0..1). Any thread may count; one
/// draws and clears.
class Progress {
  public:
    using Fraction = std::function<std::optional<double>()>;

    explicit Progress(std::string what, Fraction fraction = {});
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    /// Counts; the line is drawn by the next `draw_now_and_then`.
    void add(std::uint64_t n = 1) { count_ += n; }
    void draw_now_and_then();
    /// Takes the line away, for a message in its place.
    void clear();
    std::uint64_t count() const { return count_; }
    double seconds() const;
    /// By what was done so far; nothing at the start, where the fraction is unknown, and off a terminal.
    std::optional<double> seconds_left() const;

  private:
    void draw(std::int64_t now_ns);
    std::string what_;
    Fraction fraction_;
    bool on_;
    std::atomic<std::uint64_t> count_ = 0;
    std::int64_t start_ns_ = 0, last_ns_ = 0;
    bool drawn_ = false;
};

/// "1:02:03", "2:03".
std::string clock_text(double seconds);

}  // namespace entente::tools
