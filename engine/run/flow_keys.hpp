#pragma once

// Which spans of work a run of a model keeps figures of, known before it is played.

#include <vector>

#include "engine/model/model.hpp"
#include "engine/run/observations.hpp"

namespace suits {

/// By kind (people's own recurring work left out): the kind itself, then its milestones; each at
/// all tiers, then at every one. A replication's flows come in this order.
std::vector<FlowKey> flow_keys_of(const Model& model);

}  // namespace suits
