// `suits compare`, --precision and --warm-up as a person types them.

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

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

bool says(const std::string& text, const std::string& part) {
  INFO(text);
  const bool found = text.find(part) != std::string::npos;
  CHECK(found);
  return found;
}

void refused(const std::string& arguments, const std::string& message) {
  INFO(arguments);
  const Outcome o = run_program(arguments);
  CHECK(o.code == 2);
  CHECK(o.out.empty());
  says(o.err, message);
}

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
  refused("compare " + file + " --precision 2", "--precision wants a share like 2%, not \"2\"");
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
