#pragma once

#include "core/model/model_kind.h"
#include "tools/command_options.h"

#include <set>
#include <string>

namespace entente::tools {

/// `--mixed`: a database may hold what different models read.
class MixedOption {
  public:
    void setup(CommandOptions& options);
    /// Throws Error(usage) where articles that `models` read would mix those of a database that were read by
    /// `held`, and nobody said that it may be. `what`: where they come from; `database`: where they go.
    void check(const std::set<ModelKind>& models, const std::string& what, const std::set<ModelKind>& held,
               const std::string& database) const;

  private:
    bool mixed_ = false;
};

}  // namespace entente::tools
