// What a tier gives to shares of its accounts: owners and fees, by largest remainder, the accounts
// in the order of their names.

#include <algorithm>
#include <cmath>

#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

constexpr double kWeeksPerMonth = 365.25 / 84;

/// How many of n fall to each share: largest remainders, the first of equal ones.
std::vector<std::size_t> apportion(const std::vector<double>& shares, std::size_t n) {
  std::vector<std::size_t> result;
  std::vector<std::pair<double, std::size_t>> rest;
  std::size_t given = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double exact = shares[i] * static_cast<double>(n);
    const double whole = std::floor(exact + 1e-9);
    result.push_back(static_cast<std::size_t>(whole));
    given += result.back();
    rest.emplace_back(whole - exact, i);
  }
  std::stable_sort(rest.begin(), rest.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first - 1e-9; });
  for (std::size_t i = 0; given < n && i < rest.size(); ++i, ++given) ++result[rest[i].second];
  return result;
}

class ShareCompiler {
 public:
  explicit ShareCompiler(Compilation& c) : c_(c) {}

  void run() {
    // Accounts that may be won later change nothing for those that are there.
    for (const bool to_be_won : {false, true}) {
      to_be_won_ = to_be_won;
      share_out_owners();
      share_out_fees();
    }
  }

 private:
  /// Accounts of a tier that pass `open`, by id and so by name.
  template <class Open>
  std::vector<AccountId> accounts_of(TierId tier, Open open) const {
    std::vector<AccountId> result;
    for (const AccountId a : ids(c_.model.accounts)) {
      const Account& account = c_.model.accounts[a];
      if (!account.agency && account.tier == tier && account.pool.has_value() == to_be_won_ &&
          open(a)) {
        result.push_back(a);
      }
    }
    return result;
  }

  void share_out_owners() {
    for (const TierId t : ids(c_.model.tiers)) {
      const TierSpec* tier = c_.tier_specs[t];
      if (tier == nullptr || tier->owner.empty()) continue;
      std::vector<double> shares;
      std::vector<std::pair<std::optional<RoleId>, std::optional<LevelId>>> owners;
      for (const OwnerSpec& owner : tier->owner) {
        shares.push_back(owner.share ? owner.share->value.value : 1.0);
        auto role = c_.roles.resolve(owner.role, c_.diagnostics);
        if (role && c_.model.roles[*role].sort != RoleSort::staff) {
          c_.error(owner.role.span,
                   fmt::format("'{}' is outside the department and cannot own an account",
                               owner.role.text));
          role.reset();
        }
        std::optional<LevelId> level;
        if (owner.least_level) level = c_.levels.resolve(*owner.least_level, c_.diagnostics);
        owners.emplace_back(role, level);
      }
      const auto accounts =
          accounts_of(t, [&](AccountId a) { return !c_.account_specs[a]->owner.has_value(); });
      const auto counts = apportion(shares, accounts.size());
      std::size_t next = 0;
      for (std::size_t i = 0; i < counts.size(); ++i) {
        for (std::size_t k = 0; k < counts[i]; ++k, ++next) {
          TeamPlan& plan = c_.plans[accounts[next]];
          plan.owner_role = owners[i].first;
          plan.owner_level = owners[i].second;
          plan.owner_span = tier->owner[i].role.span;
        }
      }
    }
  }

  Fee fee_of(const FeeSpec& spec, bool retainer) {
    Fee fee;
    if (spec.rate) fee.rate = spec.rate->value.value;
    if (retainer && spec.carries_over) {
      fee.carries_over = spec.carries_over->value;
      c_.model.by_month = true;
    }
    if (retainer && spec.retainer) {
      if (const auto* hours = std::get_if<EffortRate>(&spec.retainer->value)) {
        fee.retainer_hours = per_working_week(c_, *hours) / 3.6e9 * kWeeksPerMonth;
      } else {
        fee.retainer_money = std::get<MonthlyMoney>(spec.retainer->value).value;
      }
    } else {
      fee.project = true;
    }
    return fee;
  }

  void share_out_fees() {
    for (const AccountId a : ids(c_.model.accounts)) {
      const AccountSpec* spec = c_.account_specs[a];
      if (spec != nullptr && spec->fee) c_.model.accounts[a].fee = fee_of(*spec->fee, true);
    }
    for (const TierId t : ids(c_.model.tiers)) {
      const TierSpec* tier = c_.tier_specs[t];
      if (tier == nullptr || !tier->fee) continue;
      const auto accounts = accounts_of(t, [&](AccountId a) { return !c_.account_specs[a]->fee; });
      const double share = tier->fee->share ? tier->fee->share->value.value : 1.0;
      const auto with = apportion({share, 1 - share}, accounts.size())[0];
      for (std::size_t i = 0; i < accounts.size(); ++i) {
        c_.model.accounts[accounts[i]].fee = fee_of(*tier->fee, i < with);
      }
    }
  }

  Compilation& c_;
  bool to_be_won_ = false;
};

}  // namespace

void compile_shares(Compilation& c) { ShareCompiler(c).run(); }

}  // namespace suits
