#pragma once

// Which settings a sweep plays. A design speaks of levels by number; what they stand for is its
// caller's: level l of `counts[f]` of factor f, in ascending order where they have one.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace suits {

/// By point, by factor: the level.
using SweepPoints = std::vector<std::vector<std::size_t>>;

/// Points of the full grid; the largest number there is where it would not fit.
std::uint64_t grid_size(const std::vector<std::size_t>& counts);

/// Every combination, the last factor changing fastest. Requires: grid_size(counts) is sensible.
SweepPoints grid_design(const std::vector<std::size_t>& counts);

/// A Latin hypercube of n points: each factor's levels, cut into n strata of equal share, have one
/// point in each, at a random place in it, in an order of its own (McKay, Beckman & Conover,
/// Technometrics 21 (1979), 239–245). The order and places of factor f are drawn from (seed,
/// streams[f]) alone. Requires: n >= 1.
SweepPoints latin_hypercube(const std::vector<std::size_t>& counts,
                            const std::vector<std::uint64_t>& streams, std::size_t n,
                            std::uint64_t seed);

/// The first n points of Sobol's sequence (Sobol', USSR Comput. Math. Math. Phys. 7 (1967), 86–112;
/// direction numbers of Joe & Kuo as Boost.Random has them), its origin included, which Boost
/// leaves out: so that the first 2^k points fill each factor's 2^k strata once. Requires: n >= 1.
SweepPoints sobol_design(const std::vector<std::size_t>& counts, std::size_t n);

/// The most factors that sobol_design can tell apart.
std::size_t most_sobol_factors();

}  // namespace suits
