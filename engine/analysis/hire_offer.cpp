#include "engine/analysis/hire_offer.hpp"

#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

namespace suits {
namespace {

std::vector<RoleId> roles_of_department(const Model& model) {
  std::vector<RoleId> out;
  for (const RoleId r : ids(model.roles))
    if (model.roles[r].sort == RoleSort::staff) out.push_back(r);
  return out;
}

std::vector<LevelId> usual_levels(const Model& model, std::size_t roles, std::size_t shares) {
  std::vector<LevelId> out{usual_level(model)};
  if (roles * shares * model.levels.size() <= kMostUsualOffers)
    for (const LevelId l : ids(model.levels))
      if (l != out.front()) out.push_back(l);
  return out;
}

/// As YAML takes it: bare, or in quotes.
std::string yaml_name(const std::string& name) {
  const bool bare = !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_';
  });
  if (bare && !std::isdigit(static_cast<unsigned char>(name.front()))) return name;
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

LevelId usual_level(const Model& model) {
  for (const LevelId l : ids(model.levels))
    if (model.levels[l].name == "mid") return l;
  return static_cast<LevelId>((model.levels.size() - 1) / 2);
}

std::vector<HireOffer> hire_offers(const Model& model, const HireWish& wish) {
  const std::vector<RoleId> roles = wish.roles.empty() ? roles_of_department(model) : wish.roles;
  const std::vector<double> shares = wish.shares.empty() ? std::vector<double>{1.0} : wish.shares;
  const std::vector<LevelId> levels =
      wish.levels.empty() ? usual_levels(model, roles.size(), shares.size()) : wish.levels;
  std::vector<HireOffer> out;
  for (const RoleId role : roles)
    for (const LevelId level : levels)
      for (const double share : shares) {
        const HireOffer offer{role, level, share};
        if (std::find(out.begin(), out.end(), offer) == out.end()) out.push_back(offer);
      }
  return out;
}

std::string hire_edit(const Model& model, const HireOffer& offer, std::optional<Date> from) {
  std::string out = "people={ role: " + yaml_name(model.roles[offer.role].name);
  if (model.levels.size() > 1) out += ", level: " + yaml_name(model.levels[offer.level].name);
  if (offer.share < 1) out += fmt::format(", share: {:.10g}%", 100 * offer.share);
  out += " }";
  return from ? out + " at " + to_string(*from) : out;
}

PersonId hired(const Model& base, const Model& with) {
  std::set<std::string> known;
  for (const Person& person : base.people) known.insert(person.name);
  for (const PersonId p : ids(with.people))
    if (!known.contains(with.people[p].name)) return p;
  return kNone<PersonId>;
}

}  // namespace suits
