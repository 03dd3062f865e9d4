#pragma once

// What a weight may be. They are kept in thousandths.

namespace suits {

inline constexpr double kLeastWeight = 0.001;
inline constexpr double kMostWeight = 1e6;

}  // namespace suits
