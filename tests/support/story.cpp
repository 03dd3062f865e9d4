#include "tests/support/story.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "engine/run/replication.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/scenario.hpp"

namespace suits::test {
namespace {

std::string line(const Model& model, const HistoryRecord& record) {
  const auto what = static_cast<Happening>(record.what >> 56);
  const std::uint64_t subject = record.what & ((std::uint64_t{1} << 56) - 1);
  const auto person = [&](std::uint64_t id) -> const std::string& {
    return model.people[static_cast<PersonId>(id)].name;
  };
  const std::string at = to_string(record.time).substr(5);
  switch (what) {
    case Happening::start:
      return fmt::format("{} {} starts {}", at, person(record.who), subject);
    case Happening::stop:
      return fmt::format("{} {} stops {}", at, person(record.who), subject);
    case Happening::finish:
      return fmt::format("{} {} finishes {}", at, person(record.who), subject);
    case Happening::booked:
      return fmt::format("{} {} is booked for {}", at, person(record.who), subject);
    case Happening::away:
      return fmt::format("{} {} is away", at, person(subject));
    case Happening::back:
      return fmt::format("{} {} is back", at, person(subject));
    case Happening::opened:
      return fmt::format("{} ring {} opens of {}", at, record.who, subject);
    case Happening::answer:
      return fmt::format("{} answer to {}", at, subject);
    case Happening::arrival:
      return fmt::format("{} job {} arrives", at, subject);
    case Happening::job_done:
      return fmt::format("{} job {} is done", at, subject);
    case Happening::cancelled:
      return fmt::format("{} job {} is cancelled", at, subject);
    case Happening::withdrawn:
      return fmt::format("{} job {} is withdrawn", at, subject);
    case Happening::refused:
      return fmt::format("{} job {} is turned away", at, subject);
    case Happening::turned_away:
      return fmt::format("{} a job is turned away", at);
    case Happening::account_left:
      return fmt::format("{} {} leaves", at, model.accounts[static_cast<AccountId>(subject)].name);
    case Happening::health_fell:
      return fmt::format("{} health of {} falls below {}", at,
                         model.accounts[static_cast<AccountId>(subject)].name,
                         model.relationship->warn_below[record.who]);
    case Happening::account_won:
      return fmt::format("{} {} is won", at, model.accounts[static_cast<AccountId>(subject)].name);
    case Happening::renewal:
      return fmt::format("{} {} is {}", at, model.accounts[static_cast<AccountId>(subject)].name,
                         record.who == 1 ? "kept" : "lost");
    case Happening::decided:
      return fmt::format("{} job {} {}", at, subject, record.who == 1 ? "wins" : "does not win");
    default:
      return fmt::format("{} {} of {}", at, static_cast<int>(what), subject);
  }
}

/// Writes down every stretch of work.
class Diary : public LookerOn {
 public:
  explicit Diary(const Model& model) : model_(model) {}

  std::vector<std::string> lines() {
    std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      return std::tie(a.from, a.person, a.job) < std::tie(b.from, b.person, b.job);
    });
    std::vector<std::string> lines;
    for (Entry& entry : entries_) lines.push_back(std::move(entry.line));
    return lines;
  }

  void job_arrived(const Job& job) override { number_[job.number] = ++jobs_[job.kind]; }
  void job_ended(const Job&, Ending, Instant, const IdVector<PersonId, Server>&) override {}
  void worked(const Job& job, const Task& task, const Seat& seat, Instant from, Duration,
              Instant now) override {
    const std::string begin = clock_text(from);
    std::string end = clock_text(now);
    const std::size_t day = end.find(' ') + 1;
    if (end.compare(0, day, begin, 0, day) == 0) end.erase(0, day);
    entries_.push_back(
        {from, seat.person, job.number,
         fmt::format("{}-{} {} {}", begin, end, model_.people[seat.person].name, name(job, task))});
  }
  void booked(const Job&, const Task&, Instant) override {}
  void ring_opened(const Job&, const Task&, const Ring&, bool, Instant) override {}
  void task_ended(const Job&, const Task&, bool, Instant) override {}

 private:
  struct Entry {
    Instant from;
    PersonId person{};
    std::uint64_t job = 0;
    std::string line;
  };

  std::string name(const Job& job, const Task& task) {
    const Kind& kind = model_.kinds[job.kind];
    std::string name = kind.name;
    if (task.what->name != kind.name) name += "." + task.what->name;
    if (number_[job.number] > 1) name += fmt::format(" #{}", number_[job.number]);
    const auto clients = std::count_if(model_.accounts.begin(), model_.accounts.end(),
                                       [](const Account& a) { return !a.agency; });
    const Account& account = model_.accounts[job.account];
    if (clients > 1 && !account.agency) name += " for " + account.name;
    return name;
  }

  const Model& model_;
  std::vector<Entry> entries_;
  std::map<KindId, int> jobs_;
  std::map<std::uint64_t, int> number_;  // of a job among those of its kind
};

/// Plays a course, and checks the laws that hold for every one.
Observations played(const Model& model, Replication& run) {
  Observations seen = run.play();
  INFO((seen.error ? seen.error->message : ""));
  REQUIRE_FALSE(seen.error);
  const Conservation& c = seen.conservation;
  CHECK(c.jobs_arrived == c.jobs_finished + c.jobs_cancelled + c.jobs_withdrawn +
                              c.jobs_turned_away + c.jobs_in_progress);
  for (std::size_t f = 0; f < seen.flows.size(); ++f) {
    const Flow& flow = seen.flows[f];
    if (seen.flow_keys[f].milestone >= 0) continue;  // some never come to pass
    CHECK(flow.arrived == flow.finished + flow.censored + flow.withdrawn);
  }
  CHECK(c.effort_drawn == c.effort_done + c.effort_left + c.effort_cancelled);
  CHECK(c.integral_present == c.sum_presence);
  for (const PersonId p : ids(model.people)) {
    INFO(model.people[p].name);
    CHECK(seen.people[p].worked <= seen.people[p].available);
  }
  return seen;
}

}  // namespace

Story story_of(const Model& model, const std::function<void(Replication&)>& before) {
  std::vector<HistoryRecord> log;
  Replication run(model, 1, 0);
  if (before) before(run);
  run.keep_history_in(log);
  Story story;
  story.seen = played(model, run);
  for (const HistoryRecord& record : log) story.lines.push_back(line(model, record));
  return story;
}

Story story_of(const std::string& scenario) { return story_of(*model_of(scenario)); }

Story diary_of(const Model& model, std::uint64_t seed) {
  Diary diary(model);
  Replication run(model, seed, 0);
  run.tell(diary);
  Story story;
  story.seen = played(model, run);
  story.lines = diary.lines();
  return story;
}

Story diary_of(const std::string& scenario, std::uint64_t seed) {
  return diary_of(*model_of(scenario), seed);
}

std::string told(const Story& story, const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& l : story.lines) {
    const bool wanted =
        words.empty() || std::any_of(words.begin(), words.end(),
                                     [&](const auto& w) { return l.find(w) != std::string::npos; });
    if (wanted) text += l + "\n";
  }
  return text;
}

}  // namespace suits::test
