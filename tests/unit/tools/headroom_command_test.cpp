// `suits headroom` as a person types it.

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits::test;

namespace {

const char* const kShop = R"yaml(suits: 1
name: Test shop
time: { start: 2027-03-01, run: 13 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles:
  executive: { title: Executive, team: pool }
people:
  - { name: Ann, role: executive }
  - { name: Ben, role: executive }
accounts:
  - { name: Lion }
  - { name: Bear, work: { mail: 2/working day } }
work:
  mail: { who: executive, effort: exponential(mean 1 h), arrives: 5/working day, deliverable: yes, due: 1 working day }
  report: { who: executive, effort: 1 h, arrives: { every: 1 week } }
)yaml";

}  // namespace

TEST_CASE("headroom says how much more fits, what fails first, and who holds it up",
          "[command][headroom]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const std::string call = "headroom " + file + " --replications 10 --no-record";
  const Outcome o = run_program(call);
  INFO(o.err);
  REQUIRE(o.code == 0);
  says(o.out, "1. There is room for ");
  says(o.out, "% more of all arrivals (+");
  says(o.out, "What gives way first is the ");
  says(o.out, "What comes regularly, on dates or is always there stays as it is");
  says(o.out, "executive.load");
  CHECK(run_program(call + " --threads 3").out == o.out);
}

TEST_CASE("headroom of one account, a path, and accounts like one", "[command][headroom]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const std::string call = "headroom " + file + " --replications 6 --no-record ";
  const auto growth = [&](const std::string& flags) {
    const Outcome o = run_program(call + flags + " --format json");
    INFO(flags << "\n" << o.err);
    REQUIRE(o.code == 0);
    return nlohmann::json::parse(o.out)["growth"];
  };
  const auto all = growth("--until 'executive.busy <= 80%'");
  const auto lion = growth("--until 'executive.busy <= 80%' --more Lion");
  const auto path = growth("--until 'executive.busy <= 80%' --more work.mail.arrives");
  CHECK(lion["subject"] == "the work of Lion");
  CHECK(lion["value"].get<double>() > all["value"].get<double>());
  // Bear says its own rate: the kind's reaches Lion alone.
  CHECK(path["value"].get<double>() == Approx(lion["value"].get<double>()).margin(0.03));
  const auto like = growth("--until 'executive.busy <= 80%' --like Bear");
  CHECK(like["unit"] == "accounts");
  const auto count = like["value"].get<double>();
  CHECK(count == static_cast<int>(count));
  CHECK(count >= 1);
  CHECK(like["low"].get<double>() <= count);
}

TEST_CASE("headroom refuses in words", "[command][headroom]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop);
  const auto refused = [&](const std::string& flags, const std::string& message) {
    const Outcome o = run_program("headroom " + file + " --no-record " + flags);
    INFO(flags);
    CHECK(o.code == 2);
    CHECK(o.out.empty());
    says(o.err, message);
  };
  refused("--more mial", "do you mean \"mail\"?");
  refused("--like Loin", "do you mean \"Lion\"?");
  refused("--until 'mail.on_tim >= 75%'", "do you mean mail.on_time?");
  refused("--until 'mail.on_time >= 75'", "mail.on_time is in %, as in 5%");
  refused("--more report", "nothing of this has a rate that could grow");
  refused("--like Lion --more mail", "ask one at a time");
  refused("--replications 1", "at least 2 replications");
  refused("--more work.mail.due.x", "work.mail.due");
}

TEST_CASE("headroom is recorded, and writes files", "[command][headroom]") {
  const Folder folder;
  const std::string file = folder.file("shop.yaml", kShop), book = folder.path("runs.db");
  const Outcome o = run_program("headroom " + file + " --replications 4 --output " +
                                folder.path("out") + " --book " + book);
  INFO(o.err);
  REQUIRE(o.code == 0);
  says(text_of(folder.path("out") + "/levels.csv"), "executive.load");
  says(text_of(folder.path("out") + "/loads.csv"), "load,measure,unit,value");
  says(run_program("runs --book " + book).out, "headroom");
}
