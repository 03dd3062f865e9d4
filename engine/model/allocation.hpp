#pragma once

// Fills the open places of teams before the run: the largest load first, each to whoever has the
// least load for their hours and room left within the limits. Deterministic; equal ones by name.

#include <optional>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// A place in a team that nobody holds yet.
struct OpenPlace {
  AccountId account{};
  std::uint32_t slot = 0;  // index into the account's team
  double load = 0;         // [h/week]
  std::optional<LevelId> least_level;
};

class Allocator {
 public:
  /// Counts what the holders stated in `model` hold already. Keeps a reference.
  explicit Allocator(Model& model);

  /// Load that a person has from a place [h/week].
  void burden(PersonId person, double load) { load_[person] += load; }
  /// Gives each place to somebody who is there at the start of the window, then those still open to
  /// people who join before its end; returns those that nobody may take, in their order.
  std::vector<OpenPlace> fill(std::vector<OpenPlace> places);
  /// Accounts that count against the person's limit in a role.
  double held(PersonId person, RoleId role) const;
  /// The limit itself; nothing: none.
  std::optional<double> limit(PersonId person, RoleId role) const;
  /// Notes that the person holds a place of the role on the account (once per account and role).
  void hold(PersonId person, RoleId role, AccountId account);

 private:
  bool full(PersonId person, RoleId role) const;
  bool may(PersonId person, const OpenPlace& place) const;
  void pass(std::vector<OpenPlace>& places, bool joining);

  Model& model_;
  IdVector<PersonId, double> load_;
  IdVector<PersonId, std::vector<std::pair<RoleId, double>>> held_;
};

}  // namespace suits
