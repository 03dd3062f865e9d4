#include "engine/model/expected_load.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/model/model_sketch.hpp"

using namespace suits;

namespace {

Step* only_step(Model& m, KindId k) { return &m.kinds[k].steps[0]; }

}  // namespace

TEST_CASE("Hours of one job by asked role") {
  Model m = sketch::office();
  const RoleId ae = sketch::add_role(m, "ae"), am = sketch::add_role(m, "am");
  sketch::add_person(m, "Ben", {ae});
  sketch::add_person(m, "Chie", {ae});
  sketch::add_person(m, "Aiko", {am});
  std::vector<Participant> who{sketch::asked(ae, 2), sketch::asked(am, 3)};
  SECTION("plain") {}
  SECTION("count and total") {
    who[0].count = 3;
    who[1].count = 3;
    who[1].total = true;
  }
  SECTION("a chance of taking part") { who[0].chance = ByTier<double>(0.25); }
  SECTION("the role's scalar") { m.roles[ae].effort = 1.5; }
  const double factor = who[0].count * who[0].chance[TierId{0}] * m.roles[ae].effort;
  const KindId k = sketch::add_kind(m, "job", who);
  sketch::add_stream(m, sketch::add_account(m, "a"), k);
  const ExpectedLoad load(m);
  CHECK(load.per_job(k, TierId{0}).by_role[0] == Approx(2 * factor));
  CHECK(load.per_job(k, TierId{0}).by_role[1] == Approx(3));
}

TEST_CASE("Alternatives divide the hours by shares, or by the hours of their people") {
  Model m = sketch::office();
  const RoleId ae = sketch::add_role(m, "ae"), am = sketch::add_role(m, "am");
  for (const char* name : {"Ben", "Chie", "Dai"}) sketch::add_person(m, name, {ae});
  sketch::add_person(m, "Aiko", {am});
  Participant p = sketch::asked(ae, 8);
  p.choices = {{ae, 0}, {am, 0}};
  double first = 6;
  SECTION("whoever may first") {}
  SECTION("by shares") {
    p.choices = {{ae, 0.3}, {am, 0.7}};
    first = 2.4;
  }
  const KindId k = sketch::add_kind(m, "job", {p});
  sketch::add_stream(m, sketch::add_account(m, "a"), k);
  const ExpectedLoad load(m);
  CHECK(load.per_job(k, TierId{0}).by_role[0] == Approx(first));
  CHECK(load.per_job(k, TierId{0}).by_role[1] == Approx(8 - first));
}

TEST_CASE("The owner's hours count at the owner's role") {
  Model m = sketch::office();
  const RoleId ae = sketch::add_role(m, "ae"), am = sketch::add_role(m, "am");
  m.roles[am].effort = 2;
  const PersonId aiko = sketch::add_person(m, "Aiko", {am});
  sketch::add_person(m, "Ben", {ae});
  const KindId k = sketch::add_kind(m, "job", {sketch::asked(kNone<RoleId>, 4)});
  only_step(m, k)->supervised_by = {{kNone<RoleId>, 0.5}};
  const AccountId a = sketch::add_account(m, "a", {{am, {aiko}}});
  m.accounts[a].owner = 0;
  sketch::add_stream(m, a, k);
  const ExpectedLoad load(m);
  CHECK(load.per_job(k, TierId{0}).owner == Approx(4));
  CHECK(load.per_job(k, TierId{0}).owner_background == Approx(2));
  CHECK(load.per_job(k, a) == std::vector<double>{0, 4 * 2 + 2});
}

TEST_CASE("Rework counts with its own request and effort") {
  Model m = sketch::office();
  const RoleId ae = sketch::add_role(m, "ae"), boss = sketch::add_role(m, "boss");
  sketch::add_person(m, "Ben", {ae});
  sketch::add_person(m, "Aiko", {boss});
  const KindId k = sketch::add_kind(m, "job", {sketch::asked(ae, 10)});
  Step& step = *only_step(m, k);
  step.later.participants = {sketch::asked(ae, 6)};
  step.supervised_by = {{boss, 0.1}};
  step.back = Rework{StepId{0}, ByTier<double>(0.5), 0, 0.5, {StepId{0}}, {}};
  sketch::add_stream(m, sketch::add_account(m, "a"), k);
  // One first visit, one later in the mean, of half of 6 h.
  CHECK(ExpectedLoad(m).per_job(k, TierId{0}).by_role[0] == Approx(13));
  CHECK(ExpectedLoad(m).per_job(k, TierId{0}).by_role[1] == Approx(1.3));
  SECTION("by who did the work that goes back") {
    m.levels.push_back({"senior", 1, 0.5});
    sketch::add_person(m, "Chie", {ae}, LevelId{1});
    // 50 % · mean(1, 0.5) = 37.5 %: 0.6 later visits.
    CHECK(ExpectedLoad(m).per_job(k, TierId{0}).by_role[0] == Approx(10 + 0.6 * 3));
  }
}

TEST_CASE("Follow-up counts over the due") {
  Model m = sketch::office();
  const RoleId ad = sketch::add_role(m, "ad");
  sketch::add_person(m, "Dai", {ad});
  const KindId k = sketch::add_kind(m, "campaign", {});
  Follow follow;
  follow.role = ad;
  follow.effort = ByTier<double>(0.5 * 3.6e9);
  m.kinds[k].follow = {follow};
  sketch::add_stream(m, sketch::add_account(m, "a"), k);
  {
    const ExpectedLoad load(m);
    CHECK(load.per_job(k, TierId{0}).by_role[0] == 0);
    CHECK(load.notes() == std::vector<std::string>{
                              "hours a week on running campaign are left out of the expected load: "
                              "it has no due"});
  }
  m.kinds[k].due = ByTier<std::optional<Lapse>>(Lapse{Distribution(40), Clock::working_days});
  const ExpectedLoad load(m);
  CHECK(load.per_job(k, TierId{0}).by_role[0] == Approx(4));
  CHECK(load.notes() ==
        std::vector<std::string>{
            "hours a week on running campaign are counted as if each ran until its due"});
}
