#include "tools/hire_candidates.hpp"

#include <utility>

#include <fmt/format.h>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "engine/run/replicate.hpp"
#include "tools/decision_options.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostCandidates = 200;

/// The number of the thing of that name. Throws UsageError with the nearest one.
template <class Things>
auto numbered(const Things& things, const std::string& name, const char* what) {
  std::vector<std::string> names;
  for (const auto id : ids(things)) {
    if (things[id].name == name) return id;
    names.push_back(things[id].name);
  }
  const std::string near = nearest(name, names);
  throw UsageError(fmt::format("there is no {} \"{}\"{}", what, truncate(printable(name), 60),
                               near.empty() ? "" : fmt::format(" (do you mean {}?)", near)));
}

}  // namespace

HireWish hire_wish_of(const Options& options, const Model& model) {
  HireWish wish;
  for (const auto& [flag, text] : options.repeated()) {
    if (flag == "role") {
      const RoleId role = numbered(model.roles, text, "role");
      if (model.roles[role].sort != RoleSort::staff)
        throw UsageError(
            fmt::format("--role: {} is no role of the department", truncate(printable(text), 60)));
      wish.roles.push_back(role);
    }
    if (flag == "level") wish.levels.push_back(numbered(model.levels, text, "level"));
    if (flag == "share") wish.shares.push_back(percent_of("share", text));
  }
  return wish;
}

HirePlay::HirePlay(std::shared_ptr<const Model> model, const Model& base,
                   const std::vector<Aim>& aims)
    : model_(std::move(model)), hired_(hired(base, *model_)), reader_(*model_, aims) {}

SelectionCourse HirePlay::play(std::uint64_t seed, std::uint32_t replication) const {
  const Observations seen = replicate(*model_, seed, replication);
  SelectionCourse out = reader_.read(seen);
  if (out.error) return out;
  out.samples.push_back(hired_ == kNone<PersonId>
                            ? Sample{0, 1, true}
                            : Sample{seen.people[hired_].available.hours(), 1, false});
  return out;
}

std::shared_ptr<const Model> with_hire(DraftFile& draft, const std::string& edit) {
  return draft.edited("add " + edit, {{Edit::Sort::add, edit, "--add"}});
}

std::optional<HireCandidates> hire_candidates(DraftFile& draft, const HireWish& wish,
                                              const std::vector<Aim>& aims,
                                              std::optional<Date> from) {
  const std::shared_ptr<const Model> base = draft.file().model;
  HireCandidates out;
  out.all.push_back({std::nullopt, "", {}});
  out.plays.emplace_back(base, *base, aims);
  const std::vector<HireOffer> offers = hire_offers(*base, wish);
  if (offers.empty()) throw UsageError("there is no role of the department to hire for");
  if (offers.size() > kMostCandidates)
    throw UsageError(
        fmt::format("these are {} candidates, more than {}: --role and --level narrow it",
                    offers.size(), kMostCandidates));
  for (const HireOffer& offer : offers) {
    out.all.push_back({offer, hire_edit(*base, offer, from), {}});
    auto model = with_hire(draft, out.all.back().edit);
    if (!model) return std::nullopt;
    out.plays.emplace_back(std::move(model), *base, aims);
  }
  return out;
}

}  // namespace suits
