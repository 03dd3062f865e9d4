#include "tests/support/story.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/run/replication.hpp"
#include "tests/support/catch.hpp"
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
    default:
      return fmt::format("{} {} of {}", at, static_cast<int>(what), subject);
  }
}

}  // namespace

Story story_of(const Model& model) {
  std::vector<HistoryRecord> log;
  Replication run(model, 1, 0);
  run.keep_history_in(log);
  Story story;
  story.seen = run.play();
  INFO((story.seen.error ? story.seen.error->message : ""));
  REQUIRE_FALSE(story.seen.error);
  const Conservation& c = story.seen.conservation;
  CHECK(c.jobs_arrived == c.jobs_finished + c.jobs_cancelled + c.jobs_in_progress);
  CHECK(c.effort_drawn == c.effort_done + c.effort_left + c.effort_cancelled);
  CHECK(c.integral_present == c.sum_presence);
  for (const PersonId p : ids(model.people)) {
    INFO(model.people[p].name);
    CHECK(story.seen.people[p].worked <= story.seen.people[p].available);
  }
  for (const HistoryRecord& record : log) story.lines.push_back(line(model, record));
  return story;
}

Story story_of(const std::string& scenario) { return story_of(*model_of(scenario)); }

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
