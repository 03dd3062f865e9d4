#pragma once

// What a scenario gives in the mean, without a run: how full people are, how long work waits for
// each role, how long each kind of work takes. A queueing network approximation (Whitt, "The
// queueing network analyzer", Bell System Technical Journal 62 (1983) 2779–2815, with ranks of
// priority and seasons): good for a first look in milliseconds, no substitute for a run. Its error
// is measured by tools/analytic_error; its weak sides are in `weak_sides`, in words.

#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

struct AnalyticRole {
  RoleId role{};
  std::size_t people = 0;      // whose main role it is
  double utilisation = 0;      // their hours worked ÷ there; NaN where it is nobody's main role
  double asked = 0;            // their hours asked ÷ there: above 1 they cannot keep up
  double requests = 0;         // asked of the role in the window
  double wait = 0;             // of a request until somebody starts, working time [h]
  std::vector<PersonId> over;  // its people who are asked for more than they are there
  bool keeps_up = true;  // whoever takes its requests, for each urgency; else `wait` is what it
                         // comes to within this window, and grows from week to week
};

/// A kind of work or one of its milestones, at all tiers or one.
struct AnalyticFlow {
  KindId kind{};
  std::int32_t milestone = -1;  // index into Kind.milestones; −1: the kind, arrival to finish
  TierId tier = kNone<TierId>;  // kNone: all tiers
  double jobs = 0;              // in the window
  double turnaround = 0;        // working time [h] …
  double waiting = 0, in_hand = 0, client = 0, delay = 0;  // … of which; they add up
  bool keeps_up = true;  // as of AnalyticRole, for all that it asks
};

struct AnalyticEstimate {
  std::vector<AnalyticRole> roles;      // by id; of staff and parties that are asked for anything
  std::vector<AnalyticFlow> flows;      // by kind; each with its tiers, then its milestones
  std::vector<std::string> weak_sides;  // of the method, as far as this scenario meets them
};

/// Cost: O(requests × periods of four weeks + stations × ranks²), some milliseconds for a
/// department of 25; one dense LU over the stations.
AnalyticEstimate analytic_estimate(const Model& model);

}  // namespace suits
