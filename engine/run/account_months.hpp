#pragma once

// What accounts are served and pay month by month, where the model asks for it: hours by day, money
// by calendar month, and what is used of a retainer beyond what it has sold.

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/run/observations.hpp"

namespace suits {

class AccountMonths {
 public:
  explicit AccountMonths(const Model& model);
  bool on() const { return model_.by_month; }

  /// A stretch of work, clipped to the window.
  struct Work {
    PersonId person{};
    AccountId account{};
    Instant from, to;
    Duration time;  // worked in it
    bool billable = false;
    double cost = 0, rate = 0;                        // [currency/h]
    std::function<Duration(Instant, Instant)> share;  // worked between two instants of it
  };
  void add(const Work& work);

  /// The account's months: its fee is paid from `starts` to `ends`, at `mean_rate` where it says
  /// none [currency/h].
  void close(AccountId account, Instant starts, Instant ends, double mean_rate);
  /// People on call cost the agency the hours that they are there and do not work.
  void add_idle(PersonId person, const std::function<Duration(Instant, Instant)>& available,
                double cost);
  std::vector<std::vector<AccountMonth>> take() { return std::move(months_); }

 private:
  void book(const Work& work, Date day, Duration time);
  void service(AccountId account, const CarryOver& rule);
  /// Days of the month that lie in the window and in between, as a share of all its days.
  double part_of_month(std::size_t month, Instant from, Instant to) const;
  std::size_t month_of(Date day) const;

  const Model& model_;
  std::vector<Date> firsts_;  // of the window's months, and of the one after
  Date start_;
  std::size_t days_ = 0;
  std::vector<std::vector<AccountMonth>> months_;
  std::vector<std::vector<Duration>> used_;       // billable, by account × day of the window
  std::vector<std::vector<double>> worked_cost_;  // of people on call, by person × month
};

}  // namespace suits
