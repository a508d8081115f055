#include "storage/model_rows.h"

#include "storage/byte_codec.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>

namespace entente::storage {
namespace {

// A row of `meta`:
//
//     models  -> { name " " }
const std::string kModels = "models";

bool has_articles(const Rocks& rocks) {
    bool any = false;
    rocks.scan(kArticles, "", [&](std::string_view, std::string_view) {
        any = true;
        return false;
    });
    return any;
}

std::set<ModelKind> models_of(const Rocks& rocks, const std::optional<std::string>& row) {
    std::set<ModelKind> models;
    if (!row) {
        // Older programs had one model and wrote no row.
        if (has_articles(rocks)) models.insert(ModelKind::fast);
        return models;
    }
    std::istringstream names(*row);
    for (std::string name; names >> name;) {
        const auto kind = find_model_kind(name);
        if (!kind) throw DamagedValue("the model \"" + name + "\" is unknown");
        models.insert(*kind);
    }
    return models;
}

}  // namespace

std::set<ModelKind> read_models(const Rocks& rocks) {
    return models_of(rocks, rocks.get(kMeta, kModels));
}

void add_models(const Rocks& rocks, rocksdb::WriteBatch& batch, const std::set<ModelKind>& models) {
    const auto row = rocks.get(kMeta, kModels);
    std::set<ModelKind> all = models_of(rocks, row);
    if (row && std::ranges::includes(all, models)) return;
    all.insert(models.begin(), models.end());
    std::string names;
    for (const ModelKind kind : all) names += std::string(name_of(kind)) + ' ';
    batch.Put(rocks.family(kMeta), kModels, names);
}

}  // namespace entente::storage
