#include "tests/laws/laws.hpp"

#include <fmt/format.h>

namespace suits::test {

const std::vector<Law>& laws() {
  static const std::vector<Law> all = {
      {"jobs", lost_jobs},
      {"effort", lost_effort},
      {"Little", broken_little},
      {"hours", off_hours},
      {"attention", scattered},
      {"together", torn_apart},
      {"breakdown", broken_breakdown},
      {"accounts", held_too_long},
  };
  return all;
}

std::string broken_laws(const Course& course) {
  std::string wrong;
  for (const Law& law : laws()) {
    std::string how = law.broken(course);
    // The first few say enough.
    std::size_t end = 0;
    for (int line = 0; line < 5 && end != std::string::npos; ++line) {
      end = how.find('\n', end == 0 ? 0 : end + 1);
    }
    if (end != std::string::npos) how.resize(end + 1);
    if (!how.empty()) wrong += fmt::format("{}:\n{}", law.name, how);
  }
  return wrong;
}

}  // namespace suits::test
