// Histories worked out by hand, to the minute; the naive executor and the fast engine must both
// tell them. Lines read "day of March hh:mm who does what"; the 1st is a Monday.

#include <fmt/format.h>

#include "engine/run/replicate.hpp"
#include "engine/run/replication.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/naive.hpp"

using namespace suits;

namespace {

using Lines = std::vector<std::string>;

std::string line(const Model& model, const NaiveResult& naive, const HistoryRecord& record) {
  const auto what = static_cast<Happening>(record.what >> 56);
  const std::uint64_t subject = record.what & ((std::uint64_t{1} << 56) - 1);
  const auto who = [&] { return model.people[static_cast<PersonId>(record.who)].name; };
  const auto step = [&] {
    const auto& about = naive.requests[subject];
    return model.kinds[about.kind].steps[raw(about.step)].name;
  };
  const std::string at = clock_text(record.time);
  switch (what) {
    case Happening::start: return fmt::format("{} {} starts {}", at, who(), step());
    case Happening::stop: return fmt::format("{} {} stops {}", at, who(), step());
    case Happening::finish: return fmt::format("{} {} finishes {}", at, who(), step());
    case Happening::booked: return fmt::format("{} {} is booked for {}", at, who(), step());
    case Happening::away:
      return fmt::format("{} {} is away", at, model.people[static_cast<PersonId>(subject)].name);
    case Happening::back:
      return fmt::format("{} {} is back", at, model.people[static_cast<PersonId>(subject)].name);
    case Happening::opened: return fmt::format("{} ring {} opens of {}", at, record.who, step());
    case Happening::answer: return fmt::format("{} answer to {}", at, step());
    case Happening::arrival: return fmt::format("{} job {}", at, subject + 1);
    case Happening::job_done: return fmt::format("{} job {} done", at, subject + 1);
  }
  return fmt::format("{} is the time of {}", at, step());
}

/// What both executors tell of a model, arrivals and ends of jobs left out.
Lines story(const Model& model, std::uint64_t seed = 1) {
  const NaiveResult naive = run_naive(model, seed, 0);
  std::vector<HistoryRecord> log;
  Replication fast(model, seed, 0);
  fast.keep_history_in(log);
  const Observations seen = fast.play();
  INFO(first_difference(model, naive, log));
  CHECK(naive.log == log);
  CHECK(naive.hash == seen.history);
  CHECK(!naive.error);
  CHECK(!seen.error);
  Lines lines;
  for (const HistoryRecord& record : log) {
    const auto what = static_cast<Happening>(record.what >> 56);
    if (what == Happening::arrival || what == Happening::job_done) continue;
    lines.push_back(line(model, naive, record));
  }
  return lines;
}

/// One executive, Ann, who keeps the account Lion.
struct Ann {
  ModelBuilder b;
  RoleId ae = b.role("AE");
  PersonId ann = b.person("Ann", {ae});
  AccountId lion{};
  explicit Ann(bool with_account = true) {
    if (with_account) lion = b.account("Lion", {{ae, {ann}}});
  }
};

}  // namespace

TEST_CASE("Work that runs into the night goes on in the morning") {
  Ann t;
  KindSketch& mail = t.b.kind("mail");
  mail.step("answer").by(t.ae, hours(2));
  t.b.arrives(t.lion, mail, {march(1, 16)});
  CHECK(story(t.b.build()) == Lines{"1 16:00 Ann starts answer", "2 10:00 Ann finishes answer"});
}

TEST_CASE("A lunch break lies inside the work") {
  Ann t;
  t.b.agency_hours() = ModelBuilder::week_of({{9, 13}, {14, 18}});
  KindSketch& mail = t.b.kind("mail");
  mail.step("answer").by(t.ae, hours(2));
  t.b.arrives(t.lion, mail, {march(1, 12)});
  CHECK(story(t.b.build()) == Lines{"1 12:00 Ann starts answer", "1 15:00 Ann finishes answer"});
}

TEST_CASE("What comes outside the hours waits for the morning") {
  Ann t;
  KindSketch& mail = t.b.kind("mail");
  mail.step("answer").by(t.ae, hours(1));
  t.b.arrives(t.lion, mail, {march(6, 12)});
  CHECK(story(t.b.build()) == Lines{"8 09:00 Ann starts answer", "8 10:00 Ann finishes answer"});
}

TEST_CASE("A part-timer's task spans their week") {
  Ann t;
  t.b[t.ann].pattern = t.b.pattern(ModelBuilder::week_of({{9, 12}}));
  KindSketch& plan = t.b.kind("plan");
  plan.step("write").by(t.ae, hours(16));
  t.b.arrives(t.lion, plan, {march(1, 9)});
  // Three hours a day: fifteen by Friday noon, the last on Monday.
  CHECK(story(t.b.build()) == Lines{"1 09:00 Ann starts write", "8 10:00 Ann finishes write"});
}

TEST_CASE("First come is first served, and an answer takes a junior longer") {
  Ann t;
  t.b.level("junior", 1.25);
  KindSketch& mail = t.b.kind("mail");
  mail.step("answer").by(t.ae, hours(2));
  t.b.arrives(t.lion, mail, {march(1, 9), march(1, 10)});
  // At 80 % of the speed two hours take two and a half.
  CHECK(story(t.b.build()) == Lines{"1 09:00 Ann starts answer", "1 11:30 Ann finishes answer",
                                    "1 11:30 Ann starts answer", "1 14:00 Ann finishes answer"});
}

TEST_CASE("A meeting of 90 minutes asked for on Friday afternoon goes to Monday") {
  Ann t;
  const PersonId bea = t.b.person("Bea", {t.b.role("AM")});
  const RoleId am = t.b[bea].roles[0];
  t.b[t.lion].team.push_back({am, {bea}});
  KindSketch& brief = t.b.kind("brief");
  brief.step("meet").by(t.ae, minutes(90)).by(am, minutes(90));
  t.b.arrives(t.lion, brief, {march(5, 16)});
  CHECK(story(t.b.build()) ==
        Lines{"5 16:00 Ann is booked for meet", "5 16:00 Bea is booked for meet",
              "8 09:00 is the time of meet", "8 09:00 Ann starts meet", "8 09:00 Bea starts meet",
              "8 10:30 Ann finishes meet", "8 10:30 Bea finishes meet"});
}

TEST_CASE("Two finishes at one instant go by person, and then the matching looks at both") {
  ModelBuilder b;
  const RoleId ae = b.role("AE");
  b[ae].keep = Keep::none;
  b.person("Ann", {ae});
  b.person("Bea", {ae});
  const AccountId lion = b.account("Lion");
  KindSketch& mail = b.kind("mail");
  mail.step("answer").by(ae, hours(1));
  b.arrives(lion, mail, {march(1, 9), march(1, 9), march(1, 9)});
  CHECK(story(b.build()) ==
        Lines{"1 09:00 Ann starts answer", "1 09:00 Bea starts answer", "1 10:00 Ann finishes answer",
              "1 10:00 Bea finishes answer", "1 10:00 Ann starts answer",
              "1 11:00 Ann finishes answer"});
}

TEST_CASE("Of a pool, whoever has been idle longest takes it") {
  ModelBuilder b;
  const RoleId ae = b.role("AE");
  b[ae].keep = Keep::none;
  b.person("Ann", {ae});
  b.person("Bea", {ae});
  const AccountId lion = b.account("Lion");
  KindSketch& mail = b.kind("mail");
  mail.step("answer").by(ae, hours(1));
  b.arrives(lion, mail, {march(1, 9), march(1, 11)});
  CHECK(story(b.build()) == Lines{"1 09:00 Ann starts answer", "1 10:00 Ann finishes answer",
                                  "1 11:00 Bea starts answer", "1 12:00 Bea finishes answer"});
}

TEST_CASE("Where work is kept, whoever keeps least in proportion to their hours takes it") {
  ModelBuilder b;
  const RoleId ae = b.role("AE");
  const PersonId ann = b.person("Ann", {ae});
  b.person("Bea", {ae});
  b[ann].pattern = b.pattern(ModelBuilder::week_of({{9, 13}}));
  const AccountId lion = b.account("Lion");
  KindSketch& job = b.kind("job");
  job.step("begin").by(ae, hours(1));
  job.step("wait").takes(elapsed(days(2)));
  job.step("end").by(ae, hours(1));
  // Nobody keeps anything: Ann, by name. Then Bea keeps none. Then one each: Bea has twice the hours.
  b.arrives(lion, job, {march(1, 9), march(1, 10), march(1, 11)});
  CHECK(story(b.build()) ==
        Lines{"1 09:00 Ann starts begin", "1 10:00 Ann finishes begin", "1 10:00 Bea starts begin",
              "1 11:00 Bea finishes begin", "1 11:00 Bea starts begin", "1 12:00 Bea finishes begin",
              "3 10:00 answer to wait", "3 10:00 Ann starts end", "3 11:00 Ann finishes end",
              "3 11:00 answer to wait", "3 11:00 Bea starts end", "3 12:00 Bea finishes end",
              "3 12:00 answer to wait", "3 12:00 Bea starts end", "3 13:00 Bea finishes end"});
}
