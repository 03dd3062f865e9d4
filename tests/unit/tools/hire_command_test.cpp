// `suits hire` as a person types it.

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

namespace {

/// Two executives who have more to do than they can, and a manager who has almost nothing.
const char* const kShop = R"yaml(suits: 1
name: Test shop
currency: EUR
time: { start: 2027-03-01, run: 12 weeks, warm_up: 2 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
levels: { junior: { speed: 60% }, mid: {}, senior: { speed: 130% } }
roles:
  executive: { title: Executive, team: pool, cost: { junior: 30/h, mid: 40/h, senior: 60/h } }
  manager: { title: Manager, team: pool, cost: 90/h }
people:
  - { name: Ann, role: executive }
  - { name: Ben, role: executive }
  - { name: Mia, role: manager }
accounts:
  - { name: Lion, fee: { retainer: 60000/month } }
work:
  mail: { who: executive, effort: exponential(mean 1 h), arrives: 16/working day, deliverable: yes, due: 1 working day }
  talk: { who: manager, effort: 1 h, arrives: 1/week }
)yaml";

}  // namespace

TEST_CASE("hire names whoever helps, the answer first, on any number of threads",
          "[command][hire]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const Outcome o = run_program("hire " + file + " --no-record");
  REQUIRE(o.code == 0);
  CHECK(o.err.empty());
  says(o.out, "1. Hire a senior Executive: the share of mails on time rises by ");
  says(o.out, "6 candidates and nobody, for the share of mails on time");
  says(o.out, "The choice is right with 95 %");
  CHECK(o.out.find("1. Hire") < o.out.find("The candidates"));
  CHECK(run_program("hire " + file + " --no-record --threads 3").out == o.out);
}

TEST_CASE("hire gives a manager who has nothing to do no chance, and says what each costs",
          "[command][hire]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const Outcome o = run_program("hire " + file + " --no-record --level mid --format json");
  REQUIRE(o.code == 0);
  const auto json = nlohmann::json::parse(o.out);
  CHECK(json["chosen"] == "people={ role: executive, level: mid }");
  CHECK(json["decided"] == true);
  CHECK(json["spent"] <= json["equal_allocation"]);
  const auto& rows = json["tables"]["ranking"];
  REQUIRE(rows.size() == 3);
  CHECK(rows[0]["candidate"] == "an Executive");
  CHECK(rows[0]["change"] > 0.05);
  // 40 an hour, 8 hours on five days of 52.18 weeks.
  CHECK(rows[0]["cost_a_year"].get<double>() == Approx(40 * 8 * 5 * 365.25 / 7).epsilon(0.001));
  for (const auto& row : rows)
    if (row["candidate"] == "a Manager") {
      CHECK(row["change"] == 0);
      CHECK(row["best"] == 0);
    }
  CHECK(json["tables"]["effects"].size() == 15);
}

TEST_CASE("hire says so where nobody is worth hiring", "[command][hire]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const Outcome o = run_program("hire " + file + " --no-record --role manager --for on_time");
  REQUIRE(o.code == 0);
  says(o.out, "1. Hire nobody for this: of the 3 hires that were tried none");
  // Whoever is paid and has nothing to do lowers the margin.
  const Outcome paid = run_program("hire " + file + " --no-record --role manager --for margin");
  says(paid.out, "1. Hire nobody for this");
}

TEST_CASE("hire takes shares of the week and a first day", "[command][hire]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const Outcome o =
      run_program("hire " + file +
                  " --no-record --role executive --level mid --share 50% --share 100% "
                  "--from 2027-04-05 --format csv");
  REQUIRE(o.code == 0);
  says(o.out, "an Executive for 50 % of the week");
  says(o.out, "\"people={ role: executive, level: mid, share: 50% } at 2027-04-05\"");
}

TEST_CASE("hire --by finds the last day, and says when none is needed or it is too late",
          "[command][hire]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const std::string by = "hire " + file + " --no-record --role executive --level mid --by ";
  const Outcome o = run_program(by + "--target 'on_time>=70%' --lead '4 weeks' --format json");
  REQUIRE(o.code == 0);
  const auto json = nlohmann::json::parse(o.out);
  CHECK(json["answer"] == "found");
  CHECK(json["lead_days"] == 28);
  const std::string start = json["start_by"];
  CHECK(start > "2027-03-01");
  CHECK(start < "2027-05-24");
  double before = 1, after = 0;  // at the day itself, and at the next one tried
  for (const auto& row : json["tables"]["starts"]) {
    if (row["start"] == start) before = row["figure"];
    if (row["start"] > start && after == 0) after = row["figure"];
  }
  CHECK(before >= 0.7);
  CHECK(after < 0.7);
  // Of several the one that is best from the first day on.
  const Outcome best =
      run_program("hire " + file + " --no-record --level mid --by --target 'on_time>=70%'");
  says(best.out, "1. Hire an Executive by ");
  says(run_program(by + "--target 'on_time>=1%'").out, "1. No hire is needed to keep");
  says(run_program(by + "--target 'on_time>=99.9%'").out, "1. It is too late for");
}

TEST_CASE("hire is recorded in the book of runs", "[command][hire]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop), book = folder.path("runs.db");
  const Outcome o = run_program("hire " + file + " --level mid --book " + book);
  REQUIRE(o.code == 0);
  const Outcome list = run_program("runs --book " + book);
  says(list.out, "hire");
  says(list.out, "Hire an Executive");
}

TEST_CASE("hire refuses what it cannot understand, with the nearest name", "[command][hire]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  refused("hire " + file + " --for on_tim", "do you mean on_time?");
  refused("hire " + file + " --for executive.busy", "is neither good nor bad in itself");
  refused("hire " + file + " --role executiv", "do you mean executive?");
  refused("hire " + file + " --level seniro", "do you mean senior?");
  refused("hire " + file + " --share 0%", "--share wants a share such as 60%");
  refused("hire " + file + " --pcs 40%", "--pcs wants a probability above 50%");
  refused("hire " + file + " --worth much", "--worth wants points");
  refused("hire " + file + " --by", "--by needs a --target");
  refused("hire " + file + " --by --target on_time", "--target wants a measure, >= or <=");
  refused("hire " + file + " --by --target 'on_time>=80'", "does not fit");
  refused("hire " + file + " --by --target 'on_time>=today - 5 points'", "not of today's");
  refused("hire " + file + " --by --target 'on_time>=80%' --lead soon", "--lead wants a time");
  refused("hire " + file + " --from 2029-01-01", "the scenario plays 2027-03-01 to 2027-05-23");
  refused("hire " + file + " --lead '3 weeks'", "go with --by");
}
