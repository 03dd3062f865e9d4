// Absences and holidays from calendar files beside the scenario.

#include <map>

#include "engine/scenario/variant.hpp"
#include "tests/language/compile_support.hpp"
#include "tests/support/catch.hpp"

namespace suits {
namespace {

const std::string kCalendar =
    "BEGIN:VCALENDAR\nVERSION:2.0\n"
    "BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20270111\nDTEND;VALUE=DATE:20270113\nSUMMARY:Ben\n"
    "END:VEVENT\n"
    "BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20270118\nSUMMARY:Mia\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:3\nDTSTART:20270118T100000\nDTEND:20270118T110000\nSUMMARY:Ben\nEND:VEVENT\n"
    "END:VCALENDAR\n";

const std::string kRest =
    "roles: { executive: {} }\n"
    "accounts: [ { name: Lion } ]\n"
    "work: { mail: { arrives: 8/week, who: executive, effort: 2 h } }\n";

struct Read {
  std::shared_ptr<const Model> model;
  std::string said;
};

Read read_with(const std::string& text) {
  const ReadData data = [](const std::string& name) -> DataText {
    if (name == "leave.ics") return {kCalendar, ""};
    return {{}, name + ": there is no such file"};
  };
  Diagnostics diagnostics;
  Read out;
  auto draft = ScenarioDraft::of_text({"a.yaml", "", text}, data, diagnostics);
  if (draft) out.model = draft->base(diagnostics);
  if (!diagnostics.empty()) out.said = diagnostics.render("a.yaml", text);
  return out;
}

/// But for its notes, which name the file.
std::string rest_of(const Model& model) {
  Model silent = model;
  silent.notes.clear();
  return dump(silent);
}

}  // namespace

TEST_CASE("Days of a calendar file are like days that are written out") {
  const auto people = [](const std::string& away) {
    return kHead + kRest + "people: [ { name: Ben, role: executive, away: " + away + " } ]\n";
  };
  const Read read = read_with(people("[{ ics: leave.ics, summary: Ben }, 2027-01-20]"));
  INFO(read.said);
  REQUIRE(read.model);
  CHECK(rest_of(*read.model) == rest_of(*compiled(people("[2027-01-11..2027-01-12, 2027-01-20]"))));
  REQUIRE(read.model->notes.size() == 1);
  CHECK(read.model->notes[0] ==
        "leave.ics: 1 event with 'Ben' in its summary with hours of the day is left out; only "
        "whole days are taken.");
  const Read all = read_with(people("{ ics: leave.ics }"));
  REQUIRE(all.model);
  CHECK(rest_of(*all.model) == rest_of(*compiled(people("[2027-01-11..2027-01-12, 2027-01-18]"))));
}

TEST_CASE("Holidays may come from a calendar file") {
  const auto scenario = [](const std::string& holidays) {
    std::string text = kHead + kRest + "people: [ { name: Ben, role: executive } ]\n";
    const std::string hours = "calendar: { hours: { mon-fri: [09:00-17:00] }";
    const std::size_t at = text.find("calendar: {");
    REQUIRE(at != std::string::npos);
    text.replace(at, text.find('\n', at) - at, hours + ", holidays: " + holidays + " }");
    return text;
  };
  const Read read = read_with(scenario("[{ ics: leave.ics }]"));
  INFO(read.said);
  REQUIRE(read.model);
  const auto same = compiled(scenario("[2027-01-11..2027-01-12, 2027-01-18]"));
  CHECK(rest_of(*read.model) == rest_of(*same));
  CHECK(read.model->patterns[PatternId{0}].worked(read.model->window.end) ==
        same->patterns[PatternId{0}].worked(same->window.end));
}

TEST_CASE("What is wrong with a calendar file is told where it is named") {
  const auto said = [](const std::string& away) {
    return read_with(kHead + kRest + "people: [ { name: Ben, role: executive, away: " + away +
                     " } ]\n")
        .said;
  };
  CHECK(said("[{ ics: none.ics }]").find("none.ics: there is no such file") != std::string::npos);
  CHECK(said("[{ ics: leave.ics, summary: Zoe }]")
            .find("leave.ics has no event for whole days with 'Zoe' in its summary") !=
        std::string::npos);
  CHECK(said("[{ summary: Ben }]").find("'ics' is missing from a calendar file") !=
        std::string::npos);
  CHECK(said("[[2027-01-11]]").find("a list where a date or a span of dates is meant") !=
        std::string::npos);
}

}  // namespace suits
