#pragma once

// How many jobs a stream is expected to bring in spans of time, over all the chances of its
// arrivals: the same reading of rates and patterns as the run's, without a draw.

#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// E[size^exponent] for a random size. Exact for constants and for exponents 0 and 1, else the mean
/// over 512 quantiles (to about 1 % for heavy tails).
double mean_power(const Distribution& size, double exponent);

/// Expected jobs in [edges[i], edges[i+1]); arrivals before the warm-up do not count. Rates keep
/// their mean per calendar month over the client's hours; regular patterns without a stated day are
/// averaged over it; intervals count at their long-run rate; of a fixed population nothing is said
/// (0): how often its jobs come round depends on everything else.
/// Requires: edges ascending, within the calendar.
std::vector<double> expected_arrivals(const Model& model, const Stream& stream,
                                      const std::vector<Instant>& edges);

}  // namespace suits
