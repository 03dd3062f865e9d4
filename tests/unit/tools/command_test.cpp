// The commands as a person types them: exit codes, what goes where, and plain refusals.

#include <filesystem>

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
  executive: { title: Executive }
people:
  - { role: executive, count: 2 }
accounts:
  - { name: Lion }
work:
  mail: { who: executive, effort: 1 h, arrives: 8/working day, deliverable: yes, due: 1 working day }
)yaml";

}  // namespace

TEST_CASE("help and version go to stdout and succeed", "[command]") {
  for (const char* args : {"--help", "-h", "help", "run --help", "check --help", "explain --help",
                           "rules --help", "schema --help", "compare --help", "help run", "--version"}) {
    INFO(args);
    const Outcome o = run_program(args);
    CHECK(o.code == 0);
    CHECK_FALSE(o.out.empty());
    CHECK(o.err.empty());
  }
  says(run_program("run --help").out, "examples:");
  CHECK(run_program("--version").out.find("suits ") == 0);
}

TEST_CASE("wrong arguments are refused in plain words", "[command]") {
  const Folder folder;
  const std::string good = folder.file("good.yaml", kScenario);
  refused("", "usage: suits COMMAND");
  refused("rnu x", "there is no command \"rnu\" (do you mean \"run\"?)");
  refused("run", "suits run needs a scenario file");
  refused("run a b", "suits run takes one scenario file, not 2");
  refused("run --replication 3 " + good, "has no flag --replication (do you mean --replications?)");
  refused("run --sede=3 " + good, "(do you mean --seed?)");
  refused("run --seed", "--seed needs a value");
  refused("run --no-color=yes " + good, "--no-color takes no value");
  refused("run --seed 1 --seed 2 " + good, "--seed is given twice");
  refused("run --replications 0 " + good,
          "--replications wants a whole number from 1 to 1,000,000, not \"0\"");
  refused("run --replications abc " + good, "not \"abc\"");
  refused("run --replications 3.5 " + good, "not \"3.5\"");
  refused("run --replications -3 " + good, "replications");
  refused("run --replications 99999999999999999999999 " + good, "--replications wants");
  refused("run --seed 18446744073709551616 " + good, "--seed wants");
  refused("run --threads 0 " + good, "--threads wants a whole number from 1 to 256");
  refused("run --format jsn " + good,
          "--format wants table | json | csv, not \"jsn\" (do you mean");
  refused("run --color sometimes " + good, "--color wants auto | always | never");
  refused("schema x", "suits schema takes no file");
  refused("check --format csv " + good, "--format wants table | json");
}

TEST_CASE("files that cannot be read are told apart", "[command]") {
  const Folder folder;
  folder.file("agency.yaml", kScenario);
  refused("run " + folder.path("agenci.yaml"), "there is no such file (do you mean agency.yaml?)");
  refused("run " + folder.path(), "is a folder, not a scenario file");
  refused("check ''", "there is no such file");
}

TEST_CASE("mistakes in a scenario end with 2 and their diagnostics", "[command]") {
  const Folder folder;
  const std::string bad = folder.file("bad.yaml", "suits: 1\nnaem: x\n");
  for (const char* command : {"run ", "check "}) {
    const Outcome o = run_program(command + bad);
    CHECK(o.code == 2);
    CHECK(o.out.empty());
    says(o.err, bad + ":2:1: error: ");
    says(o.err, "naem: x");
    says(o.err, "^~~~");
  }
}

TEST_CASE("a run prints its results, the same for any number of threads", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome one = run_program("run " + file + " --replications 6 --threads 1");
  CHECK(one.code == 0);
  CHECK(one.err.empty());
  says(one.out, "The three things that matter");
  says(one.out, "6 possible courses (seed 1)");
  for (const char* threads : {"2", "3", "256"})
    CHECK(run_program("run " + file + " --replications 6 --threads " + threads).out == one.out);
  CHECK(run_program("run " + file + " --replications 6 --seed 2").out != one.out);
  CHECK(one.out.find('\x1b') == std::string::npos);
  says(run_program("run " + file + " --replications 2 --color always").out, "\x1b[1m");
  CHECK(
      run_program("run " + file + " --replications 2 --color always --no-color").out.find('\x1b') ==
      std::string::npos);
}

TEST_CASE("JSON and CSV go to stdout", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome json = run_program("run " + file + " --replications 3 --format json");
  CHECK(json.code == 0);
  const auto parsed = nlohmann::json::parse(json.out);
  CHECK(parsed["replications"] == 3);
  CHECK(parsed["tables"]["turnaround"][0]["kind"] == "mail");
  const Outcome csv = run_program("run " + file + " --replications 3 --format=csv");
  CHECK(csv.out.find("# turnaround\r\nkind,milestone,tier,") == 0);
  says(csv.out, "\r\n\r\n# roles\r\n");
}

TEST_CASE("files go into a folder, whole or not at all", "[command]") {
  namespace fs = std::filesystem;
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const std::string out = folder.path("results");
  const Outcome csv = run_program("run " + file + " --replications 2 --output " + out);
  CHECK(csv.code == 0);
  CHECK(csv.out.empty());
  says(csv.err, "wrote 9 files to " + out);
  CHECK(text_of(out + "/roles.csv").find("role,sort,people,") == 0);
  CHECK(run_program("run " + file + " --replications 2 --format json --output " + out).code == 0);
  CHECK(nlohmann::json::parse(text_of(out + "/run.json"))["scenario"] == "Test shop");
  CHECK(run_program("run " + file + " --replications 2 --format table --output " + out).code == 0);
  CHECK(text_of(out + "/run.txt").find("Test shop\n") == 0);
  for (const auto& entry : fs::directory_iterator(out))
    CHECK(entry.path().filename().string()[0] != '.');
  refused("run " + file + " --output " + file, "is not a folder");
  refused("run " + file + " --output " + folder.path("no/such"), "cannot create the folder");
  refused("run " + file + " --output ''", "--output needs the name of a folder");
}

TEST_CASE("files are written all or none", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const std::string out = folder.path("out");
  REQUIRE(run_program("run " + file + " --replications 2 --output " + out).code == 0);
  std::map<std::string, std::string> before;
  std::string last;
  for (const auto& entry : std::filesystem::directory_iterator(out)) {
    last = std::max(last, entry.path().string());
  }
  std::filesystem::remove(last);
  std::filesystem::create_directories(last + "/inside");
  const auto look = [&] {
    std::map<std::string, std::string> texts;
    for (const auto& entry : std::filesystem::directory_iterator(out)) {
      texts[entry.path().string()] = entry.is_directory() ? "" : text_of(entry.path().string());
    }
    return texts;
  };
  before = look();
  REQUIRE(before.size() > 2);
  const Outcome o = run_program("run " + file + " --replications 2 --seed 9 --output " + out);
  CHECK(o.code == 1);
  CHECK(o.err.find("it is a folder") != std::string::npos);
  CHECK(look() == before);
  // Of a new folder nothing is left, of one that was there nothing but what was in it.
  for (auto& [path, text] : before) {
    if (path != last) std::filesystem::remove(path);
  }
  CHECK(run_program("run " + file + " --replications 2 --output " + out).code == 1);
  CHECK(look().size() == 1);
}

TEST_CASE("a full disk and a closed stdout are failures, not successes", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  for (const std::string& args : {"run " + file + " --replications 1", "check " + file,
                                  std::string("schema"), std::string("--help")}) {
    INFO(args);
    const Outcome full = run_program(args + " >/dev/full");
    CHECK(full.code == 1);
    says(full.err, "cannot write the results");
    CHECK(run_program(args + " >&-").code == 1);
  }
}

TEST_CASE("a run that cannot go on ends with 1 and names the step", "[command]") {
  const Folder folder;
  // The client's hours and the agency's never meet.
  const std::string text = std::string(kScenario) +
                           "  meeting: { who: [executive, client], effort: 1 h, arrives: weekly }\n"
                           "parties: { client: { hours: night } }\n";
  std::string with_nights = text;
  const std::string hours = "[09:00-17:00] } }";
  with_nights.replace(with_nights.find(hours), hours.size(),
                      "[09:00-17:00] }, patterns: { night: { hours: { sat: [20:00-22:00] } } } }");
  const std::string file = folder.file("shop.yaml", with_nights);
  const Outcome o = run_program("run " + file + " --replications 4");
  CHECK(o.code == 1);
  CHECK(o.out.empty());
  says(o.err, file + ":");
  says(o.err, "'meeting'");
  says(o.err, "the run stopped in replication 1 of seed 1");
  // A folder named for its results is not left behind.
  CHECK(run_program("run " + file + " --output " + folder.path("none")).code == 1);
  CHECK_FALSE(std::filesystem::exists(folder.path("none")));
}

TEST_CASE("a check prints what was understood, for people and for programs", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome o = run_program("check " + file);
  CHECK(o.code == 0);
  CHECK(o.err.empty());
  says(o.out, "Test shop: as it was understood");
  says(o.out, "Defaults that were applied");
  const auto json = nlohmann::json::parse(run_program("check " + file + " --format json").out);
  CHECK(json["kinds"][0]["name"] == "mail");
}

TEST_CASE("a check estimates without a run where it is asked to", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome o = run_program("check " + file + " --analytic");
  CHECK(o.code == 0);
  CHECK(o.err.empty());
  says(o.out, "Test shop: estimated by formulas, without a run");
  says(o.out, "What this is bad at");
  const auto json =
      nlohmann::json::parse(run_program("check " + file + " --analytic --format json").out);
  CHECK(json["tables"]["analytic_roles"][0]["role"] == "executive");
  CHECK(json["tables"]["analytic_turnaround"][0]["kind"] == "mail");
  refused("check --analytic=yes " + file, "--analytic");
  refused("check --analytics " + file, "--analytic");
  refused("check --analytic --format csv " + file, "--format wants table | json");
}

TEST_CASE("the schema is JSON", "[command]") {
  const Outcome o = run_program("schema");
  CHECK(o.code == 0);
  CHECK(nlohmann::json::parse(o.out)["definitions"].contains("scenario"));
}

TEST_CASE("run writes what happened where --events and --trace say, or nothing", "[command]") {
  const Folder folder;
  const std::string good = folder.file("good.yaml", kScenario);
  const std::string run = "run --replications 2 " + good;
  refused(run + " --events log.txt", "the name says the form: .csv");
  refused(run + " --events missing/log.csv", "--events missing/log.csv: cannot be written");
  refused(run + " --trace .", "is a folder, not a file");
  const std::string csv = folder.file("log.csv", "old"), trace = folder.file("log.json", "old");
  const Outcome plain = run_program(run);
  const Outcome o = run_program(run + " --events " + csv + " --trace " + trace);
  CHECK(o.code == 0);
  CHECK(o.out == plain.out);
  const std::string log = text_of(csv);
  CHECK(log.rfind("job,kind,account", 0) == 0);
  CHECK(log.find(",mail,1,start,2027-03-01T") != std::string::npos);
  CHECK(nlohmann::json::parse(text_of(trace))["traceEvents"].size() > 100);
  run_program(run + " --threads 2 --events " + csv);
  CHECK(text_of(csv) == log);
  // What cannot be played leaves the old file.
  const std::string bad = folder.file("bad.yaml", "suits: 1\n");
  CHECK(run_program("run " + bad + " --events " + csv).code == 2);
  CHECK(text_of(csv) == log);
  // Nothing half-written lies beside them.
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path()))
    ++files;
  CHECK(files == 4);
}
