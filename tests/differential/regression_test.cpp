// What the fast engine once got wrong, found on random agencies and cut down to what matters.

#include <algorithm>

#include "engine/run/replication.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/naive.hpp"
#include "tests/support/naive/comparison.hpp"

using namespace suits;

TEST_CASE("Sickness that runs into the last day makes a leaver at once") {
  // Bob is out for a day and falls ill on it until he leaves: his own hours are given up then.
  ModelBuilder b;
  const RoleId ae = b.role("AE");
  b.person("Ann", {ae});
  const PersonId bob = b.person("Bob", {ae});
  for (int day = 1; day < 26; day += 3) b[bob].away.push_back({march_date(day), march_date(day + 1)});
  b[bob].leaves = march_date(26);
  b[bob].sickness = SicknessRule{100, Distribution(2)};
  b.account("Lion", {{ae, {bob}}});
  b.background("internal", Background::Per::person, {ae}, hours(20));
  const Model model = b.build();
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    INFO("seed " << seed);
    CHECK(differences(model, seed) == "");
  }
}

TEST_CASE("Whoever is first-named does not take the seat that only they leave empty") {
  // Ann is an AE and the only AM; she is first by name for the AE's seat, but Bob may take it.
  ModelBuilder b;
  const RoleId ae = b.role("AE"), am = b.role("AM");
  const PersonId ann = b.person("Ann", {ae, am});
  const PersonId bob = b.person("Bob", {ae});
  const AccountId lion = b.account("Lion");
  KindSketch& review = b.kind("review");
  review.step("meet").by(ae, hours(1)).by(am, hours(1)).together(Together::scan);
  b.arrives(lion, review, {march(1, 9)});
  const Model model = b.build();
  CHECK(differences(model, 1) == "");
  const NaiveResult naive = run_naive(model, 1, 0);
  REQUIRE(naive.stretches.size() == 2);
  CHECK(naive.stretches[0].from == march(1, 9));
  for (const NaiveResult::Stretch& s : naive.stretches) CHECK((s.person == ann || s.person == bob));
}

TEST_CASE("Who is held free for more urgent work takes no seat in a meeting") {
  // Both seats need an AE; one of the two is held free for mails.
  ModelBuilder b;
  const ClassId urgent = b.work_class("urgent"), normal = b.work_class("normal");
  const RoleId ae = b.role("AE");
  b[ae].reserve.assign(raw(normal) + 1, 0);
  b[ae].reserve[raw(normal)] = 1;
  b.person("Ann", {ae});
  b.person("Bob", {ae});
  const AccountId lion = b.account("Lion");
  KindSketch& mail = b.kind("mail");
  mail.step("answer").by(ae, hours(2)).of(urgent);
  KindSketch& review = b.kind("review");
  review.step("meet").by(ae, hours(1), 2).together(Together::scan).of(normal);
  b.arrives(lion, mail, {march(1, 9)});
  b.arrives(lion, review, {march(1, 10), march(1, 11)});
  CHECK(differences(b.build(), 1) == "");
}

TEST_CASE("Whoever is held free makes room for cover in another line") {
  // Bob starts the first; then Ann, who has a rule of her own, is held free, and the plan is Mia's,
  // whose role goes before Ann.
  ModelBuilder b;
  const ClassId urgent = b.work_class("urgent"), normal = b.work_class("normal");
  const RoleId ae = b.role("AE"), trainee = b.role("trainee", {ae});
  b[ae].reserve = {0, 1};
  b[ae].covered_by.push_back({trainee, Threshold(working({}))});
  const PersonId ann = b.person("Ann", {ae}), bob = b.person("Bob", {ae});
  const PersonId mia = b.person("Mia", {trainee});
  b[ann].skills = 1;
  b[ann].dispatch = DispatchRule::last_come;
  b[bob].skills = 2;
  const AccountId lion = b.account("Lion");
  KindSketch& call = b.kind("call");
  call.step("call").by(ae, hours(1)).skills(2).of(urgent);
  KindSketch& mail = b.kind("mail");
  mail.step("answer").by(ae, hours(1)).skills(1).of(urgent);
  KindSketch& plan = b.kind("plan");
  plan.step("write").by(ae, hours(1)).of(normal);
  for (const KindSketch* kind : {&call, &mail, &plan}) b.arrives(lion, *kind, {march(1, 9)});
  const Model model = b.build();
  CHECK(differences(model, 1) == "");
  std::vector<PersonId> started;
  for (const HistoryRecord& record : run_naive(model, 1, 0).log) {
    if (static_cast<Happening>(record.what >> 56) == Happening::start) {
      started.push_back(static_cast<PersonId>(record.who));
    }
  }
  CHECK(started == std::vector<PersonId>{bob, mia, ann});
}

TEST_CASE("Whoever has left a role takes none of its free people away") {
  // Bob is an AM from Tuesday on; his own hours as an AE go on, although one AE, Ann, stays free.
  ModelBuilder b;
  const ClassId urgent = b.work_class("urgent"), normal = b.work_class("normal");
  const RoleId ae = b.role("AE"), am = b.role("AM");
  b[ae].reserve = {0, 1};
  b.person("Ann", {ae});
  const PersonId bob = b.person("Bob", {ae});
  b.account("Lion");
  b.background("internal", Background::Per::person, {ae}, hours(10), normal);
  Model model = b.build();
  CHECK(raw(urgent) == 0);
  DatedChange change;
  change.at = march_date(2);
  change.person = bob;
  change.roles = {am};
  change.weekly_hours = hours(40);
  model.people[bob].later_roles = {am};
  model.staffing.changes.push_back(change);
  CHECK(differences(model, 1) == "");
  const NaiveResult naive = run_naive(model, 1, 0);
  const bool any = std::any_of(naive.stretches.begin(), naive.stretches.end(),
                               [bob](const auto& s) { return s.person == bob; });
  CHECK(any);
}

TEST_CASE("What goes back overnight goes back where something else ended as the day did") {
  // Ann has two things in hand; the first ends at 17:00 sharp, the second is given back then.
  ModelBuilder b;
  const RoleId ae = b.role("AE");
  b[ae].keep = Keep::none;
  b[ae].hand_back = true;
  const PersonId ann = b.person("Ann", {ae});
  b[ann].focus = {2, 0};
  const AccountId lion = b.account("Lion");
  KindSketch& mail = b.kind("mail");
  mail.step("answer").by(ae, hours(4));
  KindSketch& plan = b.kind("plan");
  plan.step("write").by(ae, hours(6));
  b.arrives(lion, mail, {march(1, 9)});
  b.arrives(lion, plan, {march(1, 9)});
  const Model model = b.build();
  CHECK(differences(model, 1) == "");
  const NaiveResult naive = run_naive(model, 1, 0);
  CHECK(naive.stretches.back().from == march(2, 9));
}
