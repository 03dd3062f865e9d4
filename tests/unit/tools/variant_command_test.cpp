// What-ifs and edits as they are typed.

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

namespace {

const char* const kScenario = R"yaml(suits: 1
name: Test shop
time: { start: 2027-03-01, run: 8 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: {} }
people: [ { name: Eva, role: executive }, { name: Ben Carter, role: executive } ]
accounts: [ { name: Lion } ]
work:
  mail: { who: executive, effort: 1 h, arrives: 8/working day, due: 1 working day }
what_if:
  less: { title: Ben leaves, remove: people.Ben Carter, at: 2027-03-15 }
  more: { set: { work.mail.arrives: +50% } }
)yaml";

bool holds(const std::string& text, const std::string& part) {
  INFO(text);
  const bool found = text.find(part) != std::string::npos;
  CHECK(found);
  return found;
}

}  // namespace

TEST_CASE("A what-if is played by its name, and says what changed", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome base = run_program("run " + file + " --replications 2");
  CHECK(base.err.empty());
  const Outcome less = run_program("run " + file + " --replications 2 --what-if less");
  CHECK(less.code == 0);
  CHECK(less.err == "suits: people.\"Ben Carter\" is gone on 2027-03-15 (last day 2027-03-14)\n");
  CHECK(less.out != base.out);
  holds(less.out, "Test shop, what if: Ben leaves");
  const Outcome typed = run_program("run " + file +
                                    " --replications 2 --format json --remove "
                                    "'people.Ben Carter at 2027-03-15'");
  const Outcome named =
      run_program("run " + file + " --replications 2 --format json --what-if less");
  CHECK(nlohmann::json::parse(typed.out)["history"] == nlohmann::json::parse(named.out)["history"]);
}

TEST_CASE("A recorded run of a variant is played again as that variant", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const std::string book = " --book " + folder.path("runs.db");
  CHECK(run_program("run " + file + " --replications 2 --what-if less --set people.Eva.share=50%" +
                    book)
            .code == 0);
  holds(run_program("runs --format json" + book).out, "--what-if less --set people.Eva.share=50%");
  CHECK(run_program("runs play 1" + book).out ==
        "Run 1 played again: the same results to the byte (2 courses, and the report).\n");
}

TEST_CASE("Edits are typed as often as needed and done in their order", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome o = run_program("check " + file +
                                " --set work.mail.arrives='*2' --set work.mail.arrives=+1 --add "
                                "'people={ role: executive }'");
  CHECK(o.code == 0);
  CHECK(o.err ==
        "suits: work.mail.arrives: 16/working day (was 8/working day)\n"
        "suits: work.mail.arrives: 17/working day (was 16/working day)\n"
        "suits: people.\"new executive\" is added: { role: executive }\n");
  holds(o.out, "3 people");
  holds(run_program("rules " + file + " --set roles.executive.title=Handler").out, "Handler");
  const Outcome listed =
      run_program("explain " + file + " --what-if more --set 'people.Eva.share=50%'");
  holds(listed.out, "--what-if 'more' --set 'people.Eva.share=50%'");
}

TEST_CASE("check looks at every what-if and says what it changes", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  holds(run_program("check " + file).out,
        "\nWhat if\n  less: Ben leaves\n"
        "    people.\"Ben Carter\" is gone on 2027-03-15 (last day 2027-03-14)\n  more\n"
        "    work.mail.arrives: 12/working day (was 8/working day)\n");
  const auto json = nlohmann::json::parse(run_program("check " + file + " --format json").out);
  CHECK(json["what_if"][0]["name"] == "less");
  CHECK(json["what_if"][0]["title"] == "Ben leaves");
  CHECK(json["what_if"][1]["changes"].size() == 1);

  const std::string wrong =
      folder.file("wrong.yaml", std::string(kScenario) + "  worst: { remove: people.Bob }\n");
  const Outcome o = run_program("check " + wrong);
  CHECK(o.code == 2);
  CHECK(o.out.empty());
  holds(o.err, wrong + ":13:27: error: what if worst: there is no 'Bob' in people\n");
  CHECK(run_program("run " + wrong + " --replications 1").code == 0);  // only its form is looked at
}

TEST_CASE("Notes tell lines of what was typed apart from the file's", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  holds(run_program("check " + file + " --set 'people.Eva.share=50% at 2027-03-15'").out,
        "From 2027-03-15 on the hours of Eva are others (line 1 of --set).");
}

TEST_CASE("Wrong edits and unknown what-ifs are refused with their place", "[command]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kScenario);
  const Outcome place = run_program("run " + file + " --set people.Evi.share=50%");
  CHECK(place.code == 2);
  CHECK(place.out.empty());
  CHECK(place.err ==
        "--set:1:8: error: there is no 'Evi' in people\n"
        "  people.Evi.share=50%\n"
        "         ^~~\n"
        "  hint: did you mean 'Eva'?\n");
  const Outcome name = run_program("run " + file + " --what-if les");
  CHECK(name.code == 2);
  CHECK(name.err == file + ": error: there is no what-if 'les'\n  hint: did you mean 'less'?\n");
  // A run that stops names the argument that it comes from.
  const Outcome stopped =
      run_program("run " + file +
                  " --replications 1 --set 'work.mail={ arrives: 3/week, steps: { a: { who: "
                  "{ executive: 2 }, effort: 9 h } } }'");
  CHECK(stopped.code != 0);
  holds(stopped.err, "--set:1:");
}
