// The words of a job's life, by their properties.

#include "engine/report/explain_report.hpp"

#include <sstream>

#include "engine/base/display_width.hpp"
#include "engine/report/moment_text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/scenario.hpp"

using namespace suits;

namespace {

/// Two jobs in one person's hands: the second waits for the first.
struct Shop {
  ModelBuilder b;
  RoleId ae = b.role("AE");
  PersonId ann = b.person("Ann", {ae});
  AccountId lion = b.account("Lion", {{ae, {ann}}});
  Model model;
  Shop() {
    b[ae].title = "Executive";
    KindSketch& plan = b.kind("plan");
    plan.step("write_it").by(ae, hours(3));
    plan.step("check").by(ae, hours(1)).back_to("write_it", 1, 1);
    b.arrives(lion, plan, {march(1, 9), march(1, 10)});
    model = b.build();
  }
  JobHistory history(std::uint64_t number) const {
    return job_histories(model, 1, 0, {number}).jobs.at(0);
  }
};

bool says(const std::string& text, const std::string& part) {
  INFO(text);
  INFO("expected: " << part);
  const bool found = text.find(part) != std::string::npos;
  CHECK(found);
  return found;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("a life is told with its dates, people and waits", "[explain]") {
  const Shop shop;
  const std::string text = explain_screen(shop.model, shop.history(1), {}, false);
  says(text, "Plan 2 for Lion\n");
  says(text, "arrived  Mon  1 Mar 2027 10:00");
  says(text, "2 rounds of write it");
  says(text, "waiting for Ann (Executive)");
  says(text, "Waits for Ann until 12:00: at work on plan 1 for Lion (2 h).");
  says(text, "Write it, round 2");
  says(text, "It goes back to: write it.");
  says(text, "100 %  in all");
}

TEST_CASE("who steps in is told, and what is passed over", "[explain]") {
  ModelBuilder b;
  const RoleId am = b.role("AM");
  const RoleId ae = b.role("AE", {am});
  const PersonId ann = b.person("Ann", {ae}), bea = b.person("Bea", {am});
  b[ae].title = "Executive";
  b[ae].superior_after = working(hours(2));
  const AccountId lion = b.account("Lion", {{ae, {ann}}, {am, {bea}}});
  KindSketch& plan = b.kind("plan");
  plan.step("extra").by(ae, hours(1)).chance(0);
  plan.step("write").by(ae, hours(5));
  b.arrives(lion, plan, {march(1, 9), march(1, 9)});
  const Model model = b.build();
  const std::string text = explain_screen(model, job_histories(model, 1, 0, {1}).jobs.at(0), {}, false);
  says(text, "From now on Bea may take it too, as it has waited long enough.");
  says(text, "Bea (AM) steps in for the Executive and works on it until 16:00.");
  says(text, "Nothing to do this time: extra.");
}

TEST_CASE("the parts shown add up to the whole shown", "[explain]") {
  const auto model = test::model_of_file("scenarios/small_shop.yaml");
  const auto jobs = worst_jobs(*model, outline_jobs(*model, 1, 0).jobs, {}, 5);
  REQUIRE(jobs.size() == 5);
  std::vector<std::uint64_t> numbers;
  for (const JobOutline& job : jobs) numbers.push_back(job.number);
  for (const JobHistory& history : job_histories(*model, 1, 0, numbers).jobs) {
    const std::string text = explain_screen(*model, history, {false, 100, 0, 1}, false);
    INFO(text);
    double sum = 0, whole = 0;
    int cents = 0;
    for (const std::string& line : lines_of(text)) {
      double part = 0;
      int share = 0;
      if (std::sscanf(line.c_str(), "  %lf %d %%", &part, &share) != 2) continue;
      if (line.find("in all") != std::string::npos) {
        whole = part;
        CHECK(share == 100);
        continue;
      }
      sum += part;
      cents += share;
    }
    CHECK(sum == Approx(whole).margin(1e-6));
    CHECK(cents == 100);
    for (const std::string& line : lines_of(text)) CHECK(display_width(line) <= 100);
    CHECK(text.find("nan") == std::string::npos);
  }
}

TEST_CASE("every stretch has its line where asked for", "[explain]") {
  const auto model = test::model_of_file("scenarios/small_shop.yaml");
  const auto jobs = worst_jobs(*model, outline_jobs(*model, 1, 0).jobs, {}, 1);
  const JobHistory history = job_histories(*model, 1, 0, {jobs.at(0).number}).jobs.at(0);
  const std::string brief = explain_screen(*model, history, {}, false);
  const std::string all = explain_screen(*model, history, {}, true);
  CHECK(lines_of(brief).size() < lines_of(all).size());
}

TEST_CASE("a life as JSON adds up to the microsecond", "[explain]") {
  const Shop shop;
  const auto json = explain_json(shop.model, shop.history(1));
  CHECK(json["job"] == 2);
  CHECK(json["account"] == "Lion");
  std::int64_t sum = 0, way = 0;
  for (const auto& part : json["breakdown"]) sum += part["us"].get<std::int64_t>();
  for (const auto& piece : json["way"]) way += piece["us"].get<std::int64_t>();
  CHECK(sum == json["turnaround_us"].get<std::int64_t>());
  CHECK(way == sum);
  CHECK(json["steps"][1]["sent_back_to"] == "write_it");
}

TEST_CASE("moments and spans read as people say them", "[explain]") {
  CHECK(moment_text(march(1, 9, 5)) == "Mon  1 Mar 09:05");
  CHECK(moment_text(march(31, 17), true) == "Wed 31 Mar 2027 17:00");
  CHECK(day_text(march(1, 9)) == "Mon 1 Mar 09:00");
  CHECK(span_text(minutes(90)) == "1 h 30 min");
  CHECK(span_text(hours(31) + minutes(40) + seconds(40)) == "31 h 41 min");
  CHECK(span_text(seconds(20)) == "less than a minute");
  CHECK(span_text({}) == "no time");
  CHECK(number_text(1234567) == "1,234,567");
  const Shop shop;
  CHECK(working_text(shop.model, march(1, 9), march(2, 9)) == "1.0 working day");
  CHECK(working_text(shop.model, march(1, 9), march(3, 13)) == "2.5 working days");
  CHECK(working_text(shop.model, march(1, 17), march(2, 10)) == "1 h");
}
