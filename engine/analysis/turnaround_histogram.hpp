#pragma once

// How turnarounds are spread, in classes of one round width, for pictures.

#include <cstdint>
#include <vector>

#include "engine/stats/quantile_sketch.hpp"

namespace suits {

struct TurnaroundHistogram {
  struct Class {
    double from = 0, to = 0;  // [from, to) in the unit asked for
    double share = 0;         // of all jobs that did not withdraw
  };
  std::vector<Class> classes;  // from 0 on, without gaps; empty: nothing finished
  double beyond = 0;           // the share that takes longer than the last class …
  double unfinished = 0;       // … and, not in it, what nobody saw finish
  std::uint64_t jobs = 0;
};

/// `per_unit` [h]: the unit of the classes. Shares are those of the product-limit estimate (see
/// QuantileSketch::quantile), so that jobs that were not done when the run ended count by what is
/// known of them. The width is 1, 2 or 5 times a power of ten: the least with which `most` classes
/// reach 99 % of what finishes. Requires: per_unit > 0, most > 0.
TurnaroundHistogram turnaround_histogram(const QuantileSketch& hours, double per_unit,
                                         std::size_t most);

}  // namespace suits
