#pragma once

// Moments and spans as people say them.

#include <string>

#include "engine/model/model.hpp"

namespace suits {

/// "Mon  1 Mar 10:12"; with the year "Mon  1 Mar 2027 10:12". Columns stay in line.
std::string moment_text(Instant t, bool year = false);
/// "Mon 1 Mar", for the inside of a sentence; `at` adds " 10:12".
std::string day_text(Instant t, bool at = true);
/// "31 h", "6 h 30 min", "45 min", "less than a minute".
std::string span_text(Duration d);
/// The agency's working time between the two: "3.2 working days", "2 h 15 min", below a day.
std::string working_text(const Model& model, Instant from, Instant to);
/// The same of a length of working time.
std::string working_length(const Model& model, Duration time);
/// A person as a sentence needs them: "Ben Carter", "Creative 7", "the client".
std::string person_text(const Model& model, PersonId person);
/// "1,204".
std::string number_text(std::uint64_t n);

}  // namespace suits
