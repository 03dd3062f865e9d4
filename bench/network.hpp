#pragma once

// An agency of any size as a scenario text, always of the same make-up: what a run costs per event
// and per person should not depend on the size.

#include <string>

namespace suits::bench {

/// So many people of account service, with 13 accounts for every ten of them: mails and calls that
/// interrupt, small jobs, campaigns with meetings and rework, internal hours. Four fifths busy. The
/// run covers so long, say "1 week", and goes on for as much again where jobs are not done.
/// Requires: people >= 10.
std::string network(int people, const std::string& length);

}  // namespace suits::bench
