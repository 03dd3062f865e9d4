// Lives of jobs, worked out by hand.

#include "engine/analysis/job_history.hpp"

#include <numeric>

#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

JobHistory history_of(const Model& model, std::uint64_t number) {
  RunHistories run = job_histories(model, 1, 0, {number});
  REQUIRE_FALSE(run.error);
  REQUIRE(run.jobs.size() == 1);
  return run.jobs[0];
}

const HistoryPiece& piece_of(const JobHistory& history, std::size_t at) {
  return history.tasks[history.way[at].task].pieces[history.way[at].piece];
}

Duration label(const HistoryPiece& piece, Label l) {
  return piece.labels[static_cast<std::size_t>(l)];
}

Duration labelled(const JobHistory& history) {
  Duration sum;
  for (std::size_t i = 0; i < history.way.size(); ++i) {
    for (const Duration d : piece_of(history, i).labels) sum += d;
  }
  return sum;
}

/// The way runs from the arrival to the end without a gap, and its labels add up to it.
void check_way(const JobHistory& history) {
  Instant at = history.job.arrived;
  for (std::size_t i = 0; i < history.way.size(); ++i) {
    CHECK(piece_of(history, i).from == at);
    at = piece_of(history, i).to;
  }
  CHECK(at == history.job.ended);
  CHECK(labelled(history) == history.turnaround());
}

}  // namespace

TEST_CASE("a wait names who is waited for and what they were at") {
  ModelBuilder b;
  const RoleId ae = b.role("AE");
  const PersonId ann = b.person("Ann", {ae});
  const AccountId lion = b.account("Lion", {{ae, {ann}}});
  const AccountId puma = b.account("Puma", {{ae, {ann}}});
  KindSketch& mail = b.kind("mail");
  mail.step("answer").by(ae, hours(3));
  b.arrives(lion, mail, {march(1, 9)});
  b.arrives(puma, mail, {march(1, 10)});
  const Model model = b.build();
  const JobHistory history = history_of(model, 1);
  CHECK(history.job.arrived == march(1, 10));
  CHECK(history.job.ended == march(1, 15));
  check_way(history);
  REQUIRE(history.way.size() == 2);
  const HistoryPiece& wait = piece_of(history, 0);
  CHECK(wait.sort == Segment::Sort::wait);
  CHECK(wait.person == ann);
  CHECK_FALSE(wait.anybody);
  CHECK(label(wait, Label::busy) == hours(2));
  REQUIRE(wait.busy_with.size() == 1);
  CHECK(wait.busy_with[0].job == 0);
  CHECK(wait.busy_with[0].account == lion);
  CHECK(wait.busy_with[0].time == hours(2));
  CHECK(label(piece_of(history, 1), Label::working) == hours(3));
  REQUIRE(history.tasks.size() == 1);
  REQUIRE(history.tasks[0].work.size() == 1);
  CHECK(history.tasks[0].work[0].finished);
}

TEST_CASE("nights belong to the work they interrupt, or to the wait") {
  ModelBuilder b;
  const RoleId ae = b.role("AE");
  const PersonId ann = b.person("Ann", {ae});
  const AccountId lion = b.account("Lion", {{ae, {ann}}});
  KindSketch& mail = b.kind("mail");
  mail.step("answer").by(ae, hours(2));
  b.arrives(lion, mail, {march(1, 16), march(1, 16, 30)});
  const Model model = b.build();
  const JobHistory first = history_of(model, 0);
  check_way(first);
  CHECK(label(piece_of(first, 0), Label::working) == hours(2));
  CHECK(label(piece_of(first, 0), Label::suspended) == hours(16));
  const JobHistory second = history_of(model, 1);
  check_way(second);
  CHECK(label(piece_of(second, 0), Label::busy) == minutes(90));
  CHECK(label(piece_of(second, 0), Label::off_hours) == hours(16));
}

TEST_CASE("of parts done side by side the last one made it as long as it was") {
  ModelBuilder b;
  const RoleId ae = b.role("AE"), am = b.role("AM");
  const PersonId ann = b.person("Ann", {ae}), bea = b.person("Bea", {am});
  const AccountId lion = b.account("Lion", {{ae, {ann}}, {am, {bea}}});
  KindSketch& plan = b.kind("plan");
  plan.step("write").by(ae, hours(1)).by(am, hours(3)).together(Together::apart);
  plan.step("send").by(ae, hours(1));
  b.arrives(lion, plan, {march(1, 9)});
  const JobHistory history = history_of(b.build(), 0);
  check_way(history);
  REQUIRE(history.tasks.size() == 3);
  CHECK_FALSE(history.tasks[0].decided);  // Ann's hour
  CHECK(history.tasks[1].decided);        // Bea's three
  CHECK(history.tasks[2].decided);
  REQUIRE(history.visits.size() == 2);
  CHECK(history.visits[0].tasks.size() == 2);
  CHECK(history.visits[0].decided);
  CHECK(history.rework.us == 0);
}

TEST_CASE("rounds know what sent them back, and count as rework") {
  ModelBuilder b;
  const RoleId ae = b.role("AE");
  const PersonId ann = b.person("Ann", {ae});
  const AccountId lion = b.account("Lion", {{ae, {ann}}});
  KindSketch& plan = b.kind("plan");
  plan.step("write").by(ae, hours(2));
  plan.step("check").by(ae, hours(1)).back_to("write", 1, 1, 0.5);  // once, for sure
  b.arrives(lion, plan, {march(1, 9)});
  const JobHistory history = history_of(b.build(), 0);
  check_way(history);
  REQUIRE(history.visits.size() == 4);
  CHECK(history.visits[1].sent_back_to == StepId{0});
  CHECK_FALSE(history.visits[3].sent_back_to);
  CHECK(history.visits[2].visit == 2);
  // Half the effort in the second round.
  CHECK(history.rework == minutes(90));
  CHECK(history.job.ended == march(1, 13, 30));
}

TEST_CASE("work laid aside tells for what") {
  ModelBuilder b;
  const RoleId ae = b.role("AE");
  const PersonId ann = b.person("Ann", {ae});
  const AccountId lion = b.account("Lion", {{ae, {ann}}});
  const ClassId urgent = b.work_class("urgent", true), normal = b.work_class("normal");
  KindSketch& call = b.kind("call");
  call.step("answer").by(ae, hours(1)).of(urgent);
  KindSketch& plan = b.kind("plan");
  plan.step("write").by(ae, hours(3)).of(normal);
  b.arrives(lion, plan, {march(1, 9)});
  b.arrives(lion, call, {march(1, 10)});
  const JobHistory history = history_of(b.build(), 0);
  check_way(history);
  REQUIRE(history.tasks[0].work.size() == 2);
  const HistoryWork& first = history.tasks[0].work[0];
  CHECK_FALSE(first.finished);
  REQUIRE(first.next);
  CHECK(first.next->job == 1);
  CHECK(history.tasks[0].work[1].finished);
  CHECK(piece_of(history, 1).sort == Segment::Sort::wait);
  CHECK(label(piece_of(history, 1), Label::busy) == hours(1));
}

TEST_CASE("who steps in is told, and when the way was opened to them") {
  ModelBuilder b;
  const RoleId am = b.role("AM");
  const RoleId ae = b.role("AE", {am});
  const PersonId ann = b.person("Ann", {ae}), bea = b.person("Bea", {am});
  b[ae].superior_after = working(hours(2));
  const AccountId lion = b.account("Lion", {{ae, {ann}}, {am, {bea}}});
  KindSketch& mail = b.kind("mail");
  mail.step("answer").by(ae, hours(5));
  b.arrives(lion, mail, {march(1, 9), march(1, 9)});
  const JobHistory history = history_of(b.build(), 1);
  check_way(history);
  REQUIRE(history.tasks.size() == 1);
  const TaskHistory& task = history.tasks[0];
  REQUIRE_FALSE(task.openings.empty());
  CHECK(task.openings[0].at == march(1, 11));
  CHECK(task.openings[0].by_threshold);
  CHECK(task.openings[0].people == std::vector{bea});
  REQUIRE(task.work.size() == 1);
  CHECK(task.work[0].person == bea);
  CHECK(task.work[0].cover);
  CHECK(task.work[0].superior);
  CHECK(task.work[0].from == march(1, 11));
}

TEST_CASE("a meeting's appointment and its people are told") {
  ModelBuilder b;
  const RoleId ae = b.role("AE"), am = b.role("AM");
  const PersonId ann = b.person("Ann", {ae}), bea = b.person("Bea", {am});
  const AccountId lion = b.account("Lion", {{ae, {ann}}, {am, {bea}}});
  KindSketch& brief = b.kind("brief");
  brief.step("meet").by(ae, minutes(90)).by(am, minutes(90));
  b.arrives(lion, brief, {march(5, 16)});
  const JobHistory history = history_of(b.build(), 0);
  check_way(history);
  REQUIRE(history.tasks.size() == 1);
  REQUIRE(history.tasks[0].appointments.size() == 1);
  CHECK(history.tasks[0].appointments[0].start == march(8, 9));
  CHECK(history.tasks[0].appointments[0].people == std::vector{ann, bea});
  CHECK(piece_of(history, 0).sort == Segment::Sort::appointment);
  CHECK(history.tasks[0].work.size() == 2);
}

TEST_CASE("a job that is not done is told as far as it came") {
  ModelBuilder b;
  b.weeks_long(1, 1);
  const RoleId ae = b.role("AE");
  const PersonId ann = b.person("Ann", {ae});
  const AccountId lion = b.account("Lion", {{ae, {ann}}});
  KindSketch& plan = b.kind("plan");
  plan.step("write").by(ae, hours(8));
  plan.step("wait").takes(elapsed(weeks(30)));
  b.arrives(lion, plan, {march(1, 9)});
  const Model model = b.build();
  const JobHistory history = history_of(model, 0);
  CHECK(history.job.ending == Ending::unfinished);
  CHECK(history.job.ended == model.window.cap);
  check_way(history);
  REQUIRE(history.visits.size() == 2);
  CHECK(history.visits[0].finished);
  CHECK_FALSE(history.visits[1].finished);
}

TEST_CASE("the worst jobs are the latest deliverables or, without dues, the longest") {
  ModelBuilder b;
  const RoleId ae = b.role("AE");
  const PersonId ann = b.person("Ann", {ae});
  const AccountId lion = b.account("Lion", {{ae, {ann}}});
  KindSketch& mail = b.kind("mail");
  mail.step("answer").by(ae, hours(3));
  b.arrives(lion, mail, {march(1, 9), march(1, 9), march(1, 9)});
  Model model = b.build();
  const auto worst = [&](JobFilter filter) {
    std::vector<std::uint64_t> numbers;
    for (const JobOutline& job : worst_jobs(model, outline_jobs(model, 1, 0).jobs, filter, 2)) {
      numbers.push_back(job.number);
    }
    return numbers;
  };
  CHECK(worst({}) == std::vector<std::uint64_t>{2, 1});
  CHECK(worst({AccountId{1}, {}}).empty());  // the agency's own
  model.kinds[KindId{0}].due = ByTier<std::optional<Lapse>>(working(hours(4)));
  CHECK(worst({}) == std::vector<std::uint64_t>{2, 1});
  model.kinds[KindId{0}].deliverable = true;
  CHECK(worst({{}, KindId{0}}).size() == 2);
}

TEST_CASE("stories agree with the figures of the run, label by label") {
  const auto model = test::model_of_file("scenarios/small_shop.yaml");
  const Observations seen = replicate(*model, 1, 0);
  const RunOutline run = outline_jobs(*model, 1, 0);
  CHECK(run.jobs.size() <= seen.conservation.jobs_arrived);
  KindId campaign{};
  for (const KindId k : ids(model->kinds)) {
    if (model->kinds[k].name == "campaign") campaign = k;
  }
  std::vector<std::uint64_t> numbers;
  for (const JobOutline& job : run.jobs) {
    if (job.kind == campaign && job.in_window && job.ending == Ending::done) {
      numbers.push_back(job.number);
    }
  }
  REQUIRE(numbers.size() > 5);
  std::vector<std::array<Duration, kLabels>> told(model->roles.size());
  Duration rework;
  for (const JobHistory& history : job_histories(*model, 1, 0, numbers).jobs) {
    check_way(history);
    rework += history.rework;
    for (std::size_t i = 0; i < history.way.size(); ++i) {
      const HistoryPiece& piece = piece_of(history, i);
      for (std::size_t l = 0; l < kLabels; ++l) told[raw(piece.labelled)][l] += piece.labels[l];
    }
    for (const TaskHistory& task : history.tasks) {
      for (std::size_t i = 0; i + 1 < task.pieces.size(); ++i) {
        CHECK(task.pieces[i].to == task.pieces[i + 1].from);
      }
    }
  }
  for (std::size_t f = 0; f < seen.flows.size(); ++f) {
    const FlowKey& key = seen.flow_keys[f];
    if (key.kind != campaign || key.milestone >= 0 || key.tier != kNone<TierId>) continue;
    CHECK(seen.flows[f].breakdown.by_role == told);
    CHECK(seen.flows[f].breakdown.rework == rework);
  }
}

TEST_CASE("looking on changes nothing") {
  const auto model = test::model_of_file("scenarios/small_shop.yaml");
  struct Idle : LookerOn {
    std::uint64_t told = 0;
    void job_arrived(const Job&) override { ++told; }
    void job_ended(const Job&, Ending, Instant, const IdVector<PersonId, Server>&) override {}
    void worked(const Job&, const Task&, const Seat&, Instant, Duration, Instant) override {}
    void booked(const Job&, const Task&, Instant) override {}
    void ring_opened(const Job&, const Task&, const Ring&, bool, Instant) override {}
    void task_ended(const Job&, const Task&, bool, Instant) override {}
  } idle;
  const Observations watched = replicate_watched(*model, 1, 0, idle);
  CHECK(watched.history == replicate(*model, 1, 0).history);
  CHECK(idle.told == watched.conservation.jobs_arrived);
}
