#pragma once

// What a report rests on: what the scenario itself says of its figures, the defaults that were
// applied, and what this model leaves out. A line each.

#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

std::vector<std::string> assumptions(const Model& model);

}  // namespace suits
