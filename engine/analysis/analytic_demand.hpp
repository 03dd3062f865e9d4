#pragma once

// What a scenario asks of its people, request by request, for the queueing approximation: for each
// kind of work on each account the requests of its steps with their mean numbers, efforts, crews
// and urgency; and people's own background work.

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/analysis/analytic_crew.hpp"
#include "engine/model/model.hpp"
#include "engine/model/visits.hpp"

namespace suits {

/// A stream of alike requests.
struct Demand {
  KindId kind{};
  RoleId asked{};
  std::uint32_t crew = Crew::kNobody;
  bool own_line = false;  // whoever of the crew is free first, else its keeper
  bool meeting = false;   // an appointment, or people who come together: takes its time as it is
  bool interruptible = true;
  bool item = false;  // background work, which comes with all others of its person
  ClassId work_class{};
  double allowance = std::numeric_limits<double>::infinity();  // of the due date, on arrival [h]
  double tail = 0;       // expected work after it on the job's longest path [h]
  double age = 0;        // working time from the job's arrival until it is ready [h]
  std::size_t rank = 0;  // of priority, over the whole department; 0: appointments
  double per_job = 0;    // requests
  double mean = 0;       // nominal effort [h]
  double square = 0;     // E[effort²] [h²]
  // Worked out by AnalyticNetwork, averaged over the window [h]:
  double wait = 0, waits = 0;          // until somebody starts; the chance that it waits at all
  double interrupted = 0;              // in hand, while others are served first
  double work = 0, work_variance = 0;  // in hand: the person's time
  bool keeps_up = true;                // whoever serves it can
};

/// One seat of a step: its demands by the chance of being the one asked.
struct SeatPlan {
  std::vector<std::pair<double, std::uint32_t>> ways;  // chance, index into demands
  std::uint32_t count = 1;
  bool same_effort = false;  // of `count` people: drawn once
  double chance = 1;         // of taking part
};
struct RoundPlan {
  std::vector<SeatPlan> seats;
  bool joint = false;    // people come together
  bool meeting = false;  // … at an appointment
  double notice = 0;     // of it [h]
};
struct StepPlan {
  RoundPlan first, later;
  double delay = 0, delay_variance = 0;  // nobody's work [h]
  bool client = false;                   // the delay is the client's
  double spread = 0;                     // from the first part's becoming ready to the last's [h]
};

/// A kind of work on an account.
struct JobPlan {
  KindId kind{};
  AccountId account{};
  std::vector<double> arrivals;  // by period
  double scv = 1;                // of the gaps between arrivals
  std::shared_ptr<const Visits> visits;
  std::vector<double> reach;  // by step: the chance that the first pass gets there
  std::vector<StepPlan> steps;
};

/// Work of people themselves, and what goes along with jobs: items that nothing waits for.
struct ItemStream {
  static constexpr std::size_t kNoJob = static_cast<std::size_t>(-1);
  std::uint32_t demand = 0;
  AccountId account{};
  std::vector<double> rate;  // items by period
  std::size_t job = kNoJob;  // index into jobs: the rate is per hour that one of these runs
};

struct DemandBook {
  std::vector<Demand> demands;
  std::vector<JobPlan> jobs;
  std::vector<ItemStream> items;
  std::vector<std::string> notes;
};

/// Requires: `crews` made from the same model.
DemandBook demands_of(const Model& model, const Periods& periods, Crews& crews);

/// Ranks requests as the scenario's dispatch would as far as an average can: appointments, then by
/// class, then, where the rule looks at dues (or lengths, or kinds), by bands of what it looks at,
/// as of the demands' present ages. Returns the number of ranks; fills `rank`, and says which ranks
/// belong to one class (groups; the appointments' is 0) and which interrupt.
struct RankBook {
  std::vector<int> group;
  std::vector<bool> interrupts;
};
RankBook rank_demands(const Model& model, std::vector<Demand>& demands);

}  // namespace suits
