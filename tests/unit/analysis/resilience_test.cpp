// Who cannot be missed: absences, what they do to a department, and how it comes back.

#include "engine/analysis/resilience.hpp"

#include "engine/analysis/cross_training.hpp"
#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

const char* const kShop = R"yaml(suits: 1
name: Shop
time: { start: 2027-03-01, run: 16 weeks, warm_up: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] }, holidays: [2027-03-29] }
familiarity: { extra: 30%, team: 90%, others: 20% }
roles:
  head: {}
  manager: { reports_to: head }
  executive: { reports_to: manager }
people:
  - { name: Hal, role: head }
  - { name: Mia, role: manager }
  - { name: Ann, role: executive, skills: [pitching], away: [2027-05-24..2027-05-28] }
  - { name: Ben, role: executive, knows: { Bear: 50% } }
accounts:
  - { name: Lion, team: { executive: Ann, manager: Mia, head: Hal } }
  - { name: Bear, team: { executive: Ben, manager: Mia, head: Hal } }
work:
  mail: { who: executive, effort: exponential(mean 2 h), arrives: 2/working day, deliverable: yes }
  pitch: { who: { executive: { effort: 1 h, skills: [pitching] } }, arrives: 1/month }
)yaml";

std::shared_ptr<const Model> shop() { return test::model_of(kShop); }

PersonId person(const Model& model, const std::string& name) {
  for (const PersonId p : ids(model.people))
    if (model.people[p].name == name) return p;
  FAIL("nobody called " + name);
  return {};
}

/// Courses of one aim, of Bear, Lion and the agency (accounts are in the order of their names),
/// then of weekly backlogs; alternately a little more and a little less.
std::vector<SelectionCourse> courses(const std::vector<double>& accounts,
                                     const std::vector<double>& weeks) {
  std::vector<SelectionCourse> out;
  for (int r = 0; r < 20; ++r) {
    SelectionCourse course{{{0, 1, false}}};
    const double luck = r % 2 == 0 ? 0.1 : -0.1;
    for (const double x : accounts) course.samples.push_back({x * (1 + luck), 1, false});
    course.samples.push_back({0, 0, false});
    for (const double x : weeks) course.samples.push_back({x * (1 + luck), 1, false});
    out.push_back(course);
  }
  return out;
}

/// What waits beyond nothing, by week; the absence is the first four of them.
Recovery recovered(const std::vector<double>& more) {
  const auto model = shop();
  AbsencePlan plan{*make_date(2027, 3, 1), 4, 8};
  const AbsenceReader reader(watched(*model, plan), {*find_aim(*model, "overload")});
  std::vector<double> weeks = more;
  weeks.resize(reader.weeks());
  return recovery(reader, plan, courses({1, 1}, std::vector<double>(weeks.size(), 0.0)),
                  courses({1, 1}, weeks));
}

}  // namespace

TEST_CASE("the usual absence begins on a working Monday a quarter into the window",
          "[resilience]") {
  // A quarter of 16 weeks is 2027-03-29, a holiday.
  CHECK(usual_absence(*shop()) == *make_date(2027, 4, 5));
}

TEST_CASE("whoever is away works in no week of it and in others, and the luck stays",
          "[resilience]") {
  const auto model = shop();
  const AbsencePlan plan{*make_date(2027, 4, 5), 3, 5};
  const Model there = watched(*model, plan);
  CHECK(to_string(there.window.start) == to_string(midnight(*make_date(2027, 4, 5))));
  CHECK(to_string(there.window.end) == to_string(midnight(*make_date(2027, 5, 31))));
  const PersonId ann = person(*model, "Ann");
  const Model gone = without(*model, ann, plan);
  CHECK(gone.people[ann].away.size() == 2);
  CHECK(gone.people[ann].away[0].from == plan.from);
  const Observations seen = replicate(gone, 1, 0), base = replicate(there, 1, 0);
  REQUIRE_FALSE(seen.error);
  for (std::size_t w = 0; w < 3; ++w) {
    CHECK(seen.people[ann].available_by_week[w].us == 0);
    CHECK(base.people[ann].worked_by_week[w].us > 0);
  }
  CHECK(seen.people[ann].worked_by_week[3].us > 0);
  CHECK(seen.flows[0].arrived == base.flows[0].arrived);
}

TEST_CASE("an absence is watched to the end of the scenario at most", "[resilience]") {
  const auto model = shop();
  const Model late = watched(*model, {*make_date(2027, 5, 31), 2, 12});
  CHECK(late.window.end == model->window.end);
}

TEST_CASE("the backlog is back as soon as two weeks are not apart", "[resilience]") {
  const Recovery none = recovered({});
  CHECK(none.sort == Recovery::Sort::never_apart);
  const Recovery at_once = recovered({1, 2, 3, 4});
  CHECK(at_once.sort == Recovery::Sort::recovered);
  CHECK(at_once.weeks == 0);
  const Recovery slow = recovered({1, 2, 3, 4, 3, 2, 0, 1});
  CHECK(slow.sort == Recovery::Sort::recovered);
  CHECK(slow.weeks == 4);
  const Recovery tail = recovered({1, 2, 3, 4, 1, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3});
  CHECK(tail.sort == Recovery::Sort::recovered);
  CHECK(tail.weeks == 1);
  const Recovery never = recovered({1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8});
  CHECK(never.sort == Recovery::Sort::not_yet);
  CHECK(never.weeks == 8);
}

TEST_CASE("the account that is hit hardest is delayed by more than chance", "[resilience]") {
  const auto model = shop();
  const AbsencePlan plan{*make_date(2027, 3, 1), 4, 8};
  const Model there = watched(*model, plan);
  const AbsenceReader reader(there, {*find_aim(*model, "overload")});
  const std::vector<double> calm(reader.weeks(), 0.0);
  const auto base = courses({1, 1}, calm);
  CHECK_FALSE(hardest_hit(there, reader, base, base));
  const auto hit = hardest_hit(there, reader, base, courses({3, 1.01}, calm));
  REQUIRE(hit);
  CHECK(model->accounts[hit->account].name == "Bear");
  CHECK(hit->delay.value == Approx(2));
  CHECK_FALSE(hardest_hit(there, reader, base, courses({0.5, 0.9}, calm)));
}

TEST_CASE("a course tells the turnaround of accounts and what waits in weeks", "[resilience]") {
  const auto model = shop();
  const AbsencePlan plan{*make_date(2027, 4, 5), 4, 8};
  const Model gone = without(*model, person(*model, "Ann"), plan);
  const Model there = watched(*model, plan);
  const AbsenceReader reader(gone, {*find_aim(*model, "overload")});
  const Observations seen = replicate(gone, 1, 0);
  const SelectionCourse course = reader.read(seen);
  REQUIRE(course.samples.size() == 1 + model->accounts.size() + reader.weeks());
  double jobs = 0, waiting = 0;
  for (const AccountId a : ids(model->accounts)) jobs += course.samples[reader.account(a)].x;
  CHECK(jobs == static_cast<double>(seen.flows[0].finished));
  for (const RoleId r : ids(model->roles))
    if (model->roles[r].sort == RoleSort::staff) waiting += seen.roles[r].waiting_by_week[2];
  CHECK(course.samples[reader.week(2)].y == waiting);
}

TEST_CASE("training is a second role next to one's own, a skill, or knowing accounts",
          "[cross_training]") {
  const auto model = shop();
  const PersonId ann = person(*model, "Ann");
  std::vector<double> busy(model->people.size(), 0.5);
  const auto all = cross_trainings(*model, ann, busy, 3);
  REQUIRE(all.size() == 3);
  CHECK(all[0].edit == "people.Mia.role=[\"manager\", \"executive\"]");
  CHECK(all[1].edit == "people.Ben.skills=[\"pitching\"]");
  CHECK(all[2].sort == CrossTraining::Sort::accounts);
  CHECK(all[2].edit.find("\"Lion\": 100%") != std::string::npos);
  CHECK(all[2].edit.find("\"Bear\": 50%") != std::string::npos);
  const std::vector<AccountId> theirs = accounts_of(*model, ann);
  REQUIRE(theirs.size() == 1);
  CHECK(model->accounts[theirs[0]].name == "Lion");
}

TEST_CASE("whoever has most time left is trained first", "[cross_training]") {
  const auto model = shop();
  std::vector<double> busy(model->people.size(), 0.9);
  busy[raw(person(*model, "Hal"))] = 0.2;
  const auto all = cross_trainings(*model, person(*model, "Mia"), busy, 1);
  REQUIRE_FALSE(all.empty());
  CHECK(all[0].who == person(*model, "Hal"));
}
