// What may be judged from one value alone: of time, people, parties and accounts.

#include "engine/scenario/random_text.hpp"
#include "engine/scenario/reader.hpp"

namespace suits {

namespace {

/// Of two keys that exclude each other exactly one is there.
void one_of(Reader& r, const Node& node, bool first, bool second, std::string_view names) {
  if (first == second) {
    r.error(node.span, first ? fmt::format("only one of {} is taken", names)
                             : fmt::format("one of {} is needed", names));
  }
}

void positive(Reader& r, Span span, double value, std::string_view what) {
  if (value <= 0) r.error(span, fmt::format("{} must be more than 0", what));
}

template <class T>
void distinct(Reader& r, const std::vector<T>& list) {
  for (std::size_t i = 1; i < list.size() && i < 1000; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (list[i].text != list[j].text) continue;
      r.error(list[i].span, fmt::format("'{}' stands here twice", truncate(list[i].text, 60)));
      break;
    }
  }
}

}  // namespace

void check(Reader& r, const Node&, TimeSpec& s) {
  positive(r, s.run.span, s.run.value.amount, "the run");
  if (s.cap) positive(r, s.cap->span, s.cap->value.amount, "the cap");
}

void check(Reader& r, const Node&, OvertimeSpec& s) {
  positive(r, s.up_to.span, s.up_to.value.us, "the overtime of a day");
  if (s.a_week) positive(r, s.a_week->span, s.a_week->value.us, "the overtime of a week");
}

void check(Reader& r, const Node&, LevelSpec& s) {
  if (s.speed) positive(r, s.speed->span, s.speed->value.value, "the speed");
}

void check(Reader& r, const Node&, LeaveSpec& s) {
  if (s.entitlement.value.amount > 366) {
    r.error(s.entitlement.span, "more leave than there are days in a year");
  }
  positive(r, s.block.span, s.block.value.amount.mean(), "the length of a leave");
}

void check(Reader& r, const Node&, SicknessSpec& s) {
  positive(r, s.length.span, s.length.value.amount.mean(), "the length of a spell");
}

void check(Reader& r, const Node& node, FocusSpec& s) {
  if (!s.jobs) r.error(node.span, "the focus says no number of jobs", "write 'focus: 2'");
}

void check(Reader& r, const Node& node, DispatchSpec& s) {
  const auto is = [&](DispatchRule rule) { return s.rule && s.rule->value == rule; };
  if (!s.rule && !s.kinds && !s.by) {
    return r.error(node.span, "the rule is missing", "write 'rule: earliest_due'");
  }
  if (s.kinds && s.by) return r.error(node.span, "only one of kinds and by is taken");
  if (s.kinds && s.rule && !is(DispatchRule::fixed)) {
    r.error(s.rule->span, "kinds in their order are 'rule: fixed'");
  }
  if (s.by && s.rule && !is(DispatchRule::expression)) {
    r.error(s.rule->span, "a rule by an expression is 'rule: expression'");
  }
  if (is(DispatchRule::fixed) && !s.kinds) {
    r.error(s.rule->span, "'fixed' needs 'kinds': the kinds of work in their order");
  }
  if (is(DispatchRule::expression) && !s.by) {
    r.error(s.rule->span, "'expression' needs 'by': what the least value of goes first");
  }
  if (s.kinds && s.kinds->empty()) {
    r.error(node.span, "an order of kinds that names none", "e.g. [pitch, campaign]");
  }
  if (s.kinds) distinct(r, *s.kinds);
  if (s.lookahead) {
    if (!is(DispatchRule::atc)) r.error(s.lookahead->span, "only atc looks ahead");
    positive(r, s.lookahead->span, s.lookahead->value.value, "the lookahead");
  }
  const bool of_effort = is(DispatchRule::shortest) || is(DispatchRule::weighted_shortest) ||
                         is(DispatchRule::least_slack) || is(DispatchRule::weighted_slack) ||
                         is(DispatchRule::critical_ratio) || is(DispatchRule::atc);
  if (s.known && !of_effort) r.error(s.known->span, "this rule does not look at efforts");
}

void check(Reader& r, const Node&, FamiliaritySpec& s) {
  if (s.learns_in) positive(r, s.learns_in->span, s.learns_in->value.us, "the hours of learning");
  if (!s.forgets_in) return;
  positive(r, s.forgets_in->span, s.forgets_in->value.amount, "the time of forgetting");
  if (s.forgets_in->value.clock != Clock::elapsed) {
    r.error(s.forgets_in->span, "forgetting goes on day and night", "write weeks, or days");
  }
}

void check(Reader& r, const Node&, NewcomersSpec& s) {
  if (s.learns_in) positive(r, s.learns_in->span, s.learns_in->value.us, "the hours of learning");
}

void check(Reader& r, const Node&, RoleSpec& s) {
  if (s.reports_to) distinct(r, *s.reports_to);
  if (s.hours_end && s.hours_end->value == HoursEnd::hand_back && s.keep &&
      s.keep->value != Keep::none) {
    r.error(s.hours_end->span, "hand_back needs keep: none");
  }
}

void check(Reader& r, const Node& node, PersonSpec& s) {
  one_of(r, node, s.name.has_value(), s.count.has_value(), "name and count");
  if (s.count) positive(r, s.count->span, s.count->value.value, "the count");
  if (s.share) positive(r, s.share->span, s.share->value.value, "the share");
  if (s.role.empty()) r.error(node.find("role")->span, "a person has a role");
  distinct(r, s.role);
  if (s.joins && s.leaves && s.leaves->value < s.joins->value) {
    r.error(s.leaves->span, "this is before the person joins");
  }
  if (s.since && s.joins) {
    r.error(s.since->span, "whoever joins in the run is in the role from then on");
  }
  if (!s.level || s.level->one) return;
  if (!s.count) return r.error(s.level->span, "levels by number need a count");
  std::uint64_t sum = 0;
  for (const auto& entry : s.level->counts) sum += entry.value.value.value;
  if (sum != s.count->value.value) {
    r.error(s.level->span,
            fmt::format("the levels add up to {}, not to {}", sum, s.count->value.value));
  }
}

void check(Reader& r, const Node&, PoolSpec& s) {
  positive(r, s.max.span, s.max.value.value, "the number");
  if (s.share) positive(r, s.share->span, s.share->value.value, "the share");
  if (s.after && !s.stay) {
    r.error(s.after->span, "people who are hired are not called by work that waits",
            "say how long people on call 'stay'");
  }
}

void check(Reader& r, const Node&, PartySpec& s) {
  positive(r, s.capacity.span, s.capacity.value.value, "the capacity");
}

void check(Reader& r, const Node& node, FeeSpec& s) {
  const bool project = s.project && s.project->value;
  one_of(r, node, s.retainer.has_value(), project, "a retainer and project: yes");
  if (s.carries_over && !(s.retainer && std::holds_alternative<EffortRate>(s.retainer->value))) {
    r.error(s.carries_over->span, "only hours that are sold carry over",
            "e.g. retainer: 180 h/month");
  }
}

void check(Reader& r, const Node& node, TierFeeSpec& s) {
  check(r, node, static_cast<FeeSpec&>(s));
  if (s.share && !s.retainer) {
    r.error(s.share->span, "the share is of the accounts with a retainer, and there is none");
  }
}

void check(Reader& r, const Node& node, TierSpec& s) {
  if (s.size) positive(r, s.size->span, s.size->value.amount.mean(), "the size");
  if (s.owner.size() == 1 && !s.owner[0].share) return;
  double sum = 0;
  for (const OwnerSpec& owner : s.owner) {
    if (!owner.share) {
      return r.error(owner.role.span, "of several owners each has a share",
                     "e.g. { role: ROLE, share: 75% }");
    }
    sum += owner.share->value.value;
  }
  if (!s.owner.empty() && !whole(sum)) {
    r.error(node.find("owner")->span,
            fmt::format("the shares add up to {:.6g}%, not to 100%", 100 * sum));
  }
}

void check(Reader& r, const Node& node, AccountSpec& s) {
  one_of(r, node, s.name.has_value(), s.count.has_value(), "name and count");
  if (s.count) positive(r, s.count->span, s.count->value.value, "the count");
  if (s.size) positive(r, s.size->span, s.size->value.amount.mean(), "the size");
  if (s.starts && s.ends) {
    const DateOrMonth& starts = s.starts->value;
    const Date last = starts.before ? *starts.before - 1 : starts.first;
    if (s.ends->value < last) r.error(s.ends->span, "this is before the account starts");
  }
  if (s.give_or_take && !s.like) {
    r.error(s.give_or_take->span, "give or take of what? There is no 'like'",
            "a size of its own may be random: size: uniform(0.7, 1.3)");
  }
  if (s.on_end && !s.ends) r.error(s.on_end->span, "an account without an 'ends' does not end");
}

void check(Reader& r, const Node& node, BackgroundSpec& s) {
  if (s.who.size() == 1 && s.who[0].text == "everyone") {
    s.everyone = true;
    s.who.clear();
  } else if (s.who.empty()) {
    r.error(node.find("who")->span, "nobody is named");
  }
  distinct(r, s.who);
}

void check(Reader& r, const Node&, ScenarioSpec& s) {
  if (s.suits.value.value != 1) {
    r.error(s.suits.span,
            fmt::format("version {} of the language is not known", s.suits.value.value),
            "this program reads version 1");
  }
}

}  // namespace suits
