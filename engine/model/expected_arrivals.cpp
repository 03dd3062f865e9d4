#include "engine/model/expected_arrivals.hpp"

#include <algorithm>
#include <cmath>

#include "engine/random/transcendental.hpp"

namespace suits {
namespace {

Date first_of_month(Date d) {
  return d - (static_cast<std::int32_t>(static_cast<unsigned>(d.civil().day())) - 1);
}
Date next_month(Date first) { return first_of_month(first + 31); }

double ratio(Duration part, Duration whole) {
  return static_cast<double>(part.us) / static_cast<double>(whole.us);
}

class Counter {
 public:
  /// Of an account whose work arrives from `starts` on.
  Counter(const Model& model, const Stream& stream, const std::vector<Instant>& edges,
          Instant starts)
      : model_(model),
        stream_(stream),
        account_(model.accounts[stream.account]),
        starts_(starts),
        edges_(edges),
        hours_(stream.any_time ? model.always
                               : model.patterns[model.accounts[stream.account].client_pattern]),
        counts_(edges.size() < 2 ? 0 : edges.size() - 1, 0.0) {}

  std::vector<double> run() {
    if (counts_.empty()) return counts_;
    switch (stream_.form) {
      case Stream::Form::rate:
        rate();
        break;
      case Stream::Form::gaps:
        gaps();
        break;
      case Stream::Form::regular:
        regular();
        break;
      case Stream::Form::dates:
        for (const Instant t : stream_.dates) at(t, 1);
        break;
      case Stream::Form::population:
        break;
    }
    if (stream_.batch) {
      for (double& count : counts_) count *= stream_.batch->mean();
    }
    return counts_;
  }

 private:
  /// `mass` arrivals at t.
  void at(Instant t, double mass) {
    if (t < first() || t >= account_.ends || t < edges_.front() || t >= edges_.back()) return;
    const auto it = std::upper_bound(edges_.begin(), edges_.end(), t);
    counts_[static_cast<std::size_t>(it - edges_.begin()) - 1] += mass;
  }

  Instant first() const { return std::max(model_.window.warm_up, starts_); }

  /// `mass` arrivals evenly over the client's hours in [from, to), of which those in [lower,
  /// upper) count.
  void over(Instant from, Instant to, double mass, Instant lower = kDawn, Instant upper = kNever) {
    const Duration whole = hours_.between(from, to);
    if (whole.us <= 0) return at(hours_.next_open(from), mass);
    lower = std::max(lower, first());
    upper = std::min(upper, account_.ends);
    std::size_t i = static_cast<std::size_t>(std::upper_bound(edges_.begin(), edges_.end(), from) -
                                             edges_.begin());
    if (i > 0) --i;
    for (; i < counts_.size() && edges_[i] < to; ++i) {
      const Instant a = std::max({from, edges_[i], lower});
      const Instant b = std::min({to, edges_[i + 1], upper});
      if (a >= b) continue;
      if (!stream_.profile) {
        counts_[i] += mass * ratio(hours_.between(a, b), whole);
        continue;
      }
      const Instant origin = profile_origin(model_.window.warm_up);
      for (Instant t = a; t < b;) {
        const ProfilePart part = profile_at(*stream_.profile, origin, t);
        const Instant until = std::min(part.until, b);
        counts_[i] += mass * part.factor * ratio(hours_.between(t, until), whole);
        t = until;
      }
    }
  }

  double in_month(Date from, Date to) const {
    const Hours& agency = model_.agency();
    const double length = to - from;
    double count = stream_.per_year / 12 + stream_.per_month + stream_.per_week * length / 7 +
                   stream_.per_day * length + stream_.per_hour * length * 24;
    if (stream_.per_working_day > 0) {
      count += stream_.per_working_day * static_cast<double>(agency.working_days(from, to));
    }
    if (stream_.per_working_hour > 0) {
      count += stream_.per_working_hour * agency.between(midnight(from), midnight(to)).hours();
    }
    if (!stream_.season.empty()) count *= stream_.season[static_cast<std::size_t>(from.month())];
    return count;
  }

  void rate() {
    const double size = mean_power(account_.size, stream_.size_exponent);
    const auto& sizes = account_.sizes;
    for (Date from = first_of_month(date_of(edges_.front())); midnight(from) < edges_.back();) {
      const Date to = next_month(from);
      if (hours_.between(midnight(from), midnight(to)).us > 0) {
        const double mass = size * in_month(from, to);
        for (std::size_t i = 0; i <= sizes.size(); ++i) {  // before, between and after the changes
          const double factor =
              i == 0 ? 1 : det_pow(sizes[i - 1].factor, stream_.size_exponent);
          over(midnight(from), midnight(to), mass * factor,
               i == 0 ? kDawn : midnight(sizes[i - 1].from),
               i == sizes.size() ? kNever : midnight(sizes[i].from));
        }
      }
      from = to;
    }
  }

  void gaps() {
    const double mean = stream_.interval->amount.mean();
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      const Instant a = std::max(edges_[i], first()), b = std::min(edges_[i + 1], account_.ends);
      if (b <= a) continue;
      switch (stream_.interval->clock) {
        case Clock::elapsed:
          counts_[i] = static_cast<double>((b - a).us) / mean;
          break;
        case Clock::working_time:
          counts_[i] = static_cast<double>(hours_.between(a, b).us) / mean;
          break;
        case Clock::working_days:
          counts_[i] = ratio(hours_.between(a, b), hours_.standard_day()) / mean;
          break;
        case Clock::months:
          counts_[i] = ratio(b - a, days(365) + hours_of(6)) * 12 / mean;
          break;
      }
    }
  }

  static Duration hours_of(std::int64_t n) { return suits::hours(n); }

  /// One arrival in each period; see ArrivalProcess for where a period begins.
  void regular() {
    const Hours& agency = model_.agency();
    const auto n = static_cast<std::int32_t>(std::max(1.0, stream_.every.amount.mean()));
    const Date start = date_of(model_.window.warm_up);
    Date from = start, to = start;
    const auto move = [&] {
      from = to;
      if (stream_.every.clock == Clock::months) {
        for (std::int32_t i = 0; i < n; ++i) to = next_month(to);
      } else if (stream_.every.clock == Clock::working_days) {
        to = date_of(agency.add_working_days(midnight(from), n));
      } else {
        to = from + length();
      }
    };
    if (stream_.every.clock == Clock::months) {
      to = first_of_month(start);
    } else if (stream_.every.clock == Clock::working_days) {
      to = date_of(agency.next_open(midnight(start)));
    } else {
      to = length() % 7 == 0 ? start - start.weekday() : start;
    }
    for (move(); midnight(from) < edges_.back(); move()) period(from, to);
  }

  std::int32_t length() const {
    const Duration every = round_duration(stream_.every.amount.mean());
    return static_cast<std::int32_t>(std::max<std::int64_t>(1, every.us / days(1).us));
  }

  void period(Date from, Date to) {
    if (!stream_.weekday && !stream_.month_day && !stream_.at) {
      return over(midnight(from), midnight(to), 1);
    }
    if (stream_.weekday) {
      const std::int32_t several = std::max(1, (to - from) / 7);
      const Date first = from + (*stream_.weekday - from.weekday() + 7) % 7;
      for (std::int32_t i = 0; i < several; ++i) day(first + 7 * i, 1.0 / several);
    } else {
      day(stream_.month_day ? from + (*stream_.month_day - 1) : from, 1);
    }
  }

  void day(Date date, double mass) {
    if (stream_.at) return at(hours_.next_open(midnight(date) + *stream_.at), mass);
    over(midnight(date), midnight(date + 1), mass);
  }

  const Model& model_;
  const Stream& stream_;
  const Account& account_;
  Instant starts_;
  const std::vector<Instant>& edges_;
  const Hours& hours_;
  std::vector<double> counts_;
};

}  // namespace

double mean_power(const Distribution& size, double exponent) {
  if (exponent == 0) return 1;
  if (exponent == 1) return size.mean();
  if (size.is_constant()) return det_pow(size.mean(), exponent);
  constexpr int n = 512;
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += det_pow(size.quantile((i + 0.5) / n), exponent);
  return sum / n;
}

std::vector<double> expected_arrivals(const Model& model, const Stream& stream,
                                      const std::vector<Instant>& edges) {
  const Account& account = model.accounts[stream.account];
  if (account.starts >= kNever) return std::vector<double>(edges.size() < 2 ? 0 : edges.size() - 1);
  if (!account.starts_before) return Counter(model, stream, edges, account.starts).run();
  // Each day of the month is as likely as the others.
  std::vector<double> sum(edges.size() < 2 ? 0 : edges.size() - 1, 0.0);
  const Date first = date_of(account.starts);
  for (Date day = first; day < *account.starts_before; ++day) {
    const std::vector<double> one = Counter(model, stream, edges, midnight(day)).run();
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += one[i];
  }
  for (double& count : sum) count /= *account.starts_before - first;
  return sum;
}

}  // namespace suits
