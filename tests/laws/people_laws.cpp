// Laws of what people do: hours, and work of several.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/run/happening.hpp"
#include "tests/laws/laws.hpp"

namespace suits::test {
namespace {

Happening happening_of(const HistoryRecord& record) {
  return static_cast<Happening>(record.what >> 56);
}

using Stretches = std::vector<Course::Stretch>;

/// By person, each by their begin.
IdVector<PersonId, Stretches> by_person(const Course& course) {
  IdVector<PersonId, Stretches> all(course.model->people.size());
  for (const Course::Stretch& s : course.stretches) all[s.person].push_back(s);
  for (Stretches& one : all) {
    std::stable_sort(one.begin(), one.end(),
                     [](const auto& a, const auto& b) { return a.from < b.from; });
  }
  return all;
}

/// People begin within their hours.
void begin_within(const Course& course, PersonId p, const Stretches& stretches,
                  std::string& wrong) {
  const Person& person = course.model->people[p];
  std::set<Instant> ends;
  for (const Course::Stretch& s : stretches) {
    if (s.from < s.to) ends.insert(s.to);
  }
  for (const Course::Stretch& s : stretches) {
    const Course::Request& request = course.requests.at(s.request);
    if (s.from < request.ready) wrong += person.name + " begins before it is ready\n";
    if (request.lacking != 0) wrong += person.name + " lacks a skill\n";
    // What an appointment interrupted goes on right after it, perhaps as the day ends; whoever is
    // of a pool may go at the instant at which they did what takes no time.
    const bool went = person.pool && s.from == s.to;
    if (!course.there[p].open(s.from) && !ends.contains(s.from) && !went) {
      wrong += fmt::format("{} begins off hours, {}\n", person.name, to_string(s.from));
    }
  }
}

/// The hours booked are those at which somebody was there and had something in hand.
void booked_as_worked(const Course& course, PersonId p, const Stretches& stretches,
                      std::string& wrong) {
  const Window& window = course.model->window;
  const Person& person = course.model->people[p];
  const PersonHours& hours = course.seen.people[p];
  Duration worked;
  Instant to = kDawn;  // the end of what is counted
  for (const Course::Stretch& s : stretches) {
    const Instant a = std::max({s.from, to, window.start}), b = std::min(s.to, window.end);
    if (a < b) worked += course.there[p].between(a, b);
    to = std::max(to, s.to);
  }
  // Hours of several things at once are shared to the microsecond at the window's edge.
  const auto room = person.focus.jobs == 1 ? 0 : static_cast<std::int64_t>(stretches.size());
  if (std::abs((worked - hours.worked).us) > room) {
    wrong += fmt::format("{} worked {}, booked are {}\n", person.name, to_string(worked),
                         to_string(hours.worked));
  }
  if (hours.worked > hours.available) wrong += person.name + " works too long\n";
  for (std::size_t w = 0; w < hours.worked_by_week.size(); ++w) {
    if (hours.worked_by_week[w] > hours.available_by_week[w] || hours.worked_by_week[w].us < 0) {
      wrong += fmt::format("{} works too long in week {}\n", person.name, w + 1);
    }
  }
}

/// The most that a person's roles, whenever they have them, allow in a day and in a week.
std::pair<Duration, Duration> overtime_allowed(const Model& model, const Person& person) {
  std::pair<Duration, Duration> most;
  const auto add = [&](const std::vector<RoleId>& roles) {
    for (const RoleId r : roles) {
      if (!model.roles[r].overtime) continue;
      most.first = std::max(most.first, model.roles[r].overtime->up_to);
      most.second = std::max(most.second, model.roles[r].overtime->a_week);
    }
  };
  add(person.roles);
  add(person.later_roles);
  return most;
}

/// What is booked as overtime lies outside the hours, and within what is allowed.
void late(const Course& course, PersonId p, std::string& wrong) {
  const Window& window = course.model->window;
  const Person& person = course.model->people[p];
  const auto [a_day, a_week] = overtime_allowed(*course.model, person);
  std::map<std::int64_t, Duration> by_date, by_monday;  // by day number
  Duration booked;
  Instant to = kDawn;  // of several things at once the hours count once
  for (const Course::Overtime& o : course.overtime) {
    if (o.person != p) continue;
    const Instant from = std::max(o.from, to);
    if (o.to <= from) continue;
    to = o.to;
    if (course.there[p].between(from, o.to).us > 0) {
      wrong += fmt::format("{} has overtime within the hours, {}\n", person.name, to_string(from));
    }
    const Date date = date_of(from), monday = date - date.weekday();
    by_date[midnight(date).us] += o.to - from;
    by_monday[midnight(monday).us] += o.to - from;
    const Instant a = std::max(from, window.start), b = std::min(o.to, window.end);
    if (a < b) booked += b - a;
  }
  for (const auto& [date, time] : by_date) {
    if (time > a_day) {
      wrong += fmt::format("{} works {} over on {}\n", person.name, to_string(time),
                           to_string(Instant{date}));
    }
  }
  for (const auto& [monday, time] : by_monday) {
    if (time > a_week) {
      wrong += fmt::format("{} works {} over in the week of {}\n", person.name, to_string(time),
                           to_string(Instant{monday}));
    }
  }
  if (booked != course.seen.people[p].overtime) {
    wrong += fmt::format("{} worked {} over, booked are {}\n", person.name, to_string(booked),
                         to_string(course.seen.people[p].overtime));
  }
}

/// Whether the two people take the same time for the same effort on the request.
bool same_pace(const Course& course, const Course::Request& request, PersonId a, PersonId b) {
  const Model& model = *course.model;
  if (request.appointment) return true;
  if (model.familiarity || model.newcomers) return false;
  const auto steady = [&](PersonId p) {
    return std::none_of(model.staffing.changes.begin(), model.staffing.changes.end(),
                        [&](const DatedChange& c) { return c.person == p && c.level; });
  };
  return steady(a) && steady(b) &&
         model.levels[model.people[a].level].time_factor ==
             model.levels[model.people[b].level].time_factor;
}

/// One begins and ends a seat without being called away, and the other: in the same time, if their
/// hours are the same in it.
bool ends_with(const Course& course, const Course::Stretch& a, const Course::Stretch& b) {
  const auto hours = [&](PersonId p, Instant to) { return course.there[p].between(a.from, to); };
  return a.to == b.to || hours(a.person, a.to) != hours(b.person, a.to) ||
         hours(a.person, b.to) != hours(b.person, b.to);
}

}  // namespace

std::string off_hours(const Course& course) {
  std::string wrong;
  const IdVector<PersonId, Stretches> all = by_person(course);
  for (const PersonId p : ids(course.model->people)) {
    begin_within(course, p, all[p], wrong);
    booked_as_worked(course, p, all[p], wrong);
    late(course, p, wrong);
  }
  return wrong;
}

std::string scattered(const Course& course) {
  std::string wrong;
  std::map<std::uint64_t, std::vector<std::uint64_t>> in_hand;  // requests by person
  for (const HistoryRecord& record : course.log) {
    const Happening what = happening_of(record);
    const std::uint64_t request = record.what & ((std::uint64_t{1} << 56) - 1);
    const bool starts = what == Happening::start;
    if (!starts && what != Happening::stop && what != Happening::finish) continue;
    std::vector<std::uint64_t>& works = in_hand[record.who];
    const Person& person = course.model->people[static_cast<PersonId>(record.who)];
    const auto at = std::find(works.begin(), works.end(), request);
    if (!starts) {
      if (at == works.end()) {
        wrong += fmt::format("{} ends what was not begun, {}\n", person.name, request);
      } else {
        works.erase(at);
      }
      continue;
    }
    if (at != works.end()) wrong += fmt::format("{} begins {} twice\n", person.name, request);
    works.push_back(request);
    if (person.focus.jobs > 0 && works.size() > person.focus.jobs) {
      wrong +=
          fmt::format("{} {} has {} in hand\n", to_string(record.time), person.name, works.size());
    }
    const bool whole = std::any_of(works.begin(), works.end(), [&](std::uint64_t r) {
      const auto about = course.requests.find(r);
      return about == course.requests.end() || about->second.efforts.size() > 1 ||
             !about->second.interruptible;
    });
    if (whole && works.size() > 1) {
      wrong += fmt::format("{} {} is not all there\n", to_string(record.time), person.name);
    }
  }
  return wrong;
}

std::string torn_apart(const Course& course) {
  std::string wrong;
  std::map<std::uint64_t, std::map<std::size_t, Stretches>> joint;  // by request, seat
  for (const Course::Stretch& s : course.stretches) {
    if (course.requests.at(s.request).together) joint[s.request][s.seat].push_back(s);
  }
  for (auto& [number, seats] : joint) {
    const Course::Request& request = course.requests.at(number);
    std::set<PersonId> people;
    std::set<Instant> begins;
    bool done = true;
    for (auto& [seat, stretches] : seats) {
      std::sort(stretches.begin(), stretches.end(),
                [](const auto& a, const auto& b) { return a.from < b.from; });
      begins.insert(stretches.front().from);
      for (const Course::Stretch& s : stretches) people.insert(s.person);
      done = done && stretches.back().done;
    }
    const std::size_t wanted = request.efforts.size();
    if (seats.size() != wanted || people.size() != wanted) {
      wrong += fmt::format("{} of {} seats of {} are filled, by {}\n", seats.size(), wanted, number,
                           people.size());
    }
    if (begins.size() != 1) {
      wrong += fmt::format("not all of {} begin at {}\n", number, to_string(*begins.begin()));
    }
    if (request.done && !done) wrong += fmt::format("{} ends without somebody\n", number);
    const Course::Stretch& first = seats.begin()->second.front();
    for (const auto& [seat, stretches] : seats) {
      const Course::Stretch& other = stretches.front();
      if (seat >= wanted || stretches.size() > 1 || seats.begin()->second.size() > 1) continue;
      if (request.efforts[seat] != request.efforts[seats.begin()->first]) continue;
      if (!same_pace(course, request, first.person, other.person)) continue;
      if (!ends_with(course, first, other)) {
        wrong += fmt::format("not all of {} end at {}\n", number, to_string(first.to));
      }
    }
  }
  return wrong;
}

}  // namespace suits::test
