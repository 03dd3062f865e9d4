#include "engine/analysis/offered_load.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "engine/model/expected_arrivals.hpp"
#include "engine/model/expected_load.hpp"

namespace suits {
namespace {

std::vector<Instant> weeks_of(const Window& window) {
  std::vector<Instant> edges;
  for (Instant t = window.start; t < window.end; t = t + weeks(1)) edges.push_back(t);
  edges.push_back(window.end);
  return edges;
}

/// The role itself where somebody holds it, else the first that covers for it and is held.
RoleId held_role(const Model& model, RoleId role) {
  const auto held = [&](RoleId r) { return !model.roles[r].people.empty(); };
  if (held(role)) return role;
  for (const CoverRing& cover : model.roles[role].covered_by) {
    if (held(cover.role)) return cover.role;
  }
  std::vector<RoleId> line{role};
  std::set<RoleId> seen{role};
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (held(line[i])) return line[i];
    for (const RoleId superior : model.roles[line[i]].superiors) {
      if (seen.insert(superior).second) line.push_back(superior);
    }
  }
  return role;
}

/// The share of a person's working time in a month that leave takes.
double on_leave(const Person& person, const Hours& hours, Date month) {
  if (!person.leave) return 0;
  const auto& season = person.leave->season;
  const double weights = std::accumulate(season.begin(), season.end(), 0.0);
  const double weight =
      weights > 0 ? season[static_cast<std::size_t>(month.month())] / weights : 1.0 / 12;
  const Date first =
      month - (static_cast<std::int32_t>(static_cast<unsigned>(month.civil().day())) - 1);
  Date next = first + 31;
  next = next - (static_cast<std::int32_t>(static_cast<unsigned>(next.civil().day())) - 1);
  const auto days = static_cast<double>(hours.working_days(first, next));
  if (days <= 0) return 0;
  return std::min(1.0, person.leave->days_per_year * weight / days);
}

/// The long-run share of time in sickness: spells begin at their rate between spells.
double sick(const Person& person, const Hours& hours) {
  if (!person.sickness || person.sickness->spells_per_year <= 0) return 0;
  const double day = static_cast<double>(std::max<std::int64_t>(1, hours.standard_day().us));
  const double days_per_week =
      std::clamp(static_cast<double>(hours.standard_week().us) / day, 1.0, 7.0);
  const double length = std::max(1.0, person.sickness->length.mean()) * 7 / days_per_week / 365.25;
  const double ill = person.sickness->spells_per_year * length;
  return ill / (1 + ill);
}

class Builder {
 public:
  explicit Builder(const Model& model) : model_(model) {
    out_.weeks = weeks_of(model.window);
    RoleLoad blank;
    blank.offered.assign(out_.weeks.size() - 1, 0.0);
    blank.capacity = blank.tentative = blank.offered;
    blank.by_kind.assign(model.kinds.size(), 0.0);
    out_.roles.assign(model.roles.size(), blank);
    for (const RoleId r : ids(model.roles)) carrier_.push_back(held_role(model, r));
  }

  OfferedLoad build() {
    work();
    for (const PersonId p : ids(model_.people)) {
      there_.push_back(expected_hours(model_, model_.people[p], out_.weeks));
    }
    for (const Background& b : model_.background) background(b);
    for (RoleLoad& role : out_.roles) {
      role.total_offered = std::accumulate(role.offered.begin(), role.offered.end(), 0.0);
    }
    capacity();
    judge();
    return std::move(out_);
  }

 private:
  void offer(RoleId role, KindId kind, std::size_t week, double hours) {
    if (hours <= 0) return;
    RoleLoad& load = out_.roles[carrier_[role]];
    load.offered[week] += hours;
    load.by_kind[raw(kind)] += hours;
  }

  void work() {
    const ExpectedLoad expected(model_);
    out_.notes = expected.notes();
    if (const std::size_t n = static_cast<std::size_t>(
            std::count_if(model_.accounts.begin(), model_.accounts.end(),
                          [](const Account& a) { return a.tentative(); }));
        n > 0) {
      out_.notes.push_back(fmt::format("{} tentative account{} not counted", n, n == 1 ? " is" : "s are"));
    }
    for (const Stream& stream : model_.streams) {
      const auto jobs = expected_arrivals(model_, stream, out_.weeks);
      const auto hours = expected.per_job(stream.kind, stream.account);
      const bool signed_work = !model_.accounts[stream.account].tentative();
      for (const RoleId r : ids(model_.roles)) {
        if (hours[raw(r)] <= 0) continue;
        std::vector<double>& tentative = out_.roles[carrier_[r]].tentative;
        for (std::size_t w = 0; w < jobs.size(); ++w) {
          const double asked = jobs[w] * hours[raw(r)];
          if (signed_work)
            offer(r, stream.kind, w, asked);
          else
            tentative[w] += asked;
        }
      }
    }
  }

  void background(const Background& b) {
    const double per_week = b.effort / 3.6e9;  // [h]
    const double standard = model_.standard_week.hours();
    for (const RoleId r : b.roles) {
      double each = per_week;
      if (b.per == Background::Per::role) {
        for (std::size_t w = 0; w + 1 < out_.weeks.size(); ++w) {
          offer(
              r, b.kind, w,
              each * model_.agency().between(out_.weeks[w], out_.weeks[w + 1]).hours() / standard);
        }
        continue;
      }
      if (b.per == Background::Per::report) {
        double reports = 0;
        for (const Person& person : model_.people) {
          const auto& superiors = model_.roles[person.roles[0]].superiors;
          if (!superiors.empty() && superiors[0] == r) ++reports;
        }
        if (model_.roles[r].people.empty()) continue;
        each *= reports / static_cast<double>(model_.roles[r].people.size());
      }
      for (const PersonId p : model_.roles[r].people) {
        if (model_.people[p].roles[0] != r) continue;
        for (std::size_t w = 0; w < there_[p].size(); ++w) {
          offer(r, b.kind, w, each * there_[p][w] / standard);
        }
      }
    }
  }

  void capacity() {
    const auto per_head = [&](RoleId r) {
      return out_.roles[r].total_offered / static_cast<double>(model_.roles[r].people.size());
    };
    for (const PersonId p : ids(model_.people)) {
      const auto& roles = model_.people[p].roles;
      double sum = 0;
      for (const RoleId r : roles) sum += per_head(r);
      for (const RoleId r : roles) {
        const double share = sum > 0 ? per_head(r) / sum : r == roles[0] ? 1.0 : 0.0;
        for (std::size_t w = 0; w < there_[p].size(); ++w) {
          out_.roles[r].capacity[w] += share * there_[p][w];
        }
      }
    }
  }

  void judge() {
    for (const RoleId r : ids(model_.roles)) {
      RoleLoad& role = out_.roles[r];
      role.total_capacity = std::accumulate(role.capacity.begin(), role.capacity.end(), 0.0);
      if (carrier_[r] != r) role.carried_by = carrier_[r];
      if (model_.roles[r].sort == RoleSort::client) continue;
      if (role.total_offered > role.total_capacity) out_.cannot_keep_up.push_back(r);
    }
    std::stable_sort(
        out_.cannot_keep_up.begin(), out_.cannot_keep_up.end(),
        [&](RoleId a, RoleId b) { return out_.roles[a].load() > out_.roles[b].load(); });
  }

  const Model& model_;
  OfferedLoad out_;
  IdVector<RoleId, RoleId> carrier_;
  IdVector<PersonId, std::vector<double>> there_;
};

}  // namespace

std::vector<double> expected_hours(const Model& model, const Person& person,
                                   const std::vector<Instant>& edges) {
  const Hours& hours = model.patterns[person.pattern];
  std::vector<DateRange> away;
  for (const auto& a : person.away) away.push_back({a.from, a.to});
  const Date first = date_of(edges.front()), last = date_of(edges.back()) + 1;
  if (person.joins > first) away.push_back({first, person.joins});
  if (person.leaves < last) away.push_back({person.leaves, last});
  const Availability there(&hours, std::move(away));
  const double healthy = 1 - sick(person, hours);
  std::vector<double> result;
  for (std::size_t w = 0; w + 1 < edges.size(); ++w) {
    const double time = there.between(edges[w], edges[w + 1]).hours();
    result.push_back(time * healthy * (1 - on_leave(person, hours, date_of(edges[w]))));
  }
  return result;
}

double RoleLoad::load() const {
  if (total_offered <= 0) return 0;
  return total_capacity > 0 ? total_offered / total_capacity
                            : std::numeric_limits<double>::infinity();
}

OfferedLoad offered_load(const Model& model) { return Builder(model).build(); }

}  // namespace suits
