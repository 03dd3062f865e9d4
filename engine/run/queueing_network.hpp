#pragma once

// A scenario compiled to the traits it uses, where these are few: a queueing network. Every request
// asks one person of a pooled role that is always on duty, holds one request at a time and is never
// interrupted; every job goes through a chain of such steps, with ways back; what is taken next
// depends on nothing that moves with time. Then most of what the general run keeps an eye on cannot
// happen, and QueueingRun plays the same history without it.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// A role that is asked, and its people.
struct Station {
  RoleId role{};
  std::uint32_t line = 0;        // place in the match; stations of one line compare their requests
  std::vector<PersonId> people;  // by id
  const Dispatch* dispatch = nullptr;
};

/// A step of a job's chain, at the job's tier.
struct Stage {
  const Step* step = nullptr;
  std::uint32_t station = 0;
  std::uint32_t class_and_cover = 0;      // as in Priority
  const Distribution* first = nullptr;    // effort of the first visit [us]
  const Distribution* later = nullptr;    // … and of further ones
  double mean_first = 0, mean_later = 0;  // [us]
  double role_effort = 1;                 // scales the effort
  Duration tail;                          // expected work after the step
  double chance_back = 0;                 // of the first round
};

/// What the jobs of one stream go through.
struct Route {
  StreamId stream{};
  KindId kind{};
  AccountId account{};
  TierId tier{};
  std::vector<Stage> stages;  // a chain
};

struct QueueingNetwork {
  std::vector<Station> stations;  // by role
  std::vector<Route> routes;      // by stream
  std::size_t longest = 1;        // stages of a route
  bool rework = false;            // some stage sends work back
};

/// The network that a scenario is; nothing where it uses any other trait.
std::optional<QueueingNetwork> queueing_network(const Model& model);

}  // namespace suits
