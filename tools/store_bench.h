#pragma once

#include "core/knowledge/ontology.h"

#include <cstdint>
#include <filesystem>

namespace entente::tools {

/// Measures the store on a synthetic corpus of at least `evidence` pieces of evidence, in a new folder below
/// `folder` that is removed afterwards, and prints what it found: records a second of a bare RocksDB loop, of
/// storing article by article and of a bulk load, all in one run; bytes and memory; the times of reading.
/// Throws Error(storage) and Error(io).
void bench_store(std::uint64_t evidence, const std::filesystem::path& folder, const Ontology& ontology);

}  // namespace entente::tools
