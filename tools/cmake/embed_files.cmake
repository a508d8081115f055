# Writes a C++ file that holds files as bytes: cmake -DOUTPUT=... -DLIST=... -P embed_files.cmake
# LIST is a text file of lines "PATH|TYPE|FILE": where the server shows it, its Content-Type, where it lies.
file(STRINGS ${LIST} lines)
set(arrays "")
set(entries "")
set(count 0)
foreach(line IN LISTS lines)
  string(REGEX MATCH "^(.*)[|](.*)[|](.*)$" matched "${line}")
  set(path "${CMAKE_MATCH_1}")
  set(type "${CMAKE_MATCH_2}")
  set(file "${CMAKE_MATCH_3}")
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(APPEND arrays "constexpr unsigned char kFile${count}[] = {${bytes}0};\n")
  string(APPEND entries
    "    {\"${path}\", \"${type}\",\n"
    "     {reinterpret_cast<const char*>(kFile${count}), sizeof kFile${count} - 1}},\n")
  math(EXPR count "${count} + 1")
endforeach()
file(WRITE ${OUTPUT} "#include \"tools/serve/page_files.h\"

namespace entente::tools {
namespace {

${arrays}
const PageFile kFiles[] = {
${entries}};

}  // namespace

std::span<const PageFile> page_files() {
    return kFiles;
}

bool has_page() {
    return ${PAGE};
}

}  // namespace entente::tools
")
