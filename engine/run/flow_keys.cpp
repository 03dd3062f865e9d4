#include "engine/run/flow_keys.hpp"

namespace suits {

std::vector<FlowKey> flow_keys_of(const Model& model) {
  std::vector<FlowKey> keys;
  for (const KindId k : ids(model.kinds)) {
    if (model.kinds[k].background) continue;
    const auto milestones = static_cast<std::int32_t>(model.kinds[k].milestones.size());
    for (std::int32_t m = -1; m < milestones; ++m) {
      keys.push_back({k, m, kNone<TierId>});
      for (const TierId t : ids(model.tiers)) keys.push_back({k, m, t});
    }
  }
  return keys;
}

}  // namespace suits
