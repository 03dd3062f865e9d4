#include "engine/run/match_line.hpp"

#include <algorithm>
#include <tuple>

namespace suits {
namespace {

/// Whether the urgencies of two roles' requests compare.
bool one_line(const Role& a, const Role& b) {
  const auto outside = [](const Role& role) { return role.sort != RoleSort::staff; };
  if (outside(a) != outside(b) || (!outside(a) && a.height != b.height)) return false;
  const auto rule = [](const Dispatch& d) {
    return std::tie(d.rule, d.known, d.lookahead, d.mean_effort, d.place, d.expression);
  };
  return rule(a.dispatch) == rule(b.dispatch);
}

}  // namespace

IdVector<RoleId, std::uint32_t> match_lines(const Model& model) {
  IdVector<RoleId, std::uint32_t> lines(model.roles.size());
  const auto& order = model.match_order;
  for (const RoleId r : order) {
    const auto first = std::find_if(order.begin(), order.end(), [&](RoleId other) {
      return one_line(model.roles[other], model.roles[r]);
    });
    lines[r] = static_cast<std::uint32_t>(first - order.begin());
  }
  return lines;
}

}  // namespace suits
