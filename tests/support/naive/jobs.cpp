// How jobs arrive and move through their steps.

#include "tests/support/naive/executor.hpp"

#include <algorithm>

namespace suits {

std::size_t Naive::new_job(KindId kind, AccountId account) {
  Job job;
  job.number = jobs_.size();
  job.kind = kind;
  job.account = account;
  job.tier = m_.accounts[account].tier;
  job.weight = m_.kinds[kind].weight[job.tier];
  job.arrived = job.followed_to = now_;
  job.in_window = now_ >= m_.window.start && now_ < m_.window.end;
  job.keepers.assign(m_.roles.size() + 1, kNone<PersonId>);
  job.active = true;
  jobs_.push_back(job);
  visits_ended_.push_back(0);
  patience_.push_back(kNever);
  ++out_.jobs_arrived;
  return jobs_.size() - 1;
}

void Naive::on_arrival(std::size_t s) {
  const Stream& stream = m_.streams[static_cast<StreamId>(s)];
  for (std::uint32_t i = 0; i < pending_[s].count && !out_.error; ++i) {
    const std::uint64_t ordinal = ordinals_[s]++;
    if (!stream.burst) {
      arrive(s, ordinal);
      continue;
    }
    Draws draws(keys_[s], ordinal, 1, Purpose::spread);
    const Hours& client = m_.patterns[m_.accounts[stream.account].client_pattern];
    const double into = draws.uniform() * stream.burst->amount.mean();
    bursts_.push_back({std::max(now_, after(client, now_, stream.burst->clock, into)), ordinal, s});
  }
  pending_[s] = arrivals_[s].next();
}

void Naive::arrive(std::size_t s, std::uint64_t ordinal) {
  const Stream& stream = m_.streams[static_cast<StreamId>(s)];
  if (closed_.count({stream.account, stream.kind}) > 0 ||
      !room_for(stream.kind, stream.account)) {
    ++turned_away_;
    return record(Happening::turned_away, ordinal, s);
  }
  admit(stream.kind, stream.account, keys_[s], ordinal, s, static_cast<StreamId>(s));
}

void Naive::admit(KindId of_kind, AccountId account, StreamKey key, std::uint64_t ordinal,
                  std::uint64_t source, StreamId stream) {
  const Kind& kind = m_.kinds[of_kind];
  const std::size_t j = new_job(of_kind, account);
  Job& job = jobs_[j];
  job.ordinal = ordinal;
  job.key = key;
  job.stream = stream;
  job.waits = true;  // until something of it begins
  patience_[j] = patience_of(job);
  if (stream != kNone<StreamId>) knocking_.push_back(j);
  if (const auto& due = kind.due[job.tier]) {
    Draws draws(job.key, ordinal, 2, Purpose::delay);
    job.due = after(m_.agency(), now_, due->clock, due->amount.sample(draws));
  }
  record(Happening::arrival, job.number, source);
  if (job.in_window) ++outstanding_;
  std::vector<StepId> ready;
  begin_job(m_, job, ready);
  trigger(Rule::Trigger::job_arrives, of_job(j));
  if (job.open_steps == 0) return end_job(j);
  advance(j, ready);
}

void Naive::advance(std::size_t job, std::vector<StepId> ready) {
  for (std::size_t i = 0; i < ready.size() && !out_.error; ++i) {
    jobs_[job].steps[raw(ready[i])].ready = now_;
    activate(job, ready[i], ready);
  }
}

void Naive::activate(std::size_t j, StepId s, std::vector<StepId>& ready) {
  Job& job = jobs_[j];
  const Step& step = m_.kinds[job.kind].steps[raw(s)];
  if (++at_instant_ > kMostAtInstant) return fail("keeps starting without time passing");
  const JobInHand::AtStep* in_hand = in_hand_at(s);
  // What is under way is not passed over.
  bool begins = begin_visit(m_, job, s);
  if (begins && !step.when.empty()) {
    activating_ = s;
    begins = holds(step.when, of_job(j));
    activating_ = kNone<StepId>;
  }
  if (!begins && in_hand == nullptr) return end_visit(j, s, false, ready);
  StepState& state = job.steps[raw(s)];
  state.done = state.supervised = {};
  if (step.takes || step.client_delay) {
    const Account& account = m_.accounts[job.account];
    const Lapse& lapse = step.client_delay ? *account.responds_in : *step.takes;
    const Hours& hours = step.client_delay ? m_.patterns[account.client_pattern] : m_.agency();
    Draws draws = step_draws(m_, job, s, Purpose::delay);
    const std::size_t r = new_request(j, s);
    requests_[r].until = std::max(now_, after(hours, now_, lapse.clock, lapse.amount.sample(draws)));
    state.open_tasks = 1;
    return;
  }
  std::vector<Ask> asks;
  if (job.asked != kNone<RoleId> || job.asks_owner) {
    Ask ask;
    ask.effort = job.stated_effort;
    asks.push_back(ask);
  } else {
    draw_asks(m_, job, s, asks);
    for (Ask& ask : asks) {
      if (in_hand == nullptr || !in_hand->left) continue;
      ask.effort = *in_hand->left;
      ask.stated = true;
    }
  }
  if (asks.empty()) return end_visit(j, s, true, ready);
  if (asks.size() > 1 && step.together != Together::apart) {
    const bool booked = step.together == Together::booked && !m_.in_order;
    state.open_tasks = 1;
    const std::size_t r = new_request(j, s);
    for (const Ask& ask : asks) add_seat(r, ask);
    if (in_hand != nullptr) hold_in_hand(r);
    booked ? book(r) : make_ready(r);
    return trigger(Rule::Trigger::step_ready, of_request(r));
  }
  state.open_tasks = static_cast<std::uint16_t>(asks.size());
  for (std::size_t i = 0; i < asks.size(); ++i) {
    const std::size_t r = new_request(j, s);
    requests_[r].ask = static_cast<std::uint32_t>(i);
    add_seat(r, asks[i]);
    if (i == 0 && in_hand != nullptr) hold_in_hand(r);
    make_ready(r);
    trigger(Rule::Trigger::step_ready, of_request(r));
  }
}

void Naive::end_visit(std::size_t j, StepId step, bool performed, std::vector<StepId>& ready) {
  ++visits_ended_[j];
  if (performed && m_.kinds[jobs_[j].kind].supervision) supervise(j, step, kNever);
  const StepOutcome outcome = finish_step(m_, jobs_[j], step, performed, -1, ready);
  if (outcome.job_done) end_job(j);
}

void Naive::end_job(std::size_t j) {
  follow_up(j, kNever);
  record(Happening::job_done, jobs_[j].number, 0);
  jobs_[j].active = false;
  trigger(Rule::Trigger::job_finishes, of_job(j));
  ++out_.jobs_finished;
  if (jobs_[j].in_window && !m_.kinds[jobs_[j].kind].background) --outstanding_;
  for (PersonId p : jobs_[j].keepers) {
    if (p != kNone<PersonId>) --people_[p].kept;
  }
  replace(jobs_[j]);
}

}  // namespace suits
