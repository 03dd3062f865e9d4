#include <fstream>
#include <iterator>

#include "engine/scenario/document.hpp"
#include "engine/scenario/read_scenario.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"

namespace suits {
namespace {

const std::string kHead =
    "suits: 1\nname: test\ntime: { start: 2027-01-04, run: 4 weeks }\n"
    "calendar: { hours: { mon-fri: [09:00-17:00] } }\n";

ScenarioSpec read(const std::string& text) {
  Diagnostics d;
  auto spec = read_scenario({"f.yaml", "", text}, d);
  INFO(d.render("f.yaml", text));
  REQUIRE(spec.has_value());
  return std::move(*spec);
}
KindSpec kind(const std::string& fields, const std::string& more = "") {
  return read(kHead + more + "work: { mail: { " + fields + " } }\n").work.at(0).value;
}

std::string every_key() {
  std::ifstream file(source_dir() + "/tests/unit/scenario/every_key.yaml");
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A document as YAML in one line, with one of its nodes replaced. Nodes count from 0, a mapping's
/// keys among them.
struct Writer {
  std::size_t target = 0;
  std::string replacement;
  std::size_t count = 0;
  std::string out;

  void write(const Node& node) {
    if (count++ == target) {
      out += replacement;
      return;
    }
    if (node.scalar()) {
      if (node.plain) {
        out += node.text;
        return;
      }
      out += '"' + node.text + '"';
      return;
    }
    out += node.sequence() ? "[" : "{";
    for (const Node& item : node.items) {
      write(item);
      out += ", ";
    }
    for (const Member& member : node.members) {
      write(member.key);
      out += ": ";
      write(member.value);
      out += ", ";
    }
    out += node.sequence() ? "]" : "}";
  }
};

}  // namespace

TEST_CASE("A kind without steps is a task whose only step bears its name") {
  const KindSpec mail = kind("who: ae, effort: 12 min, class: urgent, due: 1 day");
  CHECK(mail.task);
  REQUIRE(mail.steps.size() == 1);
  CHECK(mail.steps[0].name.text == "mail");
  CHECK(mail.work_class->text == "urgent");
  CHECK_FALSE(mail.steps[0].value.work_class.has_value());
  CHECK(mail.steps[0].value.who->at(0).who.text == "ae");
}

TEST_CASE("Who takes part is one, a list, or a map of efforts, counts and more") {
  const std::string tiers = "tiers: { key: {}, core: {} }\n";
  CHECK(kind("who: [a, b], effort: 1 h").steps[0].value.who->size() == 2);
  const KindSpec k = kind(
      "who: { a: 2 h, b: 3, c: { key: 2 h, core: none }, d: { effort: 2 h, count: 2 } }, "
      "effort: 1 h",
      tiers);
  const auto& who = *k.steps[0].value.who;
  CHECK(who[0].effort->every.has_value());
  CHECK(who[1].count->value.value == 3);
  CHECK_FALSE(who[1].effort.has_value());
  CHECK(who[2].effort->varies);
  CHECK(who[2].effort->at("key").has_value());
  CHECK_FALSE(who[2].effort->at("core").has_value());
  CHECK(who[3].count->value.value == 2);
  CHECK_FALSE(who[3].effort->varies);
}

TEST_CASE("Whoever may first, or by shares") {
  const auto any = [](const std::string& text) {
    return *kind("any_of: " + text + ", effort: 1 h").steps[0].value.any_of;
  };
  CHECK_FALSE(any("[a, b]")[0].share.has_value());
  CHECK(any("{ a: 60%, b: 40% }")[1].share->value.value == 0.4);
}

TEST_CASE("A tier that is called like a key is told from it by the others") {
  const std::string tiers = "tiers: { rate: {}, core: {} }\n";
  CHECK(kind("who: a, effort: 1 h, arrives: { rate: 2/month, core: none }", tiers).arrives->varies);
  CHECK_FALSE(kind("who: a, effort: 1 h, arrives: { rate: 2/month }", tiers).arrives->varies);
}

TEST_CASE("Arrivals by their forms") {
  using Form = ArrivalSpec::Form;
  const auto arrives = [](const std::string& text) {
    return kind("who: a, effort: 1 h, arrives: " + text).arrives;
  };
  CHECK(arrives("2/month")->every->form == Form::rate);
  CHECK(arrives("weekly")->every->every->value.amount == 7 * 86'400e6);
  CHECK(arrives("monthly")->every->every->value.clock == Clock::months);
  CHECK(arrives("daily")->every->every->value.clock == Clock::working_days);
  CHECK_FALSE(arrives("none")->every.has_value());
  CHECK(arrives("{ every: 2 weeks, on: monday, at: 10:00 }")->every->on->value.weekday == 0);
  CHECK(arrives("{ interval: 3 h }")->every->form == Form::interval);
  CHECK(arrives("{ dates: [2027-03-01, 2027-09-01 10:00] }")->every->dates.size() == 2);
}

TEST_CASE("Names may be in any script, and keep their place") {
  const auto spec = read(kHead + "work: { メール: { who: 営業, effort: 12 min } }\n");
  CHECK(spec.work[0].name.text == "メール");
  CHECK(spec.work[0].name.span.line == 5);
  CHECK(spec.work[0].name.span.column == 9);
  CHECK(spec.work[0].value.steps[0].value.who->at(0).who.text == "営業");
}

TEST_CASE("Whatever stands in the place of a value is accepted or refused, and nothing worse") {
  const std::string text = every_key();
  Diagnostics none;
  const auto root = read_document(text, none);
  REQUIRE(root.has_value());
  Writer all;
  all.target = static_cast<std::size_t>(-1);
  all.write(*root);
  read(all.out);
  const ReadData no_files = [](const std::string&) -> DataText { return {{}, "no files here"}; };
  const std::vector<std::string> values = {
      "", "zzz", "-1", "1e999", "none", "[]", "[[x], {y: z}]", "{}", "\"\"", "{key: {core: [1]}}"};
  std::size_t refused = 0, tried = 0;
  for (std::size_t i = 0; i < all.count; ++i) {
    for (const std::size_t k : {0u, 3u, 7u}) {  // three each, another three for the next
      Writer writer;
      writer.target = i;
      writer.replacement = values[(i + k) % values.size()];
      writer.write(*root);
      Diagnostics d;
      const auto spec = read_scenario({"f.yaml", "", writer.out}, no_files, d);
      INFO(writer.out);
      REQUIRE(spec.has_value() == d.empty());
      REQUIRE(spec.has_value() == d.render("f.yaml", writer.out).empty());
      ++tried;
      refused += spec.has_value() ? 0 : 1;
    }
  }
  CHECK(refused > tried / 2);
}

}  // namespace suits
