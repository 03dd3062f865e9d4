#pragma once

// Past these a run is cut off with an error that says so: any text that is valid may ask for more.

#include <cstddef>
#include <cstdint>

namespace suits {

inline constexpr std::uint64_t kMostEvents = 4'000'000'000;
inline constexpr std::size_t kMostJobs = 250'000;           // in progress: some 2 KB each
inline constexpr double kMostArrivals = 1e8;                // expected of one run, or come in
inline constexpr std::uint64_t kMostAtInstant = 1'000'000;  // work without length, and jobs, at one instant
inline constexpr std::uint32_t kMostVisitsAtInstant = 10'000;  // of one job's steps
inline constexpr std::uint16_t kMostVisits = 60'000;           // of one step, by one job

}  // namespace suits
