#pragma once

// Who may take a request, ring by ring: the account's own people first, then people of the role
// without accounts, the role's other people, those who cover in the order written, and up the
// reporting line. A ring opens after its threshold; one without a threshold opens when nobody of
// the rings before it is there. Rings are worked out once per account and asked role.

#include <cstdint>
#include <optional>
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
  std::optional<std::uint32_t> pool;  // index into staffing.pools: people on call
};

struct RingPlan {
  RoleId asked{};                // the role (of the owner, where the owner is asked)
  std::uint32_t place = 0;       // index into a job's keepers
  Keep keep = Keep::job;
  std::vector<Ring> rings;       // rings[0] is the account's own people, or the pool
  bool thresholds = false;       // some ring has one
  std::uint64_t at_once = 1;     // a bit per ring that is open from the start
};

/// Who holds the places of an account, as things stand.
struct Team {
  std::vector<Slot> slots;
  std::vector<std::int32_t> slot_of_role;  // by role: index into slots, −1: none
  std::optional<std::uint32_t> owner;      // index into slots
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
  bool has_accounts(PersonId person) const { return places_[person] > 0; }
  const Team& team(AccountId account) const { return teams_[account]; }
  /// The team from now on. The account's plans are worked out anew, in their places.
  void set_team(const Model& model, AccountId account, Team team);

 private:
  void lay_out(const Model& model, AccountId account);
  RingPlan plan(const Model& model, AccountId account, RoleId role, const Slot* slot) const;

  std::size_t roles_;
  std::vector<RingPlan> plans_;
  IdVector<AccountId, Team> teams_;
  IdVector<PersonId, std::uint32_t> places_;  // held in teams
};

}  // namespace suits
