// A model in a page of words.

#include <fmt/format.h>

#include "tests/support/naive_scenario.hpp"

namespace suits {
namespace {

std::string text(const Lapse& lapse) {
  const double amount = lapse.amount.mean();
  switch (lapse.clock) {
    case Clock::elapsed: return fmt::format("{:g} h elapsed", amount / 3.6e9);
    case Clock::working_time: return fmt::format("{:g} h", amount / 3.6e9);
    case Clock::working_days: return fmt::format("{:g} days", amount);
    case Clock::months: return fmt::format("{:g} months", amount);
  }
  return {};
}

std::string text(const std::optional<Lapse>& lapse) { return lapse ? text(*lapse) : "-"; }

std::string text(const std::optional<Threshold>& threshold) {
  if (!threshold) return "-";
  return (threshold->slack ? "slack " : "") + text(threshold->lapse);
}

std::string text(const Dispatch& d) {
  if (d.rule == DispatchRule::first_come) return "";
  if (d.rule == DispatchRule::expression) return fmt::format("expression {}, ", d.expression);
  return fmt::format("rule {}{}, ", static_cast<int>(d.rule), d.known ? " known" : "");
}

std::string text(const Requirement& r) {
  std::string out;
  if (raw(r.least_level) > 0) out += fmt::format(" level {}", raw(r.least_level));
  if (r.skills != 0) out += fmt::format(" skills {}", r.skills);
  return out;
}

/// What changes, who may be called, what rules there are, what is in hand.
std::string staffing(const Model& m) {
  std::string out;
  for (const DatedChange& change : m.staffing.changes) {
    out += to_string(change.at) + ": ";
    if (change.person != kNone<PersonId>) {
      out += fmt::format("{} {:g} h", m.people[change.person].name, static_cast<double>(change.weekly_hours.us) / 3.6e9);
      if (change.level) out += fmt::format(" level {}", raw(*change.level));
      for (RoleId r : change.roles) out += " " + m.roles[r].name + ",";
    } else {
      out += m.accounts[change.account].name;
      for (const DatedChange::Place& place : change.team) {
        out += " " + m.roles[place.role].name + " =";
        for (PersonId p : place.holders) out += " " + m.people[p].name;
        out += ";";
      }
      if (change.owner != kNone<PersonId>) out += " owner " + m.people[change.owner].name;
    }
    out += '\n';
  }
  for (const Pool& pool : m.staffing.pools) {
    out += fmt::format("{}: {} of {}, lead {}, stay {}, after {}\n", pool.name, pool.people.size(),
                       m.roles[pool.role].name, text(pool.lead), text(pool.stay), text(pool.after));
  }
  for (const RuleBook::Key& key : m.rulebook.keys) out += "key: " + to_string(key.program) + '\n';
  for (const Rule& rule : m.rulebook.rules) {
    out += fmt::format("{} (on {}) does", rule.name, static_cast<int>(rule.trigger));
    for (const Action& action : rule.then) {
      out += fmt::format(" {}", static_cast<int>(action.sort));
      if (action.person != kNone<PersonId>) out += " " + m.people[action.person].name;
      if (action.kind != kNone<KindId>) out += " " + m.kinds[action.kind].name;
    }
    out += '\n';
  }
  for (const JobInHand& job : m.staffing.in_hand) {
    out += fmt::format("in hand: {} of {} since {}", m.kinds[job.kind].name,
                       m.accounts[job.account].name, to_string(job.arrived));
    for (const JobInHand::AtStep& at : job.steps) {
      out += " " + m.kinds[job.kind].steps[raw(at.step)].name;
      if (at.left) out += fmt::format(" ({:g} h)", static_cast<double>(at.left->us) / 3.6e9);
    }
    if (job.holder != kNone<PersonId>) out += ", held by " + m.people[job.holder].name;
    if (job.work_class) out += fmt::format(", class {}", raw(*job.work_class));
    out += '\n';
  }
  return out;
}

}  // namespace

std::string outline(const Model& m) {
  std::string out = m.in_order ? "in order\n" : "";
  const auto role_name = [&](RoleId r) { return r == kNone<RoleId> ? "owner" : m.roles[r].name; };
  out += "match order:";
  for (RoleId r : m.match_order) out += " " + m.roles[r].name + ",";
  out += '\n';
  for (ClassId c : ids(m.classes)) {
    out += m.classes[c].name + (m.classes[c].interrupts ? " interrupts\n" : "\n");
  }
  for (const Role& r : m.roles) {
    out += fmt::format("{}: keep {}, {}{}spare {}, peers {}, superior {}", r.name,
                       static_cast<int>(r.keep), r.hand_back ? "hand back, " : "",
                       text(r.dispatch),
                       text(r.spare_after), text(r.peers_after), text(r.superior_after));
    if (r.overtime) {
      out += fmt::format(", overtime {} min a day{}", r.overtime->up_to.us / 60'000'000,
                         r.overtime->when.empty() ? "" : " when " + to_string(r.overtime->when));
    }
    if (r.switching.us > 0) out += fmt::format(", switching {} min", r.switching.us / 60'000'000);
    for (std::size_t c = 0; c < r.reserve.size(); ++c) {
      if (r.reserve[c] > 0) out += fmt::format(", reserve {} for class {}", r.reserve[c], c);
    }
    for (const CoverRing& c : r.covered_by) out += fmt::format(", cover {} after {}", role_name(c.role), text(c.after));
    for (RoleId s : r.superiors) out += ", under " + role_name(s);
    out += '\n';
  }
  for (const Person& p : m.people) {
    out += fmt::format("{}: level {} ({}), pattern {}, roles", p.name, raw(p.level),
                       m.levels[p.level].time_factor, raw(p.pattern));
    for (RoleId r : p.roles) out += " " + role_name(r) + ",";
    if (p.skills != 0) out += fmt::format(" skills {}", p.skills);
    if (p.focus.jobs != 1) out += fmt::format(" focus {} cost {}", p.focus.jobs, p.focus.cost);
    if (p.dispatch) out += " " + text(*p.dispatch);
    for (const DateRange& d : p.away) out += fmt::format(" away {}–{}", to_string(d.from), to_string(d.to));
    out += fmt::format("{}{} from {} to {}\n", p.leave ? " leave" : "", p.sickness ? " sickness" : "",
                       to_string(p.joins), to_string(p.leaves));
  }
  for (const Account& a : m.accounts) {
    out += a.name + ":";
    for (const Slot& s : a.team) {
      out += " " + role_name(s.role) + " =";
      for (PersonId p : s.holders) out += " " + m.people[p].name;
      out += ";";
    }
    out += a.owner ? fmt::format(" owner slot {}\n", *a.owner) : "\n";
  }
  for (const Kind& k : m.kinds) {
    out += k.name + (k.background ? " (background)" : "");
    const auto& patience = k.withdraws_after[TierId{0}];
    if (patience) out += ", withdrawn after " + text(*patience);
    out += ":\n";
    for (const Step& s : k.steps) {
      out += fmt::format("  {} class {} {}{}{}", s.name, raw(s.work_class),
                         s.together == Together::booked ? "booked" : s.together == Together::scan ? "scan" : "apart",
                         s.interruptible ? "" : " uninterruptible", s.parts > 1 ? fmt::format(" {} parts every {}", s.parts, text(s.part_every)) : "");
      if (s.restarts) out += " restarts";
      if (s.takes) out += " takes " + text(s.takes);
      if (s.client_delay) out += " client delay";
      if (s.first.notice) out += " notice " + text(s.first.notice);
      for (const Participant& p : s.first.participants) {
        out += " [";
        for (const auto& c : p.choices) out += role_name(c.role) + fmt::format("({}) ", c.share);
        out += fmt::format("{} × {:g} h{}]", p.count, p.effort[TierId{0}]->mean() / 3.6e9,
                           text(m.requirements[p.requirement]));
      }
      for (StepId n : s.successors) out += " ->" + k.steps[raw(n)].name;
      if (s.back) out += " back to " + k.steps[raw(s.back->target)].name;
      out += '\n';
    }
  }
  for (const Limit& limit : m.limits) {
    out += fmt::format("limit{} of", limit.each_account ? " on each account" : "");
    for (KindId k : ids(m.kinds)) out += limit.kinds[raw(k)] ? " " + m.kinds[k].name + "," : "";
    if (limit.in_progress) out += fmt::format(" {} in progress", *limit.in_progress);
    if (limit.waiting) out += fmt::format(" {} waiting", *limit.waiting);
    out += '\n';
  }
  for (const Stream& s : m.streams) {
    if (s.form != Stream::Form::population) continue;
    out += fmt::format("always {} {} of {}\n", s.population, m.kinds[s.kind].name,
                       m.accounts[s.account].name);
  }
  return out + staffing(m);
}

}  // namespace suits
