// `suits runs`, and what every run leaves in the book, as a person sees it.

#include <filesystem>
#include <regex>

#include <nlohmann/json.hpp>

#include "engine/book/book.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;
using suits::Book;

namespace {

const char* const kScenario = R"yaml(suits: 1
name: Test shop
time: { start: 2027-03-01, run: 8 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles:
  executive: { title: Executive }
people:
  - { role: executive, count: 2 }
accounts:
  - { name: Lion }
work:
  mail: { who: executive, effort: 1 h, arrives: 8/working day, deliverable: yes, due: 1 working day }
)yaml";

const char* const kFailing = R"yaml(suits: 1
name: Nobody left
time: { start: 2027-03-01, run: 8 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles:
  executive: {}
people:
  - { name: Aiko, role: executive, leaves: 2027-03-08 }
accounts:
  - { name: Lion }
work:
  mail: { who: executive, effort: 1 h, arrives: 2/working day }
)yaml";

/// A book of its own, and a scenario beside it.
struct Desk {
  Folder folder;
  std::string file = folder.file("shop.yaml", kScenario);
  std::string book = folder.path("runs.db");
  std::string flag = " --book " + book;

  Outcome run(const std::string& arguments) const { return run_program(arguments + flag); }
};

}  // namespace

TEST_CASE("A run is recorded, listed, shown as it was and played again", "[command][book]") {
  const Desk desk;
  const Outcome run = desk.run("run " + desk.file + " --replications 4 --seed 9 --threads 2");
  REQUIRE(run.code == 0);
  CHECK(run.err.empty());

  const Outcome list = desk.run("runs");
  CHECK(list.code == 0);
  CHECK(std::regex_search(
      list.out,
      std::regex(
          R"(\n    1  20\d\d-\d\d-\d\d \d\d:\d\d  run      shop.yaml  9     4        done)")));

  // The screen is that of a pipe: 100 columns, no colour.
  const Outcome show = desk.run("runs show 1");
  CHECK(show.code == 0);
  CHECK(show.err.find(": suits run " + desk.file + " --replications 4") != std::string::npos);
  CHECK(
      says(show.out, "Test shop\n2027-03-01 to 2027-04-25, 8 weeks; 4 possible courses (seed 9)"));
  const Outcome json = desk.run("run " + desk.file + " --replications 4 --seed 9 --format json");
  CHECK(desk.run("runs show 1 --format json").out == json.out);

  std::filesystem::remove(desk.file);  // the book has its text
  const Outcome again = desk.run("runs play 1");
  CHECK(again.out ==
        "Run 1 played again: the same results to the byte (4 courses, and the report).\n");
  CHECK(again.code == 0);
  CHECK(Book(desk.book).list().size() == 2);  // playing again leaves no line
}

TEST_CASE("What was recorded otherwise is found when it is played again", "[command][book]") {
  const Desk desk;
  REQUIRE(desk.run("run " + desk.file + " --replications 3").code == 0);
  const auto tamper = [&](const std::string& sql) { suits::Database(desk.book, false).run(sql); };
  tamper("UPDATE result SET history = history + 1 WHERE replication = 1");
  Outcome again = desk.run("runs play 1");
  CHECK(again.code == 1);
  CHECK(again.out == "Run 1 played again: not the same, replication 2 takes another course.\n");
  tamper("UPDATE result SET history = history - 1 WHERE replication = 1");
  tamper("UPDATE report SET json = json || ' '; UPDATE run SET program = '9.9'");
  again = desk.run("runs play 1");
  CHECK(again.out ==
        "Run 1 played again: not the same, the figures of the report are others.\n"
        "It was played by suits 9.9; this is 0.1.0.\n");
}

TEST_CASE("Recording changes no byte of a result", "[command][book]") {
  const Desk desk;
  for (const char* format : {"table", "json", "csv"}) {
    const std::string line = "run " + desk.file + " --replications 3 --format " + format;
    CHECK(desk.run(line).out == run_program(line + " --no-record").out);
  }
}

TEST_CASE("A run with --no-record leaves no trace", "[command][book]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome seen = run_program("run " + file + " --replications 2 --no-record; ls -A '" +
                                   folder.path() + "' >&2");
  CHECK(seen.err == "shop.yaml\n");
  // Without it, and without SUITS_BOOK, the book lies in the folder of state.
  const Outcome recorded =
      run_program("--version; unset SUITS_BOOK; export XDG_STATE_HOME='" + folder.path("state") +
                  "'; \"" + "$SUITS_PROGRAM\" run " + file + " --replications 2");
  CHECK(recorded.code == 0);
  CHECK(Book::exists(folder.path("state/suits/runs.db")));
}

TEST_CASE("A run that fails is recorded with its reason", "[command][book]") {
  const Desk desk;
  const std::string file = desk.folder.file("failing.yaml", kFailing);
  REQUIRE(desk.run("run " + file + " --replications 2").code == 1);
  says(desk.run("runs").out, "failed");
  const Outcome show = desk.run("runs show 1");
  CHECK(show.code == 1);
  says(show.err, "suits: it stopped: ");
  CHECK(desk.run("runs play 1").out ==
        "Run 1 played again: the same results to the byte (0 courses, and it stops for the same "
        "reason).\n");
}

TEST_CASE("Old runs are forgotten by number, by range and by age", "[command][book]") {
  const Desk desk;
  for (int i = 0; i < 5; ++i) REQUIRE(desk.run("run " + desk.file + " --replications 1").code == 0);
  suits::Database(desk.book, false)
      .run("UPDATE run SET begun = begun - 91 * 86400000 WHERE id = 5");
  says(desk.run("runs forget --older-than 90 days").err, "suits: forgot 1 run; the book takes ");
  says(desk.run("runs forget --older-than '12 weeks'").err, "suits: forgot 0 runs; ");
  says(desk.run("runs forget 2..3 1").err, "suits: forgot 3 runs; ");
  const auto left = Book(desk.book).list();
  REQUIRE(left.size() == 1);
  CHECK(left[0].id == 4);
  const Outcome list = desk.run("runs --format json");
  CHECK(nlohmann::json::parse(list.out)["runs"][0]["line"] ==
        "suits run " + desk.file + " --replications 1 --book " + desk.book);
  CHECK(desk.run("runs --format csv").out.rfind("id,begun,ended,command,", 0) == 0);
}

TEST_CASE("Wrong words to suits runs are refused plainly", "[command][book]") {
  const Desk desk;
  const auto refused = [&](const std::string& arguments) {
    const Outcome seen = desk.run("runs " + arguments);
    CHECK(seen.code == 2);
    CHECK(seen.out.empty());
    return seen.err;
  };
  CHECK(refused("list") == "suits: " + desk.book + ": there is no such book\n");
  REQUIRE(desk.run("run " + desk.file + " --replications 1").code == 0);
  CHECK(refused("shwo 1") ==
        "suits: suits runs knows list, show, play and forget, not \"shwo\" (do you mean show?)\n");
  CHECK(refused("12") ==
        "suits: suits runs knows list, show, play and forget, not \"12\" (do you mean show 12?)\n");
  CHECK(refused("show") ==
        "suits: suits runs show wants the number of one run, as in suits runs show 12; suits runs "
        "lists them\n");
  CHECK(refused("show x") == "suits: \"x\" is no number of a run; suits runs lists them\n");
  CHECK(refused("play 9") ==
        "suits: there is no run 9 in " + desk.book + "; suits runs lists them\n");
  CHECK(refused("forget") ==
        "suits: suits runs forget wants the numbers of runs, or --older-than 90 days; suits runs "
        "lists them\n");
  CHECK(refused("forget 3..1") == "suits: 3..1 goes down: write 1..3\n");
  CHECK(refused("forget 7..9") ==
        "suits: there is no run from 7 to 9 in " + desk.book + "; suits runs lists them\n");
  CHECK(refused("forget --older-than soon") ==
        "suits: --older-than wants an age in hours, days or weeks, as in 90 days, not \"soon\"\n");
  CHECK(refused("forget --older-than 90") ==
        "suits: --older-than wants an age in hours, days or weeks, as in 90 days, not \"90\"\n");
  CHECK(refused("--older-than 3 days") ==
        "suits: --older-than goes with forget: suits runs forget --older-than 90 days\n");
  const std::string notes = desk.folder.file("notes.txt", std::string(300, 'n'));
  CHECK(run_program("run " + desk.file + " --book " + notes).code == 2);
  CHECK(run_program("run " + desk.file + " --book '' --replications 1").err ==
        "suits: --book needs the name of a file\n");
  CHECK(run_program("run " + desk.file + " --no-record --book " + notes).err ==
        "suits: --book and --no-record do not go together: one names where it is recorded\n");
}

TEST_CASE("Where the usual book cannot be written the answer comes all the same, and it is said",
          "[command][book]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const std::string notes = folder.file("notes.txt", std::string(300, 'n'));
  const std::string line = "run " + file + " --replications 3";
  const std::string answer = run_program(line + " --no-record").out;
  const auto with = [&](const std::string& before, const std::string& extra = "") {
    return run_program("--version >/dev/null; " + before + " \"$SUITS_PROGRAM\" " + line + extra);
  };
  Outcome seen = with("export SUITS_BOOK='" + notes + "';");
  CHECK(seen.code == 0);
  CHECK(seen.out == answer);
  CHECK(seen.err == "suits: this run is not recorded, its results are whole: " + notes +
                        " is no book of runs, but a file of another kind; name another book with "
                        "--book FILE or SUITS_BOOK\n");
  seen = with("unset SUITS_BOOK XDG_STATE_HOME HOME;");
  CHECK(seen.code == 0);
  CHECK(seen.out == answer);
  says(seen.err, "as HOME is not set; --book FILE names one, --no-record does without\n");
  // A disk that is full: no file may grow past 48 kB.
  seen = with("trap '' XFSZ; ulimit -f 48;", " | cat");
  CHECK(seen.out == answer);
  says(seen.err, "suits: this run is not recorded, its results are whole: ");
}

TEST_CASE("Programs that run at once share the book", "[command][book]") {
  const Desk desk;
  std::string line = "--version >/dev/null";
  for (int i = 0; i < 6; ++i)
    line += " && { \"$SUITS_PROGRAM\" run " + desk.file + " --replications 20 --threads 1 --seed " +
            std::to_string(i) + desk.flag + " >/dev/null & }";
  const Outcome seen = run_program(line + "; wait");
  CHECK(seen.err == "");
  Book book(desk.book);
  book.check();
  const auto entries = book.list();
  REQUIRE(entries.size() == 6);
  for (const auto& entry : entries) {
    CHECK(entry.state == suits::RunState::done);
    CHECK(entry.played == 20);
  }
}
