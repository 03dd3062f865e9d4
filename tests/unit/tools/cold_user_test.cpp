// What a user with fresh eyes met: outputs over inputs, tables from old spreadsheets, names given
// twice, apostrophes, what-ifs that do not fit.

#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

namespace {

const char* const kShop = R"yaml(suits: 1
name: Shop
time: { start: 2027-03-01, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: { title: Executive, team: pool } }
people:
  - { name: Ann, role: executive }
  - csv: people.csv
accounts: [ { name: Levi's }, { name: Fox, wins: 40% } ]
work:
  mail: { who: executive, effort: 1 h, arrives: 3/week }
what_if: { more: { set: { accounts.Fox.size: "*2" } } }
)yaml";
const char* const kPeople = "name,role\nBen,executive\n";

}  // namespace

TEST_CASE("no output goes over what a run is made of", "[command]") {
  const Folder folder;
  const std::string people = folder.file("people.csv", kPeople);
  const std::string shop = folder.file("shop.yaml", kShop);
  const std::string run = "run " + shop + " --replications 1";
  refused(run + " --trace " + shop, "would overwrite what the run is made of");
  refused(run + " --events " + people, "would overwrite what the run is made of");
  refused(run + " --events " + folder.path("e.csv") + " --trace " + folder.path("./e.csv"),
          "name one file");
  CHECK(text_of(people) == kPeople);
  CHECK(text_of(shop) == kShop);
}

TEST_CASE("a table that is not UTF-8 is refused where it is not", "[command]") {
  const Folder folder;
  folder.file("people.csv", "name,role\nM\xFCller,executive\n");
  refused("check " + folder.file("shop.yaml", kShop), "people.csv:2:2: error: this is not UTF-8");
}

TEST_CASE("a name given twice in a file that extends another is two things", "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  folder.file("shop.yaml", kShop);
  refused("check " + folder.file("twice.yaml",
                                 "extends: shop.yaml\npeople: [ { name: Zoe, role: "
                                 "executive }, { name: Zoe, role: executive } ]\n"),
          "two people called 'Zoe'");
  refused("check " + folder.file("again.yaml",
                                 "extends: shop.yaml\naccounts: [ { name: Fox, size: 2 }, { name: "
                                 "Fox, size: 4 } ]\n"),
          "two accounts called 'Fox'");
}

TEST_CASE("an apostrophe in a name is no quote", "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  const std::string shop = folder.file("shop.yaml", kShop);
  CHECK(run_program("check " + shop + " --set \"accounts.Levi's.size=*2\"").code == 0);
}

TEST_CASE("a what-if that no longer fits is told, and refuses nothing", "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  const Outcome o =
      run_program("check " + folder.file("shop.yaml", kShop) + " --remove accounts.Fox");
  CHECK(o.code == 0);
  INFO(o.out);
  CHECK(o.out.find("more does not fit what was changed: ") != std::string::npos);
}

TEST_CASE("the report says which accounts are tentative", "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  const Outcome o = run_program("run " + folder.file("shop.yaml", kShop) + " --replications 2");
  CHECK(o.out.find("Fox is tentative, won with a chance of 40%") != std::string::npos);
}

TEST_CASE("an inherited what-if that fits no more can be removed, and check says how",
          "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  folder.file("shop.yaml", kShop);
  const std::string variant = "extends: shop.yaml\nremove: [accounts.Fox@]\n";
  std::string text = variant;
  refused("check " + folder.file("variant.yaml", text.replace(text.find('@'), 1, "")),
          "or do without it: remove: [what_if.more]");
  text = variant;
  const Outcome o = run_program(
      "check " + folder.file("variant.yaml", text.replace(text.find('@'), 1, ", what_if.more")));
  CHECK(o.code == 0);
  CHECK(o.out.find("more does not fit") == std::string::npos);
}

TEST_CASE("years that are a slip of the pen are told", "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  std::string text = kShop;
  text.replace(text.find("role: executive }"), 17,
               "role: executive, leaves: 2072-03-10, away: [2072-03-01, 2027-03-05] }");
  text.replace(text.find("wins: 40%"), 9, "ends: 2097-03-12");
  const Outcome o = run_program("check " + folder.file("shop.yaml", text));
  CHECK(o.code == 0);
  says(o.out, "Somebody's last day is on 2072-03-10 (line 7), years after the run");
  says(o.out, "An absence is on 2072-03-01");
  says(o.out, "The end of an account is on 2097-03-12");
  CHECK(o.out.find("2027-03-05, years") == std::string::npos);
}

TEST_CASE("two changes by as much on one day are refused in both places", "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  const std::string shop = folder.file("shop.yaml", kShop);
  const Outcome o = run_program("check " + shop +
                                " --set 'people.Ann.share=-20% at 2027-03-10' "
                                "--set 'people.Ann.share=*0.5 at 2027-03-10'");
  CHECK(o.code == 2);
  says(o.err, "people.Ann.share changes on 2027-03-10 here …");
  says(o.err, "… and here by '*0.5' once more");
  CHECK(run_program("check " + shop + " --set 'people.Ann.share=-20% at 2027-03-10' " +
                    "--set 'people.Ann.share=*0.5 at 2027-03-11'")
            .code == 0);
}

TEST_CASE("messages say what is wrong, not what the reader stumbled over", "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  const std::string shop = folder.file("shop.yaml", kShop);
  refused("check " + shop + " --set 'accounts.Fox.size=*-1'",
          "'*-1' is no factor: a figure of 0 or more is meant behind `*`");
  refused("check " + shop + " --set \"accounts.Fox.size=$(printf '\\001')2\"",
          "a control character (0x01) in the text");
  refused("check " + shop + " --set 'people.#999.share=50%'", "there are 2 in people, and no #999");
  std::string text = kShop;
  text.replace(text.find("{ more: {"), 9,
               "{ gone: { remove: [people.Ann at 2027-03-10] }, more: {");
  const Outcome o = run_program("check " + folder.file("dated.yaml", text));
  CHECK(o.code == 2);
  says(o.err, "a path has no date");
  says(o.err, "hint: say it beside: { remove: people.Ann, at: 2027-03-10 }");
  text = kShop;
  text.replace(text.find("{ name: Ann, role: executive }"), 30, "{ role: executive, count: 3 }");
  refused("check " + folder.file("counted.yaml", text) +
              " --set 'people.executive#2.share=50%' --set people.executive.count=4",
          "people.executive are counted no more");
}

TEST_CASE("tables of old spreadsheets are read, or refused with what to do", "[command]") {
  const Folder folder;
  const std::string shop = folder.file("shop.yaml", kShop);
  for (const char* table :
       {"sep=;\nname;role\nBen;executive\n", "sep=;\r\nname;role\r\nBen;executive\r\n",
        "\xEF\xBB\xBFsep=,\nname,role\nBen,executive\n"}) {
    folder.file("people.csv", table);
    const Outcome o = run_program("check " + shop + " --set people.Ben.share=50%");
    INFO(o.err);
    CHECK(o.code == 0);
  }
  folder.file("people.csv", "name,role\rBen,executive\r");
  refused("check " + shop, "the lines end as on an old Macintosh (CR alone)");
  folder.file("people.csv", std::string("\xFF\xFEn\0a\0m\0e\0", 10));
  refused("check " + shop, "this is UTF-16");
  folder.file("people.csv", std::string("n\0a\0m\0e\0", 8));
  refused("check " + shop, "hint: save the table as UTF-8 (in Excel: CSV UTF-8)");
}

TEST_CASE("check lists what was observed", "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  const std::string text =
      std::string(kShop) + "observed: { mail.turnaround: 3 working days, executive.busy: 78% }\n";
  const Outcome o = run_program("check " + folder.file("shop.yaml", text));
  CHECK(o.code == 0);
  says(o.out,
       "Observed, which a run is held against\n  · mail.turnaround: 3 working days\n"
       "  · executive.busy: 78 %\n");
}

TEST_CASE("a first scenario that cannot be written says why", "[command][init]") {
  const Folder folder;
  // Files may not grow: as a full disk, but for the reason.
  const Outcome o = run_program("--version; ( trap '' XFSZ; ulimit -f 0; \"$SUITS_PROGRAM\" init " +
                                folder.path("first.yaml") + " ) 2>&1 | cat");
  says(o.out, "first.yaml: File too large");
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("where memory ends that is said, and the exit code is 1", "[command]") {
  const Folder folder;
  folder.file("people.csv", kPeople);
  std::string text = kShop;
  text.replace(text.find("{ name: Ann, role: executive }"), 30, "{ role: executive, count: 4000 }");
  text.replace(text.find("run: 4 weeks"), 12, "run: 26 weeks");
  const std::string run = "run " + folder.file("shop.yaml", text) + " --replications 2 --threads 2";
  int ended = 0;
  for (int megabytes = 100; megabytes <= 250; megabytes += 50) {
    const Outcome o = run_program("--version; ulimit -v " + std::to_string(megabytes * 1000) +
                                  "; \"$SUITS_PROGRAM\" " + run);
    INFO(megabytes);
    CHECK((o.code == 0 || o.code == 1));
    if (o.code != 1) continue;
    says(o.err, "suits: ");
    ++ended;
  }
  CHECK(ended > 0);
}
#endif
