#pragma once

// Kinds of work in words: what arrives how often, and each step with who does it, after what, with
// what effort and where it may go back to.

#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// One line of facts about a kind: deliverable, due, class, how often.
std::string kind_facts(const Model& model, KindId kind);
/// How often the kind arrives: "key 6/year, core 3/year", or "" where no stream brings it.
std::string arrivals_text(const Model& model, KindId kind);
/// "Account Executive 2 h, owner 2 h", "3 × Creative 30 h each".
std::string request_text(const Model& model, const Request& request);
/// One line per step: its name, and what there is to say of it.
struct StepText {
  std::string name;
  std::string after;  // "" : follows the step above
  std::string who;    // or the delay
  std::string more;   // back edges, notice, supervision …
};
std::vector<StepText> steps_text(const Model& model, const Kind& kind);

}  // namespace suits
