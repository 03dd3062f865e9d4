#pragma once

// Random small agencies for the differential test: every mechanism of a run, in odd combinations,
// on a coarse grid of times so that much happens at the same instant.

#include <cstdint>
#include <string>

#include "engine/model/model.hpp"

namespace suits {

/// A model of its own for every seed, with some of the features (naive/features.hpp) or with all.
/// Workflows that are refused are drawn again.
Model random_scenario(std::uint64_t seed, bool all_features = false);

/// The model in a page of words, to read beside a difference.
std::string outline(const Model& model);

}  // namespace suits
