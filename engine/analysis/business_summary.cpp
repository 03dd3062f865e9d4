#include "engine/analysis/business_summary.hpp"

#include <algorithm>

#include "engine/model/month.hpp"

namespace suits {
namespace {

class BusinessReader {
 public:
  BusinessReader(const Model& model, const Experiment& experiment)
      : model_(model), all_(experiment) {}

  BusinessSummary run() const;

 private:
  template <class... Where>
  Estimate read(Where... where) const {
    return all_.measures[all_.layout.at(where...)].estimate(factors_);
  }
  RetainerSummary retainer(AccountId a) const;
  RenewalSummary renewal(AccountId a) const;

  const Model& model_;
  const Experiment& all_;
  mutable StudentFactors factors_;
};

RetainerSummary BusinessReader::retainer(AccountId a) const {
  using Of = RetainerMeasure;
  RetainerSummary out;
  out.account = a;
  out.sold = read(a, AccountMeasure::sold);
  out.used = read(a, AccountMeasure::billable);
  out.over = read(a, Of::over);
  out.over_servicing = read(a, Of::over_servicing);
  out.months_over = read(a, Of::months_over);
  out.months_far_over = read(a, Of::months_far_over);
  out.warned = read(a, Of::warned);
  out.warned_on = read(a, Of::warned_on);
  for (std::size_t m = 0; m < all_.layout.months(); ++m) {
    using In = AccountMonthMeasure;
    out.months.push_back({read(a, m, In::sold), read(a, m, In::carried), read(a, m, In::used),
                          read(a, m, In::over)});
  }
  return out;
}

RenewalSummary BusinessReader::renewal(AccountId a) const {
  using Of = RenewalMeasure;
  return {a,
          read(a, Of::due),
          read(a, Of::kept),
          read(a, Of::lost),
          read(a, Of::renewal_rate),
          read(a, Of::late)};
}

BusinessSummary BusinessReader::run() const {
  BusinessSummary out;
  for (const AccountId a : ids(model_.accounts)) {
    const Account& account = model_.accounts[a];
    if (account.fee && account.fee->carries_over) out.retainers.push_back(retainer(a));
    if (account.contract) out.renewals.push_back(renewal(a));
  }
  if (!out.retainers.empty()) out.over_servicing = read(BusinessMeasure::over_servicing);
  if (!out.renewals.empty()) {
    out.renewals.push_back(
        renewal(AccountId{static_cast<std::uint32_t>(model_.accounts.size() - 1)}));
  }
  if (all_.layout.months() > 0) {
    const std::vector<Date> firsts = months_of(model_.window);
    for (std::size_t m = 0; m < all_.layout.months(); ++m) {
      out.months.push_back({std::max(firsts[m], date_of(model_.window.start)),
                            read(m, MonthMeasure::income), read(m, MonthMeasure::cost),
                            read(m, MonthMeasure::margin)});
    }
  }
  for (const KindId k : ids(model_.kinds)) {
    if (!model_.kinds[k].wins) continue;
    out.wins.push_back({k, read(k, WinMeasure::decided), read(k, WinMeasure::won),
                        read(k, WinMeasure::win_rate), read(k, WinMeasure::late)});
    out.accounts_won = out.accounts_won || model_.kinds[k].wins->account.has_value();
  }
  if (out.accounts_won) {
    out.new_accounts = read(BusinessMeasure::new_accounts);
    out.vacant_places = read(BusinessMeasure::vacant_places);
    out.win_rate = read(BusinessMeasure::win_rate);
  }
  return out;
}

}  // namespace

BusinessSummary business_of(const Model& model, const Experiment& experiment) {
  return BusinessReader(model, experiment).run();
}

}  // namespace suits
