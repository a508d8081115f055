#pragma once

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace entente::tools {

/// An option, flag or argument that a command has declared. Each member says one thing more of it.
class Option {
  public:
    explicit Option(CLI::Option* option) : option_(option) {}

    /// What stands for the value in the help: "DIR".
    Option& type_name(const std::string& name);
    Option& required(bool value = true);
    Option& show_default();
    /// So many values follow the name.
    Option& expected(int count);
    /// Of several values each needs the option's name again, so that arguments may follow.
    Option& one_at_a_time();
    /// A value may hold several, with this between them.
    Option& delimiter(char between);
    /// Under which head the help lists it.
    Option& group(const std::string& head);

    Option& one_of(const std::vector<std::string>& values);
    Option& range(int least, int most);
    Option& range(unsigned least, unsigned most);
    Option& range(double least, double most);
    Option& positive();
    Option& not_negative();
    Option& existing_file();
    Option& existing_folder();
    /// The value is a size in bytes, also with a unit: "16MiB".
    Option& size();
    /// `error` says what is wrong with a value, and nothing where all is well.
    Option& check(std::function<std::string(const std::string&)> error);

    Option& needs(const Option& other);
    Option& excludes(const Option& other);

    bool operator==(const Option&) const = default;

  private:
    CLI::Option* option_;
};

/// The options of one command. CLI11 stays behind it: its header costs more than all else that a command
/// includes.
class CommandOptions {
  public:
    explicit CommandOptions(CLI::App& app) : app_(app) {}

    /// An option ("-o,--output") or, by a name without hyphens, an argument ("FILE"). There is one for each
    /// type of value that the commands have; others don't link. The value is its default and must outlive
    /// this.
    template <typename Value>
    Option add(const std::string& names, Value& value, const std::string& description);
    Option flag(const std::string& names, bool& value, const std::string& description);
    /// One that was declared before.
    Option get(const std::string& name);
    /// What the help ends with; the manual page is made of it too (manual/command_shape.h).
    void footer(const std::string& text);

  private:
    CLI::App& app_;
};

}  // namespace entente::tools
