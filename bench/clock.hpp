#pragma once

// Time and medians, for benchmarks that play several things in turn in each round.

#include <time.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace suits::bench {

/// Of a clock of clock_gettime [ns].
inline double now_on(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) * 1e9 + static_cast<double>(t.tv_nsec);
}

/// What play() takes, on a clock: the thread's CPU time where none is named, so that what other
/// programs take does not count [ns].
template <class F>
double time_of(F play, clockid_t clock = CLOCK_THREAD_CPUTIME_ID) {
  const double from = now_on(clock);
  play();
  return now_on(clock) - from;
}

/// 0 of none.
inline double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace suits::bench
