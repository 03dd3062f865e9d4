#include "engine/run/progress.hpp"

#include <algorithm>
#include <cassert>

namespace suits {
namespace {

const Kind& kind_of(const Model& model, const Job& job) { return model.kinds[job.kind]; }

void draw_attributes(const Model& model, const Kind& kind, Job& job) {
  for (std::uint32_t i = 0; i < kind.attributes.size(); ++i) {
    const AttributeValue& drawn = kind.attributes[i].values[drawn_attribute(model, job, i)];
    job.repeats *= drawn.repeats;
    job.effort *= drawn.effort;
  }
}

/// A predecessor of `step` is done (live) or skipped; skipping spreads from here.
void notify(const Kind& kind, Job& job, StepId step, bool live, std::int32_t record,
            std::vector<StepId>& ready) {
  StepState& state = job.steps[raw(step)];
  if (state.phase != StepPhase::pending) return;
  assert(state.waits_for > 0);
  state.live = state.live || live;
  if (live) state.before = record;
  if (--state.waits_for > 0) return;
  if (state.live) {
    state.phase = StepPhase::active;
    ready.push_back(step);
    return;
  }
  state.phase = StepPhase::skipped;
  --job.open_steps;
  for (StepId next : kind.steps[raw(step)].successors) {
    notify(kind, job, next, false, record, ready);
  }
}

/// Opens the target and everything between it and the sender once more.
void reopen(const Kind& kind, Job& job, StepId sender, const Rework& back) {
  const auto inside = [&](StepId s) {
    return std::binary_search(back.reopened.begin(), back.reopened.end(), s);
  };
  for (StepId s : back.reopened) {
    StepState& state = job.steps[raw(s)];
    if (s != sender) {
      ++job.open_steps;
      // What waits outside for this step waits once more.
      for (StepId next : kind.steps[raw(s)].successors) {
        StepState& after = job.steps[raw(next)];
        if (!inside(next) && after.phase == StepPhase::pending) ++after.waits_for;
      }
    }
    state.phase = StepPhase::pending;
    state.live = false;
    state.rework_effort = back.rework_effort;
    state.waits_for = 0;
    for (StepId before : kind.steps[raw(s)].predecessors) {
      if (inside(before) && s != back.target) ++state.waits_for;
    }
  }
  for (StepId s : back.resets) job.steps[raw(s)].sent_back = 0;
}

bool goes_back(const Kind& kind, Job& job, StepId step, const Rework& back) {
  StepState& state = job.steps[raw(step)];
  double chance = back.chance[job.tier] * job.repeats;
  chance *= job.steps[raw(back.target)].last_repeats;
  if (back.falling_by > 0) {
    for (std::uint16_t i = 0; i < state.sent_back; ++i) chance *= 1 - back.falling_by;
  }
  if (chance <= 0) return false;
  Draws draws({mix(job.key.value, kind.steps[raw(step)].component)}, job.ordinal, state.visits,
              Purpose::back);
  return draws.uniform() < chance;
}

}  // namespace

std::size_t drawn_attribute(const Model& model, const Job& job, std::uint32_t index) {
  const Kind& kind = kind_of(model, job);
  const std::vector<AttributeValue>& values = kind.attributes[index].values;
  Draws draws({mix(job.key.value, kind.component)}, job.ordinal, 0,
              numbered(Purpose::attribute, index));
  double u = draws.uniform();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (u < values[i].chance) return i;
    u -= values[i].chance;
  }
  return values.size() - 1;
}

void begin_job(const Model& model, Job& job, std::vector<StepId>& ready) {
  const Kind& kind = kind_of(model, job);
  job.repeats = job.effort = 1;
  if (!kind.attributes.empty()) draw_attributes(model, kind, job);
  job.steps.assign(kind.steps.size(), StepState{});
  job.open_steps = static_cast<std::uint32_t>(kind.steps.size());
  for (std::size_t i = 0; i < kind.steps.size(); ++i) {
    job.steps[i].waits_for = static_cast<std::uint16_t>(kind.steps[i].predecessors.size());
  }
  for (StepId entry : kind.entries) {
    job.steps[raw(entry)].phase = StepPhase::active;
    ready.push_back(entry);
  }
}

void resume_job(const Model& model, Job& job, const std::vector<StepId>& at,
                std::vector<StepId>& ready) {
  const Kind& kind = kind_of(model, job);
  begin_job(model, job, ready);
  ready.clear();
  std::vector<bool> to_come(kind.steps.size(), false);  // steps stand in topological order
  for (const StepId s : at) to_come[raw(s)] = true;
  for (std::size_t s = 0; s < kind.steps.size(); ++s) {
    if (!to_come[s]) continue;
    for (const StepId next : kind.steps[s].successors) to_come[raw(next)] = true;
  }
  job.open_steps = 0;
  for (std::size_t s = 0; s < kind.steps.size(); ++s) {
    StepState& state = job.steps[s];
    state.phase = to_come[s] ? StepPhase::pending : StepPhase::done;
    state.live = false;
    state.waits_for = 0;
    if (!to_come[s]) continue;
    ++job.open_steps;
    for (const StepId before : kind.steps[s].predecessors) {
      if (to_come[raw(before)]) {
        ++state.waits_for;
      } else {
        state.live = true;
      }
    }
  }
  for (const StepId s : at) {
    job.steps[raw(s)].phase = StepPhase::active;
    ready.push_back(s);
  }
}

bool begin_visit(const Model& model, Job& job, StepId step) {
  StepState& state = job.steps[raw(step)];
  ++state.visits;
  const double chance = kind_of(model, job).steps[raw(step)].chance[job.tier];
  return chance >= 1 || step_draws(model, job, step, Purpose::chance).uniform() < chance;
}

StepOutcome finish_step(const Model& model, Job& job, StepId step, bool performed,
                        std::int32_t record, std::vector<StepId>& ready) {
  const Kind& kind = kind_of(model, job);
  const Step& s = kind.steps[raw(step)];
  StepState& state = job.steps[raw(step)];
  state.phase = StepPhase::done;
  if (performed && s.back && goes_back(kind, job, step, *s.back)) {
    ++state.sent_back;
    reopen(kind, job, step, *s.back);
    StepState& target = job.steps[raw(s.back->target)];
    target.phase = StepPhase::active;
    target.before = record;
    ready.push_back(s.back->target);
    return {true, false};
  }
  --job.open_steps;
  std::size_t chosen = s.successors.size();
  if (!s.choose.empty()) {
    double u = step_draws(model, job, step, Purpose::choice).uniform();
    for (std::size_t i = 0; i < s.choose.size(); ++i) {
      if (s.choose[i] <= 0) continue;
      chosen = i;
      if (u < s.choose[i]) break;
      u -= s.choose[i];
    }
  }
  const std::size_t first = ready.size();
  for (std::size_t i = 0; i < s.successors.size(); ++i) {
    // A follower that `choose` does not name always follows (negative share).
    const bool follows = s.choose.empty() || s.choose[i] < 0 || i == chosen;
    notify(kind, job, s.successors[i], follows, record, ready);
  }
  std::sort(ready.begin() + static_cast<std::ptrdiff_t>(first), ready.end());
  return {false, job.open_steps == 0};
}

std::uint64_t order_key(const Model& model, const Job& job, StepId step, std::uint32_t ask) {
  const Kind& kind = kind_of(model, job);
  // Background work has no stream of its own.
  const std::uint64_t stream = kind.background ? mix(job.number, kind.component) : job.key.value;
  const StepState& state = job.steps[raw(step)];
  return mix(mix(mix(stream, kind.steps[raw(step)].component), job.ordinal),
             (std::uint64_t{state.visits} << 32) + ask);
}

namespace {

/// Which of its participants is the first whose effort is the step's own.
std::uint32_t first_common(const Request& request) {
  const auto first = std::find_if(request.participants.begin(), request.participants.end(),
                                  [](const Participant& p) { return p.common; });
  return static_cast<std::uint32_t>(first - request.participants.begin());
}

}  // namespace

void draw_asks(const Model& model, const Job& job, StepId step, std::vector<Ask>& asks) {
  const Step& s = kind_of(model, job).steps[raw(step)];
  const StepState& state = job.steps[raw(step)];
  const Request& request = request_of(s, state.visits);
  std::uint32_t index = 0;
  for (const Participant& participant : request.participants) {
    const std::uint32_t number = index++;
    const auto& effort = participant.effort[job.tier];
    if (!effort) continue;
    const double chance = participant.chance[job.tier];
    if (chance < 1 &&
        step_draws(model, job, step, Purpose::participant, number).uniform() >= chance) {
      continue;
    }
    Ask ask;
    ask.participant = &participant;
    if (participant.choices.size() > 1) {
      double total = 0;
      for (const auto& choice : participant.choices) total += choice.share;
      ask.whoever = total <= 0;
      if (!ask.whoever) {
        double u = step_draws(model, job, step, Purpose::share, number).uniform() * total;
        while (ask.choice + 1 < participant.choices.size() &&
               u >= participant.choices[ask.choice].share) {
          u -= participant.choices[ask.choice++].share;
        }
      }
    }
    for (std::uint32_t member = 0; member < participant.count; ++member) {
      // `total` is drawn once and shared evenly; the step's own effort is one for all who come
      // together.
      const bool one = participant.common && s.together != Together::apart;
      const std::uint32_t drawn =
          one ? first_common(request) * 4096 : number * 4096 + (participant.total ? 0 : member);
      double nominal = effort->mean();
      if (!effort->is_constant()) {
        Draws draws = step_draws(model, job, step, Purpose::effort, drawn);
        nominal = effort->sample(draws);
      }
      nominal *= job.effort;
      nominal *= state.rework_effort;
      if (participant.total) nominal /= participant.count;
      ask.member = member;
      ask.effort = round_duration(std::max(0.0, nominal));
      asks.push_back(ask);
    }
  }
}

}  // namespace suits
