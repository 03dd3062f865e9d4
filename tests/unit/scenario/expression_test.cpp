#include "engine/scenario/expression_text.hpp"

#include <chrono>
#include <map>
#include <string>

#include <fmt/format.h>

#include "tests/support/catch.hpp"

namespace suits {
namespace {

constexpr double kHour = 3600e6, kDay = 24 * kHour, kWorkingDay = 8 * kHour;

constexpr Type kNumber{ValueSort::number}, kTruth{ValueSort::truth}, kWorking{ValueSort::working},
    kElapsed{ValueSort::elapsed}, kEffort{ValueSort::effort}, kInstant{ValueSort::instant};
constexpr DomainId kRole{0}, kTier{1}, kKind{2}, kLevel{3};

/// Roles, tiers, kinds and levels; `key` is a tier and a kind.
Vocabulary sample() {
  Vocabulary v(hours(8));
  v.add_domain("a role");
  v.add_domain("a tier");
  v.add_domain("a kind of work");
  v.add_domain("a level", true);
  v.add_symbol(kRole, "executive", 0);
  v.add_symbol(kRole, "planner", 1);
  v.add_symbol(kTier, "key", 0);
  v.add_symbol(kTier, "core", 1);
  v.add_symbol(kKind, "campaign", 0);
  v.add_symbol(kKind, "key", 1);
  v.add_symbol(kKind, "daily running", 2);
  v.add_symbol(kLevel, "junior", 0);
  v.add_symbol(kLevel, "senior", 2);
  const auto fact = [&v](std::string name, Type type, Motion motion = Motion::still, int rate = 1) {
    static std::uint32_t next;
    next = v.fact_names().empty() ? 0 : next + 1;
    v.add_fact({std::move(name), static_cast<FactId>(next), type, {}, motion, rate});
  };
  fact("job.late", kWorking, Motion::working);        // 0
  fact("job.age", kElapsed, Motion::elapsed);         // 1
  fact("job.slack", kWorking, Motion::working, -1);   // 2
  fact("job.due", kInstant);                          // 3
  fact("job.kind", {ValueSort::symbol, kKind});       // 4
  fact("account.tier", {ValueSort::symbol, kTier});   // 5
  fact("step.role", {ValueSort::symbol, kRole});      // 6
  fact("step.effort", kEffort);                       // 7
  fact("step.round", kNumber);                        // 8
  fact("person.level", {ValueSort::symbol, kLevel});  // 9
  fact("person.is_idle", kTruth);                     // 10
  fact("now", kInstant, Motion::elapsed);             // 11
  v.add_fact({"waiting", FactId{12}, kNumber, kRole, Motion::still, 1});
  v.add_fact({"load", FactId{13}, kEffort, kRole, Motion::still, 1});
  return v;
}

/// Facts as a test sets them, by number and argument; others are 0. Working time runs at a third of
/// the clock.
struct Facts {
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> values;
  double fact(FactId id, std::uint32_t argument) const {
    const auto found = values.find({static_cast<std::uint32_t>(id), argument});
    return found == values.end() ? 0 : found->second;
  }
  double add_working(double instant, double duration) const { return instant + 3 * duration; }
};

const Facts kFacts{{{{0, kNoArgument}, 12 * kHour},
                    {{1, kNoArgument}, 3 * kDay},
                    {{2, kNoArgument}, -2 * kHour},
                    {{3, kNoArgument}, 100 * kDay},
                    {{4, kNoArgument}, 1},
                    {{5, kNoArgument}, 1},
                    {{6, kNoArgument}, 1},
                    {{7, kNoArgument}, 90 * 60e6},
                    {{8, kNoArgument}, 3},
                    {{9, kNoArgument}, 2},
                    {{10, kNoArgument}, 1},
                    {{11, kNoArgument}, 104 * kDay},
                    {{12, 0}, 5},
                    {{12, 1}, 7},
                    {{13, 1}, 6 * kHour}}};

std::string faults_of(const std::string& text, const ExpressionWish& wish) {
  const auto read = parse_expression(text, sample(), wish);
  std::string out;
  if (const auto* faults = std::get_if<std::vector<Fault>>(&read)) {
    for (const Fault& f : *faults) {
      if (!out.empty()) out += " | ";
      out += fmt::format("{}+{}: {}", f.at, f.length, f.message);
      if (!f.hint.empty()) out += fmt::format(" ({})", f.hint);
    }
  }
  return out;
}

Expression read(const std::string& text, const ExpressionWish& wish) {
  auto result = parse_expression(text, sample(), wish);
  INFO(text << ": " << faults_of(text, wish));
  REQUIRE(std::holds_alternative<Expression>(result));
  return std::get<Expression>(std::move(result));
}

double value(const std::string& text, const ExpressionWish& wish) {
  return evaluate(read(text, wish).program, kFacts);
}
bool holds(const std::string& text) { return value(text, {kTruth}) == 1; }
std::string fault(const std::string& text) { return faults_of(text, {kTruth}); }

}  // namespace

TEST_CASE("An expression is worth what it says") {
  struct Row {
    const char* text;
    double result;
  };
  const Row rows[] = {
      {"1 + 2 * 3", 7},
      {"(1 + 2) * 3", 9},
      {"10 - 4 - 3", 3},
      {"24 / 4 / 3", 2},
      {"-2 * -3", 6},
      {"- - 2", 2},
      {"2 - -3", 5},
      {"20%", 0.2},
      {"50% * step.round", 1.5},
      {"1.5e2", 150},
      {"min(step.round, 2, 7)", 2},
      {"max(step.round, 2, 7)", 7},
      {"abs(-step.round)", 3},
      {"floor(step.round / 2)", 1},
      {"if(step.round > 2, 10, 20)", 10},
      {"if(step.round > 3, 10, if(step.round == 3, 15, 20))", 15},
      {"1 + if(person.is_idle, 10, 20) * 2", 21},
      {"waiting(executive) + waiting(planner)", 12},
      {"waiting(\"planner\")", 7},
      {"8 working hours", 8 * kHour},
      {"2 working days", 2 * kWorkingDay},
      {"1 working week", 5 * kWorkingDay},
      {"90 min", 1.5 * kHour},
      {"36h", 36 * kHour},
      {"2 weeks + 1 day", 15 * kDay},
      {"2 * 12 h / 3", 8 * kHour},
      {"job.late / 1 working hour", 12},
      {"job.late * 50% + 1 working day", 14 * kHour},
      {"load(planner) / (1 h + 30 min)", 4},
      {"2027-05-03", 20941 * kDay},
      {"2027-05-03 14:30", 20941 * kDay + 14.5 * kHour},
      {"job.due + 2 days", 102 * kDay},
      {"2 days + job.due", 102 * kDay},
      {"job.due - 12 h", 99.5 * kDay},
      {"job.due + 1 working day", 101 * kDay},
      {"1 working day + job.due", 101 * kDay},
      {"job.due - 1 working day", 99 * kDay},
      {"now - job.due", 4 * kDay},
      {"(now - job.due) / 1 day", 4},
      {"min(job.due + 1 day, now)", 101 * kDay},
      {"max(job.slack, 0)", 0},
      {"step.effort * 2 + 0", 3 * kHour},
      {"step.effort + 30 min", 2 * kHour},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(value(row.text, {}) == row.result);
  }
}

TEST_CASE("A condition holds or does not") {
  for (const char* text :
       {"yes",
        "not no",
        "true or no",
        "yes and not false",
        "no or yes and yes",
        "not no and yes",
        "not (yes and no)",
        "not 1 > 2",
        "(1 < 2) == yes",
        "job.late > 1 working day",
        "job.late >= 12 working hours",
        "1 working day < job.late",
        "job.slack < 0",
        "job.age == 3 days",
        "job.age >= 72 h",
        "step.effort < 2 h",
        "step.effort >= 90 min",
        "account.tier == core",
        "core == account.tier",
        "account.tier != key",
        "job.kind == key",
        "account.tier in [key, core]",
        "account.tier not in [key]",
        "job.kind in [\"daily running\", key]",
        "not job.kind in ['daily running', campaign]",
        "step.round in [1, 1 + 2]",
        "person.level >= senior",
        "person.level > junior",
        "person.is_idle",
        "person.is_idle == yes",
        "now > 2027-05-03 or now > job.due",
        "load(planner) > 4 h",
        "waiting(planner) > 2 * 3\n and\twaiting(executive) < 6",
        "if(account.tier == key, job.late > 1 working hour, job.late > 10 working hours)"}) {
    INFO(text);
    CHECK(holds(text));
  }
  for (const char* text :
       {"no", "yes and no", "no or no", "not yes or no", "account.tier == key",
        "account.tier in [key]", "job.kind == campaign", "now < job.due", "step.round in [2, 4]",
        "job.late > 2 working days or job.age > 3 days"}) {
    INFO(text);
    CHECK_FALSE(holds(text));
  }
}

TEST_CASE("The program is short, and what is known is worked out at once") {
  const auto code = [](const std::string& text) { return to_string(read(text, {kTruth}).program); };
  CHECK(code("job.late > 2 * 1 working hour + 0") == "fact 0; 7200000000; >");
  CHECK(code("waiting(planner) > 3 and job.kind == campaign") ==
        "fact 12(1); 3; >; and +3; fact 4; 0; ==");
  CHECK(code("step.round in [-1, 2]") == "fact 8; in +2; -1; 2");
  CHECK(code("if(person.is_idle, no, step.round > 1)") ==
        "fact 10; unless +2; 0; jump +3; fact 8; 1; >");
  CHECK(code("now > 1 working hour + job.due") == "fact 11; fact 3; 3600000000; add working; >");
}

TEST_CASE("What is used, and whether it moves, is known") {
  const Expression e = read(
      "waiting(planner) > 3 and (job.late > 1 working day or job.age < 3 h)"
      " and waiting(planner) < waiting(executive)",
      {kTruth, true});
  CHECK(e.uses ==
        std::vector<FactUse>{
            {FactId{12}, 1}, {FactId{0}, kNoArgument}, {FactId{1}, kNoArgument}, {FactId{12}, 0}});
  CHECK(e.moves);
  REQUIRE(e.crossings.size() == 2);
  CHECK(e.crossings[0].fact == FactUse{FactId{0}, kNoArgument});
  CHECK(e.crossings[0].motion == Motion::working);
  CHECK(e.crossings[0].rate == 1);
  CHECK(e.crossings[0].op == Op::greater);
  CHECK(evaluate(e.crossings[0].bound, kFacts) == kWorkingDay);
  CHECK(e.crossings[1].motion == Motion::elapsed);
  CHECK(e.crossings[1].op == Op::less);
  CHECK_FALSE(read("waiting(planner) > 3", {kTruth, true}).moves);
}

TEST_CASE("A crossing has its fact on the left, whichever side it was written on") {
  const Expression e = read("job.due + 1 working day <= now and 0 > job.slack", {kTruth, true});
  REQUIRE(e.crossings.size() == 2);
  CHECK(e.crossings[0].fact.id == FactId{11});
  CHECK(e.crossings[0].op == Op::greater_equal);
  CHECK(evaluate(e.crossings[0].bound, kFacts) == 101 * kDay);
  CHECK(e.crossings[1].fact.id == FactId{2});
  CHECK(e.crossings[1].rate == -1);
  CHECK(e.crossings[1].op == Op::less);
  CHECK(evaluate(e.crossings[1].bound, kFacts) == 0);
}

TEST_CASE("In a trigger, what moves stands alone in a comparison") {
  const auto trigger = [](const std::string& text) { return faults_of(text, {kTruth, true}); };
  CHECK(trigger("(job.late) > 1 working hour").empty());
  CHECK(trigger("step.round > 1 and job.late + 1 working hour > 2 working hours") ==
        "19+8: 'job.late' moves with time: here it may only be compared, alone on its side");
  CHECK(trigger("now - job.due > 2 days") ==
        "0+3: 'now' moves with time: here it may only be compared, alone on its side");
  CHECK(trigger("max(job.late, 1 working hour) > 2 working hours") ==
        "4+8: 'job.late' moves with time: here it may only be compared, alone on its side");
  CHECK(trigger("job.late == 1 working hour") ==
        "9+2: 'job.late' moves with time: it is never equal for long (write <, <=, > or >=)");
  CHECK(trigger("job.age in [1 day]") ==
        "0+7: 'job.age' moves with time: it is never equal for long (write <, <=, > or >=)");
  CHECK(trigger("job.slack < job.late") ==
        "0+20: both sides move with time: when one passes the other cannot be foreseen");
  CHECK(fault("now - job.due > 2 days").empty());
}

TEST_CASE("Types that do not go together are told apart in words") {
  CHECK(fault("job.late > 3 days") ==
        "11+6: 'job.late' is working time and '3 days' is elapsed time: they cannot be compared "
        "(write '3 working days')");
  CHECK(fault("12 h < job.late") ==
        "0+4: '12 h' is elapsed time or effort and 'job.late' is working time: they cannot be "
        "compared (write '12 working hours')");
  CHECK(fault("job.age > 3 working days") ==
        "10+14: 'job.age' is elapsed time and '3 working days' is working time: they cannot be "
        "compared (write '3 days')");
  CHECK(fault("step.effort > 2 days") ==
        "14+6: 'step.effort' is effort and '2 days' is elapsed time: they cannot be compared "
        "(effort is written in h or min)");
  CHECK(fault("step.effort > 2 working hours") ==
        "14+15: 'step.effort' is effort and '2 working hours' is working time: they cannot be "
        "compared (write '2 hours')");
  CHECK(fault("job.late > 3") ==
        "11+1: 'job.late' is working time and '3' is a number: they cannot be compared (write its "
        "unit, e.g. '3 working hours')");
  CHECK(fault("step.round > 3 h") ==
        "13+3: 'step.round' is a number and '3 h' is elapsed time or effort: they cannot be "
        "compared (leave the unit out)");
  CHECK(fault("now > 3 days") ==
        "6+6: 'now' is a date and '3 days' is elapsed time: they cannot be compared (write a date, "
        "e.g. 2027-05-03, or 2027-05-03 14:00)");
  CHECK(fault("job.late > job.age") ==
        "9+1: 'job.late' is working time and 'job.age' is elapsed time: they cannot be compared");
  CHECK(fault("account.tier == step.role") ==
        "13+2: 'account.tier' is a tier and 'step.role' is a role: they cannot be compared");
  CHECK(fault("account.tier > key") ==
        "13+1: 'account.tier' is a tier, and so is 'key': they cannot be less or more");
  CHECK(fault("job.due + job.due > now") ==
        "8+1: 'job.due' is a date, and so is 'job.due': they cannot be added");
  CHECK(fault("job.due + step.effort > now") ==
        "8+1: 'job.due' is a date and 'step.effort' is effort: they cannot be added (a date moves "
        "by + or - a time, e.g. 'job.due + 3 working days')");
  CHECK(fault("job.late * job.late > 0") ==
        "9+1: 'job.late' is working time, and so is 'job.late': they cannot be multiplied");
  CHECK(fault("2 / job.late > 0") ==
        "0+1: '2' is a number and 'job.late' is working time: they cannot be divided (write its "
        "unit, e.g. '2 working hours')");
  CHECK(fault("job.late") ==
        "0+8: 'job.late' is working time where yes or no is meant (compare it "
        "with something)");
  CHECK(fault("step.round and yes") ==
        "0+10: 'step.round' is a number where yes or no is meant (compare it with something)");
  CHECK(fault("not step.round") ==
        "4+10: 'step.round' is a number where yes or no is meant (compare it with something)");
  CHECK(fault("-account.tier == key") == "0+1: '-account.tier' is a tier: it has no sign");
  CHECK(fault("floor(job.late) > 0") ==
        "6+8: floor takes a number; 'job.late' is working time (divide it by a unit first, "
        "e.g. by 1 h)");
  CHECK(fault("if(yes, job.late, 3) > 0") ==
        "18+1: 'job.late' is working time and '3' is a number: they cannot both come of one if "
        "(write its unit, e.g. '3 working hours')");
  CHECK(fault("step.round / 0 > 1") == "13+1: a division by zero");
  CHECK(fault("account.tier in [key, step.role]") ==
        "22+9: a list holds fixed values, no facts (compare with == and join by or)");
  CHECK(faults_of("account.tier == key", {}) ==
        "0+19: 'account.tier == key' is yes or no where a number, a duration or a date is meant");
  CHECK(faults_of("3", {kInstant}) ==
        "0+1: '3' is a number where a date is meant (write a date, "
        "e.g. 2027-05-03, or 2027-05-03 14:00)");
  CHECK(faults_of("exec", {Type{ValueSort::symbol, kRole}}) ==
        "0+4: no role 'exec' (known here: executive, planner)");
}

TEST_CASE("Names that nobody knows are named, with the nearest") {
  CHECK(fault("job.lte > 1 working day") == "0+7: no fact 'job.lte' (did you mean 'job.late'?)");
  CHECK(fault("step.role == exeutive") == "13+8: no role 'exeutive' (did you mean 'executive'?)");
  CHECK(
      fault("account.tier in [kee, core, small]") ==
      "17+3: no tier 'kee' (did you mean 'key'?) | 28+5: no tier 'small' (known here: core, key)");
  CHECK(fault("waiting(campaign) > 1") ==
        "8+8: no role 'campaign' (known here: executive, planner)");
  CHECK(fault("waiting > 1") == "0+7: 'waiting' of which role? (write waiting(role))");
  CHECK(fault("job.late(executive) > 0") == "8+11: 'job.late' takes nothing in brackets");
  CHECK(fault("round(step.round) > 1") ==
        "0+5: no function 'round' (functions are min, max, abs, floor and if; in brackets a name: "
        "load, waiting)");
  CHECK(fault("\"key\" == 'core'") ==
        "0+5: 'key' means nothing here | 9+6: 'core' means nothing "
        "here");
  CHECK(
      fault("job.lat > 3 and step.rol == planner") ==
      "0+7: no fact 'job.lat' (did you mean 'job.late'?) | 16+8: no fact 'step.rol' (did you mean "
      "'step.role'?) | 28+7: no fact 'planner'");
}

TEST_CASE("What is no expression is refused at its place") {
  CHECK(fault("") == "0+1: the text ends where a value is missing");
  CHECK(fault("step.round >") == "12+1: the text ends where a value is missing");
  CHECK(fault("step.round > > 2") == "13+1: '>' where a value is missing");
  CHECK(fault("and yes") == "0+3: 'and' where a value is missing");
  CHECK(fault("(step.round > 2") == "15+1: the text ends where ')' is missing to close '('");
  CHECK(fault("step.round > 2)") == "14+1: unexpected ')'");
  CHECK(fault("step.round > 2 3") == "15+1: unexpected '3'");
  CHECK(fault("1 < step.round < 3") ==
        "15+1: comparisons do not chain (write them apart: a < b and b < c)");
  CHECK(fault("step.round = 2") == "11+1: '=' in a condition (write ==)");
  CHECK(fault("job.kind is campaign") == "9+2: unexpected 'is' (write ==)");
  CHECK(fault("yes && no") == "4+2: unexpected '&&' (write and)");
  CHECK(fault("yes || no") == "4+2: unexpected '||' (write or)");
  CHECK(fault("!yes") == "0+1: unexpected '!' (write not)");
  CHECK(fault("yes AND no") == "4+3: unexpected 'AND' (write and, or, not)");
  CHECK(fault("step.round => 2") == "11+2: unexpected '=>' (write >=)");
  CHECK(fault("step.round ≥ 2") == "11+3: unexpected '≥' (write >=)");
  CHECK(fault("step.round ? 2") == "11+1: unexpected '?'");
  CHECK(
      fault("job.age > 3 fortnights") ==
      "12+10: unknown unit 'fortnights' (units are s, min, h, days, weeks, months, years, working "
      "hours, working days, working weeks)");
  CHECK(fault("job.age > 2 months") ==
        "10+8: months and years differ in length (write days or weeks)");
  CHECK(fault("job.age > 9999999 weeks") == "10+13: more than 1000 years");
  CHECK(fault("step.round > 1e16") == "13+4: the number is too large");
  CHECK(fault("now > 2027-02-30") == "6+10: there is no 2027-02-30");
  CHECK(fault("job.kind == \"campaign") == "12+9: a quote that does not end");
  CHECK(fault("account.tier in key") == "16+3: 'key' where '[' is missing after 'in'");
  CHECK(fault("account.tier in [key") ==
        "20+1: the text ends where ']' is missing at the end of the list");
  CHECK(fault("account.tier in []") == "17+1: ']' where a value is missing");
  CHECK(fault("min(1) > 0") == "5+1: ')' where ',' is missing in min(…)");
  CHECK(fault("if(yes, no)") == "10+1: ')' where ',' is missing in if(…)");
  CHECK(fault("abs 3 > 1") == "4+1: '3' where '(' is missing after 'abs'");
  CHECK(fault("waiting(3) > 1") == "8+1: the name in the brackets of 'waiting' is missing");
}

TEST_CASE("Expressions meant to do harm are refused at once") {
  const auto repeated = [](const std::string& piece, std::size_t n) {
    std::string out;
    for (std::size_t i = 0; i < n; ++i) out += piece;
    return out;
  };
  const auto before = std::chrono::steady_clock::now();
  CHECK(fault(repeated("(", 10'000)) ==
        "0+10000: longer than 4096 bytes (split the rule into several)");
  CHECK(fault(std::string(1u << 20, 'a')) ==
        "0+1048576: longer than 4096 bytes (split the rule into several)");
  CHECK(fault(repeated("(", 2000)) == "40+1: nested more than 40 levels deep");
  CHECK(fault(repeated("not ", 1000)) == "160+3: nested more than 40 levels deep");
  CHECK(fault(repeated("-", 4000)) == "40+1: nested more than 40 levels deep");
  CHECK(fault(repeated("min(1, ", 500)) == "277+1: nested more than 40 levels deep");
  CHECK(fault(repeated("yes and ", 500) + "yes").empty());
  CHECK(value(repeated("1 + ", 1000) + "step.round", {}) == 1003);
  CHECK(faults_of(repeated("step.round + (step.round * (", 19) + "1" + repeated("))", 19), {})
            .empty());
  CHECK(faults_of(repeated("1 + step.round * (", 35) + "1" + repeated(")", 35), {}) ==
        "0+666: too deeply nested");
  CHECK(!fault(std::string("yes\0no", 6)).empty());
  CHECK(!fault("\xff\xfe > 3").empty());
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = "step.round > 1 " + std::string(1, static_cast<char>(byte)) + " 2";
    CHECK((byte == '+' || byte == '-' || byte == '*' || byte == '/') == fault(text).empty());
  }
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(10));
}

}  // namespace suits
