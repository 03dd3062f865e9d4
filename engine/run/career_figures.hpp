#pragma once

// What one replication saw of careers: see Observations.

#include <cstdint>
#include <vector>

#include "engine/base/time.hpp"

namespace suits {

/// Of a role whose people have careers, over the window.
struct CareerFigures {
  std::uint64_t leavers = 0;   // who left the role's posts and the department, of their own accord
  std::uint64_t came = 0;      // successors from outside
  std::uint64_t promoted = 0;  // out of this role
  std::uint64_t rose = 0;      // into it
  double heads = 0;            // posts that somebody holds × time [us]
  double vacant = 0;           // posts that nobody holds × time [us]
  double overloaded = 0;       // heads whose load of the last weeks is above the limit × time [us]
  std::vector<double> heads_by_week, vacant_by_week;  // [us]; weeks of 7 days from Window.start
  // Of those who hold posts, by the week in which it begins [Monday, 00:00]: hours worked, overtime
  // included, and contract hours less holidays and absences.
  std::vector<Duration> worked_by_week, there_by_week;
};

}  // namespace suits
