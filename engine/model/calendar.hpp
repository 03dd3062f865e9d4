#pragma once

// Working hours and who is there. `Hours` is a pattern of opening hours laid out over real dates;
// `Availability` is one person's: a pattern less the absences. Both answer in O(log n) at worst,
// and in a few steps for the short spans of daily work.
//
// A *stretch* is what lies between two nights: breaks do not split it; a gap that holds a midnight or
// lasts four hours does.

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/base/time.hpp"

namespace suits {

/// Dates [from, to).
struct DateRange {
  Date from;
  Date to;
  bool operator==(const DateRange&) const = default;
};

/// What the scenario says of a pattern.
struct HoursRule {
  bool always = false;
  /// Per weekday (0 = Monday) the spans of open time of day, sorted, apart, within [0 h, 24 h].
  std::array<std::vector<std::pair<Duration, Duration>>, 7> weekday;
  std::vector<DateRange> holidays;

  /// The same with only the first `share` of each day's working time.
  HoursRule shortened(double share) const;
};

/// Another rule from a date on.
struct HoursSection {
  Date from;
  HoursRule rule;
};

class Hours {
 public:
  Hours() = default;
  /// Lays the rule out over [from, to); from the date of each later section on that one's holds.
  /// Requires: from < to; the sections stand by date.
  Hours(const HoursRule& rule, Date from, Date to, const std::vector<HoursSection>& later = {});

  /// Working time from the beginning of the calendar to t.
  Duration worked(Instant t) const;
  Duration between(Instant a, Instant b) const;
  /// The first instant e >= t with between(t, e) = work; t itself for no work; kNever past the
  /// calendar. Requires: work >= 0.
  Instant advance(Instant t, Duration work) const;
  /// The first instant with worked(e) = w.
  Instant at_worked(Duration w) const;
  bool open(Instant t) const;
  /// The first open instant >= t; kNever past the calendar.
  Instant next_open(Instant t) const;
  /// The first opening or closing after t; kNever past the calendar.
  Instant next_change(Instant t) const;
  /// The open time around t, from its opening to its closing; nothing, [t, t), where t is not open.
  std::pair<Instant, Instant> around(Instant t) const;
  /// The end of the stretch that holds t. Requires: open(t).
  Instant stretch_end(Instant t) const;
  /// The close of business of a date; of the last working day before it where it has none.
  Instant close_of_business(Date d) const;
  bool working_day(Date d) const;
  /// Working days among [from, to).
  std::int64_t working_days(Date from, Date to) const;
  /// The n-th working day after t's date, at t's time of day brought inside its hours; a fraction
  /// is that share of a standard day's working time (semantics: N working days).
  Instant add_working_days(Instant t, double n) const;
  /// The working time of the pattern's commonest day, and of a week of the first rule without
  /// holidays.
  Duration standard_day() const { return standard_day_; }
  Duration standard_week() const { return standard_week_; }
  /// True where the pattern never closes.
  bool always() const {
    return segments_.size() == 1 && segments_[0].open <= begin() && segments_[0].close >= end();
  }
  Instant begin() const { return midnight(first_); }
  Instant end() const { return midnight(first_ + days_); }

 private:
  struct Segment {
    Instant open, close;
    Duration before;           // working time before `open`
    std::uint32_t stretch_last;  // last segment of the same stretch
  };
  /// Index of the first segment that closes after t; segments_.size() where there is none.
  std::size_t find(Instant t) const;
  Instant instant_at(std::size_t from, Duration w) const;

  std::vector<Segment> segments_;
  /// Per so many standard days of working time since the beginning: the first segment by whose end
  /// they are worked.
  std::vector<std::uint32_t> worked_segment_;
  std::vector<std::uint32_t> day_segment_;  // per date: first segment that closes after its midnight
  std::vector<std::int32_t> days_before_;   // per date: working days before it
  std::vector<Date> working_dates_;
  Date first_;
  std::int32_t days_ = 0;
  Duration standard_day_, standard_week_;
};

/// One person's hours. Holds a pointer: the pattern outlives it. Not for two threads at once: it
/// remembers where it looked last, and the open time in which work was begun last.
class Availability {
 public:
  struct Away {
    Instant from, to;         // mostly whole dates
    Duration removed_before;  // working time of the absences before this one
    bool longer_than_day = false;  // opens cover: more than a working day of the pattern
  };

  Availability() = default;
  explicit Availability(const Hours* hours) : hours_(hours) {}
  /// Absences in any order; touching and overlapping ones become one.
  Availability(const Hours* hours, std::vector<DateRange> away);
  /// The same with absences that begin or end within a day.
  static Availability without(const Hours* hours, std::vector<std::pair<Instant, Instant>> away);

  Duration worked(Instant t) const;
  Duration between(Instant a, Instant b) const {
    if (a >= clear_from_ && b <= clear_to_ && a <= b) return b - a;
    return between_any(a, b);
  }
  Instant advance(Instant t, Duration work) const {
    if (work.us <= 0) return t;
    if (t >= clear_from_ && t <= clear_to_ && work <= clear_to_ - t) return t + work;
    return advance_any(t, work);
  }
  bool open(Instant t) const;
  Instant next_open(Instant t) const;
  Instant stretch_end(Instant t) const;
  /// In an absence longer than a working day.
  bool absent(Instant t) const;
  const std::vector<Away>& away() const { return away_; }
  const Hours& hours() const { return *hours_; }

 private:
  /// Index of the first absence that ends after t.
  std::size_t find(Instant t) const;
  Duration between_any(Instant a, Instant b) const;
  Instant advance_any(Instant t, Duration work) const;
  void remember_around(Instant t, std::size_t next_away) const;

  const Hours* hours_ = nullptr;
  std::vector<Away> away_;
  mutable std::size_t found_ = 0;  // the last answer of `find`: nearly always the next one's too
  mutable Instant clear_from_ = kNever, clear_to_ = kDawn;  // open and there, without a break
};

}  // namespace suits
