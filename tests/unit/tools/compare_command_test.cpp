// `suits compare`, --precision and --warm-up as a person types them.

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
time: { start: 2027-03-01, run: 8 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles:
  executive: { title: Executive, team: pool }
people:
  - { name: Ann, role: executive }
  - { name: Ben, role: executive }
accounts:
  - { name: Lion }
work:
  mail: { who: executive, effort: exponential(mean 1 h), arrives: 12/working day, deliverable: yes, due: 1 working day }
what_if:
  lose_ben: { title: Ben leaves, remove: people.Ben, at: 2027-03-29 }
  nothing: { set: { work.mail.due: 1 working day } }
)yaml";

}  // namespace

TEST_CASE("compare says what each what-if would change, the answer first", "[command][compare]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome o = run_program("compare " + file + " --replications 12 --no-record");
  REQUIRE(o.code == 0);
  CHECK(o.err.empty());
  says(o.out, "1. Ben leaves: The mean turnaround of mails rises by ");
  says(o.out,
       "2. nothing: Nothing moves: all measures are the same to the last digit in 12 possible");
  CHECK(o.out.find("Ben leaves:") < o.out.find("Variant minus base"));
  says(o.out, "mail.turnaround.p90");
  CHECK(run_program("compare " + file + " --replications 12 --no-record --threads 3").out == o.out);
}

TEST_CASE("what-ifs are named, and edits typed make one more", "[command][compare]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const std::string flags = " --replications 12 --format json --no-record";
  const auto names = [&](const std::string& arguments) {
    const Outcome o = run_program("compare " + file + " " + arguments + flags);
    REQUIRE(o.code == 0);
    std::vector<std::string> out;
    const auto json = nlohmann::json::parse(o.out);
    for (const auto& variant : json["variants"]) out.push_back(variant["name"]);
    return out;
  };
  CHECK(names("") == std::vector<std::string>{"lose_ben", "nothing"});
  CHECK(names("nothing") == std::vector<std::string>{"nothing"});
  CHECK(names("--set work.mail.arrives=+10%") ==
        std::vector<std::string>{"work.mail.arrives=+10%"});
  CHECK(names("lose_ben --remove people.Ann --set work.mail.arrives=-50%") ==
        std::vector<std::string>{"lose_ben", "without people.Ann, work.mail.arrives=-50%"});
}

TEST_CASE("a comparison narrowed to a measure, as CSV", "[command][compare]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome o = run_program("compare " + file +
                                " lose_ben --measure 'Ben.*ed' --measure mail.on_time --format csv "
                                "--replications 12 --no-record");
  REQUIRE(o.code == 0);
  CHECK(o.out.starts_with(
      "variant,measure,what,unit,base,base_pm,base_at_least,variant_figure,variant_figure_pm,"
      "variant_figure_at_least,difference,difference_pm,verdict,p,saved\r\n"
      "lose_ben,Ben.worked,time worked by Ben,h,"));
  says(o.out, "lose_ben,mail.on_time,share of mails on time,share,");
  CHECK(o.out.find("mail.turnaround") == std::string::npos);
  const Outcome files = run_program("compare " + file + " lose_ben --replications 3 --output " +
                                    folder.path("out") + " --no-record");
  CHECK(files.code == 0);
  CHECK(text_of(folder.path("out/differences.csv")).starts_with("variant,measure,"));
}

TEST_CASE("what cannot be compared is refused", "[command][compare]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  refused("compare", "suits compare needs a scenario file");
  refused("compare " + file + " lose_bne",
          "there is no what-if \"lose_bne\" (do you mean lose_ben?)");
  refused("compare " + file + " --set people.Bn.level=mid", "there is no 'Bn' in people");
  refused("compare " + file + " --measure mail.turnaroud", "(do you mean mail.turnaround?)");
  refused("compare " + file + " --precision 2",
          "mail.turnaround has no precision in a bare number; it takes working days or working "
          "hours, or a share of itself like 2%");
  refused("compare " + file + " --precision mail.on_time=2%h",
          "mail.on_time has no precision in \"%h\"; it takes points, or a share of itself like 2%");
  refused("compare " + file + " --precision some",
          "--precision wants a share like 2%, or an amount");
  refused("compare " + file + " --precision 2% --precision 3%", "--precision is given twice");
  refused("compare " + file + " --precision mail.ontime=2%", "(do you mean mail.on_time?)");
  std::string plain = kScenario;
  plain.resize(plain.find("what_if:"));
  refused("compare " + folder.file("plain.yaml", plain), "there is nothing to compare with");
}

TEST_CASE("a variant that cannot go on is named", "[command][compare]") {
  const Folder folder;
  std::string text = kScenario;
  text += "  nobody: { set: { people.Ann.leaves: 2027-03-10, people.Ben.leaves: 2027-03-10 } }\n";
  const Outcome o = run_program("compare " + folder.file("shop.yaml", text) +
                                " nobody --replications 3 --no-record");
  CHECK(o.code == 1);
  CHECK(o.out.empty());
  says(o.err, "suits: the what-if nobody stopped in replication 1 of seed 1");
}

TEST_CASE("comparisons stand in the book of runs", "[command][compare]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const std::string book = " --book " + folder.path("book.db");
  const Outcome o = run_program("compare " + file + " --replications 12" + book);
  REQUIRE(o.code == 0);
  const Outcome list = run_program("runs" + book);
  says(list.out, "compare");
  says(list.out, "done");
  says(run_program("runs show 1" + book).out, "Ben leaves: The mean turnaround of mails rises by");
}

namespace {

std::string with_extra_variant() {
  return std::string(kScenario) +
         "  one_more: { add: { people: { role: executive, name: Cem } } }\n";
}

}  // namespace

TEST_CASE("A comparison is played again from the book, to the byte", "[command][compare][book]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", with_extra_variant());
  const std::string book = " --book " + folder.path("runs.db");
  REQUIRE(run_program("compare " + file + " --replications 12" + book).code == 0);
  REQUIRE(run_program("compare " + file +
                      " lose_ben --set work.mail.arrives=+5% --replications 9 " +
                      "--measure 'mail.*' --precision 40%" + book)
              .code == 0);
  folder.file("shop.yaml", "no scenario any more");
  CHECK(run_program("runs play 1" + book).out ==
        "Run 1 played again: the same results to the byte (48 courses, and the report).\n");
  const Outcome precise = run_program("runs play 2" + book);
  CHECK(precise.code == 0);
  says(precise.out, "Run 2 played again: the same results to the byte (");
  suits::Database(folder.path("runs.db"), false)
      .run("UPDATE result SET rest = x'00' WHERE run = 1 AND point = 1 AND replication = 4");
  says(run_program("runs play 1" + book).out,
       "not the same, point 2, replication 5 takes the same course, but gives other figures");
}

TEST_CASE("An interrupted comparison goes on by its number, or by the same command",
          "[command][compare][book]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", with_extra_variant());
  const std::string book = " --book " + folder.path("runs.db");
  const std::string line = "compare " + file + " --replications 15";
  const Outcome whole = run_program(line + book);
  REQUIRE(whole.code == 0);
  // As if it had been killed before its end: of course 7 the base and a variant are kept.
  const auto interrupt = [&](const char* also = "") {
    suits::Database(folder.path("runs.db"), false)
        .run(std::string(
                 "UPDATE run SET state = 0, ended = NULL, headline = ''; DELETE FROM report;"
                 "DELETE FROM result WHERE replication > 6 OR (replication = 6 AND point > 1);") +
             also);
  };
  interrupt();
  std::filesystem::remove(file);
  const Outcome again = run_program("compare --resume 1" + book);
  CHECK(again.out == whole.out);
  CHECK(again.err ==
        "suits: compare 1 was interrupted after 26 of 60 courses; goes on from there\n");
  folder.file("shop.yaml", with_extra_variant());
  interrupt();
  CHECK(run_program(line + " --format json" + book).out ==
        run_program(line + " --format json --no-record").out);
  CHECK(Book(folder.path("runs.db")).list().size() == 1);
  // One that is done tells its report again, in any form.
  const Outcome done = run_program("compare --resume 1" + book);
  CHECK(done.code == 0);
  CHECK(done.out == whole.out);
  CHECK(done.err == "suits: compare 1 is done: its report\n");
  says(run_program("compare --resume 1 --format csv" + book).out, "variant,measure,what");
  // Another question is another comparison; another program's courses are not gone on with.
  interrupt("UPDATE result SET history = history + 1;");
  CHECK(run_program(line + " --measure mail.on_time" + book).err.empty());
  const Outcome other = run_program("compare --resume 1" + book);
  CHECK(other.code == 2);
  says(other.err, "suits: compare 1 was begun by another version of the program");
}

TEST_CASE("A comparison that is killed goes on to the same bytes", "[command][compare][book]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", with_extra_variant());
  CHECK(killed_to_death(folder.path("runs.db"), "compare " + file + " --replications 400", 5, 60) >=
        1);
}

TEST_CASE("A comparison that is killed ten times goes on to the same bytes",
          "[.nightly][compare]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", with_extra_variant());
  CHECK(killed_to_death(folder.path("runs.db"), "compare " + file + " --replications 1500", 12,
                        300) >= 8);
}

TEST_CASE("compare and run go on until a figure is known to an amount", "[command][compare]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const std::string flags = " --no-record --format json --replications 10";
  const auto json = [&](const std::string& arguments) {
    const Outcome o = run_program(arguments + flags);
    REQUIRE(o.code == 0);
    return nlohmann::json::parse(o.out);
  };
  const auto run = json("run " + file + " --precision mail.on_time='1 points'");
  CHECK(run["replications"] > 10);
  says(run["notes"][0], "Precision: 1 point was asked for; after ");
  says(run["notes"][0], "known are mail.on_time to 0.9");
  const auto both =
      json("run " + file + " --precision '1 working hour' --precision mail.on_time='3 points'");
  says(both["notes"][0], "mail.turnaround to 0.");
  says(both["notes"][0], " working hours (1 working hour asked for) and mail.on_time to ");
  const auto compared =
      json("compare " + file + " lose_ben --precision 'mail.*time=1.5 points' --threads 2");
  CHECK(compared["replications"] > 10);
  says(compared["notes"][0], "known are lose_ben: mail.on_time to 1.");
}

TEST_CASE("compare leaves out a warm-up, the same for all", "[command][compare]") {
  const Folder folder;
  std::string text = kScenario;
  text.replace(text.find("run: 8 weeks"), 12, "run: 60 weeks");
  text.resize(text.find("what_if:"));
  text += "what_if:\n  more: { set: { work.mail.arrives: +5% } }\n";
  const std::string file = folder.file("shop.yaml", text);
  const std::string flags = " --replications 4 --no-record --format json";
  const auto notes = [&](const std::string& command) {
    const Outcome o = run_program(command + flags);
    REQUIRE(o.code == 0);
    const auto json = nlohmann::json::parse(o.out);
    return json.contains("notes") ? json["notes"][0].get<std::string>() : "";
  };
  const std::string found = notes("compare " + file + " --warm-up find");
  says(found, "Warm-up found: ");
  says(found, ", the longest of base and what-ifs (MSER-5");
  // A scenario may ask for it itself; then run, compare and sweep find it.
  std::string asks = text;
  asks.replace(asks.find("run: 60 weeks"), 13, "run: 60 weeks, warm_up: found");
  const std::string asking = folder.file("asking.yaml", asks);
  CHECK(notes("compare " + asking) == found);
  CHECK(notes("run " + asking) == notes("run " + file + " --warm-up find"));
  says(notes("sweep " + asking + " --vary people.Ben.share=90%,100%"), "Warm-up found: ");
  CHECK(notes("run " + file) == "");
  says(run_program("check " + asking).out,
       "The warm-up is found when it is played, and left out of the window");
  // Where it cannot be told the note is the same, and says of which what-if.
  text += "  ben_leaves: { set: { people.Ben.leaves: 2027-09-30 } }\n";
  const std::string dated = folder.file("dated.yaml", text);
  says(notes("compare " + dated + " --warm-up find"),
       "Warm-up: there is none to be found, since the scenario with ben_leaves changes with time");
}

TEST_CASE("run goes on until its figures are known, or says that it did not", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const std::string run = "run " + file + " --no-record --format json";
  const auto json = [&](const std::string& flags) {
    const Outcome o = run_program(run + flags);
    REQUIRE(o.code == 0);
    return nlohmann::json::parse(o.out);
  };
  const auto exact = json(" --precision 4%");
  CHECK(exact["replications"] > 30);
  CHECK(exact["replications"] < 2000);
  says(exact["notes"][0], "Precision: 4 % was asked for; after ");
  says(exact["notes"][0], "known are mail.turnaround to 3.");
  CHECK(json(" --precision 4% --threads 3") == exact);
  CHECK(json(" --replications " + std::to_string(exact["replications"].get<int>()))["tables"] ==
        exact["tables"]);
  const auto capped =
      json(" --precision 0.1% --most-replications 40 --measure 'mail.turnaround.p9*'");
  CHECK(capped["replications"] == 40);
  REQUIRE(capped["notes"].size() == 2);
  says(capped["notes"][1], "0.1 % was not reached in 40 courses: mail.turnaround.p95 is known to ");
  says(capped["notes"][1], "it would take some ");
  refused("run " + file + " --measure mail.on_time", "--measure goes with --precision");
  refused("run " + file + " --most-replications 9", "--most-replications goes with --precision");
  refused("run " + file + " --precision 2% --replications 1", "takes at least 2 replications");
  refused("run " + file + " --precision 2% --most-replications 20",
          "--most-replications wants a whole number from 30");
}

TEST_CASE("run finds its warm-up, or says why there is none", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome dated = run_program("run " + file + " --set 'people.Ben.leaves=2027-04-05' " +
                                    "--warm-up find --replications 3 --no-record");
  CHECK(dated.code == 0);
  says(dated.out, "the scenario changes with time (people who come, go or are away on dates)");
  const Outcome brief = run_program("run " + file + " --warm-up find --replications 3 --no-record");
  says(brief.out, "Warm-up: the run is too short to tell");  // eight weeks are eight batches
  const Outcome found = run_program("run " + file + " --set 'time.run=60 weeks' --warm-up find " +
                                    "--replications 3 --no-record");
  says(found.out, "Warm-up found: ");
  refused("run " + file + " --warm-up fnd", "--warm-up wants find");
}
