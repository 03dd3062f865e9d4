#pragma once

// What happens in a run of a scenario, one line an event: "01-04 09:00 Eva starts 0", the number
// being the request's. Jobs that arrive and get done are named by their number.

#include <string>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/run/observations.hpp"

namespace suits::test {

struct Story {
  std::vector<std::string> lines;
  Observations seen;
};

/// The first course of seed 1. Fails the test where the run ends early, or where jobs or effort do
/// not add up, or somebody works longer than they are there.
Story story_of(const Model& model);
Story story_of(const std::string& scenario);

/// One text of the lines that hold one of these words; all lines without any.
std::string told(const Story& story, const std::vector<std::string>& words = {});

}  // namespace suits::test
