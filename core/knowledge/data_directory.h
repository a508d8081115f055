#pragma once

#include <filesystem>
#include <string_view>

namespace entente {

/// The folder with `ontology.json`, `actors/`, `triggers/`: the one given (`--data`), else $ENTENTE_DATA,
/// else the installed one beside the running program (../share/entente), else the source tree whose
/// build folder the program lies in, else the install prefix. Throws Error(data) listing the places that were
/// tried.
std::filesystem::path find_data_directory(std::string_view given = {});

}  // namespace entente
