#pragma once

// The work a scenario asks for, in the mean and by asked role: hours per job of each kind on each
// tier, rework, supervision and follow-up included. Nominal hours: of a person who does a nominal
// hour in an hour. What is approximate is said in `notes`.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// Hours asked of roles and of an account's owner.
struct AskedHours {
  std::vector<double> by_role;  // by RoleId [h]
  double owner = 0;             // in steps, before the scalar of the owner's role [h]
  double owner_background = 0;  // supervision and follow-up, which no scalar touches [h]
};

/// By sender of a back-edge (StepId): the expected factor of the level of whoever does the work
/// that goes back (the people of the first role asked in the back-edge's target, by head); empty
/// where every level has 1.
std::vector<double> expected_repeats(const Model& model, const Kind& kind, TierId tier);

class ExpectedLoad {
 public:
  /// Works out every kind on every tier where it arrives. Keeps a reference: the model outlives it.
  explicit ExpectedLoad(const Model& model);

  /// Hours asked by one job. Requires: some stream brings the kind to an account of the tier.
  const AskedHours& per_job(KindId kind, TierId tier) const { return loads_.at({kind, tier}); }
  /// The same with the owner's hours at the owner's role, where the account has one.
  std::vector<double> per_job(KindId kind, AccountId account) const;
  /// What could not be told exactly, in words.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  AskedHours hours_of(const Kind& kind, TierId tier);
  void add_request(const Request& request, TierId tier, double times, AskedHours& to) const;
  void note(std::string text);

  const Model& model_;
  std::map<std::pair<KindId, TierId>, AskedHours> loads_;
  std::vector<std::string> notes_;
};

}  // namespace suits
