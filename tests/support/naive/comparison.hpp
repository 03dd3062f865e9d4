#pragma once

// The fast engine beside the naive one: the same history to the record, and the exact laws.

#include <cstdint>
#include <string>

#include "engine/model/model.hpp"

namespace suits {

/// What is wrong with one run of a model; empty: nothing.
std::string differences(const Model& model, std::uint64_t seed);

}  // namespace suits
