#include "engine/run/account_months.hpp"

#include <algorithm>

#include "engine/model/month.hpp"

namespace suits {

AccountMonths::AccountMonths(const Model& model) : model_(model) {
  if (!on()) return;
  firsts_ = months_of(model.window);
  start_ = date_of(model.window.start);
  days_ = static_cast<std::size_t>(date_of(model.window.end - microseconds(1)) - start_ + 1);
  months_.assign(model.accounts.size(), std::vector<AccountMonth>(firsts_.size() - 1));
  used_.assign(model.accounts.size(), std::vector<Duration>(days_));
  worked_cost_.resize(model.people.size());
  for (const Pool& pool : model.staffing.pools) {
    if (!pool.stay) continue;
    for (const PersonId p : pool.people) worked_cost_[raw(p)].assign(firsts_.size() - 1, 0.0);
  }
}

std::size_t AccountMonths::month_of(Date day) const {
  return static_cast<std::size_t>(std::upper_bound(firsts_.begin(), firsts_.end(), day) -
                                  firsts_.begin() - 1);
}

void AccountMonths::add(const Work& work) {
  const Date first = date_of(work.from), last = date_of(work.to - microseconds(1));
  Duration left = work.time;
  for (Date day = first; day < last; ++day) {
    const Duration time =
        std::min(left, work.share(std::max(work.from, midnight(day)), midnight(day + 1)));
    book(work, day, time);
    left -= time;
  }
  book(work, last, left);
}

void AccountMonths::book(const Work& work, Date day, Duration time) {
  const std::size_t m = month_of(day);
  AccountMonth& month = months_[raw(work.account)][m];
  const double cost = time.hours() * work.cost;
  month.cost += cost;
  std::vector<double>& on_call = worked_cost_[raw(work.person)];
  if (!on_call.empty()) on_call[m] += cost;
  if (!work.billable) return;
  month.used += time;
  month.value += time.hours() * work.rate;
  used_[raw(work.account)][static_cast<std::size_t>(day - start_)] += time;
}

double AccountMonths::part_of_month(std::size_t month, Instant from, Instant to) const {
  const Date first = firsts_[month], next = firsts_[month + 1];
  std::int32_t days = 0;
  for (Date d = std::max(first, start_); d < next && midnight(d) < model_.window.end; ++d) {
    if (midnight(d) >= from && midnight(d) < to) ++days;
  }
  return static_cast<double>(days) / static_cast<double>(next - first);
}

void AccountMonths::close(AccountId account, Instant starts, Instant ends, double mean_rate) {
  if (!on()) return;
  const Fee& fee = *model_.accounts[account].fee;
  std::vector<AccountMonth>& months = months_[raw(account)];
  for (std::size_t m = 0; m < months.size(); ++m) {
    AccountMonth& month = months[m];
    const double part = part_of_month(m, starts, ends);
    month.sold = fee.retainer_hours * part;
    month.income = fee.retainer_money * part + month.sold * fee.rate.value_or(mean_rate);
    if (fee.project) {
      month.income += fee.rate ? month.used.hours() * *fee.rate : month.value;
    }
  }
  if (fee.carries_over) service(account, *fee.carries_over);
}

/// What the months' hours are used for: those brought along first, the oldest before the others.
void AccountMonths::service(AccountId account, const CarryOver& rule) {
  struct Rest {
    double hours;
    std::size_t until;  // the last month in which they may be used
  };
  std::vector<Rest> rests;
  std::vector<AccountMonth>& months = months_[raw(account)];
  for (std::size_t m = 0; m < months.size(); ++m) {
    AccountMonth& month = months[m];
    std::erase_if(rests, [m](const Rest& rest) { return rest.until < m; });
    for (const Rest& rest : rests) month.carried += rest.hours;
    const double available = month.sold + month.carried;
    double used = month.used.hours();
    month.over = std::max(0.0, used - available);
    double so_far = 0;
    const Date next = std::min(firsts_[m + 1], start_ + static_cast<std::int32_t>(days_));
    for (Date d = std::max(firsts_[m], start_); d < next && month.warned_on == 0; ++d) {
      so_far += used_[raw(account)][static_cast<std::size_t>(d - start_)].hours();
      if (available > 0 && so_far >= kRetainerWarned * available)
        month.warned_on = d - firsts_[m] + 1;
    }
    for (Rest& rest : rests) {
      const double taken = std::min(rest.hours, used);
      rest.hours -= taken;
      used -= taken;
    }
    const double left = std::max(0.0, month.sold - used);
    if (rule.months > 0) {
      rests.push_back({left, m + rule.months});
    } else {
      // All that is left counts, what was brought along included.
      double all = left;
      for (const Rest& rest : rests) all += rest.hours;
      rests.assign(1, {std::min(all, rule.share * month.sold), m + 1});
    }
  }
}

void AccountMonths::add_idle(PersonId person,
                             const std::function<Duration(Instant, Instant)>& available,
                             double cost) {
  if (!on()) return;
  std::vector<AccountMonth>& agency = months_.back();
  for (std::size_t m = 0; m < agency.size(); ++m) {
    const Instant from = std::max(midnight(firsts_[m]), model_.window.start);
    const Instant to = std::min(midnight(firsts_[m + 1]), model_.window.end);
    agency[m].cost += available(from, to).hours() * cost - worked_cost_[raw(person)][m];
  }
}

}  // namespace suits
