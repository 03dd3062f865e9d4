// Laws of jobs and of what their time goes to.

#include "tests/laws/laws.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/run/happening.hpp"

namespace suits::test {
namespace {

Happening happening_of(const HistoryRecord& record) {
  return static_cast<Happening>(record.what >> 56);
}

Wide overlap(Instant a, Instant b, const Window& window) {
  const Instant from = std::max(a, window.start), to = std::min(b, window.end);
  return to > from ? (to - from).us : 0;
}

template <class T>
void expect(std::string& wrong, const char* what, const T& a, const T& b) {
  if (a != b) wrong += fmt::format("{}: {} and {}\n", what, a, b);
}
void expect(std::string& wrong, const char* what, Duration a, Duration b) {
  expect(wrong, what, a.us, b.us);
}

}  // namespace

std::string lost_jobs(const Course& course) {
  std::string wrong;
  const Conservation& c = course.seen.conservation;
  expect(wrong, "came in; finished, given up, withdrawn, turned away or in progress",
         c.jobs_arrived,
         c.jobs_finished + c.jobs_cancelled + c.jobs_withdrawn + c.jobs_turned_away +
             c.jobs_in_progress);
  std::uint64_t arrived = 0, done = 0, cancelled = 0, withdrawn = 0, refused = 0;
  for (const HistoryRecord& record : course.log) {
    const Happening what = happening_of(record);
    arrived += what == Happening::arrival;
    done += what == Happening::job_done;
    cancelled += what == Happening::cancelled;
    withdrawn += what == Happening::withdrawn;
    refused += what == Happening::refused;
  }
  expect(wrong, "came in, by figures and history", c.jobs_arrived, arrived);
  expect(wrong, "finished, by figures and history", c.jobs_finished, done);
  expect(wrong, "given up, by figures and history", c.jobs_cancelled, cancelled);
  expect(wrong, "withdrawn, by figures and history", c.jobs_withdrawn, withdrawn);
  expect(wrong, "turned away, by figures and history", c.jobs_turned_away, refused);
  expect(wrong, "came in, by figures and looker-on", c.jobs_arrived, course.arrived);
  std::vector<std::uint64_t> numbers, counted(course.seen.flows.size());
  std::vector<std::uint64_t> finished = counted, taken_back = counted;
  for (const Course::Job& job : course.jobs) numbers.push_back(job.number);
  std::sort(numbers.begin(), numbers.end());
  if (std::adjacent_find(numbers.begin(), numbers.end()) != numbers.end()) {
    wrong += "a job ended twice\n";
  }
  expect(wrong, "came in and ended", c.jobs_arrived, std::uint64_t{numbers.size()});
  for (std::size_t f = 0; f < course.seen.flows.size(); ++f) {
    const FlowKey& key = course.seen.flow_keys[f];
    const Flow& flow = course.seen.flows[f];
    if (flow.on_time > flow.with_due) wrong += "more are on time than have a due date\n";
    if (key.milestone >= 0) continue;
    for (const Course::Job& job : course.jobs) {
      if (!job.counts || job.kind != key.kind) continue;
      if (key.tier != kNone<TierId> && job.tier != key.tier) continue;
      if (job.ending == Ending::turned_away) continue;
      ++counted[f];
      finished[f] += job.ending == Ending::done;
      taken_back[f] += job.ending == Ending::withdrawn;
    }
    const std::string& kind = course.model->kinds[key.kind].name;
    expect(wrong, (kind + " in the window").c_str(), flow.arrived, counted[f]);
    expect(wrong, (kind + " in the window, finished").c_str(), flow.finished, finished[f]);
    expect(wrong, (kind + " in the window, not finished").c_str(), flow.censored,
           counted[f] - finished[f] - taken_back[f]);
    expect(wrong, (kind + " in the window, withdrawn").c_str(), flow.withdrawn, taken_back[f]);
    expect(wrong, (kind + ", how long until withdrawn").c_str(),
           static_cast<std::uint64_t>(flow.withdrawn_after.count()), taken_back[f]);
  }
  return wrong;
}

std::string lost_effort(const Course& course) {
  std::string wrong;
  const Conservation& c = course.seen.conservation;
  expect(wrong, "effort drawn; done, left or given up", c.effort_drawn,
         c.effort_done + c.effort_left + c.effort_cancelled);
  Duration left;
  for (const auto& [number, request] : course.requests) {
    if (!request.left) {
      wrong += fmt::format("request {} has no end\n", number);
      continue;
    }
    if (request.done && request.left->us != 0) {
      wrong += fmt::format("request {} is done but for {}\n", number, to_string(*request.left));
    }
    left += *request.left;
  }
  expect(wrong, "effort left or given up, by figures and looker-on",
         c.effort_left + c.effort_cancelled, left);
  Duration by_people, by_accounts;
  for (const PersonId p : ids(course.seen.people)) {
    const PersonHours& hours = course.seen.people[p];
    const std::string& name = course.model->people[p].name;
    Duration by_week, by_kind;
    for (const Duration d : hours.worked_by_week) by_week += d;
    for (const Duration d : hours.worked_by_kind) by_kind += d;
    expect(wrong, (name + ": hours worked, and by week").c_str(), hours.worked, by_week);
    expect(wrong, (name + ": hours and overtime, and by kind").c_str(),
           hours.worked + hours.overtime, by_kind);
    by_people += hours.worked + hours.overtime;
  }
  for (const AccountHours& account : course.seen.accounts) by_accounts += account.worked;
  expect(wrong, "hours of people and on accounts", by_people, by_accounts);
  return wrong;
}

std::string broken_little(const Course& course) {
  const Window& window = course.model->window;
  Wide integral = 0, presence = 0;
  std::int64_t present = 0;
  Instant since = window.start;
  for (const HistoryRecord& record : course.log) {
    const Happening what = happening_of(record);
    const bool comes = what == Happening::arrival;
    if (!comes && what != Happening::job_done && what != Happening::cancelled &&
        what != Happening::withdrawn && what != Happening::refused) {
      continue;
    }
    integral += present * overlap(since, record.time, window);
    since = record.time;
    present += comes ? 1 : -1;
  }
  integral += present * overlap(since, window.end, window);
  for (const Course::Job& job : course.jobs) presence += overlap(job.arrived, job.ended, window);
  std::string wrong;
  const Conservation& c = course.seen.conservation;
  const auto us = [](Wide w) { return static_cast<long double>(w); };
  const auto say = [&](const char* what, Wide a, Wide b) {
    if (a != b) wrong += fmt::format("{}: {:.0f} and {:.0f} job-us\n", what, us(a), us(b));
  };
  say("number present and presence, by the history", integral, presence);
  say("number present and presence, by the figures", c.integral_present, c.sum_presence);
  say("presence, by history and figures", presence, c.sum_presence);
  return wrong;
}

std::string broken_breakdown(const Course& course) {
  std::string wrong;
  const Window& window = course.model->window;
  std::map<std::pair<KindId, TierId>, Duration> turnarounds;
  for (const Course::Job& job : course.jobs) {
    if (job.ending != Ending::done) continue;
    // Of work in hand, what lies before the run is not known.
    const Instant begin = std::min(job.ended, std::max(job.arrived, window.warm_up));
    if (job.counts) turnarounds[{job.kind, job.tier}] += job.ended - begin;
    Instant at = job.ended;
    for (const Course::Piece& piece : job.way) {
      if (piece.to != at) {
        wrong += fmt::format("job {} has a gap or an overlap at {}\n", job.number, to_string(at));
      }
      if (piece.labelled != piece.to - piece.from) {
        wrong += fmt::format("job {}: of {} from {} on, {} are labelled\n", job.number,
                             to_string(piece.to - piece.from), to_string(piece.from),
                             to_string(piece.labelled));
      }
      at = piece.from;
    }
    if (at != begin) wrong += fmt::format("job {} has no label at {}\n", job.number, to_string(at));
  }
  for (std::size_t f = 0; f < course.seen.flows.size(); ++f) {
    const FlowKey& key = course.seen.flow_keys[f];
    const Breakdown& breakdown = course.seen.flows[f].breakdown;
    const std::string& kind = course.model->kinds[key.kind].name;
    Duration labelled, turnaround;
    for (const auto& labels : breakdown.by_role) {
      for (const Duration d : labels) {
        labelled += d;
        if (d.us < 0) wrong += kind + ": less than nothing has a label\n";
      }
    }
    if (labelled != breakdown.total) {
      wrong += fmt::format("{}: labelled {}, turnaround {}\n", kind, to_string(labelled),
                           to_string(breakdown.total));
    }
    if (breakdown.rework > breakdown.total) wrong += kind + ": more rework than turnaround\n";
    if (key.milestone >= 0) continue;
    for (const auto& [of, sum] : turnarounds) {
      if (of.first == key.kind && (key.tier == kNone<TierId> || key.tier == of.second)) {
        turnaround += sum;
      }
    }
    if (turnaround != breakdown.total) {
      wrong += fmt::format("{}: broken down {}, turnarounds {}\n", kind, to_string(breakdown.total),
                           to_string(turnaround));
    }
  }
  return wrong;
}

}  // namespace suits::test
