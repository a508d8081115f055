#include "tools/terminal.h"

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>

namespace entente::tools {
namespace {

bool colours_on(int descriptor) {
    const char* no_color = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    return isatty(descriptor) && !(no_color && *no_color) && term && std::strcmp(term, "dumb") != 0;
}

std::int64_t now_ns() {
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

void print(std::string_view label, Style style, std::string_view message) {
    std::cerr << styled(label, style, colours_on(STDERR_FILENO)) << message << '\n';
}

}  // namespace

bool colours_on_output() {
    return colours_on(STDOUT_FILENO);
}

std::size_t output_width() {
    winsize size{};
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
        return size.ws_col;
    return 100;
}

std::string styled(std::string_view text, Style style, bool colours) {
    if (!colours || style == Style::plain) return std::string(text);
    const char* code = "0";
    switch (style) {
        case Style::bold: code = "1"; break;
        case Style::dim: code = "2"; break;
        case Style::red: code = "31"; break;
        case Style::green: code = "32"; break;
        case Style::yellow: code = "33"; break;
        case Style::blue: code = "34"; break;
        case Style::plain: break;
    }
    return fmt::format("\033[{}m{}\033[0m", code, text);
}

void print_error(std::string_view message) {
    print("entente: ", Style::red, message);
}
void print_warning(std::string_view message) {
    print("entente: warning: ", Style::yellow, message);
}

Progress::Progress(std::string what, Fraction fraction)
    : what_(std::move(what)),
      fraction_(std::move(fraction)),
      on_(isatty(STDERR_FILENO)),
      start_ns_(now_ns()) {}

Progress::~Progress() {
    clear();
}

double Progress::seconds() const {
    return static_cast<double>(now_ns() - start_ns_) / 1e9;
}

std::optional<double> Progress::seconds_left() const {
    const std::optional<double> fraction = on_ && fraction_ ? fraction_() : std::nullopt;
    const double elapsed = seconds();
    if (!fraction || *fraction <= 0.005 || elapsed <= 1) return std::nullopt;
    return elapsed * (1 - *fraction) / *fraction;
}

void Progress::draw_now_and_then() {
    if (!on_) return;
    if (const std::int64_t now = now_ns(); now - last_ns_ > 100'000'000) draw(now);
}

void Progress::clear() {
    if (drawn_) std::cerr << "\r\033[K" << std::flush;
    drawn_ = false;
}

void Progress::draw(std::int64_t now) {
    last_ns_ = now;
    drawn_ = true;
    const double elapsed = seconds();
    std::string line;
    const std::optional<double> fraction = fraction_ ? fraction_() : std::nullopt;
    if (fraction) {
        constexpr std::size_t kWidth = 30;
        const auto full = static_cast<std::size_t>(*fraction * kWidth);
        line = fmt::format("[{}{}] {:3.0f} %  ", std::string(full, '#'), std::string(kWidth - full, '.'),
                           *fraction * 100);
    }
    line += fmt::format("{} {}, {:.0f}/s", count(), what_,
                        elapsed > 0 ? static_cast<double>(count()) / elapsed : 0.0);
    if (const auto left = seconds_left()) line += fmt::format(", {} left", clock_text(*left));
    std::cerr << "\r\033[K" << line << std::flush;
}

std::string clock_text(double seconds) {
    const auto all = static_cast<std::uint64_t>(seconds);
    if (all >= 3600) return fmt::format("{}:{:02}:{:02}", all / 3600, all / 60 % 60, all % 60);
    return fmt::format("{}:{:02}", all / 60, all % 60);
}

}  // namespace entente::tools
