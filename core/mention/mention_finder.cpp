#include "core/mention/mention_finder.h"

#include "core/mention/mention_heads.h"
#include "core/mention/mention_model.h"

namespace entente {

std::unique_ptr<const MentionFinder> open_mention_finder(const std::filesystem::path& path,
                                                         const Analyser& analyser) {
    ModelFile file = ModelFile::open(path);
    if (MentionHeads::are_in(file)) return std::make_unique<MentionHeads>(std::move(file), analyser);
    return std::make_unique<MentionModel>(std::move(file), analyser);
}

}  // namespace entente
