#pragma once

// Who may take a request, ring by ring: the account's own people first, then people of the role
// without accounts, the role's other people, those who cover in the order written, and up the
// reporting line. A ring opens after its threshold; one without a threshold opens when nobody of
// the rings before it is there. Rings are worked out once per account and asked role.

#include <cstdint>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

struct Ring {
  enum class Source : std::uint8_t {
    named,  // `people`
    spare,  // people of the serving role without accounts
    all,    // everybody of the serving role
  };
  Source source = Source::named;
  RoleId serving{};              // the role in which they serve
  std::vector<PersonId> people;  // for `named`
  const Threshold* after = nullptr;  // null: none
  std::uint32_t times = 1;       // the threshold counts so often (further superiors)
  bool keeper = false;           // the first ring: whoever keeps the role on the job, if anybody
  bool cover = false;            // by another role
  bool superior = false;         // up the reporting line
};

struct RingPlan {
  RoleId asked{};                // the role (of the owner, where the owner is asked)
  std::uint32_t place = 0;       // index into a job's keepers
  Keep keep = Keep::job;
  std::vector<Ring> rings;       // rings[0] is the account's own people, or the pool
  bool thresholds = false;       // some ring has one
};

class RingPlans {
 public:
  explicit RingPlans(const Model& model);

  /// The rings of a role on an account; of its owner where role is kNone.
  const RingPlan& of(AccountId account, RoleId role) const {
    const std::size_t place = role == kNone<RoleId> ? roles_ : raw(role);
    return plans_[raw(account) * (roles_ + 1) + place];
  }
  /// Whether a person of the role holds a place in some account's team.
  bool has_accounts(PersonId person) const { return has_accounts_[raw(person)]; }

 private:
  RingPlan plan(const Model& model, AccountId account, RoleId role, const Slot* slot) const;

  std::size_t roles_;
  std::vector<RingPlan> plans_;
  std::vector<bool> has_accounts_;
};

}  // namespace suits
