// A run in its steady state allocates nothing per event: what it needs lives in pools that grow to
// their high-water mark, geometrically.

#include <string>
#include <utility>
#include <vector>

#include "engine/run/looker_on.hpp"
#include "engine/run/queueing_network.hpp"
#include "engine/run/replicate.hpp"
#include "engine/scenario/load.hpp"
#include "tests/support/allocations.hpp"
#include "tests/support/catch.hpp"

namespace suits {
namespace {

/// What this thread had allocated when each job arrived.
class Counter : public LookerOn {
 public:
  explicit Counter(std::size_t jobs) { at_arrival_.reserve(jobs); }
  void job_arrived(const Job&) override { at_arrival_.push_back(allocations().count); }
  void job_ended(const Job&, Ending, Instant, const IdVector<PersonId, Server>&) override {}
  void worked(const Job&, const Task&, const Seat&, Instant, Duration, Instant) override {}
  void booked(const Job&, const Task&, Instant) override {}
  void ring_opened(const Job&, const Task&, const Ring&, bool, Instant) override {}
  void task_ended(const Job&, const Task&, bool, Instant) override {}

  std::size_t jobs() const { return at_arrival_.size(); }
  /// Allocations per job in the second half of the run.
  double per_job() const {
    const std::size_t half = jobs() / 2;
    return static_cast<double>(at_arrival_.back() - at_arrival_[half]) /
           static_cast<double>(jobs() - half);
  }

 private:
  std::vector<std::uint64_t> at_arrival_;
};

/// Ten servers with two classes and a second station that sends work back.
std::string station(const char* dispatch) {
  return std::string(R"(suits: 1
name: station
time: { start: 2027-01-04, run: 26 weeks }
together: scan
keep: none
calendar: { hours: always }
classes: [ { name: urgent, interrupts: yes }, normal ]
dispatch: { server: )") +
         dispatch + R"( }
roles: { server: { team: pool }, second: { team: pool } }
people: [ { role: server, count: 10 }, { role: second, count: 4 } ]
work:
  urgent_customer: { class: urgent, who: server, effort: exponential(mean 10 min), due: 1 day }
  customer:
    class: normal
    due: 2 days
    steps:
      first: { who: server, effort: exponential(mean 10 min) }
      again: { who: second, effort: exponential(mean 3 min), back_to: { step: first, chance: 20% } }
agency: { work: { urgent_customer: 15/h, customer: 30/h } }
)";
}

}  // namespace

TEST_CASE("A run in its steady state allocates nothing per event", "[steady]") {
  for (const char* dispatch : {"first_come", "earliest_due", "shortest", "critical_ratio", "atc"}) {
    CAPTURE(dispatch);
    Diagnostics diagnostics;
    const auto model = load_scenario_text(station(dispatch), diagnostics);
    REQUIRE(model);
    Counter counter(1'000'000);
    const Observations seen = replicate_watched(*model, 1, 0, counter);
    REQUIRE_FALSE(seen.error);
    REQUIRE(counter.jobs() > 150'000);
    // Some six events a job; what remains is growth of single jobs to new marks.
    CHECK(counter.per_job() < 0.01);
  }
}

TEST_CASE("A queueing network's run allocates no more where it plays twice as long", "[steady]") {
  const auto allocations_of = [](const char* weeks) {
    std::string text = station("shortest");
    for (const auto& [from, to] : {std::pair{"26 weeks", weeks}, {", interrupts: yes", ""}}) {
      text.replace(text.find(from), std::string(from).size(), to);
    }
    Diagnostics diagnostics;
    const auto model = load_scenario_text(text, diagnostics);
    REQUIRE(model);
    REQUIRE(queueing_network(*model));
    const std::uint64_t before = allocations().count;
    const Observations seen = replicate(*model, 1, 0);
    CHECK(seen.conservation.jobs_finished > 150'000);
    return allocations().count - before;
  };
  // By week there are a few rows more; twice the jobs bring a new mark or two.
  CHECK(allocations_of("52 weeks") < allocations_of("26 weeks") + 20);
}

}  // namespace suits
