#include "tools/vary.hpp"

#include "tests/support/catch.hpp"
#include "tools/tool.hpp"

using namespace suits;

namespace {

using Words = std::vector<std::string>;

Words values(const std::string& text, bool fine = false) { return read_vary(text, fine).values; }

std::string refusal(const std::string& text, bool fine = false) {
  try {
    read_vary(text, fine);
    return "";
  } catch (const UsageError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("What is varied takes ranges, lists and both", "[sweep]") {
  CHECK(values("people.ae.count=8..12") == Words{"8", "9", "10", "11", "12"});
  CHECK(values("a.b=1,2,4") == Words{"1", "2", "4"});
  CHECK(values("a=1..3, 10 , 20..40 step 10") == Words{"1", "2", "3", "10", "20", "30", "40"});
  CHECK(values("c=10%..30% step 5%") == Words{"10%", "15%", "20%", "25%", "30%"});
  CHECK(values("c=10..30 % step 10") == Words{"10 %", "20 %", "30 %"});
  CHECK(values("e=0.5..1 h step 0.25 h") == Words{"0.5 h", "0.75 h", "1 h"});
  CHECK(values("r=6/month,8/month") == Words{"6/month", "8/month"});
  CHECK(values("s=-1..1") == Words{"-1", "+0", "+1"});
  CHECK(values("s=+1..+3 step 2") == Words{"+1", "+3"});
  CHECK(values("s=*0.8..1.2 step 0.2") == Words{"*0.8", "*1", "*1.2"});
  CHECK(values("s=1..10 step 4") == Words{"1", "5", "9"});
}

TEST_CASE("What is varied are numbers, or else names", "[sweep]") {
  const SweepFactor count = read_vary("people.ae.count=12,8..10", false);
  CHECK(count.name == "people.ae.count");
  CHECK(count.values == Words{"8", "9", "10", "12"});
  CHECK(count.numbers == std::vector<double>{8, 9, 10, 12});
  CHECK(count.unit.empty());
  const SweepFactor share = read_vary("c=10%..20% step 5%", false);
  CHECK(share.numbers == std::vector<double>{10, 15, 20});
  CHECK(share.unit == "%");
  CHECK_FALSE(read_vary("dispatch.default=least_slack,in_order", false).numeric());
  CHECK_FALSE(read_vary("x=1 h,2 days", false).numeric());
  CHECK_FALSE(read_vary("x=1,+2", false).numeric());
  // Brackets, quotes and ranges of dates are values as they stand.
  CHECK(values(R"(accounts."A, B=C".x=[1, 2],[3])") == Words{"[1, 2]", "[3]"});
  CHECK(read_vary(R"(accounts."A, B=C".x=1,2)", false).name == R"(accounts."A, B=C".x)");
  CHECK(values("e=lognormal(mean 2 h, p90 4 h),3 h") ==
        Words{"lognormal(mean 2 h, p90 4 h)", "3 h"});
  CHECK(values("away=2027-01-04..2027-01-08,2027-02-01..2027-02-05").size() == 2);
}

TEST_CASE("A range is cut fine for designs that take any value of it", "[sweep]") {
  const SweepFactor fine = read_vary("x=0.5..1.0", true);
  CHECK(fine.values.size() == 501);
  CHECK(fine.values[1] == "0.501");
  CHECK(values("x=0.5..1.0 step 0.25", true) == Words{"0.5", "0.75", "1"});
  CHECK(values("x=2..4", true) == Words{"2", "3", "4"});
}

TEST_CASE("What cannot be varied is refused in plain words", "[sweep]") {
  CHECK(refusal("people") ==
        "--vary people: wants PATH=VALUES, as in people.account_executive.count=8..12");
  CHECK(refusal("=1,2") ==
        "--vary =1,2: wants PATH=VALUES, as in people.account_executive.count=8..12");
  CHECK(refusal("a=5") == "--vary a=5: one value is nothing to vary: give several, or --set a=5");
  CHECK(refusal("a=") ==
        "--vary a=: there is nothing between two commas, or before the first or after the last");
  CHECK(
      refusal("a=1,,2") ==
      "--vary a=1,,2: there is nothing between two commas, or before the first or after the last");
  CHECK(refusal("a=12..8") ==
        "--vary a=12..8: the range 12..8 goes down: write its lower end first");
  CHECK(refusal("a=0.1..0.3") ==
        "--vary a=0.1..0.3: the range 0.1..0.3 needs a step, as in 0.1..0.3 step 0.1");
  CHECK(refusal("a=1..3 step 0") == "--vary a=1..3 step 0: a step is more than 0");
  CHECK(refusal("a=1..3 step x") == "--vary a=1..3 step x: \"x\" is no step");
  CHECK(refusal("a=1 h..3 days") ==
        "--vary a=1 h..3 days: the range 1 h..3 days is in several units");
  CHECK(refusal("a=1..3 h step 10 min") ==
        "--vary a=1..3 h step 10 min: the range 1..3 h step 10 min is in several units");
  CHECK(refusal("a=x..y step 2") == "--vary a=x..y step 2: only a range of figures has a step");
  CHECK(refusal("a=0..1000000") ==
        "--vary a=0..1000000: the range 0..1000000 has more than 100000 values: give it a larger "
        "step");
  CHECK(refusal("a=1,2,1") == "--vary a=1,2,1: 1 is given twice");
  CHECK(refusal("a=x,y,x") == "--vary a=x,y,x: x is given twice");
  CHECK(refusal("a=1,1.0") == "--vary a=1,1.0: 1.0 is given twice");
  CHECK(refusal("a=1..*3") ==
        "--vary a=1..*3: the range 1..*3 is in part of what is there: begin it with *");
  CHECK(refusal("a=*1..+3") == "--vary a=*1..+3: the range *1..+3 both multiplies and adds");
}
