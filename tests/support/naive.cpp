#include "tests/support/naive.hpp"

#include <algorithm>
#include <deque>
#include <stdexcept>
#include <tuple>

#include <fmt/format.h>

#include "engine/run/absences.hpp"
#include "engine/run/arrivals.hpp"
#include "engine/run/progress.hpp"
#include "engine/run/replication.hpp"
#include "tests/support/model_builder.hpp"

namespace suits {
namespace {

constexpr std::size_t kNobody = ~std::size_t{0};

// ---- who may be asked ----------------------------------------------------------------------------

/// One ring as README tells it: some people, the role in which they serve, a threshold.
struct NaiveRing {
  std::vector<PersonId> people;
  RoleId serving{};
  bool of_keeper = false;  // only the keeper, where there is one
  bool cover = false;
  std::optional<Lapse> after;  // threshold
  int times = 1;               // … counts so often
  Instant opens = kNever;      // by its threshold
  bool open = false;
};

/// One alternative of a seat.
struct NaiveWay {
  RoleId asked{};
  std::size_t place = 0;  // in the keepers
  std::vector<NaiveRing> rings;
};

struct NaiveSeat {
  std::vector<NaiveWay> ways;
  PersonId forced = kNone<PersonId>;
  std::optional<LevelId> least_level;
  Duration effort, left;
  PersonId person = kNone<PersonId>;  // works on it, or did last
  RoleId serving{};
  std::size_t way = 0, ring = 0;
  bool done = false;
  Instant booked_to;  // of an appointment; a microsecond after its start at the least
};

struct NaiveRequest {
  enum class State { waiting, running, booked, delay, between_parts, over };
  State state = State::delay;
  std::uint64_t number = 0;
  std::size_t job = 0;
  StepId step{};
  Instant ready;
  std::vector<NaiveSeat> seats;
  std::uint32_t part = 0;
  Instant until = kNever;  // of a delay, of the pause between parts; the start of an appointment
  bool meeting = false;    // under way by appointment
};

struct NaivePerson {
  Availability there;  // as far as it is known
  Absences absences;
  std::size_t spells = 0;
  bool away = false, absent = false, left = false;
  std::size_t at = kNobody;  // request
  std::size_t seat = 0;
  bool meeting = false, joint = false;
  bool resumed = false;  // joint work taken up again after a meeting
  std::size_t paused = kNobody, paused_seat = 0;
  Instant since, idle_since;
  Duration stretch;
  double factor = 1;
  std::uint32_t kept = 0;
};

/// Who would take one seat.
struct Pick {
  PersonId person = kNone<PersonId>;
  std::size_t way = 0, ring = 0;
};

enum class Sort {
  nothing, calendar, away, spell, back, finish, answer, meeting, threshold, part, arrival, burst,
  background,
};

class Naive {
 public:
  Naive(const Model& model, std::uint64_t seed, std::uint32_t replication)
      : m_(model), seed_(seed), replication_(replication), now_(model.window.warm_up) {
    history_.keep_in(out_.log);
  }
  NaiveResult run();

 private:
  using State = NaiveRequest::State;
  struct Event {
    Instant time = kNever;
    EventClass event_class{};
    std::uint64_t id = 0;
    Sort sort = Sort::nothing;
    std::size_t what = 0;
  };
  struct Burst {
    Instant time;
    std::uint64_t ordinal;
    std::size_t stream;
  };

  void begin();
  Event next() const;
  void handle(const Event& event);
  void record(Happening what, std::uint64_t subject, std::uint64_t who) {
    history_.record(now_, static_cast<std::uint64_t>(what) << 56 | subject, who);
  }
  void fail(std::string message) {
    if (!out_.error) out_.error = RunError{{}, std::move(message)};
  }

  // people
  Instant finish_of(const NaivePerson& p) const;
  bool hands_back(const NaivePerson& p) const;
  void go_away(PersonId p);
  void become_absent(PersonId p);
  void fall_ill(PersonId p);
  void come_back(PersonId p);

  // jobs
  std::size_t new_job(KindId kind, AccountId account);
  void on_arrival(std::size_t stream);
  void arrive(std::size_t stream, std::uint64_t ordinal);
  void advance(std::size_t job, std::vector<StepId> ready);
  void activate(std::size_t job, StepId step, std::vector<StepId>& ready);
  void end_visit(std::size_t job, StepId step, bool performed, std::vector<StepId>& ready);
  void end_job(std::size_t job);

  // requests
  std::size_t new_request(std::size_t job, StepId step);
  void add_seat(std::size_t r, const Ask& ask);
  NaiveWay way_of(const Job& job, RoleId role) const;
  void set_thresholds(NaiveRequest& r);
  void make_ready(std::size_t r);
  void open_rings(std::size_t r, bool by_threshold);
  bool nobody_there(const NaiveRequest& r, const NaiveSeat& seat, const NaiveWay& way,
                    const NaiveRing& ring, std::optional<Instant> at) const;
  PersonId keeper(const NaiveRequest& r, const NaiveSeat& seat, const NaiveWay& way) const;
  std::vector<PersonId> people_of(const NaiveRequest& r, const NaiveSeat& seat,
                                  const NaiveWay& way, const NaiveRing& ring) const;
  void finish_part(PersonId p);
  void end_request(std::size_t r);
  void cancel(std::size_t r);

  // matching
  bool idle(PersonId p) const { return people_[p].at == kNobody; }
  bool may_interrupt(const NaiveRequest& r, PersonId p) const;
  bool can_take(const NaiveRequest& r, const NaiveSeat& seat, PersonId p) const;
  bool better(const NaiveSeat& seat, Keep keep, PersonId a, PersonId b) const;
  std::optional<Pick> pick(const NaiveRequest& r, const NaiveSeat& seat,
                           const std::vector<Pick>& taken) const;
  std::optional<std::vector<Pick>> pick_all(const NaiveRequest& r) const;
  void match();
  void start(std::size_t r, const std::vector<Pick>& picks);
  void keep_for(NaiveRequest& r, NaiveSeat& seat);
  void begin_work(std::size_t r);
  void begin_stretch(std::size_t r, std::size_t seat, PersonId p);
  void stop_stretch(PersonId p);
  void interrupt(PersonId p, bool handover);

  // appointments
  struct Search {
    Instant from, limit;
    std::vector<std::size_t> rings;
    std::vector<Pick> people;
    Instant start = kNever;
    std::size_t blocked = 0;
    bool nobody = false;
  };
  bool could_attend(PersonId p, Instant at, Duration length, std::size_t not_counting) const;
  Instant earliest_for(PersonId p, Instant from, Instant limit, Duration length,
                       std::size_t not_counting) const;
  void earliest(std::size_t r, Search& search) const;
  void look(std::size_t r, Search& search) const;
  bool asked_elsewhere(const NaiveRequest& r, std::size_t seat, PersonId p) const;
  void book(std::size_t r);
  void come_together(std::size_t r);
  Instant next_appointment(PersonId p) const;

  // background
  void on_background(bool daily);
  void issue(KindId kind, AccountId account, RoleId role, PersonId forced, Duration effort,
             Instant due);
  void follow_up(std::size_t job, Instant due);
  void supervise(std::size_t job, StepId step, Instant due);

  const Step& step_of(const NaiveRequest& r) const {
    return m_.kinds[jobs_[r.job].kind].steps[raw(r.step)];
  }
  AccountId agency() const {
    return AccountId{static_cast<std::uint32_t>(m_.accounts.size() - 1)};
  }

  const Model& m_;
  const std::uint64_t seed_;
  const std::uint32_t replication_;
  Instant now_;
  NaiveResult out_;
  History history_;
  IdVector<PersonId, NaivePerson> people_;
  std::deque<Job> jobs_;  // all that ever arrived
  std::deque<NaiveRequest> requests_;  // all that were ever made
  std::vector<StreamKey> keys_;
  std::vector<ArrivalProcess> arrivals_;
  std::vector<ArrivalProcess::Arrival> pending_;
  std::vector<std::uint64_t> ordinals_;
  std::vector<Burst> bursts_;
  Instant weekly_ = kNever, daily_ = kNever;
  std::vector<std::vector<PersonId>> account_keepers_;
  std::uint64_t outstanding_ = 0, at_instant_ = 0;
};

// ---- what comes next -----------------------------------------------------------------------------

void Naive::begin() {
  for (PersonId p : ids(m_.people)) {
    NaivePerson person;
    person.absences = draw_absences(m_, p, seed_, replication_);
    person.there = Availability(&m_.patterns[m_.people[p].pattern], person.absences.known);
    person.idle_since = now_;
    people_.push_back(person);
  }
  account_keepers_.assign(m_.accounts.size(),
                          std::vector<PersonId>(m_.roles.size() + 1, kNone<PersonId>));
  for (StreamId s : ids(m_.streams)) {
    const Stream& stream = m_.streams[s];
    const Account& account = m_.accounts[stream.account];
    Draws draws(stream_key(seed_, replication_, account.component), 0, 0, Purpose::size);
    const double size = account.size.sample(draws);
    keys_.push_back(stream_key(seed_, replication_, stream.component));
    arrivals_.emplace_back(m_, stream, keys_.back(), size);
    pending_.push_back(arrivals_.back().next());
    ordinals_.push_back(0);
  }
  bool weekly = false, daily = false;
  for (const Background& b : m_.background) (b.daily ? daily : weekly) = true;
  for (const Kind& k : m_.kinds) weekly = weekly || !k.follow.empty() || k.supervision;
  if (weekly) weekly_ = m_.agency().next_open(now_);
  if (daily) daily_ = m_.agency().next_open(now_);
}

/// The least (time, class, id) of all that can be seen coming.
Naive::Event Naive::next() const {
  Event best;
  const auto coming = [&](Instant time, EventClass event_class, std::uint64_t range,
                          std::uint64_t id, Sort sort, std::size_t what) {
    if (time >= kNever) return;
    const Event event{time, event_class, range << 52 | id, sort, what};
    if (best.sort == Sort::nothing || std::tie(event.time, event.event_class, event.id) <
                                          std::tie(best.time, best.event_class, best.id)) {
      best = event;
    }
  };
  for (PatternId p : ids(m_.patterns)) {
    coming(m_.patterns[p].next_change(now_), EventClass::calendar, 0, raw(p), Sort::calendar, 0);
  }
  for (PersonId p : ids(m_.people)) {
    const NaivePerson& person = people_[p];
    for (const Availability::Away& absence : person.there.away()) {
      if (absence.to < now_ || (!person.away && absence.to == now_)) continue;
      if (!person.away) {
        coming(std::max(absence.from, now_), EventClass::dated_change, 0, raw(p), Sort::away, raw(p));
      } else {
        coming(absence.to, EventClass::dated_change, 2, raw(p), Sort::back, raw(p));
      }
      break;
    }
    if (person.spells < person.absences.sickness.size()) {
      coming(midnight(person.absences.sickness[person.spells].from), EventClass::dated_change, 1,
             raw(p), Sort::spell, raw(p));
    }
    if (person.at != kNobody) {
      coming(finish_of(person), EventClass::finish, 0, raw(p), Sort::finish, raw(p));
    }
  }
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    const NaiveRequest& r = requests_[i];
    switch (r.state) {
      case State::delay: coming(r.until, EventClass::answer, 0, r.number, Sort::answer, i); break;
      case State::booked: coming(r.until, EventClass::timer, 0, r.number, Sort::meeting, i); break;
      case State::between_parts:
        coming(r.until, EventClass::timer, 2, r.number, Sort::part, i);
        break;
      case State::waiting:
        for (const NaiveSeat& seat : r.seats) {
          if (seat.forced != kNone<PersonId>) continue;
          for (const NaiveWay& way : seat.ways) {
            for (const NaiveRing& ring : way.rings) {
              if (!ring.open) {
                coming(ring.opens, EventClass::timer, 1, r.number, Sort::threshold, i);
              }
            }
          }
        }
        break;
      case State::running:
      case State::over: break;
    }
  }
  for (std::size_t s = 0; s < pending_.size(); ++s) {
    if (pending_[s].time < kNever) {
      coming(std::max(pending_[s].time, now_), EventClass::arrival, 0, s, Sort::arrival, s);
    }
  }
  for (std::size_t b = 0; b < bursts_.size(); ++b) {
    coming(bursts_[b].time, EventClass::arrival, 1, bursts_[b].ordinal << 24 | bursts_[b].stream,
           Sort::burst, b);
  }
  coming(weekly_, EventClass::arrival, 2, 0, Sort::background, 0);
  coming(daily_, EventClass::arrival, 2, 1, Sort::background, 1);
  return best;
}

NaiveResult Naive::run() {
  begin();
  for (;;) {
    Event event = next();
    if (event.sort == Sort::nothing || event.time > m_.window.cap ||
        (event.time >= m_.window.end && outstanding_ == 0)) {
      break;
    }
    if (event.time < now_) throw std::logic_error("naive: an event in the past");
    if (event.time > now_) at_instant_ = 0;
    now_ = event.time;
    do {
      handle(event);
      event = next();
    } while (event.sort != Sort::nothing && event.time == now_ && !out_.error);
    match();
    if (out_.error) break;
  }
  if (!out_.error) now_ = outstanding_ == 0 ? std::max(now_, m_.window.end) : m_.window.cap;
  for (PersonId p : ids(m_.people)) {
    if (people_[p].at != kNobody && people_[p].since < now_) stop_stretch(p);
  }
  for (const NaiveRequest& r : requests_) {
    if (r.state == State::over) continue;
    for (const NaiveSeat& seat : r.seats) {
      out_.effort_left += seat.left;
      if (r.state == State::between_parts) continue;
      const Duration part{seat.effort.us / step_of(r).parts};
      if (r.part + 1 < step_of(r).parts) out_.effort_left += seat.effort - part * (r.part + 1);
    }
  }
  for (const NaivePerson& p : people_) out_.availability.push_back(p.there);
  for (const NaiveRequest& r : requests_) {
    out_.requests.push_back({jobs_[r.job].number, jobs_[r.job].kind, r.step});
  }
  out_.hash = history_.hash();
  return std::move(out_);
}

void Naive::handle(const Event& event) {
  const auto person = static_cast<PersonId>(event.what);
  switch (event.sort) {
    case Sort::nothing:
    case Sort::calendar: {
      // Nothing to do: who is on duty is asked of the hours. But do not come again at this instant.
      return;
    }
    case Sort::away: return go_away(person);
    case Sort::spell: return fall_ill(person);
    case Sort::back: return come_back(person);
    case Sort::finish:
      if (hands_back(people_[person])) return interrupt(person, false);
      return finish_part(person);
    case Sort::answer:
      record(Happening::answer, requests_[event.what].number, 0);
      return end_request(event.what);
    case Sort::meeting: return come_together(event.what);
    case Sort::threshold: return open_rings(event.what, true);
    case Sort::part: return make_ready(event.what);
    case Sort::arrival: return on_arrival(event.what);
    case Sort::burst: {
      const Burst burst = bursts_[event.what];
      bursts_.erase(bursts_.begin() + static_cast<std::ptrdiff_t>(event.what));
      return arrive(burst.stream, burst.ordinal);
    }
    case Sort::background: return on_background(event.what == 1);
  }
}

// ---- people --------------------------------------------------------------------------------------

Instant Naive::finish_of(const NaivePerson& p) const {
  const Instant done = p.there.advance(p.since, p.stretch);
  return hands_back(p) ? p.there.stretch_end(p.since) : done;
}

/// The hours end before the work does, and the role gives it back.
bool Naive::hands_back(const NaivePerson& p) const {
  const NaiveSeat& seat = requests_[p.at].seats[p.seat];
  if (!m_.roles[seat.serving].hand_back || p.joint || p.meeting) return false;
  return p.there.advance(p.since, p.stretch) > p.there.stretch_end(p.since);
}

void Naive::go_away(PersonId p) {
  NaivePerson& person = people_[p];
  person.away = true;
  record(Happening::away, raw(p), 0);
  if (person.there.absent(now_)) become_absent(p);
}

/// Not there for longer than a working day: the work is handed over, and cover opens.
void Naive::become_absent(PersonId p) {
  NaivePerson& person = people_[p];
  person.absent = true;
  for (const Availability::Away& a : person.there.away()) {
    if (a.from <= now_ && now_ < a.to) person.left = a.to >= person.there.hours().end();
  }
  if (person.at != kNobody && !person.meeting && !person.joint) interrupt(p, true);
  if (person.left) {
    for (Job& job : jobs_) {
      if (!job.active) continue;
      for (PersonId& keeper : job.keepers) {
        if (keeper != p) continue;
        keeper = kNone<PersonId>;
        --person.kept;
      }
    }
    for (auto& keepers : account_keepers_) {
      std::replace(keepers.begin(), keepers.end(), p, kNone<PersonId>);
    }
  }
  for (std::size_t r = 0; r < requests_.size(); ++r) {
    if (requests_[r].state != State::waiting) continue;
    if (person.left && requests_[r].seats[0].forced == p) {
      cancel(r);
    } else {
      open_rings(r, false);
    }
  }
}

void Naive::fall_ill(PersonId p) {
  NaivePerson& person = people_[p];
  std::vector<DateRange> known = person.absences.known;
  ++person.spells;
  known.insert(known.end(), person.absences.sickness.begin(),
               person.absences.sickness.begin() + static_cast<std::ptrdiff_t>(person.spells));
  const Hours& pattern = m_.patterns[m_.people[p].pattern];
  person.there = Availability(&pattern, known);
  if (!person.away) {
    go_away(p);
  } else if (!person.absent && person.there.absent(now_)) {
    become_absent(p);
  }
  // Their appointments that now fall into an absence, first the earliest.
  std::vector<std::pair<Instant, std::size_t>> broken;
  for (std::size_t r = 0; r < requests_.size(); ++r) {
    if (requests_[r].state != State::booked) continue;
    for (const NaiveSeat& seat : requests_[r].seats) {
      if (seat.person != p) continue;
      const Instant start = requests_[r].until;
      const bool there = person.there.open(start) && seat.booked_to <= person.there.stretch_end(start);
      if (!there || (person.meeting && start < finish_of(person))) broken.emplace_back(start, r);
    }
  }
  std::sort(broken.begin(), broken.end());
  // All are off, in nobody's way, before the first is made anew.
  for (const auto& [start, r] : broken) requests_[r].state = State::over;
  for (const auto& [start, r] : broken) book(r);
}

void Naive::come_back(PersonId p) {
  people_[p].away = people_[p].absent = false;
  record(Happening::back, raw(p), 0);
}

// ---- jobs ----------------------------------------------------------------------------------------

std::size_t Naive::new_job(KindId kind, AccountId account) {
  Job job;
  job.number = jobs_.size();
  job.kind = kind;
  job.account = account;
  job.tier = m_.accounts[account].tier;
  job.arrived = job.followed_to = now_;
  job.in_window = now_ >= m_.window.start && now_ < m_.window.end;
  job.keepers.assign(m_.roles.size() + 1, kNone<PersonId>);
  job.active = true;
  jobs_.push_back(job);
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
  const Kind& kind = m_.kinds[stream.kind];
  const std::size_t j = new_job(stream.kind, stream.account);
  Job& job = jobs_[j];
  job.ordinal = ordinal;
  job.key = keys_[s];
  if (const auto& due = kind.due[job.tier]) {
    Draws draws(job.key, ordinal, 2, Purpose::delay);
    job.due = after(m_.agency(), now_, due->clock, due->amount.sample(draws));
  }
  record(Happening::arrival, job.number, s);
  if (job.in_window) ++outstanding_;
  std::vector<StepId> ready;
  begin_job(m_, job, ready);
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
  if (!begin_visit(m_, job, s)) return end_visit(j, s, false, ready);
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
  }
  if (asks.empty()) return end_visit(j, s, true, ready);
  if (asks.size() > 1 && step.together != Together::apart) {
    const bool booked = step.together == Together::booked && !m_.in_order;
    state.open_tasks = 1;
    const std::size_t r = new_request(j, s);
    for (const Ask& ask : asks) add_seat(r, ask);
    return booked ? book(r) : make_ready(r);
  }
  state.open_tasks = static_cast<std::uint16_t>(asks.size());
  for (const Ask& ask : asks) {
    const std::size_t r = new_request(j, s);
    add_seat(r, ask);
    make_ready(r);
  }
}

void Naive::end_visit(std::size_t j, StepId step, bool performed, std::vector<StepId>& ready) {
  if (performed && m_.kinds[jobs_[j].kind].supervision) supervise(j, step, kNever);
  const StepOutcome outcome = finish_step(m_, jobs_[j], step, performed, -1, ready);
  if (outcome.job_done) end_job(j);
}

void Naive::end_job(std::size_t j) {
  follow_up(j, kNever);
  record(Happening::job_done, jobs_[j].number, 0);
  ++out_.jobs_finished;
  if (jobs_[j].in_window && !m_.kinds[jobs_[j].kind].background) --outstanding_;
  for (PersonId p : jobs_[j].keepers) {
    if (p != kNone<PersonId>) --people_[p].kept;
  }
  jobs_[j].active = false;
}

// ---- requests ------------------------------------------------------------------------------------

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
    seat.ways.push_back(way_of(job, job.asks_owner ? kNone<RoleId> : job.asked));
    seat.effort = ask.effort;
  } else {
    seat.least_level = ask.participant->least_level;
    for (std::size_t c = 0; c < ask.participant->choices.size(); ++c) {
      if (!ask.whoever && c != ask.choice) continue;
      seat.ways.push_back(way_of(job, ask.participant->choices[c].role));
    }
    seat.effort = ask.effort;
    const double factor = m_.roles[seat.ways[0].asked].effort;
    if (factor != 1) {
      seat.effort = round_duration(static_cast<double>(ask.effort.us) * factor);
    }
  }
  seat.left = seat.effort;
  out_.effort_drawn += seat.effort;
  requests_[r].seats.push_back(seat);
  set_thresholds(requests_[r]);
}

/// The rings of a role on an account (of its owner for kNone), as README lists them.
NaiveWay Naive::way_of(const Job& job, RoleId wanted) const {
  const Account& account = m_.accounts[job.account];
  const auto slot_of = [&](RoleId role) -> const Slot* {
    const std::int32_t slot = account.slot_of_role[raw(role)];
    return slot < 0 ? nullptr : &account.team[static_cast<std::size_t>(slot)];
  };
  NaiveWay way;
  const Slot* slot = nullptr;
  if (wanted == kNone<RoleId>) {
    slot = &account.team[*account.owner];
    way.asked = slot->role;
    way.place = m_.roles.size();
  } else {
    slot = slot_of(wanted);
    way.asked = wanted;
    way.place = raw(wanted);
  }
  const Role& role = m_.roles[way.asked];
  const std::optional<Lapse> none;
  const auto add = [&](RoleId serving, std::vector<PersonId> people,
                       const std::optional<Lapse>& threshold, int times = 1) {
    NaiveRing ring;
    ring.of_keeper = way.rings.empty();
    ring.people = std::move(people);
    ring.serving = serving;
    ring.cover = serving != way.asked;
    ring.after = threshold;
    ring.times = times;
    way.rings.push_back(ring);
  };
  if (role.sort == RoleSort::client) {
    add(way.asked, {account.client}, none);
    return way;
  }
  if (slot != nullptr) {
    add(way.asked, slot->holders, none);
    if (slot->holders.size() > 1) {
      add(way.asked, slot->holders, role.spare_after ? role.spare_after : role.peers_after);
    }
    std::vector<PersonId> spare;
    for (PersonId p : role.people) {
      bool holds = false;
      for (const Account& any : m_.accounts) {
        for (const Slot& s : any.team) {
          holds = holds || std::count(s.holders.begin(), s.holders.end(), p) > 0;
        }
      }
      if (!holds) spare.push_back(p);
    }
    add(way.asked, spare, role.spare_after);
  } else {
    add(way.asked, role.people, none);
  }
  // Where everybody is asked from the start, there are others only if one of them keeps the job.
  if (slot != nullptr || role.keep != Keep::none) add(way.asked, role.people, role.peers_after);
  const auto add_cover = [&](RoleId serving, const std::optional<Lapse>& threshold, int times) {
    if (const Slot* s = slot_of(serving); s != nullptr && !s->holders.empty()) {
      add(serving, s->holders, threshold, times);
    }
    add(serving, m_.roles[serving].people, threshold, times);
  };
  for (const CoverRing& cover : role.covered_by) add_cover(cover.role, cover.after, 1);
  std::vector<RoleId> level = role.superiors, seen{way.asked};
  for (int times = 1; !level.empty(); ++times) {
    std::vector<RoleId> above;
    for (RoleId superior : level) {
      if (std::count(seen.begin(), seen.end(), superior) > 0) continue;
      seen.push_back(superior);
      add_cover(superior, role.superior_after, times);
      const auto& further = m_.roles[superior].superiors;
      above.insert(above.end(), further.begin(), further.end());
    }
    level = above;
  }
  return way;
}

/// When each ring opens for having waited long enough: counted from the instant of being ready.
void Naive::set_thresholds(NaiveRequest& r) {
  for (NaiveSeat& seat : r.seats) {
    for (NaiveWay& way : seat.ways) {
      for (NaiveRing& ring : way.rings) {
        if (!ring.after) continue;
        ring.opens = after(m_.agency(), r.ready, ring.after->clock,
                           ring.after->amount.mean() * ring.times);
      }
    }
  }
}

void Naive::make_ready(std::size_t i) {
  NaiveRequest& r = requests_[i];
  const Step& step = step_of(r);
  r.state = State::waiting;
  r.until = kNever;
  for (NaiveSeat& seat : r.seats) {
    seat.done = false;
    if (step.parts > 1) {
      const Duration part{seat.effort.us / step.parts};
      seat.left = r.part + 1 == step.parts ? seat.effort - part * r.part : part;
    }
    for (NaiveWay& way : seat.ways) {
      for (NaiveRing& ring : way.rings) ring.open = false;
      way.rings[0].open = true;
    }
  }
  set_thresholds(r);
  open_rings(i, true);
}

/// Who keeps the role, if they may take the seat.
PersonId Naive::keeper(const NaiveRequest& r, const NaiveSeat& seat, const NaiveWay& way) const {
  const Job& job = jobs_[r.job];
  PersonId p = kNone<PersonId>;
  switch (m_.roles[way.asked].keep) {
    case Keep::none: break;
    case Keep::job: p = job.keepers[way.place]; break;
    case Keep::account: p = account_keepers_[raw(job.account)][way.place]; break;
  }
  if (p == kNone<PersonId> || people_[p].left) return kNone<PersonId>;
  if (seat.least_level && m_.people[p].level < *seat.least_level) return kNone<PersonId>;
  return p;
}

std::vector<PersonId> Naive::people_of(const NaiveRequest& r, const NaiveSeat& seat,
                                       const NaiveWay& way, const NaiveRing& ring) const {
  if (seat.forced != kNone<PersonId>) return {seat.forced};
  if (ring.of_keeper) {
    if (const PersonId p = keeper(r, seat, way); p != kNone<PersonId>) return {p};
  }
  return ring.people;
}

/// Absent, left, or without the level: now as the events of this instant have made it, or at an
/// instant as the calendars say.
bool Naive::nobody_there(const NaiveRequest& r, const NaiveSeat& seat, const NaiveWay& way,
                         const NaiveRing& ring, std::optional<Instant> at) const {
  for (PersonId p : people_of(r, seat, way, ring)) {
    const bool missing = at ? people_[p].there.absent(*at) : people_[p].absent;
    if (!missing && !(seat.least_level && m_.people[p].level < *seat.least_level)) return false;
  }
  return true;
}

void Naive::open_rings(std::size_t i, bool by_threshold) {
  NaiveRequest& r = requests_[i];
  for (NaiveSeat& seat : r.seats) {
    if (seat.forced != kNone<PersonId>) continue;
    for (NaiveWay& way : seat.ways) {
      bool nobody_before = nobody_there(r, seat, way, way.rings[0], std::nullopt);
      for (std::size_t k = 1; k < way.rings.size(); ++k) {
        NaiveRing& ring = way.rings[k];
        if (!ring.open && (nobody_before || (by_threshold && ring.opens <= now_))) {
          ring.open = true;
          record(Happening::opened, r.number, k);
        }
        nobody_before = nobody_before && nobody_there(r, seat, way, ring, std::nullopt);
      }
    }
  }
}

/// A person's part is done.
void Naive::finish_part(PersonId p) {
  NaivePerson& person = people_[p];
  const std::size_t i = person.at;
  stop_stretch(p);
  if (requests_[i].seats[person.seat].left.us != 0) throw std::logic_error("naive: work left over");
  record(Happening::finish, requests_[i].number, raw(p));
  jobs_[requests_[i].job].steps[raw(requests_[i].step)].last_worker = p;
  requests_[i].seats[person.seat].done = true;
  person.at = kNobody;
  person.meeting = person.joint = false;
  person.idle_since = now_;
  if (person.paused != kNobody) {
    const std::size_t paused = person.paused;
    person.paused = kNobody;
    person.joint = true;
    person.resumed = true;
    begin_stretch(paused, person.paused_seat, p);
    if (person.stretch.us == 0) finish_part(p);
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
  r.state = State::over;
  StepState& state = jobs_[r.job].steps[raw(r.step)];
  if (--state.open_tasks > 0) return;
  std::vector<StepId> ready;
  const std::size_t job = r.job;
  end_visit(job, r.step, true, ready);
  if (jobs_[job].active) advance(job, ready);
}

void Naive::cancel(std::size_t i) {
  NaiveRequest& r = requests_[i];
  r.state = State::over;
  jobs_[r.job].active = false;
  ++out_.jobs_cancelled;
  for (const NaiveSeat& seat : r.seats) out_.effort_cancelled += seat.left;
}

// ---- the match -----------------------------------------------------------------------------------

bool Naive::may_interrupt(const NaiveRequest& r, PersonId p) const {
  const NaivePerson& person = people_[p];
  const NaiveRequest& other = requests_[person.at];
  return m_.classes[step_of(r).work_class].interrupts && r.seats.size() == 1 && !person.meeting &&
         !person.joint && person.paused == kNobody && step_of(other).interruptible &&
         step_of(r).work_class < step_of(other).work_class;
}

bool Naive::can_take(const NaiveRequest& r, const NaiveSeat& seat, PersonId p) const {
  const NaivePerson& person = people_[p];
  if (!person.there.open(now_)) return false;
  if (!idle(p) && !may_interrupt(r, p)) return false;
  if (seat.least_level && m_.people[p].level < *seat.least_level) return false;
  if (step_of(r).interruptible) return true;
  const double factor = m_.levels[m_.people[p].level].time_factor;
  const Duration time = round_duration(static_cast<double>(seat.left.us) * factor);
  const Instant end = person.there.advance(now_, time);
  return end <= person.there.stretch_end(now_) && end <= next_appointment(p);
}

bool Naive::better(const NaiveSeat& seat, Keep keep, PersonId a, PersonId b) const {
  const NaivePerson &x = people_[a], &y = people_[b];
  if (seat.person == a || seat.person == b) return seat.person == a && a != b;
  if (idle(a) != idle(b)) return idle(a);
  if (!idle(a)) {
    const ClassId class_a = step_of(requests_[x.at]).work_class;
    const ClassId class_b = step_of(requests_[y.at]).work_class;
    if (class_a != class_b) return class_a > class_b;
    if (x.since != y.since) return x.since > y.since;
  } else if (keep == Keep::none) {
    if (x.idle_since != y.idle_since) return x.idle_since < y.idle_since;
  } else {
    const Wide load_a = static_cast<Wide>(x.kept) * m_.people[b].weekly_hours.us;
    const Wide load_b = static_cast<Wide>(y.kept) * m_.people[a].weekly_hours.us;
    if (load_a != load_b) return load_a < load_b;
  }
  return a < b;
}

std::optional<Pick> Naive::pick(const NaiveRequest& r, const NaiveSeat& seat,
                                const std::vector<Pick>& taken) const {
  std::size_t most = 0;
  for (const NaiveWay& way : seat.ways) most = std::max(most, way.rings.size());
  for (std::size_t k = 0; k < most; ++k) {
    std::optional<Pick> best;
    for (std::size_t w = 0; w < seat.ways.size(); ++w) {
      const NaiveWay& way = seat.ways[w];
      if (k >= way.rings.size() || !way.rings[k].open) continue;
      for (PersonId p : people_of(r, seat, way, way.rings[k])) {
        const bool has_a_seat = std::any_of(taken.begin(), taken.end(),
                                            [p](const Pick& t) { return t.person == p; });
        if (has_a_seat || !can_take(r, seat, p)) continue;
        if (!best || better(seat, m_.roles[way.asked].keep, p, best->person)) best = {p, w, k};
      }
    }
    if (best) return best;
  }
  return std::nullopt;
}

std::optional<std::vector<Pick>> Naive::pick_all(const NaiveRequest& r) const {
  std::vector<Pick> picks;
  for (const NaiveSeat& seat : r.seats) {
    const auto one = pick(r, seat, picks);
    if (!one) return std::nullopt;
    picks.push_back(*one);
  }
  return picks;
}

void Naive::match() {
  while (!out_.error) {
    using Key = std::tuple<std::size_t, ClassId, bool, std::int64_t, std::uint64_t>;
    std::optional<Key> first;
    std::size_t chosen = 0;
    std::vector<Pick> who;
    for (std::size_t i = 0; i < requests_.size(); ++i) {
      const NaiveRequest& r = requests_[i];
      if (r.state != State::waiting) continue;
      const ClassId work_class = step_of(r).work_class;
      const auto picks = pick_all(r);
      if (m_.in_order) {
        // One line; its head may start or blocks.
        const Key key{0, work_class, false, 0, r.number};
        if (first && *first < key) continue;
        first = key;
        chosen = i;
        who = picks ? *picks : std::vector<Pick>{};
        continue;
      }
      if (!picks) continue;
      for (std::size_t s = 0; s < picks->size(); ++s) {
        const NaiveRing& ring = r.seats[s].ways[(*picks)[s].way].rings[(*picks)[s].ring];
        const auto place = std::find(m_.match_order.begin(), m_.match_order.end(), ring.serving);
        const std::int64_t rule = m_.roles[ring.serving].dispatch == DispatchRule::earliest_due
                                      ? jobs_[r.job].due.us
                                      : 0;
        const Key key{static_cast<std::size_t>(place - m_.match_order.begin()), work_class,
                      ring.cover, rule, r.number};
        if (first && *first <= key) continue;
        first = key;
        chosen = i;
        who = *picks;
      }
    }
    if (!first || who.empty()) return;
    start(chosen, who);
  }
}

void Naive::keep_for(NaiveRequest& r, NaiveSeat& seat) {
  const NaiveWay& way = seat.ways[seat.way];
  const Role& role = m_.roles[way.asked];
  if (seat.ring != 0 || seat.forced != kNone<PersonId> || role.keep == Keep::none) return;
  if (role.sort == RoleSort::client) return;
  const bool on_job = role.keep == Keep::job;
  Job& job = jobs_[r.job];
  PersonId& kept = on_job ? job.keepers[way.place] : account_keepers_[raw(job.account)][way.place];
  if (kept != kNone<PersonId>) return;
  kept = seat.person;
  if (on_job) ++people_[seat.person].kept;
}

void Naive::start(std::size_t i, const std::vector<Pick>& picks) {
  NaiveRequest& r = requests_[i];
  r.state = State::running;
  for (std::size_t s = 0; s < picks.size(); ++s) {
    NaiveSeat& seat = r.seats[s];
    seat.person = picks[s].person;
    seat.way = picks[s].way;
    seat.ring = picks[s].ring;
    seat.serving = seat.ways[seat.way].rings[seat.ring].serving;
    keep_for(r, seat);
  }
  for (const Pick& one : picks) {
    if (!idle(one.person)) interrupt(one.person, false);
    people_[one.person].joint = picks.size() > 1;
  }
  begin_work(i);
}

void Naive::begin_work(std::size_t i) {
  std::vector<PersonId> who;
  for (std::size_t s = 0; s < requests_[i].seats.size(); ++s) {
    who.push_back(requests_[i].seats[s].person);
    begin_stretch(i, s, who.back());
  }
  for (PersonId p : who) {
    if (people_[p].at != i || people_[p].stretch.us > 0) continue;
    if (++at_instant_ > kMostAtInstant) return fail("keeps starting without time passing");
    finish_part(p);
  }
}

void Naive::begin_stretch(std::size_t i, std::size_t seat, PersonId p) {
  NaivePerson& person = people_[p];
  person.at = i;
  person.seat = seat;
  person.since = now_;
  person.factor = person.meeting ? 1 : m_.levels[m_.people[p].level].time_factor;
  person.stretch =
      round_duration(static_cast<double>(requests_[i].seats[seat].left.us) * person.factor);
  record(Happening::start, requests_[i].number, raw(p));
}

void Naive::stop_stretch(PersonId p) {
  NaivePerson& person = people_[p];
  NaiveRequest& r = requests_[person.at];
  NaiveSeat& seat = r.seats[person.seat];
  const Duration time = person.there.between(person.since, now_);
  Duration done = round_duration(static_cast<double>(time.us) / person.factor);
  if (time >= person.stretch || done > seat.left) done = seat.left;
  seat.left -= done;
  out_.effort_done += done;
  jobs_[r.job].steps[raw(r.step)].done += done;
  out_.stretches.push_back({p, r.number, person.since, now_, person.resumed});
  person.resumed = false;
}

void Naive::interrupt(PersonId p, bool handover) {
  NaivePerson& person = people_[p];
  const std::size_t i = person.at;
  NaiveRequest& r = requests_[i];
  stop_stretch(p);
  if (handover) {
    const RoleId asked = r.seats[0].ways[0].asked;
    const Duration extra = round_duration(m_.roles[asked].handover.amount.mean());
    r.seats[person.seat].left += extra;
    out_.effort_drawn += extra;
  }
  record(Happening::stop, r.number, raw(p));
  person.at = kNobody;
  person.idle_since = now_;
  r.state = State::waiting;
  open_rings(i, true);
}

// ---- appointments --------------------------------------------------------------------------------

Instant Naive::next_appointment(PersonId p) const {
  Instant first = kNever;
  for (const NaiveRequest& r : requests_) {
    if (r.state != State::booked) continue;
    for (const NaiveSeat& seat : r.seats) {
      if (seat.person == p) first = std::min(first, r.until);
    }
  }
  return first;
}

/// Whether p can give so much time from `at` on: in one stretch of their day, clear of appointments
/// and of running work that may not be interrupted.
bool Naive::could_attend(PersonId p, Instant at, Duration length, std::size_t self) const {
  const NaivePerson& person = people_[p];
  if (!person.there.open(at)) return false;
  const Instant end = person.there.advance(at, std::max(length, microseconds(1)));
  if (end > person.there.stretch_end(at)) return false;
  for (std::size_t i = 0; i < requests_.size(); ++i) {
    const NaiveRequest& r = requests_[i];
    if (i == self || (r.state != State::booked && !(r.state == State::running && r.meeting))) continue;
    for (const NaiveSeat& seat : r.seats) {
      if (seat.person != p || seat.done) continue;
      const bool booked = r.state == State::booked;
      const Instant begun = booked ? r.until : person.since;
      if (begun < end && at < (booked ? seat.booked_to : finish_of(person))) return false;
    }
  }
  if (person.at != kNobody && !person.meeting && !step_of(requests_[person.at]).interruptible) {
    if (at < person.there.advance(person.since, person.stretch)) return false;
  }
  return true;
}

/// The first such instant: `from` itself, an opening, or the end of what was in the way.
Instant Naive::earliest_for(PersonId p, Instant from, Instant limit, Duration length,
                            std::size_t self) const {
  const NaivePerson& person = people_[p];
  std::vector<Instant> tries{from};
  for (const NaiveRequest& r : requests_) {
    if (r.state != State::booked && !(r.state == State::running && r.meeting)) continue;
    for (const NaiveSeat& seat : r.seats) {
      if (seat.person != p || seat.done) continue;
      tries.push_back(r.state == State::booked ? seat.booked_to : finish_of(person));
    }
  }
  if (person.at != kNobody) tries.push_back(person.there.advance(person.since, person.stretch));
  const std::size_t ends = tries.size();
  for (std::size_t i = 0; i < ends; ++i) {
    // After each the next opening; after the first those of the following days too.
    if (i > 0 && tries[i] > limit) continue;
    for (Instant t = std::max(from, tries[i]); t <= limit;) {
      const Instant opening = person.there.next_open(t);
      if (opening > limit) break;
      tries.push_back(opening);
      if (i > 0) break;
      t = person.there.stretch_end(opening);
    }
  }
  Instant best = kNever;
  for (Instant t : tries) {
    if (t < from || t > limit || t >= best) continue;
    if (could_attend(p, t, length, self)) best = t;
  }
  return best;
}

/// Moves the start, seat by seat, until it suits everybody named; who moved it last blocks.
void Naive::earliest(std::size_t i, Search& search) const {
  search.start = search.from;
  bool suits_all = false;
  while (!suits_all && search.start < kNever) {
    suits_all = true;
    for (std::size_t s = 0; s < search.people.size() && search.start < kNever; ++s) {
      const Instant at = earliest_for(search.people[s].person, search.start, search.limit,
                                      requests_[i].seats[s].left, i);
      if (at == search.start) continue;
      search.start = at;
      search.blocked = s;
      suits_all = false;
    }
  }
}

/// Whether another seat has nobody but p in its ring 0.
bool Naive::asked_elsewhere(const NaiveRequest& r, std::size_t seat, PersonId p) const {
  for (std::size_t s = 0; s < r.seats.size(); ++s) {
    std::vector<PersonId> own;
    for (const NaiveWay& way : r.seats[s].ways) {
      for (PersonId one : people_of(r, r.seats[s], way, way.rings[0])) own.push_back(one);
    }
    const bool alone = std::all_of(own.begin(), own.end(), [p](PersonId one) { return one == p; });
    if (s != seat && !own.empty() && alone) return true;
  }
  return false;
}

/// Fills the seats in written order: whoever gives the earliest start with those named before.
void Naive::look(std::size_t i, Search& search) const {
  const NaiveRequest& r = requests_[i];
  search.people.clear();
  for (std::size_t s = 0; s < r.seats.size(); ++s) {
    const NaiveSeat& seat = r.seats[s];
    std::vector<Pick> may;
    for (std::size_t k = 0; k < search.rings[s]; ++k) {
      for (std::size_t w = 0; w < seat.ways.size(); ++w) {
        const NaiveWay& way = seat.ways[w];
        if (k >= way.rings.size()) continue;
        for (PersonId p : people_of(r, seat, way, way.rings[k])) {
          const auto same = [p](const Pick& other) { return other.person == p; };
          if (people_[p].left || (seat.least_level && m_.people[p].level < *seat.least_level) ||
              std::any_of(may.begin(), may.end(), same) ||
              std::any_of(search.people.begin(), search.people.end(), same) ||
              (k > 0 && asked_elsewhere(r, s, p))) {
            continue;
          }
          may.push_back({p, w, k});
        }
      }
    }
    search.nobody = may.empty();
    std::stable_sort(may.begin(), may.end(), [&](const Pick& a, const Pick& b) {
      if (a.ring != b.ring) return a.ring < b.ring;
      const Wide load_a = static_cast<Wide>(people_[a.person].kept) * m_.people[b.person].weekly_hours.us;
      const Wide load_b = static_cast<Wide>(people_[b.person].kept) * m_.people[a.person].weekly_hours.us;
      return load_a != load_b ? load_a < load_b : a.person < b.person;
    });
    std::optional<Search> best;
    for (const Pick& one : may) {
      Search with = search;
      with.people.push_back(one);
      earliest(i, with);
      if (with.start < kNever && (!best || with.start < best->start)) best = with;
    }
    if (!best) {
      search.start = kNever;
      search.blocked = s;
      return;
    }
    search = *best;
  }
}

void Naive::book(std::size_t i) {
  NaiveRequest& r = requests_[i];
  const Step& step = step_of(r);
  const Job& job = jobs_[r.job];
  Search search;
  search.from = now_;
  if (const auto& notice = request_of(step, job.steps[raw(r.step)].visits).notice) {
    Draws draws = step_draws(m_, job, r.step, Purpose::notice);
    const double amount = notice->amount.sample(draws);
    search.from = std::max(now_, after(m_.agency(), r.ready, notice->clock, amount));
  }
  search.limit = search.from + weeks(8);
  std::vector<std::size_t> most;
  for (const NaiveSeat& seat : r.seats) {
    std::size_t n = 0;
    for (const NaiveWay& way : seat.ways) n = std::max(n, way.rings.size());
    most.push_back(n);
    std::size_t rings = 1;
    const auto anybody = [&] {
      for (const NaiveWay& way : seat.ways) {
        for (std::size_t k = 0; k < std::min(rings, way.rings.size()); ++k) {
          if (!nobody_there(r, seat, way, way.rings[k], search.from)) return true;
        }
      }
      return false;
    };
    while (rings < n && !anybody()) ++rings;
    search.rings.push_back(rings);
  }
  look(i, search);
  while (search.start >= kNever && search.nobody && search.rings[search.blocked] < most[search.blocked]) {
    ++search.rings[search.blocked];
    look(i, search);
  }
  for (;;) {
    const std::size_t s = search.blocked;
    if (search.start <= search.from || search.rings[s] >= most[s]) break;
    Instant threshold = kNever;
    for (const NaiveWay& way : r.seats[s].ways) {
      if (search.rings[s] < way.rings.size()) {
        threshold = std::min(threshold, way.rings[search.rings[s]].opens);
      }
    }
    if (threshold >= search.start) break;
    Search wider = search;
    ++wider.rings[s];
    wider.from = std::max(search.from, threshold);
    look(i, wider);
    if (wider.start < search.start) {
      search = wider;
    } else {
      search.rings[s] = wider.rings[s];
    }
  }
  if (search.start >= kNever) return fail("no stretch within 8 weeks");
  r.state = State::booked;
  r.until = search.start;
  for (std::size_t s = 0; s < r.seats.size(); ++s) {
    NaiveSeat& seat = r.seats[s];
    seat.person = search.people[s].person;
    seat.way = search.people[s].way;
    seat.ring = search.people[s].ring;
    seat.serving = seat.ways[seat.way].rings[seat.ring].serving;
    seat.booked_to = people_[seat.person].there.advance(search.start,
                                                        std::max(seat.left, microseconds(1)));
    keep_for(r, seat);
    record(Happening::booked, r.number, raw(seat.person));
  }
  history_.record(search.start, r.number, 0);
  // Who keeps a role from now on may be absent now.
  for (std::size_t other = 0; other < requests_.size(); ++other) {
    if (requests_[other].state == State::waiting) open_rings(other, false);
  }
}

void Naive::come_together(std::size_t i) {
  NaiveRequest& r = requests_[i];
  r.state = State::running;
  r.meeting = true;
  r.until = kNever;
  for (const NaiveSeat& seat : r.seats) {
    NaivePerson& person = people_[seat.person];
    if (person.at != kNobody && person.joint) {
      stop_stretch(seat.person);
      record(Happening::stop, requests_[person.at].number, raw(seat.person));
      person.paused = person.at;
      person.paused_seat = person.seat;
      person.joint = false;
    } else if (person.at != kNobody) {
      interrupt(seat.person, false);
    }
    person.meeting = true;
  }
  begin_work(i);
}

// ---- background ----------------------------------------------------------------------------------

void Naive::on_background(bool daily) {
  const Date today = date_of(now_);
  const Date until = daily ? today + 1 : today + (7 - today.weekday());
  const Instant next_time = m_.agency().next_open(midnight(until));
  (daily ? daily_ : weekly_) = next_time;
  const double week = static_cast<double>(m_.standard_week.us);
  for (const Background& b : m_.background) {
    if (b.daily != daily) continue;
    for (RoleId role : b.roles) {
      if (b.per == Background::Per::role) {
        const Duration open = m_.agency().between(now_, midnight(until));
        issue(b.kind, agency(), role, kNone<PersonId>,
              round_duration(b.effort * (static_cast<double>(open.us) / week)), next_time);
        continue;
      }
      const auto here = [&](PersonId p) {
        return !people_[p].left && m_.people[p].joins <= today;
      };
      double effort = b.effort;
      if (b.per == Background::Per::report) {
        double reports = 0, superiors = 0;
        for (PersonId p : ids(m_.people)) {
          const auto& above = m_.roles[m_.people[p].roles[0]].superiors;
          if (here(p) && !above.empty() && above[0] == role) ++reports;
          const auto& own = m_.people[p].roles;
          if (here(p) && std::count(own.begin(), own.end(), role) > 0) ++superiors;
        }
        if (superiors <= 0) continue;
        effort *= reports / superiors;
      }
      for (PersonId p : m_.roles[role].people) {
        if (m_.people[p].roles[0] != role || people_[p].left) continue;
        const Duration open = people_[p].there.between(now_, midnight(until));
        issue(b.kind, agency(), role, p,
              round_duration(effort * (static_cast<double>(open.us) / week)), next_time);
      }
    }
  }
  if (daily) return;
  for (KindId k : ids(m_.kinds)) {
    const std::size_t jobs = jobs_.size();
    for (std::size_t j = 0; j < jobs; ++j) {
      if (jobs_[j].kind != k || !jobs_[j].active) continue;
      follow_up(j, next_time);
      if (!m_.kinds[k].supervision) continue;
      for (std::uint32_t s = 0; s < jobs_[j].steps.size(); ++s) {
        // What is under way counts as far as it has come.
        jobs_[j].steps[s].partial = {};
        for (const NaivePerson& p : people_) {
          if (p.at == kNobody || requests_[p.at].job != j || raw(requests_[p.at].step) != s) continue;
          const Duration time = p.there.between(p.since, now_);
          jobs_[j].steps[s].partial +=
              std::min(requests_[p.at].seats[p.seat].left,
                       round_duration(static_cast<double>(time.us) / p.factor));
        }
        supervise(j, StepId{s}, next_time);
        jobs_[j].steps[s].partial = {};
      }
    }
  }
}

void Naive::issue(KindId kind, AccountId account, RoleId role, PersonId forced, Duration effort,
                  Instant due) {
  if (effort.us <= 0) return;
  const std::size_t j = new_job(kind, account);
  Job& job = jobs_[j];
  job.forced = forced;
  job.asked = role;
  job.asks_owner = role == kNone<RoleId>;
  job.stated_effort = effort;
  const Date today = date_of(now_);
  job.due = due < kNever ? due
                         : m_.agency().next_open(midnight(today + (7 - today.weekday())));
  record(Happening::arrival, job.number, (std::uint64_t{1} << 32) + raw(kind));
  std::vector<StepId> ready;
  begin_job(m_, job, ready);
  advance(j, ready);
}

void Naive::follow_up(std::size_t j, Instant due) {
  const Kind& kind = m_.kinds[jobs_[j].kind];
  if (kind.follow.empty()) return;
  const double share =
      static_cast<double>(m_.agency().between(jobs_[j].followed_to, now_).us) /
      static_cast<double>(m_.standard_week.us);
  jobs_[j].followed_to = now_;
  for (const Follow& follow : kind.follow) {
    issue(follow.kind, jobs_[j].account, follow.role, kNone<PersonId>,
          round_duration(follow.effort[jobs_[j].tier] * share), due);
  }
}

void Naive::supervise(std::size_t j, StepId s, Instant due) {
  const Kind& kind = m_.kinds[jobs_[j].kind];
  StepState& state = jobs_[j].steps[raw(s)];
  const Duration done = state.done + state.partial - state.supervised;
  if (done.us <= 0 || kind.steps[raw(s)].supervised_by.empty()) return;
  state.supervised += done;
  for (const Supervision& by : kind.steps[raw(s)].supervised_by) {
    issue(*kind.supervision, jobs_[j].account, by.role, kNone<PersonId>,
          round_duration(static_cast<double>(done.us) * by.share), due);
  }
}

}  // namespace

NaiveResult run_naive(const Model& model, std::uint64_t seed, std::uint32_t replication) {
  return Naive(model, seed, replication).run();
}

// ---- words ---------------------------------------------------------------------------------------

std::string describe(const Model& model, const NaiveResult& naive, const HistoryRecord& record) {
  const auto what = static_cast<Happening>(record.what >> 56);
  const std::uint64_t subject = record.what & ((std::uint64_t{1} << 56) - 1);
  const auto person = [&](std::uint64_t p) {
    return p < model.people.size() ? model.people[static_cast<PersonId>(p)].name
                                   : fmt::format("person {}", p);
  };
  const auto request = [&](std::uint64_t r) {
    if (r >= naive.requests.size()) return fmt::format("#{}", r);
    const auto& about = naive.requests[r];
    const Kind& kind = model.kinds[about.kind];
    return fmt::format("#{} ({} {}, {})", r, kind.name, about.job,
                       kind.steps[raw(about.step)].name);
  };
  const std::string at = clock_text(record.time);
  switch (what) {
    case Happening::arrival:
      return fmt::format("{} arrival of job {}, stream {}", at, subject, record.who);
    case Happening::start: return fmt::format("{} {} starts {}", at, person(record.who), request(subject));
    case Happening::stop: return fmt::format("{} {} stops {}", at, person(record.who), request(subject));
    case Happening::finish:
      return fmt::format("{} {} finishes {}", at, person(record.who), request(subject));
    case Happening::booked:
      return fmt::format("{} {} is booked for {}", at, person(record.who), request(subject));
    case Happening::answer: return fmt::format("{} answer to {}", at, request(subject));
    case Happening::away: return fmt::format("{} {} is away", at, person(subject));
    case Happening::back: return fmt::format("{} {} is back", at, person(subject));
    case Happening::job_done: return fmt::format("{} job {} is done", at, subject);
    case Happening::opened:
      return fmt::format("{} ring {} opens of {}", at, record.who, request(subject));
  }
  return fmt::format("{} appointment of {}", at, request(subject));
}

std::string first_difference(const Model& model, const NaiveResult& naive,
                             const std::vector<HistoryRecord>& fast) {
  std::size_t i = 0;
  while (i < naive.log.size() && i < fast.size() && naive.log[i] == fast[i]) ++i;
  if (i == naive.log.size() && i == fast.size()) return {};
  std::string text = fmt::format("histories differ at record {} (naive {}, fast {})\n", i,
                                 naive.log.size(), fast.size());
  for (std::size_t k = i < 12 ? 0 : i - 12; k < i; ++k) {
    text += "         " + describe(model, naive, naive.log[k]) + '\n';
  }
  for (std::size_t k = i; k < std::min(i + 6, naive.log.size()); ++k) {
    text += "  naive: " + describe(model, naive, naive.log[k]) + '\n';
  }
  for (std::size_t k = i; k < std::min(i + 6, fast.size()); ++k) {
    text += "  fast:  " + describe(model, naive, fast[k]) + '\n';
  }
  return text;
}

}  // namespace suits
