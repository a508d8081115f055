#include "tools/mixed_option.h"

#include "core/model/error.h"

#include <fmt/format.h>

namespace entente::tools {
namespace {

std::string names_of(const std::set<ModelKind>& models) {
    std::string names;
    for (const ModelKind kind : models)
        names += fmt::format("{}{}", names.empty() ? "" : " and ", name_of(kind));
    return names;
}

}  // namespace

void MixedOption::setup(CommandOptions& options) {
    options.flag(
        "--mixed", mixed_,
        "Take in articles also where another model read those of the database; of two versions of an "
        "article of one date the accurate model's stays");
}

void MixedOption::check(const std::set<ModelKind>& models, const std::string& what,
                        const std::set<ModelKind>& held, const std::string& database) const {
    // What is mixed already can't become so.
    if (mixed_ || models.empty() || held.empty() || held.size() > 1 || models == held) return;
    throw Error(
        ErrorKind::usage,
        fmt::format("{}: read with the {} model, but {} holds articles read with the {} one; read them "
                    "with that model (--model {}), or take in both kinds with --mixed",
                    what, names_of(models), database, names_of(held), names_of(held)));
}

}  // namespace entente::tools
