#pragma once

// Scenarios for tests: a file of the project, or a text in place.

#include <memory>
#include <string>
#include <string_view>

#include "engine/model/model.hpp"

namespace suits::test {

/// The model of a scenario file, named from the project's root. Fails the test where it has errors.
std::shared_ptr<const Model> model_of_file(const std::string& path);
/// The model of a text. Fails the test where it has errors.
std::shared_ptr<const Model> model_of(const std::string& text);
/// The rendered diagnostics of a text, as of a file `scenario.yaml`; "" where it has none.
std::string errors_of(const std::string& text);
/// Every scenario file of the repository that can be played, named from the project's root, sorted:
/// all of its .yaml files but every_key.yaml, which only reads.
std::vector<std::string> scenario_files();

}  // namespace suits::test
