#include "engine/analysis/warm_up.hpp"

#include <algorithm>

#include "engine/run/job.hpp"
#include "engine/run/looker_on.hpp"
#include "engine/run/replicate.hpp"
#include "engine/stats/mser.hpp"

namespace suits {
namespace {

/// How much time jobs spend in each stretch of the run.
class Presence : public LookerOn {
 public:
  Presence(const Model& model, Duration stretch)
      : model_(model), stretch_(stretch), from_(model.window.warm_up) {
    const Duration run = model.window.end - model.window.warm_up;
    spent_.assign(static_cast<std::size_t>(run.us / stretch.us), 0);
    steps_.assign(spent_.size() + 1, 0);
  }

  void job_arrived(const Job&) override {}
  void job_ended(const Job& job, Ending, Instant now, const IdVector<PersonId, Server>&) override {
    if (!model_.kinds[job.kind].background) add(std::max(job.arrived, from_), now);
  }
  void worked(const Job&, const Task&, const Seat&, Instant, Duration, Instant) override {}
  void booked(const Job&, const Task&, Instant) override {}
  void ring_opened(const Job&, const Task&, const Ring&, bool, Instant) override {}
  void task_ended(const Job&, const Task&, bool, Instant) override {}

  /// The mean number of jobs in each stretch.
  std::vector<double> level() const {
    std::vector<double> out;
    std::int64_t whole = 0;
    for (std::size_t b = 0; b < spent_.size(); ++b) {
      whole += steps_[b];
      out.push_back(static_cast<double>(whole) +
                    static_cast<double>(spent_[b]) / static_cast<double>(stretch_.us));
    }
    return out;
  }

 private:
  /// Stretches that a presence covers in part hold its time, those that it covers whole count it.
  void add(Instant from, Instant to) {
    const auto stretches = static_cast<std::int64_t>(spent_.size());
    const std::int64_t begin = (from - from_).us;
    const std::int64_t end = std::min((to - from_).us, stretches * stretch_.us);
    if (begin >= end) return;
    const std::int64_t first = begin / stretch_.us, last = end / stretch_.us;
    if (first == last) {
      spent_[static_cast<std::size_t>(first)] += end - begin;
      return;
    }
    spent_[static_cast<std::size_t>(first)] += (first + 1) * stretch_.us - begin;
    if (last < stretches) spent_[static_cast<std::size_t>(last)] += end - last * stretch_.us;
    ++steps_[static_cast<std::size_t>(first + 1)];
    --steps_[static_cast<std::size_t>(last)];
  }

  const Model& model_;
  Duration stretch_;
  Instant from_;
  std::vector<std::int64_t> spent_;  // [us]
  std::vector<std::int64_t> steps_;  // changes of the number of those that cover it whole
};

bool weekly(const Model& model) {
  if (!model.agency().always()) return true;
  return std::any_of(model.streams.begin(), model.streams.end(),
                     [](const Stream& stream) { return stream.profile.has_value(); });
}

Duration stretch_of(const Model& model) {
  constexpr std::int64_t minute = 60'000'000;
  if (weekly(model)) return microseconds(weeks(1).us / 5);
  const std::int64_t run = (model.window.end - model.window.warm_up).us;
  return microseconds(std::max<std::int64_t>(1, run / 1000 / minute) * minute);
}

/// Whether the agency works as long in every week of the run.
bool even_weeks(const Model& model) {
  const Hours& hours = model.agency();
  Instant t = model.window.warm_up;
  const Duration first = hours.between(t, t + weeks(1));
  for (; t + weeks(1) <= model.window.end; t = t + weeks(1))
    if (hours.between(t, t + weeks(1)) != first) return false;
  return true;
}

}  // namespace

std::vector<std::string> changes_with_time(const Model& model) {
  const Window& window = model.window;
  const Date first = date_of(window.warm_up), last = date_of(window.cap);
  std::vector<std::string> out;
  const auto add = [&](bool changes, const char* what) {
    if (changes) out.emplace_back(what);
  };
  const auto any = [](const auto& items, const auto& is) {
    return std::any_of(items.begin(), items.end(), is);
  };
  add(any(model.streams, [](const Stream& s) { return !s.season.empty(); }), "seasons");
  add(any(model.streams, [](const Stream& s) { return s.form == Stream::Form::dates; }),
      "arrivals on dates");
  add(any(model.accounts,
          [&](const Account& a) {
            return a.starts > window.warm_up || a.ends < window.cap || !a.sizes.empty();
          }),
      "accounts that come, go or grow");
  add(any(model.people,
          [&](const Person& p) {
            return !p.pool && !p.successor && (p.joins > first || p.leaves <= last || !p.away.empty());
          }),
      "people who come, go or are away on dates");
  add(any(model.people, [](const Person& p) { return p.leave.has_value(); }), "leave");
  add(!model.staffing.changes.empty(), "changes on dates");
  add(!model.staffing.in_hand.empty(), "work in hand");
  add(!even_weeks(model), "holidays");
  return out;
}

WarmUp find_warm_up(const Model& model, const ExperimentPlan& plan) {
  WarmUp out;
  out.changes = changes_with_time(model);
  if (!out.changes.empty()) {
    out.sort = WarmUp::Sort::dated;
    return out;
  }
  out.seen.stretch = stretch_of(model);
  std::vector<std::vector<double>> levels(plan.replications);
  const Play play = [&](const Model& played, std::uint64_t seed, std::uint32_t replication) {
    Presence presence(played, out.seen.stretch);
    Observations seen = replicate_watched(played, seed, replication, presence);
    levels[replication] = presence.level();
    return seen;
  };
  const Experiment pilot = run_experiment(model, plan, play);
  if (pilot.error) {
    out.sort = WarmUp::Sort::failed;
    out.error = pilot.error;
    return out;
  }
  out.replications = pilot.replications;
  out.seen.level.assign(levels.front().size(), 0);
  for (const std::vector<double>& own : levels)
    for (std::size_t b = 0; b < own.size(); ++b)
      out.seen.level[b] += own[b] / static_cast<double>(levels.size());
  const std::optional<std::size_t> left_out = mser5(out.seen.level);
  if (!left_out) out.sort = WarmUp::Sort::too_short;
  out.length = microseconds(out.seen.stretch.us * static_cast<std::int64_t>(left_out.value_or(0)));
  return out;
}

std::optional<Duration> shared_warm_up(const std::vector<WarmUp>& all) {
  Duration longest;
  for (const WarmUp& own : all) {
    if (own.sort != WarmUp::Sort::found) return std::nullopt;
    longest = std::max(longest, own.length);
  }
  return longest;
}

Model warmed_up(Model model, Duration length) {
  model.window.start = model.window.warm_up + length;
  return model;
}

}  // namespace suits
