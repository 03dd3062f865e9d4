#pragma once

// When a person is away in one replication: what the scenario states, leave drawn beforehand and
// known to everybody, and spells of sickness that nobody knows of until they start. Each draw is
// a function of (seed, replication, person, year or spell).

#include <cstdint>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

struct Absences {
  std::vector<DateRange> known;     // stated and drawn leave, not yet joined, already left
  std::vector<DateRange> sickness;  // in order of their first day
};

/// Draws one person's absences over [warm-up, cap]. Leave: the yearly entitlement in working days
/// of the person's own pattern (in proportion in a year that is not whole), in blocks, each placed
/// in a month drawn by the season's weights and on a day drawn within it, clear of what is taken
/// already; a block that finds no place in 100 tries is not taken.
Absences draw_absences(const Model& model, PersonId person, std::uint64_t seed,
                       std::uint32_t replication);

}  // namespace suits
