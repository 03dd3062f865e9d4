#pragma once

// What a turnaround went to: the walk back from its end along whatever finished last, and the
// labels of each piece of the way. Every instant gets one label, so they add up to the turnaround.

#include <algorithm>
#include <array>

#include "engine/run/job.hpp"

namespace suits {

/// What a segment, clipped to [from, to), went to: amounts by Label, kept by `role`.
struct LabelledTime {
  RoleId role = kNone<RoleId>;
  std::array<Duration, kLabels> labels{};
  Duration& operator[](Label label) { return labels[static_cast<std::size_t>(label)]; }
};

/// `client`: the role of the clients, whose the delays are; `there`: when the segment's person is
/// there (null: it names nobody). Requires: from < to.
LabelledTime labels_of(const Segment& segment, Instant from, Instant to, RoleId client,
                       const Availability* there);

/// Adds to `shares` what a busy time was busy with, in proportion to `with`, by kind; nothing where
/// that is nothing.
void share_busy(Duration busy, const Duration* with, std::size_t kinds, Duration* shares);

/// Calls piece(segment, a, b) for the part [a, b) of each segment within [from, to), latest first:
/// of the chain that ends with `segment` (−1: none).
template <class F>
void walk_segments(const Job& job, std::int32_t segment, Instant from, Instant to, F piece) {
  for (std::int32_t s = segment; s >= 0; s = job.segments[static_cast<std::size_t>(s)].before) {
    const Segment& one = job.segments[static_cast<std::size_t>(s)];
    const Instant a = std::max(one.from, from), b = std::min(one.to, to);
    if (b > a) piece(one, a, b);
  }
}

/// Calls visit(record) for the record and those before it, latest first, as far as they reach past
/// `from`.
template <class F>
void walk_records(const Job& job, std::int32_t record, Instant from, F visit) {
  for (std::int32_t r = record; r >= 0; r = job.records[static_cast<std::size_t>(r)].before) {
    const Record& one = job.records[static_cast<std::size_t>(r)];
    if (one.finish <= from) return;
    visit(one);
  }
}

}  // namespace suits
