#include "engine/analysis/job_history.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "engine/analysis/standing.hpp"
#include "engine/run/replicate.hpp"
#include "engine/run/turnaround.hpp"

namespace suits {
namespace {

JobOutline outline(const Job& job, Ending ending, Instant now) {
  return {job.number, job.kind, job.account, job.arrived, job.due, now, ending, job.in_window};
}

class RollCall : public LookerOn {
 public:
  RollCall(const Model& model, std::vector<JobOutline>& jobs) : model_(model), jobs_(jobs) {}
  void job_arrived(const Job&) override {}
  void job_ended(const Job& job, Ending ending, Instant now,
                 const IdVector<PersonId, Server>&) override {
    if (model_.kinds[job.kind].background || ending == Ending::turned_away) return;
    jobs_.push_back(outline(job, ending, now));
  }
  void worked(const Job&, const Task&, const Seat&, Instant, Duration, Instant) override {}
  void booked(const Job&, const Task&, Instant) override {}
  void ring_opened(const Job&, const Task&, const Ring&, bool, Instant) override {}
  void task_ended(const Job&, const Task&, bool, Instant) override {}

 private:
  const Model& model_;
  std::vector<JobOutline>& jobs_;
};

/// A stretch of somebody's work while a job asked for runs.
struct Stretch {
  Instant from, to;
  Occupation what;  // with all the time spent on it
};
/// Everybody's, each person's in the order in which they ended.
using Stretches = IdVector<PersonId, std::vector<Stretch>>;

/// What is kept of one job until the run is over.
struct Chronicle {
  Job job;
  JobOutline outline;
  std::vector<TaskHistory> tasks;
  std::vector<std::int32_t> last_segments;     // by task
  std::vector<HistoryFiring> firings;
  IdVector<PersonId, Availability> there;      // as it was known at the job's end
  bool ended = false;
};

class Chronicler : public LookerOn {
 public:
  Chronicler(const Model& model, const std::vector<std::uint64_t>& numbers)
      : stretches_(model.people.size()) {
    for (const std::uint64_t n : numbers) chronicles_.try_emplace(n);
  }

  void job_arrived(const Job& job) override {
    if (chronicles_.contains(job.number)) ++running_;
  }

  void job_ended(const Job& job, Ending ending, Instant now,
                 const IdVector<PersonId, Server>& servers) override {
    Chronicle* chronicle = of(job);
    if (chronicle == nullptr) return;
    --running_;
    last_end_ = now;
    chronicle->job = job;
    chronicle->outline = outline(job, ending, now);
    for (const Server& server : servers) chronicle->there.push_back(server.availability);
    chronicle->ended = true;
  }

  void worked(const Job& job, const Task& task, const Seat& seat, Instant from, Duration time,
              Instant now) override {
    if (running_ == 0 && from >= last_end_) return;
    stretches_[seat.person].push_back(
        {from, now, {job.number, job.kind, job.account, task.step, seat.person, time}});
    if (Chronicle* chronicle = of(job)) {
      const RingPlan& plan = *seat.ways[seat.way].plan;
      const Ring& ring = plan.rings[seat.ring];
      HistoryWork work;
      work.person = seat.person;
      work.asked = plan.asked;
      work.serving = seat.serving;
      work.from = from;
      work.to = now;
      work.time = time;
      work.cover = ring.cover;
      work.superior = ring.superior;
      work.ring = seat.ring;
      work.finished = seat.left.us == 0;
      task_of(*chronicle, task).work.push_back(work);
    }
  }

  void rule_acted(const Job& job, std::size_t rule, Instant now) override {
    if (Chronicle* chronicle = of(job)) chronicle->firings.push_back({now, rule});
  }

  void booked(const Job& job, const Task& task, Instant now) override {
    Chronicle* chronicle = of(job);
    if (chronicle == nullptr) return;
    HistoryAppointment appointment{now, task.start, {}};
    for (const Seat& seat : task.seats) appointment.people.push_back(seat.person);
    task_of(*chronicle, task).appointments.push_back(std::move(appointment));
  }

  void ring_opened(const Job& job, const Task& task, const Ring& ring, bool for_want,
                   Instant now) override {
    if (Chronicle* chronicle = of(job)) {
      HistoryOpening opening{now, ring, {}, {}, !for_want};
      for (const Seat& seat : task.seats) {
        if (asks_of(seat, ring)) opening.asked.push_back(seat.requirement);
      }
      task_of(*chronicle, task).openings.push_back(std::move(opening));
    }
  }

  void task_ended(const Job& job, const Task& task, bool done, Instant now) override {
    Chronicle* chronicle = of(job);
    if (chronicle == nullptr) return;
    TaskHistory& history = task_of(*chronicle, task);
    const StepState& state = job.steps[raw(task.step)];
    history.visit = state.visits;
    history.ready = state.ready;
    history.ended = now;
    history.finished = done;
    for (const Seat& seat : task.seats) history.asked.push_back(seat.ways[0].plan->asked);
    const auto index = static_cast<std::size_t>(&history - chronicle->tasks.data());
    chronicle->last_segments.resize(chronicle->tasks.size(), -1);
    chronicle->last_segments[index] = task.last_segment;
  }

  std::map<std::uint64_t, Chronicle>& chronicles() { return chronicles_; }
  const Stretches& stretches() const { return stretches_; }

 private:
  static bool asks_of(const Seat& seat, const Ring& ring) {
    for (std::uint32_t w = 0; w < seat.way_count; ++w) {
      for (const Ring& own : seat.ways[w].plan->rings) {
        if (&own == &ring) return true;
      }
    }
    return false;
  }
  Chronicle* of(const Job& job) {
    const auto found = chronicles_.find(job.number);
    return found == chronicles_.end() ? nullptr : &found->second;
  }
  static TaskHistory& task_of(Chronicle& chronicle, const Task& task) {
    for (TaskHistory& history : chronicle.tasks) {
      if (history.number == task.number) return history;
    }
    TaskHistory history;
    history.step = task.step;
    history.number = task.number;
    chronicle.tasks.push_back(history);
    return chronicle.tasks.back();
  }

  std::map<std::uint64_t, Chronicle> chronicles_;
  Stretches stretches_;
  std::size_t running_ = 0;
  Instant last_end_ = kDawn;
};

/// Writes one job's history from what was kept of it.
class Writer {
 public:
  Writer(const Model& model, const RingPlans& plans, Chronicle& chronicle,
         const Stretches& stretches)
      : model_(model),
        plans_(plans),
        kept_(chronicle),
        job_(chronicle.job),
        stretches_(stretches) {
    for (RoleId r : ids(model.roles)) {
      if (model.roles[r].sort == RoleSort::client) client_ = r;
    }
  }

  JobHistory write() {
    out_.job = kept_.outline;
    out_.firings = kept_.firings;
    out_.tasks = std::move(kept_.tasks);
    kept_.last_segments.resize(out_.tasks.size(), -1);
    places_.assign(job_.segments.size(), {0, 0});
    for (std::size_t t = 0; t < out_.tasks.size(); ++t) {
      add_pieces(t);
      complete_work(out_.tasks[t]);
      complete_openings(out_.tasks[t]);
    }
    add_visits();
    add_way();
    for (std::size_t m = 0; m < job_.milestones.size(); ++m) {
      const MilestoneState& span = job_.milestones[m];
      if (span.from < kNever && span.to < kNever) out_.milestones.emplace_back(m, span.to);
    }
    return std::move(out_);
  }

 private:
  /// The chain of the task's segments, in order.
  void add_pieces(std::size_t t) {
    TaskHistory& task = out_.tasks[t];
    std::vector<std::int32_t> chain;
    for (std::int32_t s = kept_.last_segments[t]; s >= 0; s = segment(s).before) chain.push_back(s);
    if (!task.finished && !chain.empty()) close_open(segment(chain.front()), task.ended);
    for (auto s = chain.rbegin(); s != chain.rend(); ++s) {
      if (!task.finished) name_one(segment(*s));
      const Segment& one = segment(*s);
      places_[static_cast<std::size_t>(*s)] = {t, task.pieces.size()};
      if (one.to <= one.from) continue;
      HistoryPiece piece;
      piece.sort = one.sort;
      piece.from = one.from;
      piece.to = one.to;
      piece.role = one.role;
      piece.person = one.person;
      piece.anybody = one.anybody;
      const LabelledTime time = labels_of(one, one.from, one.to, client_, there(one.person));
      piece.labels = time.labels;
      piece.labelled = time.role;
      if (one.sort == Segment::Sort::wait) piece.busy_with = busy_with(one);
      task.pieces.push_back(std::move(piece));
    }
  }

  /// What still waits when the run is over, or when the job is given up. Where it waits for anybody,
  /// somebody who might have taken it stands for them.
  void close_open(Segment& last, Instant now) {
    if (last.to > last.from) return;
    last.to = now;
    last.idle = {};
    if (last.sort != Segment::Sort::wait || last.person == kNone<PersonId>) return;
    last.busy = {};
    for (const Occupation& occupation : busy_with(last)) last.busy += occupation.time;
  }

  /// A wait for anybody that nobody took in the end: whoever of them had least to do stands for them,
  /// then whoever was there longest, and was free where they had nothing to do.
  void name_one(Segment& wait) const {
    if (wait.sort != Segment::Sort::wait || wait.person != kNone<PersonId>) return;
    Duration longest;
    for (const PersonId p : model_.roles[wait.role].people) {
      const Duration time = there(p)->between(wait.from, wait.to);
      std::vector<Occupation> own;
      add_occupations(p, wait, own);
      Duration idle = time;
      for (const Occupation& occupation : own) idle -= std::min(idle, occupation.time);
      if (time.us == 0 || std::tie(idle, time) <= std::tie(wait.idle, longest)) continue;
      longest = time;
      wait.idle = idle;
      wait.person = p;
      wait.anybody = true;
    }
  }

  /// What whoever is waited for did meanwhile, the most first.
  std::vector<Occupation> busy_with(const Segment& wait) const {
    std::vector<Occupation> out;
    if (wait.anybody) {
      for (PersonId p : model_.roles[wait.role].people) add_occupations(p, wait, out);
    } else if (wait.person != kNone<PersonId>) {
      add_occupations(wait.person, wait, out);
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Occupation& a, const Occupation& b) { return a.time > b.time; });
    return out;
  }

  void add_occupations(PersonId p, const Segment& wait, std::vector<Occupation>& out) const {
    const std::vector<Stretch>& all = stretches_[p];
    auto stretch = std::upper_bound(all.begin(), all.end(), wait.from,
                                    [](Instant t, const Stretch& s) { return t < s.to; });
    for (; stretch != all.end(); ++stretch) {
      const Instant a = std::max(stretch->from, wait.from), b = std::min(stretch->to, wait.to);
      if (b <= a) continue;
      const Duration time = part_of(*stretch, a, b);
      if (time.us == 0) continue;
      const auto same = std::find_if(out.begin(), out.end(), [&](const Occupation& o) {
        return o.job == stretch->what.job && o.step == stretch->what.step && o.person == p;
      });
      if (same != out.end()) {
        same->time += time;
        continue;
      }
      out.push_back(stretch->what);
      out.back().time = time;
    }
  }

  /// The person's time on it within [a, b): of several things at a time, this one's share.
  Duration part_of(const Stretch& stretch, Instant a, Instant b) const {
    const Availability& hours = *there(stretch.what.person);
    if (a == stretch.from && b == stretch.to) return stretch.what.time;
    const Duration all = hours.between(stretch.from, stretch.to), part = hours.between(a, b);
    if (all.us == 0 || all == stretch.what.time) return part;
    return round_duration(static_cast<double>(part.us) *
                          (static_cast<double>(stretch.what.time.us) / static_cast<double>(all.us)));
  }

  /// How each stretch ended: for what it was laid aside, or that its person went away.
  void complete_work(TaskHistory& task) {
    for (HistoryWork& work : task.work) {
      const Availability& hours = *there(work.person);
      if (work.finished) continue;
      work.absent = hours.absent(work.to);
      for (const Stretch& next : stretches_[work.person]) {
        if (next.from != work.to || next.what.job == job_.number) continue;
        work.next = next.what;
        break;
      }
    }
  }

  /// Whom each ring reaches that none before it did.
  void complete_openings(TaskHistory& task) const {
    if (task.openings.empty()) return;
    std::vector<PersonId> reached;
    for (const RoleId asked : task.asked) {
      const Ring& own = plans_.of(job_.account, asked).rings[0];
      const std::vector<PersonId> people = people_of(own);
      reached.insert(reached.end(), people.begin(), people.end());
    }
    for (HistoryOpening& opening : task.openings) {
      for (const PersonId p : people_of(opening.ring)) {
        if (std::find(reached.begin(), reached.end(), p) != reached.end()) continue;
        if (!may(opening, p)) continue;
        reached.push_back(p);
        opening.people.push_back(p);
      }
    }
  }

  /// Whether they have the role then, and what one of the seats asks for.
  bool may(const HistoryOpening& opening, PersonId p) const {
    if (!belongs_at(model_, p, opening.at) ||
        !has_role_at(model_, p, opening.ring.serving, opening.at)) {
      return false;
    }
    const LevelId level = level_at(model_, p, opening.at);
    return std::any_of(opening.asked.begin(), opening.asked.end(), [&](RequirementId r) {
      return model_.meets(r, level, model_.people[p].skills);
    });
  }

  std::vector<PersonId> people_of(const Ring& ring) const {
    if (ring.source == Ring::Source::named) return ring.people;
    std::vector<PersonId> people = model_.roles[ring.serving].people;
    if (ring.source == Ring::Source::spare) {
      std::erase_if(people, [&](PersonId p) { return plans_.has_accounts(p); });
    }
    return people;
  }

  VisitHistory& visit_of(StepId step, std::uint16_t number) {
    for (VisitHistory& visit : out_.visits) {
      if (visit.step == step && visit.visit == number) return visit;
    }
    VisitHistory visit;
    visit.step = step;
    visit.visit = number;
    out_.visits.push_back(visit);
    return out_.visits.back();
  }

  void add_visits() {
    for (std::size_t t = 0; t < out_.tasks.size(); ++t) {
      const TaskHistory& task = out_.tasks[t];
      VisitHistory& visit = visit_of(task.step, task.visit);
      visit.tasks.push_back(t);
      visit.ready = task.ready;
      visit.ended = std::max(visit.ended, task.ended);
    }
    for (const Record& record : job_.records) {
      VisitHistory& visit = visit_of(record.step, record.visit);
      visit.ready = record.ready;
      visit.ended = record.finish;
      visit.finished = true;
      visit.passed_over = visit.tasks.empty();
    }
    for (const Record& record : job_.records) {
      if (record.visit > 1) note_sender(record.step, record.before);
    }
    for (std::uint32_t s = 0; s < job_.steps.size(); ++s) {
      const StepState& state = job_.steps[s];
      if (state.phase == StepPhase::active && state.visits > 1) note_sender(StepId{s}, state.before);
    }
    std::stable_sort(out_.visits.begin(), out_.visits.end(),
                     [](const VisitHistory& a, const VisitHistory& b) {
                       return std::tie(a.ready, a.step) < std::tie(b.ready, b.step);
                     });
  }

  /// The step was opened again by whatever finished before it, if that leads back to it.
  void note_sender(StepId step, std::int32_t before) {
    if (before < 0) return;
    const Record& sender = job_.records[static_cast<std::size_t>(before)];
    const auto& back = model_.kinds[job_.kind].steps[raw(sender.step)].back;
    if (back && back->target == step) visit_of(sender.step, sender.visit).sent_back_to = step;
  }

  void add_way() {
    std::int32_t record = static_cast<std::int32_t>(job_.records.size()) - 1;
    if (out_.job.ending != Ending::done) {
      // The oldest of what stands open, and what led to it.
      const auto oldest = std::min_element(
          out_.tasks.begin(), out_.tasks.end(), [](const TaskHistory& a, const TaskHistory& b) {
            return std::tie(a.finished, a.ready, a.number) < std::tie(b.finished, b.ready, b.number);
          });
      if (oldest == out_.tasks.end() || oldest->finished) return;
      const StepState& state = job_.steps[raw(oldest->step)];
      follow(kept_.last_segments[static_cast<std::size_t>(oldest - out_.tasks.begin())]);
      visit_of(oldest->step, oldest->visit).decided = true;
      if (state.visits > 1) out_.rework += out_.job.ended - state.ready;
      record = state.before;
    }
    walk_records(job_, record, out_.job.arrived, [&](const Record& one) {
      visit_of(one.step, one.visit).decided = one.last_segment >= 0;
      if (one.visit > 1) out_.rework += one.finish - one.ready;
      follow(one.last_segment);
    });
    std::reverse(out_.way.begin(), out_.way.end());
  }

  void follow(std::int32_t last) {
    if (last < 0) return;
    out_.tasks[places_[static_cast<std::size_t>(last)].first].decided = true;
    walk_segments(job_, last, out_.job.arrived, out_.job.ended,
                  [&](const Segment& one, Instant, Instant) {
                    const auto at = static_cast<std::size_t>(&one - job_.segments.data());
                    out_.way.push_back({places_[at].first, places_[at].second});
                  });
  }

  Segment& segment(std::int32_t s) { return job_.segments[static_cast<std::size_t>(s)]; }
  const Availability* there(PersonId p) const {
    return p == kNone<PersonId> ? nullptr : &kept_.there[p];
  }

  const Model& model_;
  const RingPlans& plans_;
  Chronicle& kept_;
  Job& job_;
  const Stretches& stretches_;
  RoleId client_{};
  std::vector<std::pair<std::size_t, std::size_t>> places_;  // by segment: task and piece
  JobHistory out_;
};

}  // namespace

RunOutline outline_jobs(const Model& model, std::uint64_t seed, std::uint32_t replication) {
  RunOutline out;
  RollCall roll(model, out.jobs);
  out.error = replicate_watched(model, seed, replication, roll).error;
  std::sort(out.jobs.begin(), out.jobs.end(),
            [](const JobOutline& a, const JobOutline& b) { return a.number < b.number; });
  return out;
}

std::vector<JobOutline> worst_jobs(const Model& model, const std::vector<JobOutline>& jobs,
                                   const JobFilter& filter, std::size_t count) {
  const bool deliverables =
      !filter.kind && std::any_of(model.kinds.begin(), model.kinds.end(),
                                  [](const Kind& k) { return k.deliverable; });
  std::vector<JobOutline> found;
  for (const JobOutline& job : jobs) {
    if (!job.in_window || (deliverables && !model.kinds[job.kind].deliverable)) continue;
    if (filter.kind && job.kind != *filter.kind) continue;
    if (filter.account && job.account != *filter.account) continue;
    found.push_back(job);
  }
  const bool dues = std::any_of(found.begin(), found.end(),
                                [](const JobOutline& j) { return j.due < kNever; });
  if (dues) std::erase_if(found, [](const JobOutline& j) { return j.due >= kNever; });
  const Hours& agency = model.agency();
  const auto badness = [&](const JobOutline& j) {
    if (!dues) return agency.between(j.arrived, j.ended);
    return j.ended > j.due ? agency.between(j.due, j.ended) : -agency.between(j.ended, j.due);
  };
  std::stable_sort(found.begin(), found.end(), [&](const JobOutline& a, const JobOutline& b) {
    return badness(a) > badness(b);
  });
  if (found.size() > count) found.resize(count);
  return found;
}

RunHistories job_histories(const Model& model, std::uint64_t seed, std::uint32_t replication,
                           const std::vector<std::uint64_t>& numbers) {
  Chronicler chronicler(model, numbers);
  const Observations seen = replicate_watched(model, seed, replication, chronicler);
  RunHistories out{{}, seen.conservation.jobs_arrived, seen.error};
  const RingPlans plans(model);
  for (const std::uint64_t n : numbers) {
    Chronicle& chronicle = chronicler.chronicles().at(n);
    if (!chronicle.ended) continue;
    out.jobs.push_back(Writer(model, plans, chronicle, chronicler.stretches()).write());
    chronicle.ended = false;  // named twice: told once
  }
  return out;
}

}  // namespace suits
