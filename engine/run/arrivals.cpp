#include "engine/run/arrivals.hpp"

#include <algorithm>
#include <cmath>

#include "engine/random/transcendental.hpp"

namespace suits {
namespace {

Date first_of_month(Date d) { return d - (static_cast<std::int32_t>(static_cast<unsigned>(d.civil().day())) - 1); }
Date next_month(Date first) { return first_of_month(first + 31); }
Date monday_of(Date d) { return d - d.weekday(); }

/// Expected batches in a whole calendar month.
double month_count(const Stream& s, const Hours& agency, Date from, Date to) {
  const double length = to - from;
  double count = s.per_year / 12 + s.per_month + s.per_week * length / 7 + s.per_day * length +
                 s.per_hour * length * 24;
  if (s.per_working_day > 0) {
    count += s.per_working_day * static_cast<double>(agency.working_days(from, to));
  }
  if (s.per_working_hour > 0) {
    count += s.per_working_hour * agency.between(midnight(from), midnight(to)).hours();
  }
  if (!s.season.empty()) count *= s.season[static_cast<std::size_t>(from.month())];
  return count;
}

}  // namespace

bool is_won(const Account& account, std::uint64_t seed, std::uint32_t replication) {
  if (!account.tentative()) return true;
  Draws draws(stream_key(seed, replication, account.component), 0, 0, Purpose::win);
  return draws.uniform() < account.wins;
}

Instant first_midnight(const Account& account, std::uint64_t seed, std::uint32_t replication) {
  if (!account.starts_before) return account.starts;
  const Date first = date_of(account.starts);
  Draws draws(stream_key(seed, replication, account.component), 0, 0, Purpose::first_day);
  const double days = *account.starts_before - first;
  return midnight(first + static_cast<std::int32_t>(draws.uniform() * days));
}

ArrivalProcess::ArrivalProcess(const Model& model, const Stream& stream, StreamKey key, double size,
                               bool won, std::optional<Instant> starts,
                               const std::vector<SizeChange>* sizes)
    : stream_(&stream),
      hours_(&model.patterns[model.accounts[stream.account].client_pattern]),
      agency_(&model.agency()),
      account_(&model.accounts[stream.account]),
      starts_(starts.value_or(account_->starts)),
      sizes_(sizes != nullptr ? sizes : &account_->sizes),
      key_(key),
      window_(model.window),
      size_(size),
      won_(won),
      gaps_(stream.interval ? stream.interval->amount : stream.gap, key, 0, Purpose::gap),
      last_(model.window.warm_up) {
  if (!won) return;
  if (stream.any_time) hours_ = &model.always;
  if (stream.form == Stream::Form::rate) {
    scale_ = det_pow(size_, stream.size_exponent);
    month_ = first_of_month(date_of(window_.warm_up));
    last_month_ = date_of(window_.cap) + 1;
    if (stream.profile) {
      // Laid out month by month: there may be many parts.
      const Date first = month_;
      for (; month_ < last_month_; month_ = next_month(month_)) expected_ += count_in_month();
      expected_ *= mean_factor(*stream.profile);
      month_ = first;
    } else {
      while (lay_out_month()) continue;
      expected_ = laid_out_;
    }
  } else if (stream.form == Stream::Form::gaps) {
    expected_ = expected_intervals();
  } else if (stream.form == Stream::Form::regular) {
    Draws draws(key_, 0, 0, Purpose::phase);
    phase_ = draws.uniform();
    phase_day_ = draws.uniform();
  }
}

/// Expected batches in the whole month, at the size that the account has as it begins.
double ArrivalProcess::count_in_month() const {
  return det_pow(size_ * factor_, stream_->size_exponent) *
         month_count(*stream_, *agency_, month_, next_month(month_));
}

/// The month in pieces of one factor each; false where the run is over before it.
bool ArrivalProcess::lay_out_month() {
  if (month_ >= last_month_) return false;
  const Date from = month_, to = next_month(month_);
  month_ = to;
  const std::vector<SizeChange>& sizes = *sizes_;
  const Instant first = std::max(window_.warm_up, starts_);
  const Instant origin = profile_origin(window_.warm_up);
  const Duration whole = hours_->between(midnight(from), midnight(to));
  const double in_month = month_count(*stream_, *agency_, from, to);
  // A profile may have many parts: none are laid out where nothing arrives.
  const bool parts = stream_->profile.has_value();
  const Instant last = parts ? std::min(midnight(to), account_->ends) : midnight(to);
  for (Instant at = parts ? std::max(midnight(from), first) : midnight(from); at < last;) {
    while (change_ < sizes.size() && midnight(sizes[change_].from) <= at) {
      factor_ = sizes[change_++].factor;
      scale_ = det_pow(size_ * factor_, stream_->size_exponent);
    }
    Instant until = midnight(to);
    if (change_ < sizes.size()) until = std::min(until, midnight(sizes[change_].from));
    double scale = scale_;
    if (stream_->profile) {
      const ProfilePart part = profile_at(*stream_->profile, origin, at);
      until = std::min(until, part.until);
      scale *= part.factor;
    }
    const Instant begin = std::max(at, first);
    const Instant end = std::max(begin, std::min(until, account_->ends));
    const Duration work = hours_->between(begin, end);
    const double count =
        whole.us > 0
            ? scale * in_month * (static_cast<double>(work.us) / static_cast<double>(whole.us))
            : 0;
    laid_out_ += count;
    periods_.push_back({laid_out_, count, hours_->worked(begin), work});
    at = until;
  }
  return true;
}

Instant ArrivalProcess::next_rate() {
  operational_ += gaps_.next();
  for (;;) {
    while (period_ < periods_.size() && operational_ > periods_[period_].count_to) ++period_;
    if (period_ < periods_.size()) break;
    if (month_ >= last_month_) return kNever;
    periods_.clear();
    period_ = 0;
    lay_out_month();
  }
  const Period& p = periods_[period_];
  const double share = p.count > 0 ? 1 - (p.count_to - operational_) / p.count : 0;
  const Duration into = round_duration(std::clamp(share, 0.0, 1.0) * static_cast<double>(p.work.us));
  return hours_->at_worked(p.work_from + into);
}

Instant ArrivalProcess::next_interval() {
  last_ = after(*hours_, last_, stream_->interval->clock, gaps_.next());
  return last_ >= hours_->end() ? kNever : last_;
}

/// Expected number of intervals from the warm-up to the cap.
double ArrivalProcess::expected_intervals() const {
  const Instant from = window_.warm_up, to = std::min(window_.cap, account_->ends);
  const double mean = stream_->interval->amount.mean();
  if (to <= from || mean <= 0) return 0;  // without any gap the first instant has them all
  switch (stream_->interval->clock) {
    case Clock::elapsed:
      return static_cast<double>((to - from).us) / mean;
    case Clock::working_time:
      return static_cast<double>(hours_->between(from, to).us) / mean;
    case Clock::working_days:
      return static_cast<double>(hours_->working_days(date_of(from), date_of(to))) / mean;
    case Clock::months:
      return static_cast<double>((to - from).us) / static_cast<double>(days(30).us) / mean;
  }
  return 0;
}

Instant ArrivalProcess::regular_at(std::int64_t k) const {
  const auto n = static_cast<std::int64_t>(std::max(1.0, stream_->every.amount.mean()));
  const Date start = date_of(window_.warm_up);
  const auto steps = static_cast<std::int32_t>(k);
  Date from = start, to = start;
  switch (stream_->every.clock) {
    case Clock::months: {
      from = first_of_month(start);
      for (std::int64_t i = 0; i < k * n; ++i) from = next_month(from);
      to = from;
      for (std::int64_t i = 0; i < n; ++i) to = next_month(to);
      break;
    }
    case Clock::working_days: {
      // The agency's days, n by n from the beginning.
      const Instant first = agency_->next_open(midnight(start));
      from = date_of(k == 0 ? first : agency_->add_working_days(first, static_cast<double>(k * n)));
      to = date_of(agency_->add_working_days(midnight(from), static_cast<double>(n)));
      break;
    }
    case Clock::elapsed:
    case Clock::working_time: {
      const Duration every = round_duration(stream_->every.amount.mean());
      const auto length = static_cast<std::int32_t>(std::max<std::int64_t>(1, every.us / days(1).us));
      const bool whole_weeks = length % 7 == 0;
      from = (whole_weeks ? monday_of(start) : start) + length * steps;
      to = from + length;
      break;
    }
  }
  if (from >= date_of(hours_->end())) return kNever;
  const bool named_day = stream_->weekday || stream_->month_day;
  if (!named_day && !stream_->at) {
    const Duration work = hours_->between(midnight(from), midnight(to));
    return hours_->at_worked(hours_->worked(midnight(from)) +
                             round_duration(phase_ * static_cast<double>(work.us)) + microseconds(1));
  }
  Date date = from;
  if (stream_->weekday) {
    const std::int32_t several = std::max(1, (to - from) / 7);
    date = from + 7 * static_cast<std::int32_t>(phase_ * several) +
           (*stream_->weekday - from.weekday() + 7) % 7;
  } else if (stream_->month_day) {
    date = from + (*stream_->month_day - 1);
  } else {
    // Only the time of day is stated: the day is drawn among the days with hours.
    const Duration work = hours_->between(midnight(from), midnight(to));
    date = date_of(hours_->at_worked(hours_->worked(midnight(from)) +
                                     round_duration(phase_ * static_cast<double>(work.us)) +
                                     microseconds(1)));
  }
  if (stream_->at) return hours_->next_open(midnight(date) + *stream_->at);
  const Duration day = hours_->between(midnight(date), midnight(date + 1));
  if (day.us == 0) return hours_->next_open(midnight(date));
  return hours_->next_open(
      hours_->at_worked(hours_->worked(midnight(date)) +
                        round_duration(phase_day_ * static_cast<double>(day.us)) + microseconds(1)));
}

Instant ArrivalProcess::next_regular() {
  for (;;) {
    const Instant t = regular_at(regular_++);
    if (t >= window_.warm_up) return t;
  }
}

/// All at once, from the account's first day on; what comes after them is brought by their ends.
Instant ArrivalProcess::next_population() {
  return regular_++ == 0 ? std::max(window_.warm_up, starts_) : kNever;
}

Instant ArrivalProcess::next_time() {
  switch (stream_->form) {
    case Stream::Form::rate: return next_rate();
    case Stream::Form::gaps: return next_interval();
    case Stream::Form::regular: return next_regular();
    case Stream::Form::population: return next_population();
    case Stream::Form::dates: break;
  }
  while (static_cast<std::size_t>(regular_) < stream_->dates.size() &&
         stream_->dates[static_cast<std::size_t>(regular_)] < window_.warm_up) {
    ++regular_;
  }
  const auto i = static_cast<std::size_t>(regular_++);
  return i < stream_->dates.size() ? stream_->dates[i] : kNever;
}

ArrivalProcess::Arrival ArrivalProcess::next() {
  Arrival arrival;
  if (!won_) return arrival;
  if (stream_->form == Stream::Form::population) arrival.count = stream_->population;
  do {
    arrival.time = next_time();
  } while (arrival.time < starts_ && arrival.time < kNever);
  if (arrival.time >= account_->ends) arrival.time = kNever;
  if (stream_->batch) {
    Draws draws(key_, batches_++, 0, Purpose::batch);
    arrival.count = static_cast<std::uint32_t>(
        std::clamp(std::nearbyint(stream_->batch->sample(draws)), 0.0, 1e6));
  }
  return arrival;
}

}  // namespace suits
