#pragma once

// Plays one replication of a scenario that is a queueing network: the same history and the same
// observations, to the byte, as the general run (`Replication`), of which it keeps what can happen
// there. Its events are the finishes of people and the arrivals of streams, in that order at one
// instant; then the matching phase. Calendars never close, so working time is elapsed time, and
// what the general run counts by either is counted once.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/kernel/history.hpp"
#include "engine/kernel/tournament.hpp"
#include "engine/random/draw_ahead.hpp"
#include "engine/run/arrivals.hpp"
#include "engine/run/happening.hpp"
#include "engine/run/queueing_network.hpp"
#include "engine/run/recorder.hpp"
#include "engine/run/request_line.hpp"

namespace suits {

class QueueingRun {
 public:
  /// Requires: the network is the model's; both outlive the run.
  QueueingRun(const Model& model, const QueueingNetwork& network, std::uint64_t seed,
              std::uint32_t replication);

  /// Nothing where the run meets a bound past which it is cut off: the general run says which.
  std::optional<Observations> play();
  /// Keeps the history's records, for tests. Requires: the log outlives the run.
  void keep_history_in(std::vector<HistoryRecord>& log) { history_.keep_in(log); }

 private:
  static constexpr std::uint32_t kNobody = 0xFFFF'FFFFu;

  /// Where a job stands. Jobs live in a pool and are used again.
  struct Job {
    std::uint64_t number = 0;   // in order of arrival
    std::uint64_t ordinal = 0;  // within its stream
    std::uint64_t request = 0;  // arrival number of its request
    Instant arrived, ready;     // of the job, of its request
    Instant due = kNever;
    Duration effort;  // nominal, of the request, still to do
    std::uint32_t route = 0, stage = 0;
    std::uint32_t visits_at_instant = 0;  // of its stages, at the instant of `ready`
    bool active = false, in_window = false;
  };
  /// Of a job on a route that sends work back, by stage.
  struct Visits {
    std::uint16_t count = 0, sent_back = 0;
    double rework_effort = 1;
    double repeats = 1;  // of whoever did it last
  };
  struct Worker {
    std::uint32_t station = 0;
    std::uint32_t job = kNobody;                      // at work on it
    std::uint32_t before = kNobody, after = kNobody;  // in the station's list of idle people
    Instant since;                                    // idle or at work since then
    Duration stretch;                                 // the person's time for the request
    double time_factor = 1, repeats = 1;              // of their level
    double cost = 0, rate = 0;                        // [currency/h]
    PersonId person{};
    PersonHours* hours = nullptr;
  };
  struct StationState {
    RequestLine line;
    std::uint32_t idle_first = kNobody, idle_last = kNobody;  // longest idle first; then by id
    bool dirty = false;
    QueueLevel* level = nullptr;
    RoleQueue* seen = nullptr;
    std::vector<Duration> worked_by_kind;  // by all its people, over the whole run
  };
  struct RouteState {
    ArrivalProcess arrivals;
    ArrivalProcess::Arrival next;
    DrawAhead effort;  // of the first visit of the first stage
    StreamKey key;
    std::uint64_t ordinal = 0;
    const Kind* kind = nullptr;
    Flow* flow = nullptr;
    bool alone = false;  // no other route shares the flow
    AccountFlow* account_flow = nullptr;
    AccountHours* account = nullptr;
  };

  void set_up_stations();
  void set_up_routes(std::uint64_t seed, std::uint32_t replication);

  // ---- events
  void on_arrival(std::uint32_t route);
  void on_finish(std::uint32_t worker);
  void arrive(std::uint32_t route);
  void make_ready(std::uint32_t job);
  void finish_request(std::uint32_t worker);
  void end_job(std::uint32_t job);
  bool goes_back(const Job& job, std::uint32_t id, const Stage& stage) const;
  Priority priority_of(const Job& job, std::uint32_t id, const Stage& stage) const;

  // ---- the matching phase
  void match();
  bool goes_before(std::uint32_t a, std::uint32_t b) const;
  void start_first(std::uint32_t station);
  void mark_dirty(std::uint32_t station);
  void list_idle(std::uint32_t worker);

  // ---- figures
  void note_start(const Job& job, std::uint32_t id, StationState& station);
  void note_worked(const Worker& worker, Instant to);
  void note_visit(const Job& job, std::uint32_t id, Instant begun);
  void note_finish(const Job& job, std::uint32_t id);
  void note_unfinished(const Job& job);
  void change_presence(int by);
  Observations finish();

  const Stage& stage_of(const Job& job) const {
    return network_.routes[job.route].stages[job.stage];
  }
  bool in_window(Instant t) const { return t >= model_.window.start && t < model_.window.end; }
  Duration inside(Instant from, Instant to) const {
    const Instant a = std::max(from, model_.window.start), b = std::min(to, model_.window.end);
    return b > a ? b - a : Duration{};
  }
  void record(Happening what, std::uint64_t subject, std::uint64_t who) {
    history_.record(now_, static_cast<std::uint64_t>(what) << 56 | subject, who);
  }
  std::uint32_t source_of_route(std::size_t route) const {
    return static_cast<std::uint32_t>(workers_.size() + route);
  }
  Visits* visits_of(std::uint32_t job) { return &visits_[job * network_.longest]; }
  /// Of a job that passes several stages: what its time went to, by station.
  Duration* account_of(std::uint32_t job) { return &accounts_[job * account_size_]; }

  const Model& model_;
  const QueueingNetwork& network_;
  Instant now_;
  History history_;
  Recorder recorder_;
  Tournament next_;              // people by id, then streams by id
  std::vector<Worker> workers_;  // by id
  std::vector<StationState> stations_;
  std::vector<RouteState> routes_;
  std::vector<Job> jobs_;
  std::vector<std::uint32_t> free_jobs_;
  std::vector<Visits> visits_;  // by job and stage, where any route has several
  // By job and kind: what its station's people had worked on as the wait began; from its start on,
  // what they worked on meanwhile.
  std::vector<Duration> busy_;
  // By job: rework; by station: waiting, working, busy with each kind.
  std::vector<Duration> accounts_;
  std::size_t kinds_, account_size_ = 0;
  bool several_stages_;
  std::vector<std::uint32_t> dirty_;  // stations at which something has changed
  std::uint64_t jobs_arrived_ = 0, requests_ = 0, outstanding_ = 0, at_instant_ = 0;
  std::int64_t present_ = 0;
  Instant present_since_;
  bool cut_off_ = false;
};

/// Plays it so, where the scenario is a queueing network and no bound is met.
std::optional<Observations> play_queueing_network(const Model& model, std::uint64_t seed,
                                                  std::uint32_t replication);

}  // namespace suits
