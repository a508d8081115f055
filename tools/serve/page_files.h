#pragma once

#include <span>
#include <string_view>

namespace entente::tools {

/// A file that the build put into the program.
struct PageFile {
    std::string_view path;  ///< below the server's root: "/", "/main.js"
    std::string_view type;  ///< as Content-Type has it
    std::string_view bytes;
};

/// The files of the explorer page, and the API's OpenAPI file. Without the page (ENTENTE_EXPLORER off, or
/// no libraries from npm when the program was built) only the last.
std::span<const PageFile> page_files();

/// True where the page is among them.
bool has_page();

}  // namespace entente::tools
