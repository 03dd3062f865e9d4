#pragma once

// Careers in words.

#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// "account_executive: 30 % leave in a year (2.4 of 8 places) …": a line for each role with
/// careers, then what overload does; empty where nobody has one.
std::vector<std::string> career_lines(const Model& model);

}  // namespace suits
