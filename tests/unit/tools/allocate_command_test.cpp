// `suits allocate` as a person types it.

#include <sys/stat.h>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

namespace {

const char* const kShop = R"yaml(# our shop
suits: 1
name: Test shop
time: { start: 2027-03-01, run: 13 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles:
  executive: { title: Executive }
people:
  - { name: Ann, role: executive }
  - { name: Ben, role: executive }
accounts:
  - { name: Lion, team: { executive: Ann }, owner: Ann }    # the first
  - { name: Bear,   team: { executive: Ann } }
  - { name: Wolf, team: { executive: Ann } }
work:
  mail: { who: executive, effort: 1 h, arrives: 2/working day, deliverable: yes }   # as ever
)yaml";

}  // namespace

TEST_CASE("allocate proposes even teams, plays them, and shows the lines", "[command][allocate]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const Outcome o = run_program("allocate " + file + " --replications 8 --no-record");
  INFO(o.err);
  REQUIRE(o.code == 0);
  says(o.out, "1. With one change of holders the largest load of the Executives falls from 75 % ");
  says(o.out, "that is proven");
  says(o.out, "Played through 8 possible courses against today's teams, the ");
  says(o.out, "In the scenario (--write writes it)");
  CHECK(text_of(file) == kShop);
  CHECK(run_program("allocate " + file + " --replications 8 --no-record --threads 3").out == o.out);
}

TEST_CASE("What --write leaves: every other byte, and the next time nothing is left to do",
          "[command][allocate]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  ::chmod(file.c_str(), 0640);
  const Outcome o =
      run_program("allocate " + file + " --write --replications 0 --no-record --format json");
  INFO(o.err);
  REQUIRE(o.code == 0);
  CHECK(nlohmann::json::parse(o.out)["written"] == true);
  const std::string after = text_of(file);
  // One of the names is another one now, and nothing else.
  REQUIRE(after.size() == std::string(kShop).size());
  std::string differing;
  for (std::size_t i = 0; i < after.size(); ++i)
    if (after[i] != kShop[i]) differing += after[i];
  CHECK((differing == "Be" || differing == "BeBe"));  // A|nn → Be|n, the owner too where it is one
  struct stat now {};
  REQUIRE(::stat(file.c_str(), &now) == 0);
  CHECK((now.st_mode & 0777) == 0640);
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    files += entry.is_regular_file();
  CHECK(files == 1);
  const Outcome again = run_program("allocate " + file + " --replications 0 --no-record");
  REQUIRE(again.code == 0);
  says(again.out, "The teams can stay as they are");
}

TEST_CASE("allocate does not write what has no line of its own", "[command][allocate]") {
  const Folder folder;
  std::string text = kShop;
  const std::string wolf = "  - { name: Wolf, team: { executive: Ann } }\n";
  text.replace(text.find(wolf), wolf.size(), "  - { count: 1, team: { executive: Ann } }\n");
  const std::string file = folder.file("shop.yaml", text);
  const Outcome o = run_program("allocate " + file + " --write --replications 0 --no-record");
  CHECK(o.code == 2);
  says(o.err, "nothing was written: ");
  says(o.err, "has no line of its own in the scenario");
  CHECK(text_of(file) == text);
  const Outcome shown = run_program("allocate " + file + " --replications 0 --no-record");
  CHECK(shown.code == 0);
  says(shown.out, "It cannot be written into the scenario");
}

TEST_CASE("allocate writes into the file that a scenario extends", "[command][allocate]") {
  const Folder folder;
  const std::string base = folder.file("base.yaml", kShop);
  const std::string file = folder.file("own.yaml", "# mine\nextends: base.yaml\nname: Mine\n");
  const Outcome o = run_program("allocate " + file + " --write --replications 0 --no-record");
  INFO(o.err);
  REQUIRE(o.code == 0);
  CHECK(text_of(file) == "# mine\nextends: base.yaml\nname: Mine\n");
  CHECK(text_of(base) != kShop);
  CHECK(text_of(base).size() == std::string(kShop).size());
}

TEST_CASE("allocate refuses in words", "[command][allocate]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const auto refused = [&](const std::string& flags, const std::string& message) {
    const Outcome o = run_program("allocate " + file + " --no-record " + flags);
    INFO(flags);
    CHECK(o.code == 2);
    CHECK(o.out.empty());
    says(o.err, message);
  };
  refused("--change-costs 3", "--change-costs wants points like 0.5%");
  refused("--roles excutive", "do you mean \"executive\"?");
  refused("--write --set work.mail.effort=2h", "--write goes with the scenario as it is");
}
