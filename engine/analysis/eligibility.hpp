#pragma once

// Who may do a step on an account, in which order, and why everybody else may not: the rules of a
// run, asked without a run.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/run/rings.hpp"

namespace suits {

/// People who may take a seat from the same moment on.
struct EligibleRing {
  Ring ring;
  std::vector<PersonId> people;  // by id; nobody who is in a ring before
  bool at_once = false;          // as there is nobody in any ring before, whatever its threshold
};

/// Why somebody may not, the first that applies.
enum class Bar : std::uint8_t {
  role,         // serves in none of the roles that are asked or cover
  level,        // below the least level
  skills,       // lacks a skill that is asked for
  not_reached,  // of a role that is asked, but no ring of this account reaches them
  gone,         // not in the agency within the reported window
};
struct Barred {
  PersonId person{};
  Bar bar{};
};

/// One role that a seat may be asked of.
struct EligibleWay {
  RoleId asked{};
  double share = 0;  // of alternatives by shares; 0: whoever may first
  Keep keep = Keep::job;
  std::vector<EligibleRing> rings;
};

/// One participant of the step.
struct EligibleSeat {
  const Participant* participant = nullptr;
  bool owner = false;                   // asked as the account's owner
  std::vector<EligibleWay> ways;        // alternatives
  std::vector<Barred> barred;           // everybody of the department in none of the rings, by id
};

/// The seats of a step's first round at the account's tier; those who take no part there left out.
/// Requires: the account is the agency's own, or a client's.
std::vector<EligibleSeat> eligible_for(const Model& model, const RingPlans& plans,
                                       AccountId account, const Step& step);

}  // namespace suits
