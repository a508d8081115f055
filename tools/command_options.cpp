#include "tools/command_options.h"

#include <cstdint>
#include <filesystem>
#include <optional>

#include <CLI/CLI.hpp>

namespace entente::tools {

Option& Option::type_name(const std::string& name) {
    option_->type_name(name);
    return *this;
}

Option& Option::required(bool value) {
    option_->required(value);
    return *this;
}

Option& Option::show_default() {
    option_->capture_default_str();
    return *this;
}

Option& Option::expected(int count) {
    option_->expected(count);
    return *this;
}

Option& Option::one_at_a_time() {
    option_->allow_extra_args(false);
    return *this;
}

Option& Option::delimiter(char between) {
    option_->delimiter(between);
    return *this;
}

Option& Option::group(const std::string& head) {
    option_->group(head);
    return *this;
}

Option& Option::one_of(const std::vector<std::string>& values) {
    option_->check(CLI::IsMember(values));
    return *this;
}

Option& Option::range(int least, int most) {
    option_->check(CLI::Range(least, most));
    return *this;
}

Option& Option::range(unsigned least, unsigned most) {
    option_->check(CLI::Range(least, most));
    return *this;
}

Option& Option::range(double least, double most) {
    option_->check(CLI::Range(least, most));
    return *this;
}

Option& Option::positive() {
    option_->check(CLI::PositiveNumber);
    return *this;
}

Option& Option::not_negative() {
    option_->check(CLI::NonNegativeNumber);
    return *this;
}

Option& Option::existing_file() {
    option_->check(CLI::ExistingFile);
    return *this;
}

Option& Option::existing_folder() {
    option_->check(CLI::ExistingDirectory);
    return *this;
}

Option& Option::size() {
    option_->transform(CLI::AsSizeValue(true));
    return *this;
}

Option& Option::check(std::function<std::string(const std::string&)> error) {
    option_->check(std::move(error));
    return *this;
}

Option& Option::needs(const Option& other) {
    option_->needs(other.option_);
    return *this;
}

Option& Option::excludes(const Option& other) {
    option_->excludes(other.option_);
    return *this;
}

template <typename Value>
Option CommandOptions::add(const std::string& names, Value& value, const std::string& description) {
    return Option(app_.add_option(names, value, description));
}

using Path = std::filesystem::path;
template Option CommandOptions::add(const std::string&, std::string&, const std::string&);
template Option CommandOptions::add(const std::string&, Path&, const std::string&);
template Option CommandOptions::add(const std::string&, std::vector<std::string>&, const std::string&);
template Option CommandOptions::add(const std::string&, std::vector<Path>&, const std::string&);
template Option CommandOptions::add(const std::string&, int&, const std::string&);
template Option CommandOptions::add(const std::string&, std::optional<int>&, const std::string&);
template Option CommandOptions::add(const std::string&, std::uint32_t&, const std::string&);
template Option CommandOptions::add(const std::string&, std::uint64_t&, const std::string&);
template Option CommandOptions::add(const std::string&, double&, const std::string&);
template Option CommandOptions::add(const std::string&, std::optional<double>&, const std::string&);
template Option CommandOptions::add(const std::string&, std::optional<float>&, const std::string&);

Option CommandOptions::flag(const std::string& names, bool& value, const std::string& description) {
    return Option(app_.add_flag(names, value, description));
}

Option CommandOptions::get(const std::string& name) {
    return Option(app_.get_option(name));
}

void CommandOptions::footer(const std::string& text) {
    app_.footer(text);
}

}  // namespace entente::tools
