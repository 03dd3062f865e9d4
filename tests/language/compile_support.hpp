#pragma once

// Scenarios in a few lines, compiled: the model, or what was said about it.

#include <memory>
#include <string>

#include "engine/model/model.hpp"

namespace suits {

/// Four lines that every small scenario begins with: four weeks from Monday 2027-01-04, Monday to
/// Friday 9 to 17.
inline const std::string kHead = R"(suits: 1
name: test
time: { start: 2027-01-04, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
)";

/// The model of a scenario that must have no mistakes.
std::shared_ptr<const Model> compiled(const std::string& text);
/// Its mistakes: "LINE: message [hint]", one a line.
std::string mistakes(const std::string& text);
/// Everything in a model but its places in the text, as text.
std::string dump(const Model& model);

}  // namespace suits
