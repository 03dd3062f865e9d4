#pragma once

// Days of absence from a calendar file, as calendar programs export them (iCalendar, RFC 5545).

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/model/calendar.hpp"

namespace suits {

struct LeaveCalendar {
  std::vector<DateRange> days;  // ascending, none touches the next
  std::size_t events = 0;       // that count: for whole days, and not cancelled
  std::size_t timed = 0;        // that do not: hours of a day are no absence
  std::string error;            // "" where all is well
};

/// The whole days, from 1970 to 2200, of the events whose summary contains `summary` ("": of all).
/// An event counts for whole days if it has dates, or goes from one midnight to another as some
/// programs write it; its end is not part of it (RFC 5545, 3.6.1). Recurrences are played out with
/// their exceptions and moved instances (3.8.5); what is cancelled is left out. Time zones are not
/// looked at.
LeaveCalendar read_leave_calendar(std::string_view text, std::string_view summary);

}  // namespace suits
