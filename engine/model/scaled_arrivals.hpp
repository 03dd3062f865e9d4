#pragma once

// More of the same work, or less: the streams of a model with their arrivals more or less frequent.

#include <functional>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// Which streams are scaled.
using StreamChoice = std::function<bool(StreamId)>;

/// Whether a stream has a frequency: a rate or intervals. What comes regularly or on dates keeps
/// its times, and what is always there its number.
bool has_frequency(const Stream& stream);

/// The chosen streams with `factor` times the frequency; teams and all else as they are. Jobs keep
/// their luck: the n-th of a stream has the same efforts, and comes that much earlier.
/// Requires: factor > 0.
Model scaled_arrivals(Model model, double factor, const StreamChoice& chosen);

}  // namespace suits
