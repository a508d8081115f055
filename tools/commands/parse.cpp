#include "core/input/whole_file.h"
#include "core/model/error.h"
#include "core/parse/analyser.h"
#include "core/parse/evaluation.h"
#include "core/parse/treebank.h"
#include "core/text/sentence_splitter.h"
#include "core/text/utf8.h"
#include "tools/commands/commands.h"
#include "tools/ordered_printer.h"
#include "tools/shared_options.h"

#include <iostream>
#include <sstream>

#include <fmt/format.h>

namespace entente::tools {
namespace {

std::string read_text(const std::string& file) {
    std::string text = read_whole(file);
    if (const std::size_t at = find_invalid_utf8(text); at != std::string::npos)
        throw Error(ErrorKind::input, fmt::format("{}: no valid UTF-8 at byte {}", file, at));
    return text;
}

class Parse : public Command {
  public:
    void setup(CommandOptions& options) override {
        options.add("FILE", files_, "Text or CoNLL-U, also as gzip; - reads standard input").required();
        options
            .add("--input", input_,
                 "text: every character is text; conllu: sentences and words are kept, all else is predicted")
            .one_of({"text", "conllu"})
            .show_default();
        data_.setup(options);
        data_.setup_model(options);
        jobs_.setup(options);
        options.footer(
            "Prints CoNLL-U (Universal Dependencies v2).\nExample:\n  echo 'Kyiv was criticised by Berlin.' "
            "| entente parse -");
    }

    int run() override {
        const Analyser analyser = data_.load_analyser();
        OrderedPrinter printer(jobs_.count());
        for (const std::string& file : files_)
            printer.add([&] { return input_ == "text" ? read(analyser, file) : reread(analyser, file); });
        printer.finish();
        return kDone;
    }

  private:
    static std::string read(const Analyser& analyser, const std::string& file) {
        const std::string text = read_text(file);
        TokenizedText tokens = split_sentences(text);
        const std::vector<ParsedSentence> trees = analyser.recut_and_analyse(tokens);
        return conllu_of(to_treebank(tokens, trees));
    }

    static std::string reread(const Analyser& analyser, const std::string& file) {
        return conllu_of(parse_words(
            analyser, file == "-" ? read_conllu(std::cin, "standard input") : read_treebank(file)));
    }

    static std::string conllu_of(const std::vector<TreebankSentence>& sentences) {
        std::ostringstream out;
        write_conllu(out, sentences);
        return std::move(out).str();
    }

    std::vector<std::string> files_;
    std::string input_ = "text";
    DataOption data_;
    JobsOption jobs_;
};

}  // namespace

std::unique_ptr<Command> make_parse() {
    return std::make_unique<Parse>();
}

}  // namespace entente::tools
