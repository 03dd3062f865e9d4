#include "tests/laws/course.hpp"

#include <algorithm>

#include "engine/run/replication.hpp"
#include "engine/run/turnaround.hpp"

namespace suits::test {
namespace {

class Witness : public LookerOn {
 public:
  Witness(const Model& model, Course& course) : model_(model), course_(course) {}

  void job_arrived(const Job&) override { ++course_.arrived; }

  void worked(const Job&, const Task& task, const Seat& seat, Instant from, Duration,
              Instant now) override {
    Course::Request& request = request_of(task);
    request.lacking |=
        model_.requirements[seat.requirement].skills & ~model_.people[seat.person].skills;
    course_.stretches.push_back({task.number, static_cast<std::size_t>(&seat - task.seats.data()),
                                 seat.person, from, now, seat.left.us == 0});
  }

  void task_ended(const Job& job, const Task& task, bool done, Instant) override {
    Course::Request& request = request_of(task);
    request.done = done;
    Duration left;
    for (const Seat& seat : task.seats) left += seat.left;
    // Of work in parts the seat holds the part at hand, but for the time between two of them.
    const std::uint32_t parts = task.seats.empty() ? 1 : task.what->parts;
    if (parts > 1 && task.state != TaskState::between_parts && task.part + 1 < parts) {
      const Duration part{task.seats[0].effort.us / parts};
      left += task.seats[0].effort - part * (task.part + 1);
    }
    request.left = left;
    for (std::int32_t s = task.last_segment; s >= 0;) {
      const Segment& segment = job.segments[static_cast<std::size_t>(s)];
      if (segment.sort == Segment::Sort::overtime && segment.from < segment.to) {
        course_.overtime.push_back({segment.person, segment.from, segment.to});
      }
      s = segment.before;
    }
  }

  void job_ended(const Job& job, Ending ending, Instant now,
                 const IdVector<PersonId, Server>& servers) override {
    servers_ = &servers;
    Course::Job seen{job.number, job.kind, job.tier, job.arrived, now, ending, false, {}};
    seen.counts = job.in_window && !model_.kinds[job.kind].background;
    seen.account = job.account;
    if (ending == Ending::done) seen.way = way_of(job);
    course_.jobs.push_back(std::move(seen));
  }

  void booked(const Job&, const Task&, Instant) override {}
  void ring_opened(const Job&, const Task&, const Ring&, bool, Instant) override {}

  const IdVector<PersonId, Server>* servers() const { return servers_; }

 private:
  Course::Request& request_of(const Task& task) {
    const auto [at, fresh] = course_.requests.try_emplace(task.number);
    Course::Request& request = at->second;
    if (!fresh) return request;
    const Step& step = *task.what;
    request.step_parts = step.parts;
    request.together = task.seats.size() > 1 && step.together != Together::apart;
    request.appointment = request.together && step.together == Together::booked && !model_.in_order;
    request.interruptible = step.interruptible;
    request.ready = task.ready;
    for (const Seat& seat : task.seats) request.efforts.push_back(seat.effort);
    return request;
  }

  /// The way back from the end along whatever finished last.
  std::vector<Course::Piece> way_of(const Job& job) const {
    std::vector<Course::Piece> way;
    for (auto r = static_cast<std::int32_t>(job.records.size()) - 1; r >= 0;) {
      const Record& record = job.records[static_cast<std::size_t>(r)];
      for (std::int32_t s = record.last_segment; s >= 0;) {
        const Segment& segment = job.segments[static_cast<std::size_t>(s)];
        if (segment.from < segment.to) way.push_back(piece_of(segment));
        s = segment.before;
      }
      r = record.before;
    }
    return way;
  }

  Course::Piece piece_of(const Segment& segment) const {
    const Availability* there =
        segment.person == kNone<PersonId> ? nullptr : &(*servers_)[segment.person].availability;
    const LabelledTime time = labels_of(segment, segment.from, segment.to, RoleId{}, there);
    Duration labelled;
    for (const Duration label : time.labels) labelled += label;
    return {segment.from, segment.to, labelled};
  }

  const Model& model_;
  Course& course_;
  const IdVector<PersonId, Server>* servers_ = nullptr;  // the run's own
};

}  // namespace

Course play_course(const Model& model, std::uint64_t seed, std::uint32_t replication) {
  Course course;
  course.model = &model;
  Witness witness(model, course);
  Replication run(model, seed, replication);
  run.keep_history_in(course.log);
  run.tell(witness);
  course.seen = run.play();
  std::sort(course.overtime.begin(), course.overtime.end());
  course.there = IdVector<PersonId, Availability>(model.people.size());
  if (witness.servers() != nullptr) {
    for (const PersonId p : ids(model.people))
      course.there[p] = (*witness.servers())[p].availability;
  }
  return course;
}

}  // namespace suits::test
