#include "engine/analysis/analytic_weak_sides.hpp"

#include <algorithm>

namespace suits {
namespace {

template <class List, class Says>
bool any(const List& list, Says says) {
  return std::any_of(list.begin(), list.end(), says);
}

template <class Says>
bool any_step(const Model& model, Says says) {
  return any(model.kinds, [&](const Kind& kind) { return any(kind.steps, says); });
}

template <class Says>
bool any_participant(const Model& model, Says says) {
  return any_step(model, [&](const Step& s) {
    return any(s.first.participants, says) || any(s.later.participants, says);
  });
}

/// Of people who are there or may come; clients are none of them.
template <class Says>
bool any_person(const Model& model, Says says) {
  return any(model.people, [&](const Person& p) {
    return model.roles[p.roles[0]].sort != RoleSort::client && says(p);
  });
}

template <class Says>
bool any_dispatch(const Model& model, Says says) {
  return !model.in_order && any(model.roles, [&](const Role& r) { return says(r.dispatch); });
}

/// Several people who are to be at it at the same time, in one of its rounds.
bool joint(const Step& s) {
  const auto several = [](const Request& r) {
    return r.participants.size() > 1 || (!r.participants.empty() && r.participants[0].count > 1);
  };
  return s.together != Together::apart && (several(s.first) || several(s.later));
}

bool booked(const Model& model, const Step& s) {
  return joint(s) && s.together == Together::booked && !model.in_order;
}

/// Of which the approximation knows the order.
bool ranked(DispatchRule rule) {
  switch (rule) {
    case DispatchRule::first_come:
    case DispatchRule::earliest_due:
    case DispatchRule::earliest_step_due:
    case DispatchRule::least_slack:
    case DispatchRule::shortest:
    case DispatchRule::fixed:
      return true;
    default:
      return false;
  }
}

bool by_slack(const std::optional<Threshold>& after) { return after && after->slack; }

struct Weakness {
  bool (*met)(const Model&);
  const char* line;
};

bool always(const Model&) { return true; }

bool meets_booked(const Model& m) {
  return any_step(m, [&](const Step& s) { return booked(m, s); });
}
bool meets_unbooked(const Model& m) {
  return any_step(m, [&](const Step& s) { return joint(s) && !booked(m, s); });
}
bool invites_clients(const Model& m) {
  return any_step(m, [&](const Step& s) {
    return joint(s) && any(s.first.participants, [&](const Participant& p) {
             return any(p.choices, [&](const Participant::Choice& c) {
               return c.role != kNone<RoleId> && m.roles[c.role].sort == RoleSort::client;
             });
           });
  });
}
bool appointments_may_fall_out(const Model& m) {
  return meets_booked(m) && any_person(m, [](const Person& p) { return p.sickness.has_value(); });
}
bool joins(const Model& m) {
  return any_step(m, [](const Step& s) { return s.predecessors.size() > 1; });
}
bool asks_whoever(const Model& m) {
  return any_participant(m, [](const Participant& p) {
    return p.choices.size() > 1 &&
           !any(p.choices, [](const Participant::Choice& c) { return c.share > 0; });
  });
}
bool helps(const Model& m) {
  return !m.staffing.pools.empty() || any(m.roles, [](const Role& r) {
    return r.spare_after || r.peers_after || r.superior_after || !r.covered_by.empty();
  });
}
bool helps_by_slack(const Model& m) {
  return any(m.staffing.pools, [](const Pool& p) { return by_slack(p.after); }) ||
         any(m.roles, [](const Role& r) {
           return by_slack(r.spare_after) || by_slack(r.peers_after) ||
                  by_slack(r.superior_after) ||
                  any(r.covered_by, [](const CoverRing& c) { return by_slack(c.after); });
         });
}
bool keeps_accounts(const Model& m) {
  return any(m.roles, [](const Role& r) {
    return r.keep == Keep::account && r.sort != RoleSort::client && r.people.size() > 1;
  });
}
bool reserves(const Model& m) {
  return any(m.roles, [](const Role& r) { return !r.reserve.empty(); });
}
bool works_overtime(const Model& m) {
  return any(m.roles, [](const Role& r) { return r.overtime.has_value(); });
}
bool does_several(const Model& m) {
  return any_person(m, [](const Person& p) { return p.focus.jobs != 1; });
}
bool cannot_interrupt(const Model& m) {
  const bool something_does =
      !m.agency().always() || any(m.classes, [](const WorkClass& c) { return c.interrupts; });
  return something_does && any_step(m, [](const Step& s) { return !s.interruptible; });
}
bool starts_again(const Model& m) {
  return any_step(m, [](const Step& s) { return s.restarts; });
}
bool adds_effort(const Model& m) {
  return any(m.roles,
             [](const Role& r) { return r.switching.us > 0 || r.handover.amount.mean() > 0; });
}
bool hands_back(const Model& m) {
  return any(m.roles, [](const Role& r) { return r.hand_back; });
}
bool other_hours(const Model& m) {
  return any_person(m, [](const Person& p) { return p.pattern != PatternId{0}; });
}
bool newcomers_come(const Model& m) {
  return m.newcomers && m.newcomers->extra > 0 && any_person(m, [&](const Person& p) {
           return p.pool || p.joins > date_of(m.window.warm_up);
         });
}
bool loses_accounts(const Model& m) { return m.relationship && m.relationship->loss; }
bool repeats_of_strangers(const Model& m) { return m.familiarity && m.familiarity->repeats > 0; }
bool one_line(const Model& m) { return m.in_order; }
bool unranked(const Model& m) {
  return any_dispatch(m, [](const Dispatch& d) { return !ranked(d.rule); });
}
bool knows_efforts(const Model& m) {
  return any_dispatch(m, [](const Dispatch& d) { return d.known && ranked(d.rule); });
}
bool own_dispatch(const Model& m) {
  return !m.in_order && any_person(m, [](const Person& p) { return p.dispatch.has_value(); });
}
bool has_rules(const Model& m) { return !m.rulebook.rules.empty(); }
bool changes_on_dates(const Model& m) {
  return !m.staffing.changes.empty() || !m.staffing.in_hand.empty();
}
bool has_careers(const Model& m) { return m.careers.has_value(); }
bool begins_empty(const Model& m) {
  return m.window.warm_up == m.window.start && m.staffing.in_hand.empty();
}
bool turns_away(const Model& m) {
  return !m.limits.empty() || any(m.kinds, [](const Kind& k) {
    return any(k.withdraws_after.items(), [](const auto& lapse) { return lapse.has_value(); });
  });
}
bool gives_up(const Model& m) {
  return any(m.accounts,
             [&](const Account& a) { return a.cancel_on_end && a.ends < m.window.end; });
}
bool always_there(const Model& m) {
  return any(m.streams, [](const Stream& s) { return s.form == Stream::Form::population; });
}
bool follows_profile(const Model& m) {
  return any(m.streams, [](const Stream& s) { return s.profile.has_value(); });
}
bool bursts(const Model& m) {
  return any(m.streams, [](const Stream& s) { return s.burst.has_value(); });
}
bool draws_sizes(const Model& m) {
  return any(m.accounts, [](const Account& a) { return !a.size.is_constant(); });
}
bool tentative(const Model& m) {
  return any(m.streams, [&](const Stream& s) { return m.accounts[s.account].tentative(); });
}
bool wins_something(const Model& m) {
  return any(m.kinds, [](const Kind& k) { return k.wins.has_value(); });
}
bool has_contracts(const Model& m) {
  return any(m.accounts, [](const Account& a) { return a.contract.has_value(); });
}
bool careers_move(const Model& m) { return m.careers.has_value(); }
bool accounts_may_go(const Model& m) {
  return (m.relationship && m.relationship->loss) ||
         any(m.accounts, [](const Account& a) { return a.contract.has_value(); });
}
bool wins_bring_work(const Model& m) {
  return any(m.kinds, [](const Kind& k) { return k.wins.has_value(); });
}
bool conditions(const Model& m) {
  return any_step(m, [](const Step& s) { return !s.when.empty(); });
}

constexpr Weakness kWeaknesses[] = {
    {always,
     "These are means from formulas, not from days played out: no quantiles, nothing on how often "
     "work is late. Trust them for who is full and where work waits, and a run for how long."},
    {always,
     "Requests are taken as coming at random. Work that comes in waves (everything on a Monday, "
     "one step's end starting many others) waits longer than it says here."},
    {begins_empty,
     "Waits are those of a department in its stride: a run that begins empty has shorter ones at "
     "first."},
    {meets_booked,
     "Meetings are taken as finding the first gap in calendars filled at random; in a full "
     "department they come later than that."},
    {appointments_may_fall_out, "Appointments are taken as kept, even where somebody falls ill."},
    {meets_unbooked,
     "People who come together without an appointment are taken as waiting each in a line of their "
     "own for the last of them; in truth they seldom are free at once, and wait longer."},
    {invites_clients, "Clients are taken as coming whenever they are asked."},
    {joins,
     "Branches of a job are taken as independent of each other, so a step that waits for several "
     "of them starts a little late here."},
    {asks_whoever,
     "What whoever may first can take goes by the hours of those who may, not by who is free."},
    {keeps_accounts, "Who keeps an account is chosen here for each of its jobs anew."},
    {helps,
     "Who helps out is seen roughly: others for absences, and the first who may help once work has "
     "waited for so long; freelancers as if always at hand, hires not at all."},
    {helps_by_slack, "Help that comes when slack runs out does not come here."},
    {reserves, "Nobody is held in reserve: urgent work waits longer here, all other work shorter."},
    {works_overtime, "Overtime is left out: whoever is full looks fuller."},
    {does_several, "People are taken as doing one thing at a time."},
    {cannot_interrupt,
     "Work that cannot be interrupted gives way to urgent work here, and begins even where too "
     "little of the day is left."},
    {starts_again,
     "Work that starts from the beginning when interrupted is taken as going on where it was."},
    {adds_effort, "What interruptions and changes of hands add (switching, handover) is left out."},
    {hands_back, "What goes back at the end of the hours is taken as kept by whoever had it."},
    {other_hours,
     "Whoever works other hours than the agency is taken as there in all of its hours, at a slower "
     "pace."},
    {newcomers_come, "Newcomers are taken as at their full pace from the first day."},
    {repeats_of_strangers,
     "Work of people who do not know the account goes back no more often here than others'."},
    {one_line,
     "One line of all requests is taken as a line for each role: its head keeps nobody waiting."},
    {unranked, "Some role's rule of dispatch is taken as first come, first served within a class."},
    {knows_efforts, "Efforts that are known before the work are taken at their mean."},
    {own_dispatch, "People's own rules of dispatch are left out: they follow their role's."},
    {has_rules, "Rules (hurry, turn away, start, call in …) do nothing here."},
    {conditions, "Conditions of steps are taken as holding always."},
    {changes_on_dates,
     "Dated changes of people and teams, and work in hand on the first day, are left out."},
    {has_careers, "Nobody leaves, comes or rises here but on dates that the scenario names."},
    {turns_away, "All that arrives comes in and stays: nothing is turned away or withdrawn here."},
    {gives_up, "Work that is given up as its account ends is taken as being done."},
    {loses_accounts, "Every account is taken as staying: none is lost here."},
    {careers_move, "Nobody leaves of their own accord here, is replaced or rises."},
    {accounts_may_go,
     "No account is lost here, by its contract or its client's patience, and to prepare a renewal "
     "costs no work."},
    {wins_bring_work, "New business that is won brings no account and no work here."},
    {tentative, "Tentative accounts are left out, as if none were won."},
    {wins_something, "What work wins, jobs and accounts alike, is left out."},
    {has_contracts,
     "Accounts are taken as staying, and the work that prepares renewals is left out."},
    {always_there, "Jobs that are always there are left out."},
    {follows_profile, "Rates that follow a profile are taken at their mean over each week."},
    {bursts, "Jobs of a burst are taken as coming all at once."},
    {draws_sizes, "Sizes of accounts that are drawn are taken at their mean."},
};

}  // namespace

std::vector<std::string> weak_sides_of(const Model& model) {
  std::vector<std::string> lines;
  for (const Weakness& w : kWeaknesses) {
    if (w.met(model)) lines.emplace_back(w.line);
  }
  return lines;
}

std::vector<std::string> all_weak_sides() {
  std::vector<std::string> lines;
  for (const Weakness& w : kWeaknesses) lines.emplace_back(w.line);
  return lines;
}

}  // namespace suits
