#pragma once

#include <stdexcept>
#include <string>

namespace entente {

/// What kind of trouble an Error reports; the command line turns it into an exit code.
enum class ErrorKind {
    usage,    ///< the caller asked for something impossible (wrong argument, unknown name of an option)
    input,    ///< a document, line or file of input can't be understood
    data,     ///< a data file of the program (ontology, lexicon, model) is missing or breaks its schema
    io,       ///< a file can't be read or written
    storage,  ///< the database is missing, locked, foreign or damaged
};

/// The one exception of this library. `what()` is a complete message for a person: what is wrong, where, and
/// what to do.
class Error : public std::runtime_error {
  public:
    Error(ErrorKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
    ErrorKind kind() const { return kind_; }

  private:
    ErrorKind kind_;
};

}  // namespace entente
