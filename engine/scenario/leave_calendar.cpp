#include "engine/scenario/leave_calendar.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <libical/ical.h>

#include "engine/base/display_width.hpp"

namespace suits {

namespace {

// A text may ask for any amount of work: a calendar of people asks for far less than this.
constexpr std::size_t kMostText = 4 << 20;
constexpr std::size_t kMostRules = 1'000;  // that recur
constexpr std::size_t kMostDays = 200'000;
constexpr int kMostNested = 10;
constexpr int kFirstYear = 1970, kLastYear = 2200;

struct FreeComponent {
  void operator()(icalcomponent* c) const { icalcomponent_free(c); }
};
struct FreeIterator {
  void operator()(icalrecur_iterator* i) const { icalrecur_iterator_free(i); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

/// The day of a time; nothing outside of the years that count.
std::optional<Date> day_of(const icaltimetype& t) {
  if (icaltime_is_null_time(t) || t.year < kFirstYear || t.year > kLastYear) return std::nullopt;
  return make_date(t.year, t.month, t.day);
}

bool at_midnight(const icaltimetype& t) {
  return t.is_date || (t.hour == 0 && t.minute == 0 && t.second == 0);
}

std::string text_or_empty(const char* text) { return text == nullptr ? "" : text; }

/// Whether a line begins so, in letters of either case.
bool begins(std::string_view line, std::string_view with) {
  if (line.size() < with.size()) return false;
  for (std::size_t i = 0; i < with.size(); ++i) {
    const char c = line[i];
    if ((c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c) != with[i]) return false;
  }
  return true;
}

/// Whether components lie deep in each other: the library frees them by recursion.
bool too_deep(std::string_view text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (begins(line, "BEGIN:")) ++depth;
    if (begins(line, "END:")) --depth;
    if (depth > kMostNested) return true;
    at = end + 1;
  }
  return false;
}

class Events {
 public:
  Events(std::string_view summary, LeaveCalendar& out) : summary_(summary), out_(out) {}

  void read(icalcomponent* in) {
    each(in, ICAL_VEVENT_COMPONENT, [&](icalcomponent* event) { note_moved(event); });
    each(in, ICAL_VEVENT_COMPONENT, [&](icalcomponent* event) { count(event); });
  }

  std::vector<DateRange> merged() const {
    std::vector<DateRange> out;
    for (const auto& [from, to] : days_) {
      if (!out.empty() && from <= out.back().to) {
        out.back().to = std::max(out.back().to, to);
      } else {
        out.push_back({from, to});
      }
    }
    return out;
  }

 private:
  /// The events of a calendar, or of several in one file.
  template <class Do>
  void each(icalcomponent* in, icalcomponent_kind kind, Do what) {
    if (icalcomponent_isa(in) == kind) return what(in);
    for (icalcomponent* c = icalcomponent_get_first_component(in, ICAL_ANY_COMPONENT); c != nullptr;
         c = icalcomponent_get_next_component(in, ICAL_ANY_COMPONENT)) {
      const icalcomponent_kind of = icalcomponent_isa(c);
      if (of == kind) what(c);
      // Positions are kept in the component, so what lies in it is walked through on its own.
      if (of == ICAL_VCALENDAR_COMPONENT || of == ICAL_XROOT_COMPONENT) each(c, kind, what);
    }
  }

  void fail(std::string why) {
    if (out_.error.empty()) out_.error = std::move(why);
  }

  static std::string uid_of(icalcomponent* event) {
    return text_or_empty(icalcomponent_get_uid(event));
  }

  /// An event that stands for one recurrence of another takes its place.
  void note_moved(icalcomponent* event) {
    icalproperty* id = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
    if (id == nullptr) return;
    if (icalproperty_get_first_parameter(id, ICAL_RANGE_PARAMETER) != nullptr) {
      return fail("an event moves all recurrences from one on (RANGE), which is not understood");
    }
    if (const auto day = day_of(icalproperty_get_recurrenceid(id)))
      moved_[uid_of(event)].insert(*day);
  }

  void count(icalcomponent* event) {
    if (!out_.error.empty()) return;
    if (text_or_empty(icalcomponent_get_summary(event)).find(summary_) == std::string::npos) return;
    if (icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED) return;
    const icaltimetype start = icalcomponent_get_dtstart(event);
    if (icaltime_is_null_time(start)) return fail("an event without a beginning (DTSTART)");
    const icaltimetype end = icalcomponent_get_dtend(event);
    const bool has_end = !icaltime_is_null_time(end) && icaltime_compare(end, start) > 0;
    if (!at_midnight(start) || (has_end ? !at_midnight(end) : !start.is_date)) {
      ++out_.timed;
      return;
    }
    ++out_.events;
    const auto first = make_date(start.year, start.month, start.day);
    const auto last = has_end ? make_date(end.year, end.month, end.day) : first;
    if (!first || !last) return fail("an event on a day that there is not");
    const std::int32_t length = std::max(1, last->days - first->days);

    std::set<Date> skipped;
    const bool moves =
        icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY) != nullptr;
    if (!moves) {
      const auto moved = moved_.find(uid_of(event));
      if (moved != moved_.end()) skipped = moved->second;
    }
    for (icalproperty* p = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY);
         p != nullptr; p = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
      if (const auto day = day_of(icalproperty_get_exdate(p))) skipped.insert(*day);
    }
    const auto add = [&](const icaltimetype& t) {
      const auto day = day_of(t);
      if (!day || skipped.count(*day) != 0) return;
      if (days_.size() >= kMostDays) return fail(fmt::format("more than {} days recur", kMostDays));
      days_.emplace(*day, std::min(*day + length, *make_date(kLastYear, 12, 31) + 1));
    };
    add(start);
    if (moves) return;
    for (icalproperty* p = icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY);
         p != nullptr; p = icalcomponent_get_next_property(event, ICAL_RDATE_PROPERTY)) {
      const icaldatetimeperiodtype on = icalproperty_get_rdate(p);
      add(icaltime_is_null_time(on.time) ? on.period.start : on.time);
    }
    for (icalproperty* p = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
         p != nullptr; p = icalcomponent_get_next_property(event, ICAL_RRULE_PROPERTY)) {
      recur(icalproperty_get_rrule(p), start, add);
    }
  }

  template <class Add>
  void recur(const icalrecurrencetype& rule, const icaltimetype& start, Add add) {
    if (++rules_ > kMostRules) return fail(fmt::format("more than {} events recur", kMostRules));
    if (rule.freq != ICAL_DAILY_RECURRENCE && rule.freq != ICAL_WEEKLY_RECURRENCE &&
        rule.freq != ICAL_MONTHLY_RECURRENCE && rule.freq != ICAL_YEARLY_RECURRENCE) {
      return fail("an event for whole days that recurs by the hour or faster");
    }
    const std::unique_ptr<icalrecur_iterator, FreeIterator> at(icalrecur_iterator_new(rule, start));
    if (at == nullptr) return fail("a rule of recurrence (RRULE) that cannot be played out");
    for (icaltimetype t = icalrecur_iterator_next(at.get());
         !icaltime_is_null_time(t) && t.year <= kLastYear && out_.error.empty();
         t = icalrecur_iterator_next(at.get())) {
      add(t);
    }
  }

  std::string_view summary_;
  LeaveCalendar& out_;
  std::map<std::string, std::set<Date>>
      moved_;  // by UID: recurrences that another event stands for
  std::set<std::pair<Date, Date>> days_;
  std::size_t rules_ = 0;
};

}  // namespace

LeaveCalendar read_leave_calendar(std::string_view text, std::string_view summary) {
  LeaveCalendar out;
  if (text.size() > kMostText) {
    out.error = fmt::format("more than {} MB", kMostText >> 20);
    return out;
  }
  if (too_deep(text)) {
    out.error = "not an iCalendar file: parts inside parts inside parts";
    return out;
  }
  icalerror_set_errors_are_fatal(0);
  const Component root(icalparser_parse_string(std::string(text).c_str()));
  if (root == nullptr || icalcomponent_isa(root.get()) == ICAL_NO_COMPONENT) {
    out.error = "not an iCalendar file (it has no BEGIN:VCALENDAR)";
    return out;
  }
  Events events(summary, out);
  events.read(root.get());
  out.days = events.merged();
  return out;
}

}  // namespace suits
