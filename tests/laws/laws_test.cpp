// The laws that hold on every path, on every scenario file of the repository and on random
// agencies.

#include "tests/laws/laws.hpp"
#include "engine/run/replicate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/naive_scenario.hpp"
#include "tests/support/observations_text.hpp"
#include "tests/support/scenario.hpp"

namespace suits::test {

TEST_CASE("The laws hold exactly on every scenario file", "[laws]") {
  for (const std::string& file : scenario_files()) {
    INFO(file);
    const auto model = model_of_file(file);
    const Course course = play_course(*model, 7, 0);
    CHECK_FALSE(course.seen.error);
    CHECK(course.stretches.size() > 0);
    CHECK(broken_laws(course) == "");
    // What is played without a looker-on, perhaps by a run of its own, is that very course.
    CHECK(first_difference(text_of(replicate(*model, 7, 0)), text_of(course.seen)) == "");
  }
}

TEST_CASE("The laws hold exactly in random agencies", "[laws]") {
  std::size_t begun = 0;
  int failures = 0;
  for (std::uint64_t seed = 1001; seed <= 1600 && failures < 3; ++seed) {
    const Model model = random_scenario(seed);
    const Course course = play_course(model, seed, 0);
    if (course.seen.error) continue;
    begun += course.stretches.size();
    const std::string wrong = broken_laws(course);
    INFO("seed " << seed);
    CHECK(wrong == "");
    failures += wrong.empty() ? 0 : 1;
  }
  CHECK(begun > 10'000);
}

TEST_CASE("A replication is a pure function of model, seed and number", "[laws]") {
  for (const std::string& file : scenario_files()) {
    Model model = *model_of_file(file);
    model.window.warm_up = std::max(model.window.warm_up, model.window.start - weeks(1));
    model.window.end = std::min(model.window.end, model.window.start + weeks(2));
    INFO(file);
    const std::uint64_t once = replicate(model, 3, 1).history;
    CHECK(replicate(model, 3, 1).history == once);
    if (!file.starts_with("scenarios/")) continue;  // others may leave nothing to chance
    CHECK(replicate(model, 3, 2).history != once);
    CHECK(replicate(model, 4, 1).history != once);
  }
}

}  // namespace suits::test
