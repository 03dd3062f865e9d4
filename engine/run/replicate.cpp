#include "engine/run/replicate.hpp"

#include "engine/run/queueing_run.hpp"
#include "engine/run/replication.hpp"

namespace suits {

Observations replicate(const Model& model, std::uint64_t seed, std::uint32_t replication) {
  if (auto seen = play_queueing_network(model, seed, replication)) return *std::move(seen);
  return Replication(model, seed, replication).play();
}

Observations replicate_watched(const Model& model, std::uint64_t seed, std::uint32_t replication,
                               LookerOn& looker_on) {
  Replication run(model, seed, replication);
  run.tell(looker_on);
  return run.play();
}

}  // namespace suits
