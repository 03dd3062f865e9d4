#pragma once

// Plays one possible year.

#include <cstdint>

#include "engine/model/model.hpp"
#include "engine/run/observations.hpp"

namespace suits {

class LookerOn;

/// A pure function of its arguments: same model, seed and replication, same observations.
/// A run that cannot go on says so in `Observations::error`.
Observations replicate(const Model& model, std::uint64_t seed, std::uint32_t replication);
/// The same, telling somebody what happens.
Observations replicate_watched(const Model& model, std::uint64_t seed, std::uint32_t replication,
                               LookerOn& looker_on);

}  // namespace suits
