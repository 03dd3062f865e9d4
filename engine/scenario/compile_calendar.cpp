// The window of the run, and the rules of working hours.

#include <algorithm>
#include <cmath>

#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

constexpr std::int32_t kMostMemory = 5 * 366;  // days from an arrival to the run
constexpr double kLongest = 50 * 365.25;  // days from the warm-up to the cap

std::vector<DateRange> ranges(const std::vector<Located<DateRange>>& dates) {
  std::vector<DateRange> result;
  for (const auto& range : dates) result.push_back(range.value);
  std::sort(result.begin(), result.end(), [](const DateRange& a, const DateRange& b) {
    return a.from != b.from ? a.from < b.from : a.to < b.to;
  });
  return result;
}

void compile_patterns(Compilation& c) {
  const CalendarSpec& calendar = c.spec.calendar;
  HoursRule agency = hours_rule(calendar.hours);
  if (calendar.holidays) agency.holidays = ranges(*calendar.holidays);
  c.patterns.add("agency", PatternId{0});
  c.rules.push_back(agency);
  for (const std::size_t i : by_name(calendar.patterns)) {
    const auto& entry = calendar.patterns[i];
    if (entry.name.text == "agency") {
      c.error(entry.name.span, "the pattern 'agency' is what 'calendar.hours' says");
      continue;
    }
    HoursRule rule = hours_rule(entry.value.hours);
    const auto& holidays = entry.value.holidays;
    if (!holidays || holidays->form == HolidaysSpec::Form::agency) {
      rule.holidays = agency.holidays;
    } else if (holidays->form == HolidaysSpec::Form::listed) {
      rule.holidays = ranges(holidays->dates);
    }
    c.patterns.add(entry.name.text, static_cast<PatternId>(c.rules.size()));
    c.rules.push_back(std::move(rule));
  }
  c.later_rules.resize(c.rules.size());
  change_calendar(c);
}

/// A generous length of a lapse [days]; for bounds.
double days_of(const Compilation& c, double amount, Clock clock) {
  switch (clock) {
    case Clock::elapsed:
      return amount / 86.4e9;
    case Clock::working_time: {
      const double week = c.rules[0].always ? 168 : std::max(0.01, c.model.standard_week.hours());
      return amount / 3.6e9 / week * 7;
    }
    case Clock::working_days:
      return amount * 7 / days_per_week(c);
    case Clock::months:
      return amount * 30.5;
  }
  return 0;
}

Instant instant_of(const Moment& moment) {
  return midnight(moment.date) + moment.time.value_or(Duration{});
}

/// `amount` before t.
Instant before(const Hours& agency, Instant t, Clock clock, double amount) {
  switch (clock) {
    case Clock::elapsed:
      return t - round_duration(amount);
    case Clock::working_time:
      return agency.at_worked(std::max(Duration{}, agency.worked(t) - round_duration(amount)));
    case Clock::working_days: {
      Date d = date_of(t);
      for (double left = std::ceil(amount); left > 0 && midnight(d) > agency.begin();) {
        d = d - 1;
        if (agency.working_day(d)) --left;
      }
      return midnight(d) + time_of_day(t);
    }
    case Clock::months: {
      const auto moved =
          date_of(t).civil() - std::chrono::months{static_cast<int>(std::ceil(amount))};
      const unsigned last = static_cast<unsigned>(std::chrono::year_month_day_last{
          moved.year(),
          std::chrono::month_day_last{moved.month()}}.day());
      const unsigned day = std::min(static_cast<unsigned>(moved.day()), last);
      const auto date =
          make_date(static_cast<int>(moved.year()),
                    static_cast<int>(static_cast<unsigned>(moved.month())), static_cast<int>(day));
      return midnight(*date) + time_of_day(t);
    }
  }
  return t;
}

/// The longest of all dues, by what it comes to in days; nothing where no kind has one.
std::optional<Lapse> longest_due(const Compilation& c) {
  std::optional<Lapse> longest;
  double most = -1;
  const auto look = [&](const std::optional<Located<Lapse>>& due) {
    if (!due) return;
    const double length = days_of(c, due->value.amount.mean(), due->value.clock);
    if (length <= most) return;
    most = length;
    longest = due->value;
  };
  for (const auto& kind : c.spec.work) {
    if (!kind.value.due) continue;
    look(kind.value.due->every);
    for (const auto& entry : kind.value.due->tiers) look(entry.value);
  }
  return longest;
}

void compile_window(Compilation& c) {
  const TimeSpec& time = c.spec.time;
  Window& window = c.model.window;
  window.start = instant_of(time.start.value);
  const FixedLapse run = time.run.value;
  const FixedLapse warm_up = time.warm_up ? time.warm_up->value.lapse : FixedLapse{};
  const auto due = longest_due(c);
  const double before_days = days_of(c, warm_up.amount, warm_up.clock);
  double cap_days = 7 * 13;
  if (time.cap)
    cap_days = days_of(c, time.cap->value.amount, time.cap->value.clock);
  else if (due)
    cap_days = std::max(cap_days, 3 * days_of(c, due->amount.mean(), due->clock));
  const double total = before_days + days_of(c, run.amount, run.clock) + cap_days;
  if (total > kLongest) {
    c.error(time.run.span, fmt::format("warm-up, run and cap come to {:.0f} years; 50 are the most",
                                       total / 365.25));
    return;
  }
  // Working clocks may meet holidays: a calendar with room to spare.
  const auto room = [](double days) { return static_cast<std::int32_t>(days * 2) + 800; };
  const Date start = date_of(window.start);
  const Hours agency =
      lay_out(c, PatternId{0}, start - room(before_days), start + room(total));
  const auto spent = [&](Instant t, const Located<FixedLapse>& lapse, const char* what) {
    if (t < kNever) return true;
    c.error(lapse.span, fmt::format("the agency's hours never add up to this {}", what));
    return false;
  };
  window.warm_up = before(agency, window.start, warm_up.clock, warm_up.amount);
  if (time.warm_up && time.warm_up->value.found)
    c.model.notes.push_back(
        "The warm-up is found when it is played, and left out of the window that is said here.");
  window.end = after(agency, window.start, run.clock, run.amount);
  if (!spent(window.end, time.run, "run")) return;
  if (time.cap) {
    window.cap = after(agency, window.end, time.cap->value.clock, time.cap->value.amount);
    if (!spent(window.cap, *time.cap, "cap")) return;
  } else {
    window.cap = window.end + weeks(13);
    if (due) {
      const Instant late = after(agency, window.end, due->clock, 3 * due->amount.mean());
      if (late < kNever) window.cap = std::max(window.cap, late);
    }
    c.defaulted(fmt::format("time.cap: {}, three times the longest due, at least 13 weeks",
                            to_string(window.cap)));
  }
  if (!time.warm_up) c.defaulted("time.warm_up: none");
  if (window.end <= window.start) c.error(time.run.span, "the run must last at least an instant");
  Date first = date_of(window.warm_up);
  // What came before is an error where it is said.
  const Date earliest = first - kMostMemory;
  for (const InHandSpec& job : c.spec.in_hand.jobs) {
    if (job.arrived) first = std::min(first, std::max(job.arrived->value.date, earliest));
  }
  c.calendar_from =
      first - static_cast<std::int32_t>(static_cast<unsigned>(first.civil().day())) - 6;
  c.calendar_to = date_of(window.cap) + 60 * 7;
}

}  // namespace

void compile_calendar(Compilation& c) {
  compile_patterns(c);
  if (!c.rules[0].always) {
    for (const auto& spans : c.rules[0].weekday) {
      for (const auto& [open, close] : spans) c.model.standard_week += close - open;
    }
  } else {
    c.model.standard_week = weeks(1);
  }
  for (const auto& entry : c.spec.seasons) {
    double sum = 0;
    for (const double m : entry.value.months) sum += m;
    std::vector<double> factors;
    for (const double m : entry.value.months) factors.push_back(m * 12 / sum);
    c.seasons.emplace(entry.name.text, std::move(factors));
  }
  compile_window(c);
  if (c.calendar_from < c.calendar_to) {
    c.model.standard_day =
        lay_out(c, PatternId{0}, c.calendar_from, c.calendar_to).standard_day();
  }
}

}  // namespace suits
