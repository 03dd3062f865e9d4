#pragma once

// Past these a run is cut off with an error that says so: any text that is valid may ask for more.

#include <cstddef>
#include <cstdint>

namespace suits {

inline constexpr std::uint64_t kMostEvents = 4'000'000'000;
inline constexpr std::size_t kMostJobs = 4'000'000;         // in progress
inline constexpr double kMostArrivals = 2e9;                // expected of one run
inline constexpr std::uint64_t kMostAtInstant = 1'000'000;  // work without length, and jobs, at one instant

}  // namespace suits
