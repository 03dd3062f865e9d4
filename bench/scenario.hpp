#pragma once

// Scenarios for benchmarks: those of the repository and those made on the spot.

#include <memory>
#include <string>

#include "engine/model/model.hpp"

namespace suits::bench {

/// The text of a file of the repository, e.g. "scenarios/mid_agency.yaml". Throws where it cannot
/// be read.
std::string text_of(const std::string& path);

/// Throws, with the diagnostics, where the scenario does not compile.
std::shared_ptr<const Model> model_of(const std::string& text);

}  // namespace suits::bench
