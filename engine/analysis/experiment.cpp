#include "engine/analysis/experiment.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>

#include "engine/run/flow_keys.hpp"
#include "engine/run/replicate.hpp"

namespace suits {
namespace {

/// What is kept of a replication until its turn to be folded comes.
struct Outcome {
  std::optional<RunError> error;
  std::uint64_t history = 0;
  std::vector<FlowKey> flow_keys;
  std::vector<Flow> flows;
  std::vector<double> first_warnings;  // by account and warning [days into the window]; -1: none
  MeasureLayout layout;
  std::vector<Sample> samples;
  std::vector<std::vector<QuantileSketch::Tally>> working, elapsed;  // turnarounds by flow
  std::vector<KeptJobs> jobs;                                        // of the flows asked for
};

QuantileSketch& turnarounds(Flow& flow, const FlowQuantile& asked) {
  return asked.elapsed ? flow.elapsed_quantiles : flow.working_quantiles;
}

/// The sketch that a replication's turnarounds were taken from: the extremes themselves, and for all
/// others the numbers that stand for their bins.
QuantileSketch sketch_of(const KeptJobs& jobs) {
  QuantileSketch out;
  std::uint32_t events = 0, left = 0;
  for (const QuantileSketch::Tally& tally : jobs.tallies) events += tally.events;
  left = events;
  for (const QuantileSketch::Tally& tally : jobs.tallies) {
    const double x = QuantileSketch::bin_value(tally.bin);
    for (std::uint32_t i = 0; i < tally.events; ++i, --left)
      out.add(left == events ? jobs.least
              : left == 1    ? jobs.most
                             : std::clamp(x, jobs.least, jobs.most));
    for (std::uint32_t i = 0; i < tally.censored; ++i) out.add_censored(x);
  }
  return out;
}

void tally(Outcome& out) {
  for (const Flow& flow : out.flows) {
    out.working.push_back(flow.working_quantiles.tallies());
    out.elapsed.push_back(flow.elapsed_quantiles.tallies());
  }
}

Outcome outcome_of(const Alternative& asked, Observations seen) {
  const Model& model = *asked.model;
  Outcome out;
  out.error = std::move(seen.error);
  if (out.error) return out;
  out.history = seen.history;
  out.layout = MeasureLayout(model, seen.flows.size());
  out.samples = measure(model, out.layout, seen);
  for (const HealthSeen& own : seen.health) {
    for (const Instant first : own.first_below) {
      const double days = (first - model.window.start).hours() / 24;
      out.first_warnings.push_back(first < kNever ? days : -1);
    }
  }
  out.flow_keys = std::move(seen.flow_keys);
  out.flows = std::move(seen.flows);
  tally(out);
  for (const FlowQuantile& jobs : asked.keep_jobs) {
    const Flow& flow = out.flows[jobs.flow];
    const Moments& seen_of = jobs.elapsed ? flow.elapsed : flow.working;
    const bool any = seen_of.count() > 0;
    out.jobs.push_back({any ? seen_of.min() : 0, any ? seen_of.max() : 0,
                        (jobs.elapsed ? out.elapsed : out.working)[jobs.flow]});
  }
  return out;
}

/// A replication that is known: what was not kept of it is missing.
Outcome recalled(const Alternative& asked, KeptReplication known) {
  Outcome out;
  out.history = known.history;
  out.flow_keys = flow_keys_of(*asked.model);
  out.flows.resize(out.flow_keys.size());
  out.layout = MeasureLayout(*asked.model, out.flows.size());
  out.samples.assign(out.layout.size(), Sample{0, 0, true});
  for (std::size_t k = 0; k < asked.keep.size(); ++k) out.samples[asked.keep[k]] = known.samples[k];
  for (std::size_t k = 0; k < asked.keep_jobs.size(); ++k) {
    const KeptJobs& jobs = known.jobs[k];
    turnarounds(out.flows[asked.keep_jobs[k].flow], asked.keep_jobs[k]) = sketch_of(jobs);
  }
  tally(out);
  out.jobs = std::move(known.jobs);
  return out;
}

KeptReplication kept_of(const Alternative& asked, const Outcome& one) {
  KeptReplication out{one.history, {}, one.jobs};
  for (const std::size_t index : asked.keep) out.samples.push_back(one.samples[index]);
  return out;
}

void fold(Experiment& all, Outcome one, const Alternative& asked) {
  all.history = (all.history ^ one.history) * 0x9E37'79B9'7F4A'7C15u + 1;
  all.kept.add(kept_of(asked, one));
  if (all.replications == 0) {
    all.flow_keys = std::move(one.flow_keys);
    all.flows = std::move(one.flows);
    all.layout = one.layout;
    all.measures.resize(one.layout.size());
    all.first_warnings.resize(one.first_warnings.size());
    all.working_shares.resize(all.flows.size());
    all.elapsed_shares.resize(all.flows.size());
  } else {
    for (std::size_t f = 0; f < all.flows.size(); ++f) merge(all.flows[f], one.flows[f]);
  }
  for (std::size_t w = 0; w < all.first_warnings.size(); ++w)
    if (one.first_warnings[w] >= 0) all.first_warnings[w].add(one.first_warnings[w]);
  for (std::size_t m = 0; m < all.measures.size(); ++m)
    if (!one.samples[m].missing) all.measures[m].add(one.samples[m].y, one.samples[m].x);
  for (std::size_t f = 0; f < all.flows.size(); ++f) {
    all.working_shares[f].add(one.working[f]);
    all.elapsed_shares[f].add(one.elapsed[f]);
  }
  ++all.replications;
}

/// Hands out replications in order and folds their outcomes in order.
class Bench {
 public:
  Bench(const std::vector<Alternative>& alternatives, const ExperimentPlan& plan, const GoOn& go_on,
        const Play& play, std::uint32_t threads)
      : alternatives_(alternatives), plan_(plan), go_on_(go_on), play_(play), ahead_(2 * threads) {
    experiments_.resize(alternatives.size());
    for (Experiment& experiment : experiments_) experiment.seed = plan.seed;
  }

  /// What each thread does until nothing is left.
  void work() {
    while (const std::optional<std::uint32_t> number = next()) {
      try {
        hand_in(*number, play(*number));
      } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!exception_) exception_ = std::current_exception();
        stopped_ = true;
        turn_.notify_all();
      }
    }
  }

  std::vector<Experiment> take() {
    if (exception_) std::rethrow_exception(exception_);
    return std::move(experiments_);
  }

 private:
  /// Of each alternative, up to the first that cannot go on.
  using Outcomes = std::vector<Outcome>;

  Outcomes play(std::uint32_t number) const {
    Outcomes outcomes;
    for (std::size_t a = 0; a < alternatives_.size(); ++a) {
      const Alternative& own = alternatives_[a];
      if (number < plan_.known) {
        outcomes.push_back(recalled(own, plan_.recall(a, number).value()));
        continue;
      }
      outcomes.push_back(outcome_of(own, play_(*own.model, plan_.seed, number)));
      if (outcomes.back().error) break;
    }
    return outcomes;
  }

  /// Waits where this thread would run too far ahead of the slowest.
  std::optional<std::uint32_t> next() {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return stopped_ || given_ < folded_ + ahead_; });
    if (stopped_ || given_ >= plan_.replications) return std::nullopt;
    return given_++;
  }

  void hand_in(std::uint32_t number, Outcomes outcomes) {
    const std::lock_guard lock(mutex_);
    waiting_.emplace(number, std::move(outcomes));
    while (!ended_ && !waiting_.empty() && waiting_.begin()->first == folded_) {
      Outcomes first = std::move(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
      fold_all(std::move(first));
    }
    turn_.notify_all();
  }

  void fold_all(Outcomes outcomes) {
    if (outcomes.back().error) {
      Experiment& failing = experiments_[outcomes.size() - 1];
      failing.error = std::move(outcomes.back().error);
      failing.failed = folded_;
      ended_ = stopped_ = true;
      return;
    }
    for (std::size_t a = 0; a < outcomes.size(); ++a) {
      if (plan_.folded && folded_ >= plan_.known)
        plan_.folded({a, folded_, outcomes[a].history, outcomes[a].samples, outcomes[a].jobs});
      fold(experiments_[a], std::move(outcomes[a]), alternatives_[a]);
    }
    ++folded_;
    if (plan_.progress) plan_.progress(folded_);
    if (go_on_ && !go_on_(experiments_)) ended_ = stopped_ = true;
  }

  const std::vector<Alternative>& alternatives_;
  const ExperimentPlan& plan_;
  const GoOn& go_on_;
  const Play& play_;
  const std::uint32_t ahead_;
  std::mutex mutex_;
  std::condition_variable turn_;
  std::uint32_t given_ = 0, folded_ = 0;
  bool stopped_ = false;  // nothing more is handed out
  bool ended_ = false;    // nothing more is folded
  std::map<std::uint32_t, Outcomes> waiting_;
  std::exception_ptr exception_;
  std::vector<Experiment> experiments_;
};

}  // namespace

std::optional<KeptReplication> play_kept(const Alternative& asked, std::uint64_t seed,
                                         std::uint32_t replication) {
  const Outcome one = outcome_of(asked, replicate(*asked.model, seed, replication));
  return one.error ? std::nullopt : std::optional(kept_of(asked, one));
}

Experiment run_experiment(const Model& model, const ExperimentPlan& plan) {
  return run_experiment(model, plan, replicate);
}

Experiment run_experiment(const Model& model, const ExperimentPlan& plan, const Play& play) {
  return std::move(run_experiments({{&model, {}, {}}}, plan, {}, play).front());
}

std::vector<Experiment> run_experiments(const std::vector<Alternative>& alternatives,
                                        const ExperimentPlan& plan, const GoOn& go_on) {
  return run_experiments(alternatives, plan, go_on, replicate);
}

std::vector<Experiment> run_experiments(const std::vector<Alternative>& alternatives,
                                        const ExperimentPlan& plan, const GoOn& go_on,
                                        const Play& play) {
  const std::uint32_t threads =
      std::clamp<std::uint32_t>(plan.threads, 1, std::max<std::uint32_t>(plan.replications, 1));
  Bench bench(alternatives, plan, go_on, play, threads);
  {
    std::vector<std::jthread> others;
    try {
      for (std::uint32_t t = 1; t < threads; ++t) others.emplace_back([&bench] { bench.work(); });
    } catch (const std::system_error&) {
      // No more threads to be had: those there are do the work.
    }
    bench.work();
  }
  return bench.take();
}

}  // namespace suits
