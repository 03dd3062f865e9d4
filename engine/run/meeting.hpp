#pragma once

// An appointment while it is looked for.

#include <cstdint>
#include <vector>

#include "engine/run/job.hpp"

namespace suits {

/// Somebody who might take a seat, and by which ring.
struct Attendance {
  PersonId person = kNone<PersonId>;
  std::uint32_t way = 0, ring = 0;
};

struct Meeting {
  TaskId task{};
  Instant from, limit;
  std::vector<std::uint32_t> rings;  // by seat: rings that may attend
  std::vector<Attendance> people;    // by seat: who does
  Instant start = kNever;
  std::uint32_t blocked_by = 0;      // seat that ruled out the last earlier stretch
  bool nobody = false;               // … for want of anybody to take it
  bool lasting = false;              // only who does not leave before the limit
};

}  // namespace suits
