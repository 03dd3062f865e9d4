#pragma once

// How a job moves through its workflow: which steps become ready, what is passed over, what goes
// back. Pure in the job and its draws: it knows neither the clock nor who works.

#include <vector>

#include "engine/run/job.hpp"

namespace suits {

/// Draws the job's attributes and opens the entry steps; appends those ready, in order.
/// Requires: number, ordinal, key, kind, account, tier and arrived are set.
void begin_job(const Model& model, Job& job, std::vector<StepId>& ready);

/// The same for a job in hand: it stands at the steps `at`, in topological order, none after another;
/// what comes after them is to come, everything else is done.
void resume_job(const Model& model, Job& job, const std::vector<StepId>& at,
                std::vector<StepId>& ready);

/// Which value of its kind's attribute the job has. Requires: key, ordinal and kind are set.
std::size_t drawn_attribute(const Model& model, const Job& job, std::uint32_t index);

/// What the finish of a step did.
struct StepOutcome {
  bool sent_back = false;
  bool job_done = false;
};

/// The step is done: decides whether it goes back, which step follows, and what becomes ready.
/// `performed`: false where the step was passed over by chance. `record` is the index of its
/// record. Steps that become ready are appended, in topological order.
StepOutcome finish_step(const Model& model, Job& job, StepId step, bool performed,
                        std::int32_t record, std::vector<StepId>& ready);

/// Counts a new visit of a ready step and decides whether it is passed over by chance.
bool begin_visit(const Model& model, Job& job, StepId step);

/// The draws of one visit of a step. Consecutive purposes and indices are independent.
inline Draws step_draws(const Model& model, const Job& job, StepId step, Purpose purpose,
                        std::uint32_t index = 0) {
  const Step& s = model.kinds[job.kind].steps[raw(step)];
  return Draws({mix(job.key.value, s.component)}, job.ordinal, job.steps[raw(step)].visits,
               numbered(purpose, index));
}

/// One demand of a visit: so many people of a role, each with this nominal effort.
struct Ask {
  const Participant* participant = nullptr;
  std::uint32_t choice = 0;   // of its choices; all of them where `whoever`
  bool whoever = false;       // any of the choices may, whoever first
  std::uint32_t member = 0;   // 0 … count−1
  Duration effort;            // nominal
  bool stated = false;        // not scaled by the role
};

/// What a request's place in a random order is drawn from: of the `ask`-th of a visit's requests.
std::uint64_t order_key(const Model& model, const Job& job, StepId step, std::uint32_t ask);

/// Who is asked in the current visit, with efforts drawn: participants in written order, each
/// `count` times. Empty: nobody's work.
void draw_asks(const Model& model, const Job& job, StepId step, std::vector<Ask>& asks);

/// First-round request, or the one for later rounds.
inline const Request& request_of(const Step& step, std::uint16_t visits) {
  return visits > 1 ? step.later : step.first;
}

}  // namespace suits
