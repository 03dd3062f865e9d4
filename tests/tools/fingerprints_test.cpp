// The check of fingerprints, tried on two scenarios and a program of five lines.

#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/trial_folder.hpp"

namespace {

class Checkout : public suits::test::TrialFolder {
 public:
  Checkout() {
    copy("tools/fingerprints");
    write("scenarios/agency.yaml", "one\n");
    write("bench/scenarios/queue.yaml", "two\n");
    write("tests/every_key.yaml", "not to be played\n");
    // What it plays is the scenario's sum and the seed; what it says has words of its own besides.
    write("program",
          "#!/bin/sh\n"
          "[ \"$1\" = schema ] && exit 0\n"
          "grep -q wrong \"$2\" && { echo \"$2: error: it is wrong\" >&2; exit 2; }\n"
          "echo \"{\\\"window\\\": {\\\"warm_up\\\": \\\"2027-01-04\\\", \\\"end\\\": "
          "\\\"2027-02-01\\\"},\"\n"
          "echo \"\\\"history\\\": \\\"$(cksum <\"$2\" | cut -d' ' -f1)-$6-$8\\\", \\\"words\\\": "
          "\\\"$WORDS\\\"}\"\n");
    shell("chmod +x program");
    CHECK(check("--move 'a first table'").code == 0);
  }
  /// Runs the script, perhaps with something in the environment.
  Outcome check(const std::string& options = "", const std::string& environment = "") const {
    return shell(environment + " python3 tools/fingerprints --program ./program " + options);
  }
  std::string table() const { return read("tests/fingerprints.csv"); }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const std::string kNot =
    "fingerprints: 1 of 2 are not as in the table. If that is meant: tools/fingerprints --move "
    "WHY\n";

}  // namespace

TEST_CASE("What plays and reports as in the table passes", "[fingerprints]") {
  const Checkout checkout;
  const auto seen = checkout.check();
  CHECK(seen.out == "fingerprints: all 2 scenarios play and report as before\n");
  CHECK(seen.code == 0);
  CHECK(checkout.check("--threads 2").code == 0);
  const std::string table = checkout.table();
  CHECK(has(table, "\nbench/scenarios/queue.yaml,1,2,2027-01-04,2027-02-01,"));
  CHECK(has(table, "\nscenarios/agency.yaml,1,2,2027-01-04,2027-02-01,"));
  CHECK(has(table, ",a first table\n"));
  CHECK_FALSE(has(table, "every_key"));
}

TEST_CASE("A history that has moved fails, by name, until the table is moved", "[fingerprints]") {
  const Checkout checkout;
  const std::string before = checkout.table();
  checkout.write("scenarios/agency.yaml", "another\n");
  auto seen = checkout.check();
  CHECK(seen.code == 1);
  CHECK(has(seen.out, "scenarios/agency.yaml: its history has moved from "));
  CHECK_FALSE(has(seen.out, "queue.yaml"));
  CHECK(has(seen.out, kNot));
  CHECK(checkout.table() == before);

  CHECK(checkout.check("--move").code == 2);
  CHECK(checkout.check("--move ' '").code == 2);
  seen = checkout.check("--move 'it plays another'");
  CHECK(seen.code == 0);
  CHECK(has(seen.out,
            "fingerprints: rows moved: 1; commit tests/fingerprints.csv with what moved them\n"));
  CHECK(checkout.check().code == 0);
  // Only the row that moved says so.
  CHECK(has(checkout.table(), ",it plays another\n"));
  CHECK(has(checkout.table(), ",a first table\n"));
}

TEST_CASE("The same history with another report fails", "[fingerprints]") {
  const Checkout checkout;
  const auto seen = checkout.check("", "WORDS=others");
  CHECK(seen.code == 1);
  CHECK(has(seen.out, "scenarios/agency.yaml: plays as before, but reports something else\n"));
  CHECK(has(seen.out, "fingerprints: 2 of 2 are not as in the table."));
}

TEST_CASE("A scenario without a row fails, and a row without a scenario", "[fingerprints]") {
  const Checkout checkout;
  checkout.write("tests/theory/cases/new.yaml", "three\n");
  auto seen = checkout.check();
  CHECK(seen.code == 1);
  CHECK(has(seen.out, "tests/theory/cases/new.yaml: not in the table\n"));
  checkout.shell("rm tests/theory/cases/new.yaml bench/scenarios/queue.yaml");
  seen = checkout.check();
  CHECK(seen.code == 1);
  CHECK(has(seen.out, "bench/scenarios/queue.yaml: in the table, but there is no such file\n"));
  CHECK(checkout.check("--move 'one less'").code == 0);
  CHECK_FALSE(has(checkout.table(), "queue.yaml"));
  checkout.shell("rm tests/fingerprints.csv");
  CHECK(checkout.check().code == 1);
}

TEST_CASE("A scenario that cannot be played fails, and moves nothing", "[fingerprints]") {
  const Checkout checkout;
  const std::string before = checkout.table();
  checkout.write("scenarios/agency.yaml", "wrong\n");
  for (const char* options : {"", "--move 'it does not matter'"}) {
    const auto seen = checkout.check(options);
    CHECK(seen.code == 1);
    CHECK(has(seen.out,
              "scenarios/agency.yaml: cannot be played: scenarios/agency.yaml: error: it is "
              "wrong\n"));
  }
  CHECK(checkout.table() == before);
}

TEST_CASE("A row's own seed and number of replications are played", "[fingerprints]") {
  const Checkout checkout;
  checkout.shell(
      "sed -i 's/^scenarios.agency.yaml,1,2,/scenarios\\/agency.yaml,5,3,/' "
      "tests/fingerprints.csv");
  CHECK(checkout.check().code == 1);
  CHECK(checkout.check("--move 'another seed'").code == 0);
  CHECK(has(checkout.table(), "-5-3,"));
  CHECK(checkout.check().code == 0);
}
