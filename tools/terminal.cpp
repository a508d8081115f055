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

Progress::Progress(std::string what)
    : what_(std::move(what)), on_(isatty(STDERR_FILENO)), start_ns_(now_ns()) {}

Progress::~Progress() {
    if (on_ && last_ns_) std::cerr << "\r\033[K" << std::flush;
}

double Progress::seconds() const {
    return static_cast<double>(now_ns() - start_ns_) / 1e9;
}

void Progress::add(std::uint64_t n) {
    count_ += n;
    if (on_ && now_ns() - last_ns_ > 100'000'000) draw();
}

void Progress::draw() {
    last_ns_ = now_ns();
    const double elapsed = seconds();
    std::cerr << fmt::format("\r\033[K{} {}, {:.0f}/s", count_, what_,
                             elapsed > 0 ? static_cast<double>(count_) / elapsed : 0.0)
              << std::flush;
}

}  // namespace entente::tools
