// `suits staff` as a person types it.

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

namespace {

const char* const kShop = R"yaml(suits: 1
name: Test shop
currency: EUR
time: { start: 2027-03-01, run: 26 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
levels: { junior: { speed: 80% }, mid: {}, senior: { speed: 120% } }
roles:
  executive: { title: Executive, cost: { junior: 30/h, mid: 40/h, senior: 50/h } }
  manager: { title: Manager, team: pool, cost: 70/h }
people:
  - { name: Ann, role: executive }
  - { name: Ben, role: executive }
  - { name: Chie, role: executive }
  - { name: Dan, role: manager }
  - { name: Eve, role: manager }
accounts:
  - { name: Lion, team: { executive: Ann } }
  - { name: Bear, team: { executive: Ben } }
  - { name: Wolf, team: { executive: Chie }, owner: Chie }
  - { name: Crow, team: { executive: Ann } }
work:
  mail:
    deliverable: yes
    arrives: 1/working day
    steps:
      write: { who: executive, effort: exponential(mean 2 h) }
      sign: { who: manager, effort: exponential(mean 30 min) }
)yaml";

}  // namespace

TEST_CASE("staff gives the cheapest heads, why no other, and what it costs", "[command][staff]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const std::string call =
      "staff " + file +
      " --target 'mail.turnaround <= 3 working days' --replications 12 --no-record";
  const Outcome o = run_program(call + " --why --frontier");
  INFO(o.err);
  REQUIRE(o.code == 0);
  says(o.out, "1. The cheapest staffing that meets the targets is ");
  says(o.out, "1 manager (today 2)");
  says(o.out, " EUR a year");
  says(o.out, "With 95 % confidence it meets them");
  says(o.out, "Why no other");
  says(o.out, "Cost against service");
  says(o.out, "given out anew");
  says(o.out, "ithout Eve");
  CHECK(run_program(call + " --why --frontier --threads 3").out == o.out);

  const Outcome json = run_program(call + " --format json --roles manager");
  REQUIRE(json.code == 0);
  const auto answer = nlohmann::json::parse(json.out);
  CHECK(answer["outcome"] == "found");
  CHECK(answer["cheapest"] == true);
  CHECK(answer["heads"]["manager"] == 1);
  CHECK(answer["heads"].size() == 1);
  // 70 an hour, 40 hours, 52 weeks.
  CHECK(answer["today_cost"].get<double>() - answer["cost"].get<double>() == Approx(70 * 40 * 52));
}

TEST_CASE("staff of levels, and what cannot be met", "[command][staff]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const Outcome levels = run_program(
      "staff " + file +
      " --target 'mail.turnaround <= 3 working days' --roles executive --vary-levels --at-most 4 "
      "--replications 9 --no-record --format json");
  INFO(levels.err);
  REQUIRE(levels.code == 0);
  const auto answer = nlohmann::json::parse(levels.out);
  CHECK(answer["heads"].contains("junior executive"));
  CHECK(answer["heads"].contains("senior executive"));
  const Outcome never = run_program("staff " + file +
                                    " --target 'mail.turnaround <= 10 min' --replications 6 "
                                    "--no-record");
  REQUIRE(never.code == 0);
  says(never.out, "No staffing within the bounds meets the targets: even with ");
}

TEST_CASE("a bound that is today's is told as it is in the courses of the answer",
          "[command][staff]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  // Nobody may go, and today's heads are as good as today.
  const Outcome o =
      run_program("staff " + file +
                  " --target 'mail.turnaround <= today' --roles executive --at-most 3 "
                  "--keep-teams --replications 6 --no-record --format json");
  INFO(o.err + o.out);
  REQUIRE(o.code == 0);
  const std::string text = nlohmann::json::parse(o.out)["findings"][1]["text"];
  const auto after = [&](const std::string& words) {
    const std::size_t at = text.find(words);
    REQUIRE(at != std::string::npos);
    return std::stod(text.substr(at + words.size()));
  };
  CHECK(after("mails is ") == after("(at most "));
}

TEST_CASE("staff refuses in words", "[command][staff]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const auto refused = [&](const std::string& flags, const std::string& message) {
    const Outcome o = run_program("staff " + file + " --no-record " + flags);
    INFO(flags);
    CHECK(o.code == 2);
    CHECK(o.out.empty());
    says(o.err, message);
  };
  refused("", "wants a target");
  refused("--target 'mail.turnaround <= 3 working days' --roles excutive",
          "do you mean \"executive\"?");
  refused("--target 'mail.late < 3 apples'", "mail.late is a plain number");
  refused("--target 'mail.turnaround <= 3 working days' --replications 4",
          "at least 6 replications");
}
