// The life of a request: made, ready, done, made ready again by parts, cancelled.

#include "tests/support/naive/executor.hpp"

#include <algorithm>

namespace suits {

std::size_t Naive::new_request(std::size_t job, StepId step) {
  NaiveRequest r;
  r.number = requests_.size();
  r.job = job;
  r.step = step;
  r.ready = now_;
  requests_.push_back(r);
  return requests_.size() - 1;
}

void Naive::add_seat(std::size_t r, const Ask& ask) {
  const Job& job = jobs_[requests_[r].job];
  NaiveSeat seat;
  if (ask.participant == nullptr) {
    seat.forced = job.forced;
    seat.ways.push_back(way_of(job.account, job.asks_owner ? kNone<RoleId> : job.asked));
    seat.effort = ask.effort;
  } else {
    seat.requirement = ask.participant->requirement;
    for (std::size_t c = 0; c < ask.participant->choices.size(); ++c) {
      if (!ask.whoever && c != ask.choice) continue;
      seat.ways.push_back(way_of(job.account, ask.participant->choices[c].role));
    }
    seat.effort = ask.effort;
    const double factor = m_.roles[seat.ways[0].asked].effort;
    if (factor != 1 && !ask.stated) {
      seat.effort = round_duration(static_cast<double>(ask.effort.us) * factor);
    }
  }
  seat.left = seat.expected = seat.effort;
  if (ask.participant != nullptr && !ask.stated) {
    const double rework = job.steps[raw(requests_[r].step)].rework_effort;
    seat.expected = round_duration(mean_effort(m_, *ask.participant, job.tier) * job.effort * rework);
  }
  out_.effort_drawn += seat.effort;
  requests_[r].seats.push_back(seat);
  set_thresholds(requests_[r]);
}

/// Equal parts, of which the last takes the rounding.
Duration Naive::part_effort(const NaiveRequest& r, const NaiveSeat& seat) const {
  const std::uint32_t parts = step_of(r).parts;
  const Duration part{seat.effort.us / parts};
  return r.part + 1 == parts ? seat.effort - part * r.part : part;
}

void Naive::make_ready(std::size_t i) {
  NaiveRequest& r = requests_[i];
  const Step& step = step_of(r);
  r.state = State::waiting;
  r.until = kNever;
  for (NaiveSeat& seat : r.seats) {
    seat.done = false;
    if (step.parts > 1) seat.left = part_effort(r, seat);
    for (NaiveWay& way : seat.ways) {
      for (NaiveRing& ring : way.rings) ring.open = ring.pool != kNobody && !ring.after;
      way.rings[0].open = true;
    }
  }
  set_thresholds(r);
  open_rings(i, true);
}

/// A person's part is done.
void Naive::finish_part(PersonId p, std::size_t work) {
  NaivePerson& person = people_[p];
  const NaiveWork ended = person.works[work];
  const std::size_t i = ended.request;
  lay_down(p, work);
  if (requests_[i].seats[ended.seat].left.us != 0) throw std::logic_error("naive: work left over");
  record(Happening::finish, requests_[i].number, raw(p));
  StepState& state = jobs_[requests_[i].job].steps[raw(requests_[i].step)];
  state.last_worker = p;
  state.last_repeats = repeats_of(p, jobs_[requests_[i].job].account);
  requests_[i].seats[ended.seat].done = true;
  if (requests_[i].meeting && person.paused) {
    const NaiveWork paused = *person.paused;
    person.paused.reset();
    take_up(paused.request, paused.seat, p, true);
    const std::size_t again = work_on(person, paused.request);
    if (person.works[again].stretch.us == 0) finish_part(p, again);
  }
  const auto& seats = requests_[i].seats;
  if (std::all_of(seats.begin(), seats.end(), [](const NaiveSeat& s) { return s.done; })) {
    end_request(i);
  }
}

void Naive::end_request(std::size_t i) {
  NaiveRequest& r = requests_[i];
  const Step& step = step_of(r);
  if (!r.seats.empty() && r.part + 1 < step.parts) {
    ++r.part;
    const Instant at = after(m_.agency(), jobs_[r.job].steps[raw(r.step)].ready,
                             step.part_every.clock, step.part_every.amount.mean() * r.part);
    r.ready = std::max(at, now_);
    const Duration part{r.seats[0].effort.us / step.parts};
    r.seats[0].left = r.seats[0].effort - part * r.part;
    if (at <= now_) return make_ready(i);
    r.state = State::between_parts;
    r.until = at;
    return;
  }
  if (!r.seats.empty()) {
    NaiveSubject subject = of_request(i);
    subject.person = jobs_[r.job].steps[raw(r.step)].last_worker;
    trigger(Rule::Trigger::step_finishes, subject);
  }
  r.state = State::over;
  StepState& state = jobs_[r.job].steps[raw(r.step)];
  if (--state.open_tasks > 0) return;
  std::vector<StepId> ready;
  const std::size_t job = r.job;
  end_visit(job, r.step, true, ready);
  if (jobs_[job].active) advance(job, ready);
}

/// p is at it no more; what they laid aside for it they take up again.
void Naive::leave_off(PersonId p, std::size_t request) {
  NaivePerson& person = people_[p];
  if (person.paused && person.paused->request == request) person.paused.reset();
  const std::size_t work = work_on(person, request);
  if (work == kNobody) return;
  lay_down(p, work);
  record(Happening::stop, requests_[request].number, raw(p));
  if (!person.paused) return;
  const NaiveWork paused = *person.paused;
  person.paused.reset();
  take_up(paused.request, paused.seat, p, true);
}

/// Nothing of it waits, is worked on or is booked any more; what was left of it is told.
Duration Naive::cancel(std::size_t i) {
  NaiveRequest& r = requests_[i];
  if (r.state == State::running) {
    for (const NaiveSeat& seat : r.seats) leave_off(seat.person, i);
  }
  const Duration left = left_of(r);
  r.state = State::over;
  return left;
}

Duration Naive::left_of(const NaiveRequest& r) const {
  Duration left;
  for (const NaiveSeat& seat : r.seats) {
    left += seat.left;
    if (r.state == State::between_parts) continue;
    const Duration part{seat.effort.us / step_of(r).parts};
    if (r.part + 1 < step_of(r).parts) left += seat.effort - part * (r.part + 1);
  }
  return left;
}

void Naive::give_up(std::size_t j, Duration left, Ending how) {
  out_.effort_cancelled += left;
  if (how == Ending::cancelled) ++out_.jobs_cancelled;
  if (how == Ending::withdrawn) ++out_.jobs_withdrawn;
  if (how == Ending::turned_away) ++out_.jobs_turned_away;
  Job& job = jobs_[j];
  if (job.in_window && !m_.kinds[job.kind].background) --outstanding_;
  for (PersonId p : job.keepers) {
    if (p != kNone<PersonId>) --people_[p].kept;
  }
  job.active = false;
  if (how != Ending::turned_away) replace(job);
}

void Naive::cancel_job(std::size_t j, Ending how) {
  const Happening what = how == Ending::withdrawn     ? Happening::withdrawn
                         : how == Ending::turned_away ? Happening::refused
                                                      : Happening::cancelled;
  record(what, jobs_[j].number, how == Ending::turned_away ? raw(jobs_[j].stream) : 0);
  Duration left;
  for (std::size_t r = 0; r < requests_.size(); ++r) {
    if (requests_[r].job == j && requests_[r].state != State::over) left += cancel(r);
  }
  give_up(j, left, how);
}

}  // namespace suits
