// Values of roles and calendars that may be written in several forms.

#include "engine/scenario/leave_calendar.hpp"
#include "engine/scenario/read_shapes.hpp"

namespace suits {

namespace {

/// Reads a scalar with `parse` and reports its fault at the very place.
template <class Parse>
bool parse_text(Reader& r, const Node& node, Parse parse) {
  Cursor cursor(node.text, &r.data());
  if (parse(cursor) && cursor.finish()) return true;
  const Fault& fault = *cursor.fault();
  r.error(node.within(fault.at, std::max<std::size_t>(fault.length, 1)), fault.message, fault.hint);
  return false;
}

using Spans = std::vector<std::pair<Duration, Duration>>;

/// The hours of one day, or of several alike: one span or a list.
Spans read_spans(Reader& r, const Node& node) {
  Spans out;
  const auto read_one = [&](const Node& item) {
    if (!item.scalar()) return r.wrong_shape(item, "a span of hours", "09:30-12:30");
    std::pair<Duration, Duration> span;
    if (!parse_text(r, item, [&](Cursor& c) { return parse_hours(c, span); })) return;
    for (const auto& [from, to] : out) {
      if (span.first < to && from < span.second) {
        return r.error(item.span, "these hours overlap others of the day");
      }
    }
    out.push_back(span);
  };
  if (node.sequence()) {
    for (const Node& item : node.items) {
      if (!r.enough()) read_one(item);
    }
  } else {
    read_one(node);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

void read_into(Reader& r, const Node& node, TitleSpec& out) {
  if (node.mapping()) return read_into(r, node, out.translations);
  if (!node.scalar()) return r.wrong_shape(node, "a title, or titles by language");
  read_into(r, node, out.text);
}

void read_into(Reader& r, const Node& node, HoursSpec& out) {
  out.span = node.span;
  if (node.scalar() && node.text == "always") {
    out.always = true;
    return;
  }
  if (!node.mapping()) {
    return r.wrong_shape(node, "a map of weekdays to hours, or `always`,",
                         "{ mon-fri: [09:30-12:30, 13:30-18:00] }");
  }
  const std::size_t before = r.errors();
  std::array<bool, 7> said{};
  for (const Member& member : node.members) {
    std::pair<int, int> days;
    if (!parse_text(r, member.key, [&](Cursor& c) { return parse_weekdays(c, days); })) continue;
    if (member.value.blank()) {
      r.error(member.key.span, fmt::format("'{}' has no value", member.key.text));
      continue;
    }
    const Spans spans = read_spans(r, member.value);
    for (int day = days.first;; day = (day + 1) % 7) {
      const auto d = static_cast<std::size_t>(day);
      if (said[d]) {
        r.error(member.key.span, "hours for a day that has some already");
        break;
      }
      said[d] = true;
      out.weekday[d] = spans;
      if (day == days.second) break;
    }
  }
  if (r.errors() != before) return;
  for (const Spans& spans : out.weekday) {
    if (!spans.empty()) return;
  }
  r.error(node.span, "a week without any open hours");
}

/// Dates, spans of dates and calendar files, whose days stand where the file is named.
void read_into(Reader& r, const Node& node, std::vector<Located<DateRange>>& out) {
  if (node.sequence()) {
    for (const Node& item : node.items) {
      if (r.enough()) return;
      if (item.blank()) {
        r.error(node.span, "a list with an empty item");
      } else if (item.sequence()) {
        r.wrong_shape(item, "a date or a span of dates");
      } else {
        read_into(r, item, out);
      }
    }
    return;
  }
  if (!node.mapping()) {
    out.emplace_back();
    return read_into(r, node, out.back());
  }
  CalendarFileSpec file;
  const std::size_t before = r.errors();
  read_into(r, node, file);
  if (r.errors() != before) return;
  const DataText text = r.data()(file.ics.text);
  if (!text.text) return r.error(file.ics.span, text.error);
  const std::string name = truncate(file.ics.text, 60);
  const LeaveCalendar calendar =
      read_leave_calendar(*text.text, file.summary ? file.summary->text : "");
  if (!calendar.error.empty()) return r.error(file.ics.span, name + ": " + calendar.error);
  const std::string of =
      file.summary ? fmt::format(" with '{}' in its summary", truncate(file.summary->text, 40))
                   : "";
  if (calendar.days.empty()) {
    return r.error(file.summary ? file.summary->span : file.ics.span,
                   fmt::format("{} has no event for whole days{}", name, of),
                   calendar.timed == 0 ? "" : "events with hours of the day are no absence");
  }
  if (calendar.timed > 0) {
    r.notes.push_back(fmt::format(
        "{}: {} event{}{} with hours of the day {} left out; only whole days are taken.", name,
        calendar.timed, calendar.timed == 1 ? "" : "s", of, calendar.timed == 1 ? "is" : "are"));
  }
  for (const DateRange& days : calendar.days) out.push_back({days, node.span});
}

void read_into(Reader& r, const Node& node, HolidaysSpec& out) {
  out.span = node.span;
  if (node.scalar() && (node.text == "agency" || node.text == "none")) {
    out.form = node.text == "none" ? HolidaysSpec::Form::none : HolidaysSpec::Form::agency;
    return;
  }
  out.form = HolidaysSpec::Form::listed;
  read_into(r, node, out.dates);
}

void read_into(Reader& r, const Node& node, NewHoursSpec& out) {
  out.span = node.span;
  if (node.scalar()) return read_into(r, node, out.pattern);
  read_into(r, node, out.hours);
}

void read_into(Reader& r, const Node& node, SeasonSpec& out) {
  out.span = node.span;
  if (!node.sequence()) return r.wrong_shape(node, "a list of twelve figures, January first,");
  if (node.items.size() != out.months.size()) {
    return r.error(node.span, fmt::format("{} figures where twelve are meant, January first",
                                          node.items.size()));
  }
  const std::size_t before = r.errors();
  double sum = 0;
  for (std::size_t i = 0; i < out.months.size(); ++i) {
    Located<Factor> factor;
    read_into(r, node.items[i], factor);
    out.months[i] = factor.value.value;
    sum += out.months[i];
  }
  if (r.errors() == before && sum <= 0) r.error(node.span, "a season that is zero all year");
}

void read_into(Reader& r, const Node& node, LevelMixSpec& out) {
  out.span = node.span;
  if (node.scalar()) return read_into(r, node, out.one);
  if (!node.mapping()) return r.wrong_shape(node, "a level, or how many of each,");
  for (const Member& member : node.members) {
    if (!has(r.levels, member.key.text)) {
      r.unknown(member.key, fmt::format("no level '{}'", truncate(member.key.text, 40)), r.levels);
    } else {
      read_entry(r, member, out.counts);
    }
  }
}

/// The name of a rule, a mapping that says more, or kinds of work in their order.
void read_into(Reader& r, const Node& node, DispatchSpec& out) {
  if (node.mapping()) return read_into<DispatchSpec>(r, node, out);
  out.span = node.span;
  const std::size_t before = r.errors();
  if (node.sequence()) {
    read_into(r, node, out.kinds);
  } else {
    read_into(r, node, out.rule);
  }
  if (r.errors() == before) check(r, node, out);
}

}  // namespace suits
