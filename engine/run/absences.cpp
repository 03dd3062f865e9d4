#include "engine/run/absences.hpp"

#include <algorithm>
#include <cmath>

#include "engine/random/stream.hpp"
#include "engine/random/transcendental.hpp"

namespace suits {
namespace {

bool overlaps(const std::vector<DateRange>& taken, const DateRange& block) {
  return std::any_of(taken.begin(), taken.end(), [&](const DateRange& t) {
    return t.from < block.to && block.from < t.to;
  });
}

/// The dates from the first working day on or after `from` that hold `n` working days.
DateRange block_of(const Hours& hours, Date from, std::int64_t n) {
  while (!hours.working_day(from) && midnight(from) < hours.end()) ++from;
  Date to = from;
  for (std::int64_t left = n; left > 0 && midnight(to) < hours.end(); ++to) {
    if (hours.working_day(to)) --left;
  }
  return {from, to};
}

void draw_leave(const LeaveRule& rule, const Hours& hours, Date from, Date to, StreamKey key,
                std::vector<DateRange>& known) {
  for (int year = static_cast<int>(from.civil().year());
       year <= static_cast<int>(to.civil().year()); ++year) {
    const Date first = std::max(from, *make_date(year, 1, 1));
    const Date last = std::min(to, *make_date(year + 1, 1, 1));
    if (last <= first) continue;
    const double share = (last - first) / 365.25;
    auto left = static_cast<std::int64_t>(std::nearbyint(rule.days_per_year * std::min(1.0, share)));
    Draws draws(key, static_cast<std::uint64_t>(year), 0, Purpose::leave);
    double weights = 0;
    for (double w : rule.season) weights += w;
    for (int tries = 0; left > 0 && tries < 100; ++tries) {
      const double length = std::nearbyint(rule.block.sample(draws));
      const auto n = std::clamp<std::int64_t>(static_cast<std::int64_t>(std::min(length, 1e4)), 1, left);
      double u = draws.uniform() * (weights > 0 ? weights : 12);
      int month = 0;
      while (month < 11) {
        const double w = weights > 0 ? rule.season[static_cast<std::size_t>(month)] : 1;
        if (u < w) break;
        u -= w;
        ++month;
      }
      const double within = draws.uniform();
      const Date begin = *make_date(year, month + 1, 1);
      const Date end = month == 11 ? *make_date(year + 1, 1, 1) : *make_date(year, month + 2, 1);
      const Date day = begin + static_cast<std::int32_t>(within * (end - begin));
      const DateRange block = block_of(hours, day, n);
      if (block.from < first || block.to > last || overlaps(known, block)) continue;
      known.push_back(block);
      left -= n;
    }
  }
}

void draw_sickness(const SicknessRule& rule, const Hours& hours, Date from, Date to, StreamKey key,
                   std::vector<DateRange>& sickness) {
  if (rule.spells_per_year <= 0) return;
  double day = from.days;
  for (std::uint64_t spell = 0;; ++spell) {
    Draws draws(key, spell, 0, Purpose::sickness);
    day += -det_log(draws.uniform()) * 365.25 / rule.spells_per_year;
    const double length = std::nearbyint(rule.length.sample(draws));
    if (day >= to.days) return;
    const auto n = static_cast<std::int64_t>(std::clamp(length, 1.0, 1e4));
    const DateRange block = block_of(hours, Date{static_cast<std::int32_t>(day)}, n);
    if (block.from >= to) return;
    sickness.push_back(block);
    day = std::max(day, static_cast<double>(block.to.days));
  }
}

}  // namespace

Absences draw_absences(const Model& model, PersonId person, std::uint64_t seed,
                       std::uint32_t replication) {
  const Person& p = model.people[person];
  const Hours& hours = model.patterns[p.pattern];
  const Date from = date_of(model.window.warm_up), to = date_of(model.window.cap) + 1;
  Absences result;
  result.known = p.away;
  if (p.successor) {
    // Not there until they come; their leave and illness of the whole run are drawn all the same.
    const StreamKey key = stream_key(seed, replication, p.component);
    if (p.leave) draw_leave(*p.leave, hours, from, to, key, result.known);
    if (p.sickness) draw_sickness(*p.sickness, hours, from, to, key, result.sickness);
    result.known.insert(result.known.begin(), {date_of(hours.begin()), date_of(hours.end())});
    return result;
  }
  if (p.joins > from) result.known.push_back({from, p.joins});
  if (p.leaves < to) result.known.push_back({p.leaves, date_of(hours.end())});
  const Date begin = std::max(from, p.joins), end = std::min(to, p.leaves);
  if (begin >= end) return result;
  const StreamKey key = stream_key(seed, replication, p.component);
  if (p.leave) draw_leave(*p.leave, hours, begin, end, key, result.known);
  if (p.sickness) draw_sickness(*p.sickness, hours, begin, end, key, result.sickness);
  return result;
}

}  // namespace suits
