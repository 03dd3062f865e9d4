// The first scenario of every size: valid, busy but not too busy, and as large as asked.

#include "tools/starter.hpp"

#include "engine/analysis/offered_load.hpp"
#include "engine/scenario/load.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits;
using suits::test::run_program;

TEST_CASE("a first scenario is valid, of the asked size, and healthily busy", "[init]") {
  for (const std::uint32_t people : {3u, 4u, 5u, 6u, 8u, 9u, 12u, 25u, 60u, 150u, 400u}) {
    CAPTURE(people);
    const std::string text = starter_scenario({people, *make_date(2027, 1, 4)});
    Diagnostics diagnostics;
    const auto model = load_scenario_text(text, diagnostics);
    INFO(diagnostics.render("starter", text));
    REQUIRE(model);
    std::uint32_t staff = 0;
    for (const Role& role : model->roles)
      if (role.sort == RoleSort::staff) staff += static_cast<std::uint32_t>(role.people.size());
    CHECK(staff == people);
    const OfferedLoad load = offered_load(*model);
    double asked = 0, there = 0;
    for (const RoleId r : ids(model->roles)) {
      if (model->roles[r].sort == RoleSort::client) continue;
      CAPTURE(model->roles[r].name);
      CHECK(load.roles[r].load() < 0.8);
      if (model->roles[r].sort != RoleSort::staff) continue;
      asked += load.roles[r].total_offered;
      there += load.roles[r].total_capacity;
    }
    CHECK(asked / there > (people < 12 ? 0.4 : 0.6));
  }
}

TEST_CASE("init writes a file that runs, and never over another", "[init][command]") {
  const test::Folder folder;
  const std::string path = folder.path("agency.yaml");
  const test::Outcome made = run_program("init " + path + " --people 5 --start 2027-04-05");
  CHECK(made.code == 0);
  CHECK(made.out.empty());
  const std::string text = test::text_of(path);
  CHECK(text.find("start: 2027-04-05") != std::string::npos);
  CHECK(run_program("run " + path + " --replications 2").code == 0);
  const test::Outcome again = run_program("init " + path + " --people 9");
  CHECK(again.code == 2);
  CHECK(again.err.find("is there already") != std::string::npos);
  CHECK(test::text_of(path) == text);
  CHECK(run_program("init " + folder.path("x.yaml") + " --start 2027-02-30").code == 2);
  CHECK(run_program("init " + folder.path("x.yaml") + " --people 2").code == 2);
  CHECK(run_program("init " + folder.path("nowhere/x.yaml")).code == 2);
}
