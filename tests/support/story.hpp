#pragma once

// What happens in a run of a scenario, in lines. A story has one line an event: "01-04 09:00 Eva
// starts 0", the number being the request's; jobs that arrive and get done are named by their
// number. A diary has one line a stretch of work, in the order of beginning:
//   "1 09:00-2 11:30 Eva campaign.brief #2 for North"
// that is from the 1st to the 2nd (of March 2027, whose 1st is a Monday); the day of the end, the
// step of a task, the number of a kind's first job and the only account go without saying.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/run/observations.hpp"

namespace suits {
class Replication;
}

namespace suits::test {

struct Story {
  std::vector<std::string> lines;
  Observations seen;
};

/// The first course of seed 1. Fails the test where the run ends early, or where jobs or effort do
/// not add up, or somebody works longer than they are there. `before` may ask something of the run
/// before it is played.
Story story_of(const Model& model, const std::function<void(Replication&)>& before = {});
Story story_of(const std::string& scenario);

/// The same course, or another seed's, as a diary.
Story diary_of(const Model& model, std::uint64_t seed = 1);
Story diary_of(const std::string& scenario, std::uint64_t seed = 1);

/// One text of the lines that hold one of these words; all lines without any.
std::string told(const Story& story, const std::vector<std::string>& words = {});

}  // namespace suits::test
