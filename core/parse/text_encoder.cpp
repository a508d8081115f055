#include "core/parse/text_encoder.h"

#include "core/parse/lstm_encoder.h"
#include "core/parse/transformer_encoder.h"

#include <string>
#include <string_view>

namespace entente {

std::unique_ptr<TextEncoder> open_encoder(const ModelFile& file, Simd simd) {
    const std::string_view kind = file.text("encoder");
    if (kind == "lstm") return std::make_unique<LstmEncoder>(file, simd);
    if (kind == "transformer") return std::make_unique<TransformerEncoder>(file, simd);
    file.fail("has an encoder \"" + std::string(kind) +
              "\", which this program doesn't know; install the matching one");
}

}  // namespace entente
