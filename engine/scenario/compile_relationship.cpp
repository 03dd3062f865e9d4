// The health of accounts' relationships: what moves it, who is told, how accounts are lost.

#include <algorithm>

#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

/// What an account, or its tier, says of the health at the start.
const Located<Health>* stated_health(const Compilation& c, AccountId a) {
  const AccountSpec* own = c.account_specs[a];
  if (own != nullptr && own->health) return &*own->health;
  const Account& account = c.model.accounts[a];
  const TierSpec* tier = account.agency ? nullptr : c.tier_specs[account.tier];
  return tier != nullptr && tier->health ? &*tier->health : nullptr;
}

class RelationshipCompiler {
 public:
  RelationshipCompiler(Compilation& c, const RelationshipSpec& spec) : c_(c), spec_(spec) {}

  Relationship compile() {
    if (spec_.health) {
      r_.health = spec_.health->value.value;
    } else {
      c_.defaulted("relationship.health: 75");
    }
    if (spec_.returns) r_.returns = spec_.returns->value.value;
    for (const AccountId a : ids(c_.model.accounts)) {
      const Located<Health>* own = stated_health(c_, a);
      r_.at_start.push_back(own != nullptr ? own->value.value : r_.health);
    }
    moves();
    if (spec_.warnings) warnings(*spec_.warnings);
    if (spec_.loss) loss(*spec_.loss);
    return std::move(r_);
  }

 private:
  static double points(const std::optional<Located<Points>>& own, double otherwise = 0) {
    return own ? own->value.value : otherwise;
  }

  void moves() {
    const MovesSpec general = spec_.moves.value_or(MovesSpec{});
    r_.new_contact = points(general.new_contact);
    for (const Kind& kind : c_.model.kinds) {
      HealthMoves moves;
      if (kind.deliverable) {
        moves.on_time = points(general.on_time);
        moves.late = points(general.late);
        moves.round = points(general.round);
      }
      r_.moves.push_back(moves);
    }
    for (const auto& [name, own] : general.kinds) {
      const auto kind = c_.kinds.resolve(name, c_.diagnostics);
      if (!kind) continue;
      const Kind& of = c_.model.kinds[*kind];
      if ((own.late || own.on_time) && !has_due(of)) {
        c_.error((own.late ? own.late : own.on_time)->span,
                 fmt::format("a '{}' has no due date", name.text), "give the kind of work a 'due'");
      }
      HealthMoves& moves = r_.moves[*kind];
      moves.arrives = points(own.arrives);
      moves.finishes = points(own.finishes);
      moves.on_time = points(own.on_time, moves.on_time);
      moves.late = points(own.late, moves.late);
      moves.round = points(own.round, moves.round);
      moves.waits = points(own.waits);
      if (own.past) moves.past = {Distribution(own.past->value.amount), own.past->value.clock};
    }
    const bool of_deliverables = general.on_time || general.late || general.round;
    const bool any_deliverable = std::any_of(c_.model.kinds.begin(), c_.model.kinds.end(),
                                             [](const Kind& kind) { return kind.deliverable; });
    if (!of_deliverables || any_deliverable) return;
    c_.error((general.on_time ? general.on_time
              : general.late  ? general.late
                              : general.round)
                 ->span,
             "no kind of work is a deliverable",
             "write 'deliverable: yes' at one, or say it under 'kinds'");
  }

  static bool has_due(const Kind& kind) {
    const auto& dues = kind.due.items();
    return std::any_of(dues.begin(), dues.end(), [](const auto& due) { return due.has_value(); });
  }

  void warnings(const WarningsSpec& spec) {
    for (const auto& below : spec.below) r_.warn_below.push_back(below.value.value);
    std::sort(r_.warn_below.rbegin(), r_.warn_below.rend());
    for (const Name& name : spec.tell) {
      if (name.text == "owner") {
        r_.tell.push_back(kNone<RoleId>);
      } else if (const auto role = c_.roles.resolve(name, c_.diagnostics)) {
        if (c_.model.roles[*role].sort != RoleSort::staff) {
          c_.error(name.span, fmt::format("'{}' is outside the department", name.text));
        }
        r_.tell.push_back(*role);
      }
    }
  }

  void loss(const LossSpec& spec) {
    AccountLoss loss;
    for (const Tier& tier : c_.model.tiers) {
      const auto& rate = spec.per_year.at(tier.name);
      loss.per_year.push_back(rate ? rate->value.value : 0);
    }
    if (spec.doubles_every) {
      loss.doubles_every = spec.doubles_every->value.value;
    } else {
      c_.defaulted("relationship.loss.doubles_every: 15");
    }
    loss.gives_up = !spec.on_loss || spec.on_loss->value == OnEnd::cancel;
    if (spec.notice) {
      loss.notice = Lapse{Distribution(spec.notice->value.amount), spec.notice->value.clock};
    }
    r_.loss = std::move(loss);
  }

  Compilation& c_;
  const RelationshipSpec& spec_;
  Relationship r_;
};

}  // namespace

void compile_relationship(Compilation& c) {
  if (c.spec.relationship) {
    c.model.relationship = RelationshipCompiler(c, *c.spec.relationship).compile();
    return;
  }
  const auto idle = [&](const std::optional<Located<Health>>& health) {
    if (health) {
      c.error(health->span, "without a 'relationship' nothing comes of a health",
              "add 'relationship:' at the top level");
    }
  };
  for (const auto& tier : c.spec.tiers) idle(tier.value.health);
  for (const AccountSpec& account : c.spec.accounts) idle(account.health);
}

}  // namespace suits
