#include "tests/theory/path.hpp"

#include <algorithm>
#include <stdexcept>

namespace suits::test {

Duration Path::overlap(Instant a, Instant b) const {
  const Instant lo = std::max(a, from), hi = std::min(b, to);
  return hi > lo ? hi - lo : Duration{};
}

PathObserver::PathObserver(const Model& model) {
  path_.from = model.window.start;
  path_.to = model.window.end;
  path_.turned_away.assign(model.kinds.size(), 0);
  path_.busy.assign(model.roles.size(), std::vector<Duration>(model.kinds.size()));
}

void PathObserver::add(const Observations& seen) {
  for (std::size_t f = 0; f < seen.flows.size(); ++f) {
    const FlowKey& key = seen.flow_keys[f];
    if (key.milestone >= 0 || key.tier != kNone<TierId>) continue;
    path_.turned_away[raw(key.kind)] = seen.flows[f].turned_away;
  }
}

std::uint32_t PathObserver::index_of(const Job& job) const {
  const std::uint64_t index = job.number - first_number_;
  if (index >= path_.jobs.size()) throw std::logic_error("a job that never arrived");
  return static_cast<std::uint32_t>(index);
}

void PathObserver::job_arrived(const Job& job) {
  if (path_.jobs.empty()) first_number_ = job.number;
  if (job.number != first_number_ + path_.jobs.size()) {
    throw std::logic_error("jobs are not numbered in the order of arrival");
  }
  path_.jobs.push_back({job.kind, job.arrived});
  path_.changes.push_back({job.arrived, 1});
}

void PathObserver::job_ended(const Job& job, Ending ending, Instant now,
                             const IdVector<PersonId, Server>&) {
  if (ending == Ending::unfinished) return;
  PathJob& one = path_.jobs[index_of(job)];
  one.ended = now;
  one.ending = ending;
  path_.changes.push_back({now, -1});
}

void PathObserver::worked(const Job& job, const Task&, const Seat& seat, Instant from, Duration,
                          Instant now) {
  path_.busy[raw(seat.serving)][raw(job.kind)] += path_.overlap(from, now);
}

void PathObserver::task_ended(const Job& job, const Task& task, bool done, Instant now) {
  Visit visit;
  visit.kind = job.kind;
  visit.step = task.step;
  visit.job = index_of(job);
  visit.ready = task.ready;
  // Latest first; the last may be open where the run is over.
  for (std::int32_t s = task.last_segment; s >= 0;) {
    const Segment& segment = job.segments[static_cast<std::size_t>(s)];
    if (segment.sort == Segment::Sort::wait) {
      const Instant to = !done && s == task.last_segment ? now : segment.to;
      visit.waited += to - segment.from;
      visit.waited_in_window += path_.overlap(segment.from, to);
    } else {
      visit.start = segment.from;
    }
    s = segment.before;
  }
  visit.end = now;
  visit.done = done;
  path_.visits.push_back(visit);
}

}  // namespace suits::test
