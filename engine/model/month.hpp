#pragma once

// Calendar months.

#include "engine/base/time.hpp"
#include "engine/model/model.hpp"

namespace suits {

inline Date first_day_of_month(Date d) {
  return d - (static_cast<std::int32_t>(static_cast<unsigned>(d.civil().day())) - 1);
}
inline Date first_day_of_next_month(Date d) {
  return first_day_of_month(first_day_of_month(d) + 31);
}

/// The first days of the calendar months that the window touches, and of the one after them.
inline std::vector<Date> months_of(const Window& window) {
  std::vector<Date> firsts{first_day_of_month(date_of(window.start))};
  while (midnight(firsts.back()) < window.end) {
    firsts.push_back(first_day_of_next_month(firsts.back()));
  }
  return firsts;
}

}  // namespace suits
