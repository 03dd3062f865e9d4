#pragma once

// What a report rests on: what the scenario itself says of its figures, the defaults that were
// applied, and what this model leaves out. A line each.

#include <string>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/report/table.hpp"

namespace suits {

std::vector<std::string> assumptions(const Model& model);
/// Lines as the last part of a screen, with its heading.
std::string assumptions_text(const std::vector<std::string>& lines, const ScreenStyle& style);

}  // namespace suits
