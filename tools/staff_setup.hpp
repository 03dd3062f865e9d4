#pragma once

// Whose heads are counted, what each costs, and the edits of the scenario that make other numbers
// of them.

#include <map>
#include <string>
#include <vector>

#include "engine/analysis/staffing_play.hpp"
#include "engine/report/staff_report.hpp"
#include "tools/options.hpp"
#include "tools/scenario_file.hpp"

namespace suits {

class StaffSetup {
 public:
  /// Throws UsageError where flags are wrong. `file` stays the caller's, and has a model.
  StaffSetup(const Options& options, const DraftFile& file);

  const std::vector<StaffPosition>& positions() const { return positions_; }
  /// Costs a year, in the currency; heads where the scenario has no costs.
  double cost(const HeadCounts& heads) const;
  bool money() const { return money_; }
  bool places_given_out_anew() const { return reopened_; }
  StaffedModel model(const HeadCounts& heads);
  /// Who leaves and who comes, in words: "without Ben Carter", "2 account_executives more".
  std::vector<std::string> changes(const HeadCounts& heads) const;

 private:
  void find_positions(const Options& options);
  void bound_positions(const Options& options);
  void reopen_places();
  void price();
  /// Openings that cost the account a place: the tier gives it fewer.
  std::vector<std::string> lost_places() const;
  void hand_on_accounts(const HeadCounts& heads, std::vector<EditArgument>& edits) const;
  std::vector<EditArgument> edits(const HeadCounts& heads) const;

  const DraftFile& file_;
  std::vector<StaffPosition> positions_;
  std::vector<RoleId> roles_;
  std::vector<std::vector<std::string>> leavers_;  // by position, the first to go first
  std::vector<std::vector<double>> costs_;         // by position: of so many heads
  std::vector<EditArgument> opening_;
  std::map<HeadCounts, StaffedModel> models_;
  bool levels_ = false, reopened_ = false, money_ = false;
};

}  // namespace suits
