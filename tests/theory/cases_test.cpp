// The theory cases: one test each, named "theory: ID", from tests/theory/cases/ID.yaml. See
// README.md.

#include <filesystem>
#include <set>

#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/scenario.hpp"
#include "tests/theory/exact_case.hpp"

using suits::test::play;
using suits::test::play_in_full;

// One server
TEST_CASE("theory: mm1-1", "[theory]") { play("mm1-1"); }
TEST_CASE("theory: mm1-2", "[theory]") { play("mm1-2"); }
TEST_CASE("theory: mm1-3", "[theory]") { play("mm1-3"); }
TEST_CASE("theory: mg1-det", "[theory]") { play("mg1-det"); }
TEST_CASE("theory: mg1-uniform", "[theory]") { play("mg1-uniform"); }
TEST_CASE("theory: mg1-erlang2", "[theory]") { play("mg1-erlang2"); }
TEST_CASE("theory: mg1-lognormal-cv2", "[theory]") { play("mg1-lognormal-cv2"); }
TEST_CASE("theory: mg1-hyperexp-scv4", "[theory]") { play("mg1-hyperexp-scv4"); }
TEST_CASE("theory: mg1-triangular", "[theory]") { play("mg1-triangular"); }
TEST_CASE("theory: gm1-dm1", "[theory]") { play("gm1-dm1"); }
TEST_CASE("theory: gm1-e2m1", "[theory]") { play("gm1-e2m1"); }
TEST_CASE("theory: gm1-um1", "[theory]") { play("gm1-um1"); }
TEST_CASE("theory: batch-mx-m-1", "[theory]") { play("batch-mx-m-1"); }
TEST_CASE("theory: mm1-transient", "[theory]") { play("mm1-transient"); }

// Several servers
TEST_CASE("theory: mmc-1", "[theory]") { play("mmc-1"); }
TEST_CASE("theory: mmc-2", "[theory]") { play("mmc-2"); }
TEST_CASE("theory: mmc-3", "[theory]") { play("mmc-3"); }
TEST_CASE("theory: mmc-4", "[theory]") { play("mmc-4"); }
TEST_CASE("theory in full: mmc-3", "[.nightly]") { play_in_full("mmc-3"); }
TEST_CASE("theory in full: mmc-4", "[.nightly]") { play_in_full("mmc-4"); }
TEST_CASE("theory: mdc-1", "[theory]") { play("mdc-1"); }
TEST_CASE("theory: mdc-2", "[theory]") { play("mdc-2"); }
TEST_CASE("theory: gmc-e2m10", "[theory]") { play("gmc-e2m10"); }
TEST_CASE("theory: gmc-dm4", "[theory]") { play("gmc-dm4"); }
TEST_CASE("theory: mt-m-inf", "[theory]") { play("mt-m-inf"); }
TEST_CASE("theory: mt-m-ct", "[theory]") { play("mt-m-ct"); }
TEST_CASE("theory: mminf", "[theory]") { play("mminf"); }

// Who is lost, leaves, or is always there
TEST_CASE("theory: mmck-1", "[theory]") { play("mmck-1"); }
TEST_CASE("theory: mmck-2", "[theory]") { play("mmck-2"); }
TEST_CASE("theory: mmck-3", "[theory]") { play("mmck-3"); }
TEST_CASE("theory: mgcc-deterministic", "[theory]") { play("mgcc-deterministic"); }
TEST_CASE("theory: mgcc-lognormal", "[theory]") { play("mgcc-lognormal"); }
TEST_CASE("theory: erlang-a-1", "[theory]") { play("erlang-a-1"); }
TEST_CASE("theory: erlang-a-2", "[theory]") { play("erlang-a-2"); }
TEST_CASE("theory: erlang-a-3", "[theory]") { play("erlang-a-3"); }
TEST_CASE("theory: vacation-multiple", "[theory]") { play("vacation-multiple"); }
TEST_CASE("theory: machine-repair", "[theory]") { play("machine-repair"); }
TEST_CASE("theory: closed-mva", "[theory]") { play("closed-mva"); }
TEST_CASE("theory: closed-mva-multiclass", "[theory]") { play("closed-mva-multiclass"); }

// Several servers at once
TEST_CASE("theory: joint-scan", "[theory]") { play("joint-scan"); }
TEST_CASE("theory: joint-fcfs", "[theory]") { play("joint-fcfs"); }
TEST_CASE("theory: joint-loss", "[theory]") { play("joint-loss"); }

// Who is taken next
TEST_CASE("theory: np-priority-mg1", "[theory]") { play("np-priority-mg1"); }
TEST_CASE("theory: np-priority-mg1-mixed", "[theory]") { play("np-priority-mg1-mixed"); }
TEST_CASE("theory: pr-priority-mm1", "[theory]") { play("pr-priority-mm1"); }
TEST_CASE("theory: np-priority-mmc", "[theory]") { play("np-priority-mmc"); }
TEST_CASE("theory: pr-priority-mmc", "[theory]") { play("pr-priority-mmc"); }
TEST_CASE("theory: sjf-mm1", "[theory]") { play("sjf-mm1"); }
TEST_CASE("theory: sjf-mu1", "[theory]") { play("sjf-mu1"); }
TEST_CASE("theory: lcfs-mm1", "[theory]") { play("lcfs-mm1"); }
TEST_CASE("theory: ros-mm1", "[theory]") { play("ros-mm1"); }
TEST_CASE("theory: ps-mm1", "[theory]") { play("ps-mm1"); }
TEST_CASE("theory: ps-md1", "[theory]") { play("ps-md1"); }
TEST_CASE("theory: ps-mh1", "[theory]") { play("ps-mh1"); }
TEST_CASE("theory: skill-n-model", "[theory]") { play("skill-n-model"); }
TEST_CASE("theory: reserved-server", "[theory]") { play("reserved-server"); }

// Several steps
TEST_CASE("theory: jackson-rework", "[theory]") { play("jackson-rework"); }
TEST_CASE("theory: tandem-mm1-mm2", "[theory]") { play("tandem-mm1-mm2"); }
TEST_CASE("theory: fork-join-1", "[theory]") { play("fork-join-1"); }
TEST_CASE("theory: fork-join-2", "[theory]") { play("fork-join-2"); }
TEST_CASE("theory: workflow-unlimited", "[theory]") { play("workflow-unlimited"); }
TEST_CASE("theory: workflow-staffed", "[theory]") { play("workflow-staffed"); }
TEST_CASE("theory: rework-loop", "[theory]") { play("rework-loop"); }

namespace suits::test {
namespace {

std::set<std::string> names_of_tests() {
  std::set<std::string> names;
  for (const auto& test : Catch::getRegistryHub().getTestCaseRegistry().getAllTests()) {
    names.insert(test.getTestCaseInfo().name);
  }
  return names;
}

std::set<std::string> scenarios() {
  std::set<std::string> names;
  for (const auto& file :
       std::filesystem::directory_iterator(source_dir() + "/tests/theory/cases")) {
    if (file.path().extension() == ".yaml") names.insert(file.path().stem().string());
  }
  return names;
}

}  // namespace

TEST_CASE("every expected value is compared, or excluded with a reason", "[path]") {
  const std::set<std::string> tests = names_of_tests();
  std::set<std::string> left = scenarios();
  std::size_t values = 0;
  for (const ExactCase& one : exact_cases()) {
    INFO(one.id);
    CHECK_FALSE(one.source.empty());
    CHECK_FALSE(one.expected.empty());
    values += one.expected.size();
    if (!one.excluded.empty()) {
      CHECK(left.count(one.id) == 0);
      CHECK(tests.count("theory: " + one.id) == 0);
      continue;
    }
    CHECK(left.erase(one.id) == 1);
    CHECK(tests.count("theory: " + one.id) == 1);
    CHECK((one.coarser == 1 || tests.count("theory in full: " + one.id) == 1));
    CHECK(one.replications >= 30);
    const auto model = model_of_file(one.scenario());
    const Window& window = model->window;
    CHECK((window.end - window.start).us >= 10 * (window.start - window.warm_up).us);
    for (const auto& [name, value] : one.expected) {
      INFO(name);
      if (one.excluded_entries.count(name) != 0) {
        CHECK_FALSE(one.excluded_entries.at(name).empty());
      } else {
        CHECK(entry_of(system_of(one, *model), name, value));
      }
    }
  }
  CHECK(left.empty());  // scenarios of which nothing is expected
  CHECK(exact_cases().size() == 64);
  CHECK(values == 635);
}

}  // namespace suits::test
