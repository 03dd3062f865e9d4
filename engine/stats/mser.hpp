#pragma once

// Where the transient of a simulated series ends.

#include <cstddef>
#include <optional>
#include <span>

namespace suits {

/// How many values to leave out at the beginning: MSER-5 (White, Simulation 69 (1997), 323–334;
/// White, Cobb & Spratt, Proc. Winter Simulation Conference 2000, 755–760). The values are averaged
/// in batches of five; of all truncations d the one is chosen that makes
///   MSER(d) = Σ_{i > d} (Yᵢ − Ȳ_d)² ÷ (k − d)²
/// least, Ȳ_d being the mean of the k − d batches that stay: the squared width of its interval. The
/// last five batches are never left out, since the few at the end may be alike by chance. Of equal
/// ones the earliest. Values behind the last whole batch are not looked at.
///
/// Nothing where it lies past the half (or there are fewer than 20 batches): the series is too
/// short to tell its transient from what it settles to.
std::optional<std::size_t> mser5(std::span<const double> values);

}  // namespace suits
