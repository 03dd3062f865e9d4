// Limits on how many jobs of some kinds there may be.

#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostLimits = 1000;

Limit limit_of(Compilation& c, const LimitSpec& spec) {
  Limit limit;
  limit.each_account = spec.each.has_value();
  if (spec.in_progress) limit.in_progress = spec.in_progress->value.value;
  if (spec.waiting) limit.waiting = spec.waiting->value.value;
  for (const Kind& kind : c.model.kinds) {
    limit.kinds.push_back(spec.of.empty() && !kind.background);
  }
  for (const Name& name : spec.of) {
    const auto kind = c.kinds.resolve(name, c.diagnostics);
    if (!kind) continue;
    if (limit.kinds[raw(*kind)]) {
      c.error(name.span, fmt::format("'{}' stands here twice", name.text));
    }
    limit.kinds[raw(*kind)] = true;
  }
  return limit;
}

}  // namespace

void compile_work_limits(Compilation& c) {
  if (c.spec.limits.size() > kMostLimits) {
    return c.error(c.spec.limits[kMostLimits].span,
                   fmt::format("there are more than {} limits", kMostLimits));
  }
  for (const LimitSpec& spec : c.spec.limits) c.model.limits.push_back(limit_of(c, spec));
}

}  // namespace suits
