// `suits sweep` as a person types it, and as a power cut meets it.

#include <filesystem>

#include <nlohmann/json.hpp>

#include "engine/book/book.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/tools/killing.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;
using suits::Book;

namespace {

const char* const kScenario = R"yaml(suits: 1
name: Test shop
time: { start: 2027-03-01, run: 12 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
dispatch: { default: first_come }
roles:
  executive: { title: Executive, team: pool }
people:
  - { role: executive, count: 2 }
accounts:
  - { name: Lion }
work:
  mail: { who: executive, effort: "exponential(mean 1 h)", arrives: 12/working day, deliverable: yes, due: 1 working day }
  brief: { who: executive, effort: "lognormal(mean 6 h, p90 12 h)", arrives: 8/month }
)yaml";

/// A book of its own, and a scenario beside it.
struct Desk {
  Folder folder;
  std::string file = folder.file("shop.yaml", kScenario);
  std::string book = folder.path("runs.db");
  std::string flag = " --book " + book;

  Outcome run(const std::string& arguments) const { return run_program(arguments + flag); }
  std::string sweep() const {
    return "sweep " + file +
           " --vary people.executive.count=2..4 "
           "--vary dispatch.default=first_come,least_slack,shortest ";
  }
};

}  // namespace

TEST_CASE("A sweep says what is best and what matters, for people and for programs",
          "[command][sweep]") {
  const Desk desk;
  const std::string line = desk.sweep() + "--replications 6 ";
  const Outcome table = desk.run(line);
  CHECK(table.code == 0);
  CHECK(table.err == "suits: 9 settings × 6 courses = 54 to play\n");
  says(table.out,
       "Test shop\n9 settings (grid), each played through the same 6 possible courses (seed 1)\n");
  says(table.out,
       "1. Of 9 settings the mean turnaround of mails is lowest at executive.count = 4 and "
       "dispatch.default = ");
  says(table.out,
       "2. What matters most is executive.count: from 2 to 4 it changes the mean turnaround of "
       "mails by −");
  says(table.out, "\n  people.executive.count\n    2 │");
  says(table.out, "\nSettings\n");
  says(table.out, "\nEffects\n");
  says(table.out, "\n  dispatch.default: least_slack ");

  const auto json = nlohmann::json::parse(desk.run(line + "--format json").out);
  CHECK(json["points"] == 9);
  CHECK(json["factors"][0]["values"] == std::vector<std::string>{"2", "3", "4"});
  const auto& rows = json["tables"]["sweep"];
  CHECK(rows[0]["people.executive.count"] == "2");
  CHECK(rows[0]["measure"] == "mail.turnaround");
  CHECK(rows[0]["unit"] == "working days");
  CHECK(rows[0]["value"] > rows[rows.size() - 10]["value"]);
  CHECK(json["tables"]["effects"][0]["factor"] == "people.executive.count");
  CHECK(json["tables"]["effects"][0]["differs"] == true);
  CHECK(json["tables"]["effects"][0]["change"] < 0);

  const Outcome csv = desk.run(line + "--format csv");
  says(csv.out,
       "# "
       "sweep\r\npoint,people.executive.count,dispatch.default,measure,unit,value,value_pm,may_be_"
       "best\r\n1,2,first_come,mail.turnaround,working days,");
  for (const char* threads : {"1", "3"})
    CHECK(desk.run(line + "--format csv --threads " + threads).out == csv.out);
  CHECK(desk.run(line + "--output " + desk.folder.path("out")).code == 0);
  CHECK(csv.out.find(text_of(desk.folder.path("out/effects.csv"))) != std::string::npos);
  says(desk.run("runs").out, "9 × 6");
  CHECK(desk.run("runs play 1").out ==
        "Run 1 played again: the same results to the byte (54 courses, and the report).\n");
}

TEST_CASE("A point of a sweep is what a run of its setting says", "[command][sweep]") {
  const Desk desk;
  const auto sweep = nlohmann::json::parse(
      desk.run("sweep " + desk.file +
               " --vary people.executive.count=2,3 --measure executive.busy --measure mail.on_time "
               "--replications 5 --format json")
          .out);
  const auto run = nlohmann::json::parse(
      desk.run("run " + desk.file +
               " --set people.executive.count=3 --replications 5 --format json")
          .out);
  const auto& rows = sweep["tables"]["sweep"];
  REQUIRE(rows.size() == 4);
  CHECK(rows[2]["measure"] == "executive.busy");
  CHECK(rows[2]["value"] == run["tables"]["roles"][0]["busy"]);
  CHECK(rows[2]["value_pm"] == run["tables"]["roles"][0]["busy_pm"]);
}

TEST_CASE("Space-filling designs take as many settings as they are told", "[command][sweep]") {
  const Desk desk;
  const std::string vary = "sweep " + desk.file +
                           " --vary work.mail.arrives=*0.5..1.0 --vary people.executive.count=2..5 "
                           "--replications 2 --format json ";
  const auto lhs = nlohmann::json::parse(desk.run(vary + "--design lhs --points 8").out);
  CHECK(lhs["points"] == 8);
  CHECK(lhs["factors"][0]["values"].size() == 8);
  CHECK(lhs["factors"][1]["values"].size() == 4);
  const auto sobol = nlohmann::json::parse(desk.run(vary + "--design sobol --points 8").out);
  CHECK(sobol["factors"][0]["values"].size() == 8);
  CHECK(sobol["tables"]["sweep"][0]["work.mail.arrives"] == "*0.5");
}

TEST_CASE("A setting that cannot go on is told with its reason, and the others are reported",
          "[command][sweep][book]") {
  const Desk desk;
  std::string text = kScenario;
  text.replace(text.find("{ role: executive, count: 2 }"), 29, "{ name: Ann, role: executive }");
  desk.folder.file("shop.yaml", text);
  const std::string vary = "sweep " + desk.file + " --replications 3 --vary people.Ann.leaves=";
  const Outcome o = desk.run(vary + "2027-03-10,2028-03-10,2028-04-10 --format json");
  CHECK(o.code == 0);
  const auto json = nlohmann::json::parse(o.out);
  CHECK(json["points"] == 2);
  CHECK(json["factors"][0]["values"].size() == 2);
  REQUIRE(json["notes"].size() == 1);
  const std::string note = json["notes"][0];
  CHECK(note.starts_with("Failed, and left out, is people.Ann.leaves=2027-03-10: "));
  CHECK(note.ends_with("(replication 1)"));
  CHECK(desk.run(vary + "2027-03-10,2028-03-10,2028-04-10 --format json --threads 3").out == o.out);
  CHECK(desk.run("runs play 1").code == 0);
  const Outcome none = desk.run(vary + "2027-03-10,2027-03-11");
  CHECK(none.code == 1);
  CHECK(none.out.empty());
  says(none.err, "suits: all settings failed, people.Ann.leaves=2027-03-10 in replication 1");
}

TEST_CASE("A design of few values plays each setting once", "[command][sweep]") {
  const Desk desk;
  const Outcome o = desk.run("sweep " + desk.file +
                             " --vary people.executive.count=2..3 --design lhs --points 8 "
                             "--replications 2 --format json");
  REQUIRE(o.code == 0);
  const auto json = nlohmann::json::parse(o.out);
  CHECK(json["points"] == 2);
  CHECK(json["notes"][0] ==
        "2 of the 8 settings asked for are different ones; each of these is played once.");
}

TEST_CASE("A sweep says what its quantiles are, and names with dots stay whole",
          "[command][sweep]") {
  const Desk desk;
  std::string text = kScenario;
  text.replace(text.find("{ name: Lion }"), 14, "{ name: A.B. Ltd }");
  desk.folder.file("shop.yaml", text);
  const Outcome o = desk.run("sweep " + desk.file +
                             " --vary 'accounts.\"A.B. Ltd\".size=1,1.2' --replications 2 "
                             "--measure mail.turnaround --measure mail.turnaround.p90");
  CHECK(o.code == 0);
  says(o.out, " at \"A.B. Ltd\".size = ");
  says(o.out, "Of mail.turnaround.p90 each course has its own quantile");
}

TEST_CASE("Wrong sweeps are refused before anything is played", "[command][sweep]") {
  const Desk desk;
  const auto refused = [&](const std::string& arguments) {
    const Outcome seen = desk.run("sweep " + arguments);
    CHECK(seen.code == 2);
    CHECK(seen.out.empty());
    return seen.err;
  };
  const std::string vary = desk.file + " --vary people.executive.count=2..3 ";
  CHECK(refused(desk.file) ==
        "suits: suits sweep wants something to vary, as in --vary "
        "people.account_executive.count=8..12\n");
  CHECK(refused(vary + "--points 5") ==
        "suits: a grid has all of its points: --points goes with --design lhs or sobol\n");
  CHECK(refused(vary + "--design lhs") ==
        "suits: --design lhs wants --points N: how many settings to play\n");
  CHECK(refused(vary + "--vary people.executive.count=5,6") ==
        "suits: people.executive.count is varied twice\n");
  says(refused(vary + "--vary a=1..100 --vary b=1..100"),
       "suits: that makes 20,000 settings, and at most 5,000 are played: take fewer values, or "
       "--design lhs");
  CHECK(refused(vary + "--replications 100000 --vary b=1..2") ==
        "suits: that makes 4 settings × 100,000 courses = 400,000 to play, and at most 200,000 "
        "are: take fewer of either\n");
  CHECK(refused(vary + "--measure mail.turnaruond") ==
        "suits: there is no measure \"mail.turnaruond\" (do you mean mail.turnaround?)\n");
  says(refused(vary + "--vary work.mial.arrives=1/day,2/day"),
       "suits: with people.executive.count=2 work.mial.arrives=1/day:\n");
  says(refused(desk.file + " --vary people.executive.count=2,three"),
       "suits: with people.executive.count=three:\n--vary:1:24: error: ");
  CHECK(refused("--resume 4") ==
        "suits: there is no book of runs " + desk.book + " to resume from\n");
  CHECK(refused("--resume 4 --vary a=1,2") ==
        "suits: --resume takes everything from the book: leave out --vary, or begin a sweep of its "
        "own\n");
  const Outcome first = desk.run("sweep " + vary + "--replications 2");
  REQUIRE(first.code == 0);
  const Outcome done = desk.run("sweep --resume 1");  // tells its report again
  CHECK(done.code == 0);
  CHECK(done.err == "suits: sweep 1 is done: its report\n");
  CHECK(done.out == first.out);
  CHECK(refused("--resume 2") ==
        "suits: there is no run 2 in " + desk.book + "; suits runs lists them\n");
  REQUIRE(desk.run("run " + desk.file + " --replications 1").code == 0);
  CHECK(refused("--resume 2") == "suits: run 2 is no sweep, but of suits run\n");
}

TEST_CASE("A sweep that is killed goes on to the same bytes", "[command][sweep][book]") {
  const Desk desk;
  CHECK(killed_to_death(desk.book, desk.sweep() + "--replications 60", 6, 60) >= 1);
}

TEST_CASE("A sweep that is killed fifty times goes on to the same bytes", "[.nightly][sweep]") {
  const Desk desk;
  CHECK(killed_to_death(desk.book, desk.sweep() + "--replications 1500", 50, 90) >= 30);
}

TEST_CASE("An interrupted sweep goes on by its number, or begins anew where that is wanted",
          "[command][sweep][book]") {
  const Desk desk;
  const std::string line = desk.sweep() + "--replications 5 ";
  const Outcome whole = desk.run(line);
  // As if it had been killed before its end.
  const auto interrupt = [&] {
    suits::Database raw(desk.book, false);
    raw.run(
        "UPDATE run SET state = 0, ended = NULL, headline = ''; DELETE FROM report;"
        "DELETE FROM result WHERE point > 3 OR (point = 3 AND replication IN (1, 3))");
  };
  interrupt();
  says(desk.run("runs").out, "interrupted, 40 %");
  CHECK(desk.run("runs show 1")
            .err.find("suits: it was interrupted after 18 of 45 courses, so there is no report") !=
        std::string::npos);
  std::filesystem::remove(desk.file);
  Outcome again = desk.run("sweep --resume 1");
  CHECK(again.out == whole.out);
  CHECK(again.err ==
        "suits: 9 settings × 5 courses = 45 to play\n"
        "suits: sweep 1 was interrupted after 18 of 45 courses; goes on from there\n");
  desk.folder.file("shop.yaml", kScenario);
  interrupt();
  again = desk.run(line + "--anew");
  CHECK(again.out == whole.out);
  CHECK(again.err == "suits: 9 settings × 5 courses = 45 to play\n");
  CHECK(Book(desk.book).list().size() == 2);
  // Another text is another sweep.
  interrupt();
  desk.folder.file("shop.yaml", std::string(kScenario) + "# a remark\n");
  CHECK(desk.run(line).err == "suits: 9 settings × 5 courses = 45 to play\n");
  CHECK(Book(desk.book).list().size() == 3);
}

TEST_CASE("A program that plays otherwise does not go on with what another began",
          "[command][sweep][book]") {
  const Desk desk;
  const std::string line = desk.sweep() + "--replications 3 ";
  const Outcome whole = desk.run(line);
  suits::Database(desk.book, false)
      .run(
          "UPDATE run SET state = 0, ended = NULL; DELETE FROM report; DELETE FROM result WHERE "
          "point > 3;"
          "UPDATE result SET history = history + 1");
  const Outcome refused = desk.run("sweep --resume 1");
  CHECK(refused.code == 2);
  says(refused.err,
       "suits: sweep 1 was begun by another version of the program, which plays other courses: "
       "begin it again: suits sweep ");
  CHECK(desk.run(line).out == whole.out);
  CHECK(Book(desk.book).list().size() == 2);
}
