#pragma once

// The standard normal: its quantile function, and from that a draw by inversion.

#include "engine/random/stream.hpp"

namespace suits {

/// z with Φ(z) = p, to about 1 part in 10^16; the same bits everywhere. Increasing in p.
/// Requires: 0 < p < 1.
/// Source: algorithm AS 241, PPND16 (Wichura, Applied Statistics 37 (1988), 477–484).
double normal_quantile(double p);

/// A standard normal from one uniform. Inversion rather than Box–Muller: one uniform instead of
/// two, increasing in it (so paired runs stay paired), and no logarithm in 85 % of the draws.
inline double draw_normal(Draws& draws) { return normal_quantile(draws.uniform()); }

}  // namespace suits
