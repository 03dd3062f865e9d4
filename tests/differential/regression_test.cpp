// What the fast engine once got wrong, found on random agencies and cut down to what matters.

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
