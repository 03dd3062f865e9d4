#pragma once

// Places of a scenario in words: a scenario may lie in several files, and in what was typed.

#include <string>

#include "engine/base/diagnostic.hpp"
#include "engine/model/model.hpp"

namespace suits {

/// "line 12"; where that is not of the scenario's own file "line 12 of people.csv".
std::string place_text(const Model& model, const Span& span);
/// "12:5", "people.csv:12:5": with the column.
std::string point_text(const Model& model, const Span& span);

}  // namespace suits
