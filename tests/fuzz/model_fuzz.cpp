// A model with a right checksum but any content is refused with an Error, or analyses text without a fault.
// The input is a list of changes to a small model that is trained at the start:
//   change = section:u8 kind:u8 offset:u16 length:u8 bytes
// Kind 0 overwrites bytes of the section, 1 replaces all of it, 2 cuts it at the offset, 3 leaves it out.

#include "core/model/error.h"
#include "core/parse/analyser.h"
#include "core/parse/model_file.h"
#include "core/parse/trainer.h"
#include "core/text/sentence_splitter.h"

#include <algorithm>
#include <iterator>
#include <unistd.h>

namespace {

std::filesystem::path file_named(const char* what) {
    return std::filesystem::temp_directory_path() /
           ("entente-fuzz-" + std::to_string(getpid()) + "-" + what + ".model");
}

std::map<std::string, std::vector<std::byte>> sections_of_small_model() {
    entente::TrainingOptions options;
    options.train = {std::string(ENTENTE_CASES) + "/parse/tiny.conllu"};
    options.model = file_named("base");
    options.epochs = 1;
    options.shape = {0, 8, 4, 1, 8, 8, 8, 0, 0};
    entente::train(options, nullptr);
    const auto file = entente::ModelFile::open(options.model);
    std::map<std::string, std::vector<std::byte>> sections;
    for (const std::string& name : file.names()) {
        const auto bytes = file.section(name);
        sections[name].assign(bytes.begin(), bytes.end());
    }
    std::filesystem::remove(options.model);
    return sections;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto base = sections_of_small_model();
    static const auto path = file_named("changed");
    static const auto text =
        entente::split_sentences("Kenya blamed its rivals, who fled. \"No,\" they said.");
    auto sections = base;
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    for (std::size_t at = 0; at + 5 <= size;) {
        const auto name = std::next(base.begin(), data[at] % static_cast<int>(base.size()))->first;
        const int kind = data[at + 1] % 4;
        const std::size_t offset = data[at + 2] + std::size_t{256} * data[at + 3];
        const std::size_t length = std::min<std::size_t>(data[at + 4], size - at - 5);
        at += 5;
        std::vector<std::byte>& section = sections[name];
        if (kind == 0)
            for (std::size_t i = 0; i < length && offset + i < section.size(); ++i)
                section[offset + i] = bytes[at + i];
        if (kind == 1) section.assign(bytes + at, bytes + at + length);
        if (kind == 2) section.resize(std::min(section.size(), offset));
        if (kind == 3) sections.erase(name);
        at += length;
    }
    entente::ModelFileWriter writer;
    for (const auto& [name, content] : sections) writer.add(name, content);
    writer.write(path);
    try {
        entente::Analyser::open(path).analyse(text);
    } catch (const entente::Error&) {
    }
    return 0;
}
