#pragma once

// What the language has to say of itself, from the descriptions that the reader follows: the JSON
// Schema (draft 7, as editors know it) and the list of its keys.

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace suits {

/// The schema of a scenario read as YAML 1.2 (`yes` and dates are texts there).
nlohmann::ordered_json scenario_schema();

/// A key by its path, "roles.*.covered_by.after": `*` stands for names of the user's; lists and
/// tiers add nothing to a path.
struct KeyDoc {
  std::string path;
  std::string text;  // what it means
};
/// Every key of the language once, in the order of the descriptions.
std::vector<KeyDoc> scenario_keys();

}  // namespace suits
