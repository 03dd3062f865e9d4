// The bounds of the approximation's errors, tried on a program whose approximation is off by so
// much.

#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/trial_folder.hpp"

namespace {

class Checkout : public suits::test::TrialFolder {
 public:
  Checkout() {
    copy("tools/analytic_error");
    write("scenarios/agency.yaml", "one\n");
    shell("mkdir tests");
    // Simulated: half full, waits of 1 h, a turnaround of 10 days.
    write(
        "program",
        "#!/bin/sh\n"
        "if [ \"$1\" = check ]; then\n"
        "echo '{\"tables\": {\"analytic_roles\": [{\"role\": \"ae\", \"utilisation\": 0.5, "
        "\"wait_hours\": '$WAIT'}], \"analytic_turnaround\": [{\"kind\": \"job\", "
        "\"milestone\": \"\", \"tier\": \"all\", \"working_days\": '$DAYS'}]}}'\n"
        "else\n"
        "echo '{\"tables\": {\"roles\": [{\"role\": \"ae\", \"busy\": 0.5, \"wait_hours\": 1.0, "
        "\"requests\": 100}], \"turnaround\": [{\"kind\": \"job\", \"milestone\": \"\", \"tier\": "
        "\"all\", \"finished\": 9, \"arrived\": 9, \"mean_working_days\": 10.0}]}}'\n"
        "fi\n");
    shell("chmod +x program");
  }
  Outcome run(const std::string& what, const std::string& wait, const std::string& days) const {
    return shell("WAIT=" + wait + " DAYS=" + days +
                 " python3 tools/analytic_error --program ./program " + what);
  }
  std::string bounds() const { return read("tests/analytic_error.csv"); }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a worse approximation is over its bound, a better one is not", "[scripts]") {
  const Checkout checkout;
  CHECK(checkout.run("--record", "1.2", "9.5").code == 0);
  CHECK(has(checkout.bounds(),
            "scenario,figures,error,bound\nagency,full,0.0000,0.0050\n"
            "agency,wait,0.2000,0.2250\nagency,turnaround,0.0500,0.0600\n"));
  const std::string before = checkout.bounds();
  CHECK(checkout.run("--check", "1.2", "9.5").code == 0);
  CHECK(checkout.run("--check", "0.8", "10.5").code == 0);  // off as far to the other side
  CHECK(checkout.run("--check", "1.0", "10").code == 0);
  CHECK(checkout.run("--check", "1.22", "9.5").code == 0);  // inside the room
  const auto worse = checkout.run("--check", "1.23", "9.5");
  CHECK(worse.code == 1);
  CHECK(has(worse.out, "\nagency, wait: off by 23.00%, its bound is 22.50%\n"));
  CHECK_FALSE(has(worse.out, "turnaround: off"));
  CHECK(checkout.run("--check", "1.2", "9.3").code == 1);
  CHECK(checkout.bounds() == before);
}

TEST_CASE("a bound without its scenario fails, a scenario without a bound does not", "[scripts]") {
  const Checkout checkout;
  checkout.run("--record", "1.2", "9.5");
  checkout.write("scenarios/second.yaml", "two\n");
  CHECK(checkout.run("--check", "1.2", "9.5").code == 0);
  checkout.run("--record", "1.2", "9.5");
  CHECK(has(checkout.bounds(), "\nsecond,wait,0.2000,0.2250\n"));
  checkout.shell("rm scenarios/second.yaml");
  const auto gone = checkout.run("--check", "1.2", "9.5");
  CHECK(gone.code == 1);
  CHECK(has(gone.out, "\nsecond, turnaround: not measured\n"));
}
