// Roles of the department, parties outside it, the client; who reports to whom.

#include <algorithm>
#include <set>

#include "engine/model/hierarchy.hpp"
#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

Keep keep_of(const Compilation& c, const std::optional<Located<Keep>>& own) {
  if (own) return own->value;
  return c.spec.keep ? c.spec.keep->value : Keep::job;
}

/// Whether the name may be one of a role or party.
bool free_name(Compilation& c, const Name& name) {
  static const std::set<std::string> taken{"client", "owner", "everyone", "default"};
  if (taken.count(name.text)) {
    c.error(name.span,
            fmt::format("'{}' has a meaning of its own and cannot name a role", name.text));
    return false;
  }
  if (c.roles.find(name.text)) {
    c.error(name.span, fmt::format("'{}' is a role and a party", name.text));
    return false;
  }
  return true;
}

std::optional<Threshold> threshold(const std::optional<Located<Threshold>>& spec) {
  return spec ? std::optional<Threshold>(spec->value) : std::nullopt;
}

void own_accounts(Compilation& c, const OwnershipSpec& spec, Role& role) {
  if (spec.max) role.max_accounts = spec.max->value.value;
  if (spec.serves) {
    std::fill(role.serves.begin(), role.serves.end(), false);
    for (const Name& tier : *spec.serves) {
      if (const auto t = c.tiers.resolve(tier, c.diagnostics)) role.serves[raw(*t)] = true;
    }
  }
  for (const auto& entry : spec.weight) {
    if (const auto t = c.tiers.resolve(entry.name, c.diagnostics)) {
      role.account_weight[raw(*t)] = entry.value.value.value;
    }
  }
}

Role blank_role(const Compilation& c, const std::string& name,
                const std::optional<TitleSpec>& title) {
  Role role;
  role.name = name;
  role.title = title_of(title, name);
  role.account_weight.assign(c.model.tiers.size(), 1.0);
  role.serves.assign(c.model.tiers.size(), true);
  return role;
}

void add_role(Compilation& c, const Entry<RoleSpec>& entry) {
  if (!free_name(c, entry.name)) return;
  const RoleSpec& spec = entry.value;
  Role role = blank_role(c, entry.name.text, spec.title);
  role.pool = spec.team && spec.team->value == TeamForm::pool;
  role.keep = keep_of(c, spec.keep);
  role.hand_back = spec.hours_end && spec.hours_end->value == HoursEnd::hand_back;
  if (role.hand_back && role.keep != Keep::none) {
    c.error(spec.hours_end->span,
            fmt::format("'hours_end: hand_back' of {} needs 'keep: none'", role.name));
  }
  if (spec.accounts) own_accounts(c, *spec.accounts, role);
  role.spare_after = threshold(spec.spare_after);
  role.peers_after = threshold(spec.peers_after);
  role.superior_after = threshold(spec.superior_after);
  if (spec.switching) role.switching = round_duration(spec.switching->value.amount.mean());
  if (spec.overtime) {
    OvertimeRule& rule = role.overtime.emplace();
    rule.up_to = round_duration(spec.overtime->up_to.value.us);
    rule.a_week = spec.overtime->a_week ? round_duration(spec.overtime->a_week->value.us)
                                        : rule.up_to * 7;
  }
  for (const auto& kept : spec.reserve) {
    const auto work_class = c.classes.resolve(kept.name, c.diagnostics);
    if (!work_class) continue;
    // Later classes leave so many idle.
    role.reserve.resize(c.model.classes.size());
    for (std::size_t later = raw(*work_class) + 1; later < role.reserve.size(); ++later) {
      role.reserve[later] += kept.value.value.value;
    }
  }
  if (spec.handover) role.handover = Lapse{spec.handover->value.amount, Clock::working_time};
  if (spec.effort) role.effort = spec.effort->value.value;
  if (spec.billable_target) role.billable_target = spec.billable_target->value.value;
  const auto id = c.model.roles.push_back(std::move(role));
  c.roles.add(c.model.roles[id].name, id);
  c.role_spans.push_back(entry.name.span);
}

void add_party(Compilation& c, const Entry<PartySpec>& entry) {
  if (!free_name(c, entry.name)) return;
  Role role = blank_role(c, entry.name.text, entry.value.title);
  role.sort = RoleSort::party;
  role.pool = true;
  role.keep = keep_of(c, entry.value.keep);
  const auto id = c.model.roles.push_back(std::move(role));
  c.roles.add(c.model.roles[id].name, id);
  c.role_spans.push_back(entry.name.span);
}

void add_client(Compilation& c) {
  Role role = blank_role(c, "client", std::nullopt);
  role.sort = RoleSort::client;
  role.keep = Keep::none;
  const auto id = c.model.roles.push_back(std::move(role));
  c.roles.add(c.model.roles[id].name, id);
  c.role_spans.push_back({});
}

void reporting_lines(Compilation& c) {
  for (const auto& entry : c.spec.roles) {
    const auto id = c.roles.find(entry.name.text);
    if (!id) continue;
    Role& role = c.model.roles[*id];
    for (const Name& name : entry.value.reports_to.value_or(std::vector<Name>{})) {
      const auto superior = c.roles.resolve(name, c.diagnostics);
      if (!superior) continue;
      if (c.model.roles[*superior].sort != RoleSort::staff) {
        c.error(name.span,
                fmt::format("{} is outside the department: nobody reports to it", name.text));
      } else if (std::count(role.superiors.begin(), role.superiors.end(), *superior) == 0) {
        role.superiors.push_back(*superior);
        c.role_spans[*id] = name.span;  // where a circle would be seen
      }
    }
    for (const CoverSpec& cover : entry.value.covered_by) {
      const auto by = c.roles.resolve(cover.role, c.diagnostics);
      if (!by) continue;
      if (c.model.roles[*by].sort == RoleSort::client || *by == *id) {
        c.error(cover.role.span, fmt::format("{} cannot cover for {}", cover.role.text, role.name));
        continue;
      }
      role.covered_by.push_back({*by, threshold(cover.after)});
    }
  }
}

void hierarchy(Compilation& c) {
  std::vector<ReportingRole> roles;
  for (const RoleId r : ids(c.model.roles)) {
    const Role& role = c.model.roles[r];
    ReportingRole as_seen{role.name, c.role_spans[r], {}, role.sort != RoleSort::staff};
    for (const RoleId s : role.superiors) as_seen.superiors.push_back(raw(s));
    roles.push_back(std::move(as_seen));
  }
  const auto built = build_hierarchy(roles, c.diagnostics);
  if (!built) return;
  for (const RoleId r : ids(c.model.roles)) c.model.roles[r].height = built->height[raw(r)];
  for (const std::size_t r : built->match_order) {
    c.model.match_order.push_back(static_cast<RoleId>(r));
  }
}

}  // namespace

void compile_roles(Compilation& c) {
  c.model.in_order = c.spec.together && c.spec.together->value == TogetherRule::in_order;
  if (!c.spec.together) c.defaulted("together: booked");
  if (!c.spec.keep) c.defaulted("keep: job");
  for (const std::size_t i : by_name(c.spec.roles)) add_role(c, c.spec.roles[i]);
  for (const std::size_t i : by_name(c.spec.parties.others)) add_party(c, c.spec.parties.others[i]);
  add_client(c);
  reporting_lines(c);
  hierarchy(c);
}

}  // namespace suits
