#pragma once

// When an account is there in one course of events: as the scenario has it, until its client leaves
// in the run.

#include "engine/base/time.hpp"
#include "engine/kernel/event_queue.hpp"

namespace suits {

struct AccountLife {
  Instant starts = kDawn, ends = kNever;  // its work arrives, and its fees are paid, in between
  bool lost = false;                      // its client has left in the run: `ends` says when
  Instant leaves = kNever;                // notice is given: the midnight at which it leaves …
  bool gives_up = false;                  // … and whether what is under way then is given up
  EventHandle leaving = kNoEvent;
};

}  // namespace suits
