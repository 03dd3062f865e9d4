// Measures of retainers by month, of what is won, and of contracts.

#include <algorithm>

#include "engine/analysis/measure_sheet.hpp"
#include "engine/model/month.hpp"

namespace suits {
namespace {

bool told_by_month(const Account& account) { return account.fee && account.fee->carries_over; }

struct RetainerSums {
  double over = 0, sold = 0;
};

RetainerSums put_retainer(Sheet& sheet, AccountId a, const std::vector<AccountMonth>& months) {
  using enum RetainerMeasure;
  RetainerSums sums;
  double full = 0, far = 0, warnings = 0, days = 0;
  for (const AccountMonth& month : months) {
    const double all = month.sold + month.carried, used = month.used.hours();
    sums.over += month.over;
    sums.sold += month.sold;
    full += all > 0 && used > kRetainerOver * all ? 1 : 0;
    far += all > 0 && used > kRetainerFarOver * all ? 1 : 0;
    warnings += month.warned_on > 0 ? 1 : 0;
    days += month.warned_on;
  }
  sheet.put(sums.over, 1, a, over);
  sheet.put(sums.over, sums.sold, a, over_servicing);
  sheet.put(full, 1, a, months_over);
  sheet.put(far, 1, a, months_far_over);
  sheet.put(warnings, 1, a, warned);
  sheet.put(days, warnings, a, warned_on);
  return sums;
}

void put_month(Sheet& sheet, AccountId a, std::size_t m, const AccountMonth& month) {
  using enum AccountMonthMeasure;
  sheet.put(month.sold, 1, a, m, sold);
  sheet.put(month.carried, 1, a, m, carried);
  sheet.put(month.used.hours(), 1, a, m, used);
  sheet.put(month.over, 1, a, m, over);
  sheet.put(month.income, 1, a, m, income);
  sheet.put(month.cost, 1, a, m, cost);
}

void put_months(Sheet& sheet, const Model& model, const MeasureLayout& layout,
                const Observations& seen) {
  RetainerSums all;
  std::vector<double> incomes(layout.months()), costs(layout.months());
  for (const AccountId a : ids(model.accounts)) {
    const std::vector<AccountMonth>& months = seen.account_months[raw(a)];
    if (told_by_month(model.accounts[a])) {
      const RetainerSums own = put_retainer(sheet, a, months);
      all.over += own.over;
      all.sold += own.sold;
    }
    for (std::size_t m = 0; m < layout.months(); ++m) {
      put_month(sheet, a, m, months[m]);
      incomes[m] += months[m].income;
      costs[m] += months[m].cost;
    }
  }
  sheet.put(all.over, all.sold, BusinessMeasure::over_servicing);
  for (std::size_t m = 0; m < layout.months(); ++m) {
    sheet.put(incomes[m], 1, m, MonthMeasure::income);
    sheet.put(costs[m], 1, m, MonthMeasure::cost);
    sheet.put(incomes[m] - costs[m], incomes[m], m, MonthMeasure::margin);
  }
}

void put_renewal(Sheet& sheet, AccountId a, const RenewalCount& own) {
  using enum RenewalMeasure;
  const double all = number(own.kept + own.lost);
  sheet.put(all, 1, a, due);
  sheet.put(number(own.kept), 1, a, kept);
  sheet.put(number(own.lost), 1, a, lost);
  sheet.put(number(own.kept), all, a, renewal_rate);
  sheet.put(number(own.late), all, a, late);
}

}  // namespace

void put_business(Sheet& sheet, const Model& model, const MeasureLayout& layout,
                  const Observations& seen) {
  if (layout.months() > 0 && !seen.account_months.empty()) put_months(sheet, model, layout, seen);
  if (!seen.wins.empty()) {
    using enum WinMeasure;
    double decisions = 0, wins = 0;
    for (const KindId k : ids(model.kinds)) {
      const WinCount& own = seen.wins[raw(k)];
      sheet.put(number(own.decided), 1, k, decided);
      sheet.put(number(own.won), 1, k, won);
      sheet.put(number(own.won), number(own.decided), k, win_rate);
      sheet.put(number(own.late), number(own.decided), k, late);
      if (!model.kinds[k].wins || !model.kinds[k].wins->account) continue;
      decisions += number(own.decided);
      wins += number(own.won);
    }
    sheet.put(wins, decisions, BusinessMeasure::win_rate);
    sheet.put(number(seen.accounts_won), 1, BusinessMeasure::new_accounts);
    sheet.put(number(seen.vacant_places), 1, BusinessMeasure::vacant_places);
  }
  if (!seen.renewals.empty()) {
    RenewalCount all;
    const AccountId agency{static_cast<std::uint32_t>(model.accounts.size() - 1)};
    for (const AccountId a : ids(model.accounts)) {
      const RenewalCount& own = seen.renewals[raw(a)];
      all.kept += own.kept;
      all.lost += own.lost;
      all.late += own.late;
      put_renewal(sheet, a, a == agency ? all : own);
    }
  }
}

void MeasureLayout::add_business(const Model& model) {
  business_ = size_;
  const bool wins = std::any_of(model.kinds.begin(), model.kinds.end(),
                                [](const Kind& k) { return k.wins.has_value(); });
  const bool contracts = std::any_of(model.accounts.begin(), model.accounts.end(),
                                     [](const Account& a) { return a.contract.has_value(); });
  if (!model.by_month && !wins) return;
  months_ = model.by_month ? months_of(model.window).size() - 1 : 0;
  retainer_ = business_ + kCount<BusinessMeasure>;
  account_month_ = retainer_ + (months_ > 0 ? model.accounts.size() * kCount<RetainerMeasure> : 0);
  month_ = account_month_ + model.accounts.size() * months_ * kCount<AccountMonthMeasure>;
  win_ = month_ + months_ * kCount<MonthMeasure>;
  renewal_ = win_ + (wins ? kinds_ * kCount<WinMeasure> : 0);
  size_ = renewal_ + (contracts ? model.accounts.size() * kCount<RenewalMeasure> : 0);
}

std::size_t MeasureLayout::at(AccountId account, RetainerMeasure m) const {
  return retainer_ + raw(account) * kCount<RetainerMeasure> + index(m);
}
std::size_t MeasureLayout::at(AccountId account, std::size_t month, AccountMonthMeasure m) const {
  return account_month_ + (raw(account) * months_ + month) * kCount<AccountMonthMeasure> + index(m);
}
std::size_t MeasureLayout::at(std::size_t month, MonthMeasure m) const {
  return month_ + month * kCount<MonthMeasure> + index(m);
}
std::size_t MeasureLayout::at(KindId kind, WinMeasure m) const {
  return win_ + raw(kind) * kCount<WinMeasure> + index(m);
}
std::size_t MeasureLayout::at(AccountId account, RenewalMeasure m) const {
  return renewal_ + raw(account) * kCount<RenewalMeasure> + index(m);
}
std::size_t MeasureLayout::at(BusinessMeasure m) const { return business_ + index(m); }

}  // namespace suits
