#include "engine/model/hierarchy.hpp"

#include <algorithm>
#include <numeric>

#include "engine/model/cycle.hpp"
#include "engine/model/natural_order.hpp"

namespace suits {

std::optional<Hierarchy> build_hierarchy(const std::vector<ReportingRole>& roles,
                                         Diagnostics& diagnostics) {
  Edges edges;
  edges.reserve(roles.size());
  for (const ReportingRole& role : roles) edges.push_back(role.superiors);
  const auto circles = cycles(edges);
  for (const auto& circle : circles) {
    std::string text = roles[circle[0]].name;
    for (std::size_t i = 1; i <= circle.size(); ++i) {
      text += (i == 1 ? " reports to " : ", who reports to ");
      text += roles[circle[i % circle.size()]].name;
    }
    diagnostics.add(roles[circle[0]].span, "the reporting line runs in a circle: " + text);
  }
  if (!circles.empty()) return std::nullopt;

  Hierarchy result{heights(edges), std::vector<std::size_t>(roles.size())};
  std::iota(result.match_order.begin(), result.match_order.end(), std::size_t{0});
  std::sort(result.match_order.begin(), result.match_order.end(),
            [&](std::size_t a, std::size_t b) {
              if (roles[a].outside != roles[b].outside) return roles[b].outside;
              if (!roles[a].outside && result.height[a] != result.height[b]) {
                return result.height[a] > result.height[b];
              }
              return natural_less(roles[a].name, roles[b].name);
            });
  return result;
}

}  // namespace suits
