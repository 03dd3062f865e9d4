#include "engine/report/relationship_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/report/phrase.hpp"
#include "engine/report/quantity_text.hpp"

namespace suits {
namespace {

std::string signed_points(double points) { return fmt::format("{:+.4g}", points); }

std::string moves_text(const HealthMoves& moves) {
  std::vector<std::string> parts;
  const auto add = [&](double points, const char* when) {
    if (points != 0) parts.push_back(signed_points(points) + " " + when);
  };
  add(moves.arrives, "as one arrives");
  add(moves.finishes, "as one is done");
  add(moves.on_time, "by its due date");
  add(moves.late, "once late");
  add(moves.round, "for each round of the client");
  if (moves.waits != 0) {
    parts.push_back(fmt::format("{} after {}, and each working day after that",
                                signed_points(moves.waits), lapse_text(moves.past)));
  }
  return enumerated(parts);
}

std::string loss_text(const Model& model, const AccountLoss& loss) {
  std::vector<std::string> tiers;
  for (const TierId t : ids(model.tiers)) {
    const std::string share = share_text(loss.per_year[raw(t)]);
    tiers.push_back(model.tiers.size() > 1 ? model.tiers[t].name + " " + share : share);
  }
  std::string text =
      fmt::format("Accounts are lost at {} a year, twice as often with every {:.4g} points below",
                  enumerated(tiers), loss.doubles_every);
  text +=
      loss.gives_up ? "; what is under way then is given up" : "; what is under way then goes on";
  return loss.notice ? text + ", " + lapse_text(*loss.notice) + " after the notice" : text;
}

}  // namespace

std::vector<std::string> relationship_lines(const Model& model) {
  std::vector<std::string> lines;
  if (!model.relationship) return lines;
  const Relationship& r = *model.relationship;
  std::string usual = fmt::format("Relationships: the usual health is {:.4g}", r.health);
  if (r.returns > 0)
    usual += fmt::format(", and {} of the way back goes by in a week", share_text(r.returns));
  if (r.new_contact != 0)
    usual += fmt::format("; {} for a new contact", signed_points(r.new_contact));
  lines.push_back(usual);
  for (const KindId k : ids(model.kinds)) {
    const std::string text = moves_text(r.moves[k]);
    if (!text.empty()) {
      lines.push_back(fmt::format("Health by {}: {}", many_of(model.kinds[k]), text));
    }
  }
  if (r.loss) lines.push_back(loss_text(model, *r.loss));
  return lines;
}

std::string told_text(const Model& model, AccountId a) {
  const Account& account = model.accounts[a];
  std::vector<PersonId> told;
  const auto add = [&](const std::vector<PersonId>& people) {
    for (const PersonId p : people) {
      if (std::find(told.begin(), told.end(), p) == told.end()) told.push_back(p);
    }
  };
  for (const RoleId role : model.relationship->tell) {
    if (role == kNone<RoleId>) {
      if (account.owner) add(account.team[*account.owner].holders);
      continue;
    }
    const std::int32_t slot = account.slot_of_role[raw(role)];
    // Nobody of the role has a place of its own in the team: everybody of it is told.
    add(slot >= 0 ? account.team[static_cast<std::size_t>(slot)].holders
                  : model.roles[role].people);
  }
  std::vector<std::string> names;
  for (const PersonId p : told) names.push_back(model.people[p].name);
  return enumerated(names);
}

}  // namespace suits
