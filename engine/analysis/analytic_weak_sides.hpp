#pragma once

// What the approximation without a run leaves out or sees roughly, in words: a line for each trait
// of the language that it does not follow. A trait that it does follow has none; a new trait of the
// language needs one here or a way into the approximation.

#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// The lines that the scenario meets, in a fixed order; first two that are always true.
std::vector<std::string> weak_sides_of(const Model& model);

/// All lines that some scenario may meet.
std::vector<std::string> all_weak_sides();

}  // namespace suits
