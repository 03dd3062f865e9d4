#include "engine/analysis/event_log.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/run/replicate.hpp"

namespace suits {
namespace {

class Logger : public LookerOn {
 public:
  Logger(const Model& model, const std::function<void(const LoggedJob&)>& take)
      : model_(model), take_(take) {}

  void job_arrived(const Job& job) override {
    LoggedJob& logged = running_[job.number].job;
    logged.background = model_.kinds[job.kind].background;
    logged.events.push_back({job.arrived, Transition::arrive});
  }

  void worked(const Job& job, const Task& task, const Seat& seat, Instant from, Duration,
              Instant now) override {
    LoggedEvent event = event_of(job, task);
    event.seat = static_cast<std::uint32_t>(&seat - task.seats.data());
    event.person = seat.person;
    event.role = seat.ways[seat.way].plan->asked;
    Running& running = running_[job.number];
    std::vector<LoggedEvent>& events = running.job.events;
    const std::pair demand{event.request, event.seat};
    const bool again = std::erase(running.suspended, demand) > 0;
    event.at = from;
    event.transition = again ? Transition::resume : Transition::start;
    events.push_back(event);
    event.at = now;
    event.transition = seat.left.us == 0 ? Transition::complete : Transition::suspend;
    events.push_back(event);
    if (event.transition == Transition::suspend) running.suspended.push_back(demand);
  }

  void task_ended(const Job& job, const Task& task, bool done, Instant now) override {
    if (!task.seats.empty()) return;  // nobody's work: a delay
    LoggedEvent event = event_of(job, task);
    event.at = task.ready;
    event.transition = Transition::start;
    std::vector<LoggedEvent>& events = running_[job.number].job.events;
    events.push_back(event);
    if (!done) return;
    event.at = now;
    event.transition = Transition::complete;
    events.push_back(event);
  }

  void job_ended(const Job& job, Ending ending, Instant now,
                 const IdVector<PersonId, Server>&) override {
    const auto found = running_.find(job.number);
    if (ending == Ending::turned_away) {  // it did not come in
      running_.erase(found);
      return;
    }
    LoggedJob& logged = found->second.job;
    logged.job = {job.number, job.kind, job.account, job.arrived,
                  job.due,    now,      ending,      job.in_window};
    const Transition end = ending == Ending::done        ? Transition::finish
                           : ending == Ending::cancelled ? Transition::cancel
                           : ending == Ending::withdrawn ? Transition::withdraw
                                                         : Transition::stand_open;
    logged.events.push_back({now, end});
    std::stable_sort(logged.events.begin(), logged.events.end(),
                     [](const LoggedEvent& a, const LoggedEvent& b) { return a.at < b.at; });
    take_(logged);
    running_.erase(found);
  }

  void booked(const Job&, const Task&, Instant) override {}
  void ring_opened(const Job&, const Task&, const Ring&, bool, Instant) override {}

 private:
  static LoggedEvent event_of(const Job& job, const Task& task) {
    LoggedEvent event;
    event.step = task.step;
    event.round = job.steps[raw(task.step)].visits;
    event.request = task.number;
    return event;
  }

  struct Running {
    LoggedJob job;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> suspended;  // requests and seats
  };

  const Model& model_;
  const std::function<void(const LoggedJob&)>& take_;
  std::unordered_map<std::uint64_t, Running> running_;  // by number; looked up, never walked
};

}  // namespace

const char* transition_name(Transition transition) {
  switch (transition) {
    case Transition::arrive:
      return "arrive";
    case Transition::start:
      return "start";
    case Transition::suspend:
      return "suspend";
    case Transition::resume:
      return "resume";
    case Transition::complete:
      return "complete";
    case Transition::finish:
      return "finish";
    case Transition::cancel:
      return "cancel";
    case Transition::withdraw:
      return "withdraw";
    case Transition::stand_open:
      return "open";
  }
  return "";
}

std::optional<RunError> log_events(const Model& model, std::uint64_t seed,
                                   std::uint32_t replication,
                                   const std::function<void(const LoggedJob&)>& take) {
  Logger logger(model, take);
  return replicate_watched(model, seed, replication, logger).error;
}

}  // namespace suits
