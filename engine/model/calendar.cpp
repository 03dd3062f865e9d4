#include "engine/model/calendar.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <tuple>

namespace suits {
namespace {

constexpr Duration kLongestBreak = hours(4);

}  // namespace

HoursRule HoursRule::shortened(double share) const {
  HoursRule result = *this;
  for (auto& spans : result.weekday) {
    Duration total;
    for (const auto& [open, close] : spans) total += close - open;
    Duration left = round_duration(static_cast<double>(total.us) * share);
    std::vector<std::pair<Duration, Duration>> kept;
    for (const auto& [open, close] : spans) {
      const Duration length = std::min(left, close - open);
      if (length.us > 0) kept.emplace_back(open, open + length);
      left -= length;
    }
    spans = std::move(kept);
  }
  return result;
}

Hours::Hours(const HoursRule& first, Date from, Date to, const std::vector<HoursSection>& later)
    : first_(from), days_(to - from) {
  assert(from < to);
  const auto n = static_cast<std::size_t>(days_);
  std::vector<bool> holiday(n, false);
  const auto mark = [&](const HoursRule& rule, Date begin, Date end) {
    for (const DateRange& range : rule.holidays) {
      for (Date d = std::max(range.from, begin); d < std::min(range.to, end); ++d) {
        holiday[static_cast<std::size_t>(d - from)] = true;
      }
    }
  };
  const auto section_end = [&](std::size_t i) {
    return i < later.size() ? std::clamp(later[i].from, from, to) : to;
  };
  mark(first, from, section_end(0));
  for (std::size_t i = 0; i < later.size(); ++i) {
    mark(later[i].rule, section_end(i), section_end(i + 1));
  }
  std::size_t section = 0;  // sections begun
  const std::vector<std::pair<Duration, Duration>> all_day{{Duration{}, suits::days(1)}};
  Duration worked;
  std::map<Duration, int> lengths;
  day_segment_.reserve(n + 1);
  for (std::int32_t i = 0; i < days_; ++i) {
    const Date date = from + i;
    while (section < later.size() && later[section].from <= date) ++section;
    const HoursRule& rule = section == 0 ? first : later[section - 1].rule;
    day_segment_.push_back(static_cast<std::uint32_t>(segments_.size()));
    days_before_.push_back(static_cast<std::int32_t>(working_dates_.size()));
    if (holiday[static_cast<std::size_t>(i)]) continue;
    const auto& spans =
        rule.always ? all_day : rule.weekday[static_cast<std::size_t>(date.weekday())];
    if (spans.empty()) continue;
    working_dates_.push_back(date);
    Duration today;
    for (const auto& [open, close] : spans) {
      const Instant a = midnight(date) + open, b = midnight(date) + close;
      if (!segments_.empty() && segments_.back().close == a) {
        segments_.back().close = b;
      } else {
        segments_.push_back({a, b, worked, 0});
      }
      worked += close - open;
      today += close - open;
    }
    // A segment that runs through this date's midnight closes after it: it comes first.
    const std::uint32_t start = day_segment_.back();
    if (start > 0 && segments_[start - 1].close > midnight(date)) day_segment_.back() = start - 1;
    ++lengths[today];
  }
  // A date whose midnight lies inside an earlier segment finds that segment.
  for (std::size_t i = 0; i < day_segment_.size(); ++i) {
    const Instant m = midnight(from + static_cast<std::int32_t>(i));
    while (day_segment_[i] > 0 && segments_[day_segment_[i] - 1].close > m) --day_segment_[i];
  }
  days_before_.push_back(static_cast<std::int32_t>(working_dates_.size()));
  for (std::size_t i = segments_.size(); i-- > 0;) {
    const bool last = i + 1 == segments_.size() ||
                      date_of(segments_[i].close - microseconds(1)) !=
                          date_of(segments_[i + 1].open) ||
                      segments_[i + 1].open - segments_[i].close >= kLongestBreak;
    segments_[i].stretch_last =
        last ? static_cast<std::uint32_t>(i) : segments_[i + 1].stretch_last;
  }
  int most = 0;
  for (const auto& [length, count] : lengths) {
    if (count >= most) {
      most = count;
      standard_day_ = length;
    }
  }
  for (std::size_t i = 0; i < segments_.size() && standard_day_.us > 0; ++i) {
    const Segment& s = segments_[i];
    const Duration ends = s.before + (s.close - s.open);
    while (standard_day_ * static_cast<std::int64_t>(worked_segment_.size()) <= ends) {
      worked_segment_.push_back(static_cast<std::uint32_t>(i));
    }
  }
  for (const auto& spans : first.weekday) {
    for (const auto& [open, close] : spans) standard_week_ += close - open;
  }
  if (first.always) standard_week_ = weeks(1);
}

std::size_t Hours::find(Instant t) const {
  if (t < begin()) return 0;
  if (segments_.empty() || t >= segments_.back().close) return segments_.size();
  if (segments_.size() == 1) return 0;
  std::size_t i = day_segment_[static_cast<std::size_t>(date_of(t) - first_)];
  while (segments_[i].close <= t) ++i;
  return i;
}

Duration Hours::worked(Instant t) const {
  const std::size_t i = find(t);
  if (i == segments_.size()) {
    return segments_.empty()
               ? Duration{}
               : segments_.back().before + (segments_.back().close - segments_.back().open);
  }
  const Segment& s = segments_[i];
  return t <= s.open ? s.before : s.before + (t - s.open);
}

Duration Hours::between(Instant a, Instant b) const {
  const std::size_t i = find(a);
  if (i == segments_.size()) return b < a ? worked(b) - worked(a) : Duration{};
  const Segment& s = segments_[i];
  // Within one segment, as work mostly is.
  if (a >= s.open && a <= b && b <= s.close) return b - a;
  return worked(b) - (a <= s.open ? s.before : s.before + (a - s.open));
}

Instant Hours::instant_at(std::size_t from, Duration w) const {
  // Nearly always within the next few segments; else by binary search on the running total.
  std::size_t i = from;
  for (int k = 0; k < 4 && i < segments_.size(); ++k, ++i) {
    const Segment& s = segments_[i];
    if (w <= s.before + (s.close - s.open)) return s.open + (w - s.before);
  }
  const auto it = std::partition_point(
      segments_.begin() + static_cast<std::ptrdiff_t>(i), segments_.end(),
      [w](const Segment& s) { return s.before + (s.close - s.open) < w; });
  return it == segments_.end() ? kNever : it->open + (w - it->before);
}

Instant Hours::advance(Instant t, Duration work) const {
  if (work.us <= 0) return t;
  const std::size_t i = find(t);
  if (i == segments_.size()) return kNever;
  const Segment& s = segments_[i];
  const Instant from = std::max(t, s.open);
  if (work <= s.close - from) return from + work;
  return instant_at(i + 1, s.before + (from - s.open) + work);
}

Instant Hours::at_worked(Duration w) const {
  const std::int64_t day = w.us <= 0 || standard_day_.us <= 0 ? 0 : w.us / standard_day_.us;
  if (day >= static_cast<std::int64_t>(worked_segment_.size())) return instant_at(0, w);
  return instant_at(worked_segment_[static_cast<std::size_t>(day)], w);
}

bool Hours::open(Instant t) const {
  const std::size_t i = find(t);
  return i < segments_.size() && segments_[i].open <= t;
}

Instant Hours::next_open(Instant t) const {
  const std::size_t i = find(t);
  return i == segments_.size() ? kNever : std::max(t, segments_[i].open);
}

Instant Hours::next_change(Instant t) const {
  const std::size_t i = find(t);
  if (i == segments_.size()) return kNever;
  return segments_[i].open > t ? segments_[i].open : segments_[i].close;
}

std::pair<Instant, Instant> Hours::around(Instant t) const {
  const std::size_t i = find(t);
  if (i == segments_.size() || segments_[i].open > t) return {t, t};
  return {segments_[i].open, segments_[i].close};
}

Instant Hours::stretch_end(Instant t) const {
  const std::size_t i = find(t);
  assert(i < segments_.size() && segments_[i].open <= t);
  return segments_[segments_[i].stretch_last].close;
}

Instant Hours::close_of_business(Date d) const {
  // The last segment that closes by the end of the date.
  const Instant end_of_day = midnight(d + 1);
  const auto it = std::partition_point(segments_.begin(), segments_.end(),
                                       [&](const Segment& s) { return s.open < end_of_day; });
  return it == segments_.begin() ? midnight(d) : std::min(std::prev(it)->close, end_of_day);
}

bool Hours::working_day(Date d) const {
  if (d < first_ || d >= first_ + days_) return false;
  const auto i = static_cast<std::size_t>(d - first_);
  return days_before_[i + 1] > days_before_[i];
}

std::int64_t Hours::working_days(Date from, Date to) const {
  const auto index = [&](Date d) {
    return static_cast<std::size_t>(std::clamp(d - first_, 0, days_));
  };
  return days_before_[index(to)] - days_before_[index(from)];
}

Instant Hours::add_working_days(Instant t, double n) const {
  const double whole = std::floor(n);
  const Duration rest = round_duration((n - whole) * static_cast<double>(standard_day_.us));
  Instant at = t;
  if (whole >= 1) {
    const Date from = date_of(t);
    if (from < first_ || from >= first_ + days_) return kNever;
    const double before = days_before_[static_cast<std::size_t>(from - first_) + 1];
    const double index = before + whole - 1;
    if (index >= static_cast<double>(working_dates_.size())) return kNever;
    const Date date = working_dates_[static_cast<std::size_t>(index)];
    at = next_open(midnight(date) + time_of_day(t));
    if (date_of(at) != date) at = close_of_business(date);
  }
  return advance(at, rest);
}

namespace {

std::vector<std::pair<Instant, Instant>> instants(const std::vector<DateRange>& away) {
  std::vector<std::pair<Instant, Instant>> result;
  for (const DateRange& range : away) result.emplace_back(midnight(range.from), midnight(range.to));
  return result;
}

}  // namespace

Availability::Availability(const Hours* hours, std::vector<DateRange> away)
    : Availability(without(hours, instants(away))) {}

Availability Availability::without(const Hours* hours,
                                   std::vector<std::pair<Instant, Instant>> away) {
  std::sort(away.begin(), away.end());
  std::vector<std::pair<Instant, Instant>> merged;
  for (const auto& [from, to] : away) {
    if (to <= from) continue;
    // Absences with no working time between them are one.
    if (!merged.empty() &&
        (from <= merged.back().second || hours->between(merged.back().second, from).us == 0)) {
      merged.back().second = std::max(merged.back().second, to);
    } else {
      merged.emplace_back(from, to);
    }
  }
  Availability result(hours);
  Duration removed;
  for (const auto& [from, to] : merged) {
    const Duration lost = hours->between(from, to);
    result.away_.push_back({from, to, removed, lost > hours->standard_day()});
    removed += lost;
  }
  return result;
}

std::size_t Availability::find(Instant t) const {
  const auto right = [&](std::size_t i) {
    return (i == 0 || away_[i - 1].to <= t) && (i == away_.size() || away_[i].to > t);
  };
  if (found_ <= away_.size() && right(found_)) return found_;
  found_ = static_cast<std::size_t>(
      std::partition_point(away_.begin(), away_.end(), [t](const Away& a) { return a.to <= t; }) -
      away_.begin());
  return found_;
}

Duration Availability::between_any(Instant a, Instant b) const {
  const std::size_t i = find(a);
  if (a <= b && (i == away_.size() || b <= away_[i].from)) return hours_->between(a, b);
  return worked(b) - worked(a);
}

Duration Availability::worked(Instant t) const {
  const Duration all = hours_->worked(t);
  if (away_.empty()) return all;
  const std::size_t i = find(t);
  if (i == away_.size()) {
    const Away& last = away_.back();
    return all - last.removed_before - hours_->between(last.from, last.to);
  }
  const Away& a = away_[i];
  return t <= a.from ? all - a.removed_before : hours_->worked(a.from) - a.removed_before;
}

void Availability::remember_around(Instant t, std::size_t next_away) const {
  if (next_away < away_.size() && away_[next_away].from <= t) return;
  std::tie(clear_from_, clear_to_) = hours_->around(t);
  if (next_away > 0) clear_from_ = std::max(clear_from_, away_[next_away - 1].to);
  if (next_away < away_.size()) clear_to_ = std::min(clear_to_, away_[next_away].from);
}

Instant Availability::advance_any(Instant t, Duration work) const {
  const std::size_t first = find(t);
  if (t < clear_from_ || t >= clear_to_) remember_around(t, first);
  for (std::size_t i = first;; ++i) {
    if (i == away_.size()) return hours_->advance(t, work);
    const Away& a = away_[i];
    if (t < a.from) {
      const Instant done = hours_->advance(t, work);
      if (done <= a.from) return done;
      work -= hours_->between(t, a.from);
    }
    t = a.to;
  }
}

bool Availability::open(Instant t) const {
  if (!hours_->open(t)) return false;
  const std::size_t i = find(t);
  return i == away_.size() || t < away_[i].from;
}

Instant Availability::next_open(Instant t) const {
  for (std::size_t i = find(t);; ++i) {
    const Instant next = hours_->next_open(t);
    if (i == away_.size() || next < away_[i].from) return next;
    t = std::max(t, away_[i].to);
  }
}

Instant Availability::stretch_end(Instant t) const {
  const Instant end = hours_->stretch_end(t);
  const std::size_t i = find(t);
  return i == away_.size() ? end : std::min(end, away_[i].from);
}

bool Availability::absent(Instant t) const {
  const std::size_t i = find(t);
  return i < away_.size() && away_[i].from <= t && away_[i].longer_than_day;
}

}  // namespace suits
