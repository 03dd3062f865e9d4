#pragma once

// The keys of kinds of work: see fields.hpp.

#include "engine/scenario/contract_fields.hpp"
#include "engine/scenario/work_spec.hpp"

namespace suits {

template <class V>
void describe(V& v, ProfileSpec& s) {
  v.object("a profile");
  v.required("period", s.period, "How long until the factors begin anew; elapsed time.");
  v.optional("factors", s.factors, "What the rate is multiplied by in equal parts of the period.");
  v.optional("csv", s.csv, "Instead of factors: a file beside the scenario.");
  v.optional("column", s.column, "The file's column; default the first one.");
}

template <class V>
void describe(V& v, ArrivalSpec& s) {
  v.object("arrivals");
  v.optional("rate", s.rate, "How many arrive; Poisson unless `gaps` says otherwise.");
  v.optional("gaps", s.gaps, "The shape of the gaps of a rate; its mean is scaled to the rate.");
  v.optional("any_time", s.any_time, "A rate also outside the client's hours; default no.");
  v.optional("season", s.season, "The season of a rate; default the kind's; `none`.");
  v.optional("profile", s.profile, "How a rate changes with the time of day, or over any period.");
  v.optional("every", s.every, "Regular arrivals: how long from one to the next.");
  v.optional("on", s.on, "With `every`: a weekday, or `day 15` of the month.");
  v.optional("at", s.at, "With `every`: the time of day.");
  v.optional("interval", s.interval, "A renewal process on the clock of its unit.");
  v.optional("dates", s.dates, "Arrivals on these dates or at these instants.");
  v.optional("always", s.always,
             "So many jobs from the beginning, each replaced as it finishes or is given up.");
  v.optional("batch", s.batch, "How many jobs arrive at once; default 1.");
  v.optional("burst", s.burst, "The jobs of a batch are spread evenly at random over so long.");
}

template <class V>
void describe(V& v, AttributeValueSpec& s) {
  v.object("a value of an attribute");
  v.required("chance", s.chance, "The chance of this value.");
  v.optional("repeats", s.repeats, "Scales the chances that the job's work goes back; default 1.");
  v.optional("effort", s.effort, "Scales the job's efforts; default 1.");
}

template <class V>
void describe(V& v, MilestoneSpec& s) {
  v.object("a milestone");
  v.required("from", s.from, "arrival, STEP.start, STEP.finish or STEP.agreed.");
  v.required("to", s.to, "finish, STEP.start, STEP.finish or STEP.agreed.");
}

template <class V>
void describe(V& v, ParticipantSpec& s) {
  v.object("a participant");
  v.optional("effort", s.effort, "Their effort; default the step's; by tier.");
  v.optional("count", s.count, "How many of them; default 1.");
  v.optional("total", s.total, "Whether they share the effort; default no: each has it.");
  v.optional("chance", s.chance, "The chance that they take part; by tier.");
  v.optional("least_level", s.least_level, "The lowest level that may.");
  v.optional("skills", s.skills, "Skills that they need, beyond the step's.");
}

template <class V>
void describe(V& v, LaterSpec& s) {
  v.object("later rounds");
  v.optional("who", s.who, "Who takes part in later rounds.");
  v.optional("effort", s.effort, "The effort in later rounds; by tier.");
  v.optional("notice", s.notice, "The notice in later rounds.");
}

template <class V>
void describe(V& v, BackToSpec& s) {
  v.object("a way back");
  v.required("step", s.step, "The step that is done again, with everything since.");
  v.required("chance", s.chance, "The chance of going back; by tier.");
  v.optional("falling_by", s.falling_by, "By how much the chance falls each round.");
  v.optional("rework_effort", s.rework_effort, "Scales the efforts of what is done again.");
}

/// The keys of a step that a task has too, right in its kind.
template <class V>
void describe_work(V& v, StepSpec& s) {
  v.optional("who", s.who, "Who does it: one, a list, or a map with efforts or counts.");
  v.optional("any_of", s.any_of, "Instead of who: whoever may first, or by shares.");
  v.optional("effort", s.effort, "For everybody without an effort of their own; by tier.");
  v.optional("together", s.together, "How several people come together; default the scenario's.");
  v.optional("notice", s.notice, "Booked: not before so long after the step is ready.");
  v.optional("takes", s.takes, "A delay instead of who: a lapse, or client.responds_in.");
  v.optional("supervised_by", s.supervised_by, "Roles that spend a share of the hours done.");
  v.optional("interruptible", s.interruptible,
             "no: done in one stretch of a day's hours; default yes.");
  v.optional("restarts", s.restarts,
             "What is interrupted starts from the beginning; default no: what is left goes on.");
  v.optional("spread", s.spread, "The effort comes in weekly parts over so long.");
  v.optional("least_level", s.least_level, "The lowest level for everybody of the department.");
  v.optional("skills", s.skills, "Skills that everybody of the department needs.");
}

template <class V>
void describe(V& v, StepSpec& s) {
  v.object("a step");
  describe_work(v, s);
  v.optional("later", s.later, "What is different in later rounds.");
  v.optional("after", s.after, "The step or steps before; default the one above; or `start`.");
  v.optional("chance", s.chance, "The chance that the step is done; by tier; else passed over.");
  v.optional("when", s.when, "A condition; the step is passed over where it does not hold.");
  v.optional("choose", s.choose, "Which one of the steps after this one follows, by shares.");
  v.optional("back_to", s.back_to, "The chance that work goes back from here.");
  v.optional("class", s.work_class, "Its class; default the kind's.");
  v.optional("billable", s.billable, "Whether it is billable; default the kind's.");
}

/// A kind as it is written: with steps, or with the keys of its only step.
struct WrittenKind {
  KindSpec kind;
  StepSpec only;
};

template <class V>
void describe(V& v, WrittenKind& s) {
  v.object("a kind of work");
  v.optional("title", s.kind.title, "What people call it, perhaps by language.");
  v.optional("deliverable", s.kind.deliverable, "Headline figures speak of it; default no.");
  v.optional("billable", s.kind.billable, "Whether it is billable; default yes.");
  v.optional("class", s.kind.work_class, "Its class; default the first that does not interrupt.");
  v.optional("due", s.kind.due, "When it is due after its arrival; by tier.");
  v.optional("weight", s.kind.weight, "Weight under weighted dispatch rules; default 1; by tier.");
  v.optional("withdraws_after", s.kind.withdraws_after,
             "A job is withdrawn if nothing of it has begun by then; by tier; default never.");
  v.optional("arrives", s.kind.arrives, "How often it arrives on an account; by tier.");
  v.optional("size_exponent", s.kind.size_exponent,
             "Frequencies scale by the account's size to this power; default 1.");
  v.optional("season", s.kind.season, "The season of its arrivals.");
  v.optional("attributes", s.kind.attributes, "What is drawn for each job, by name and value.");
  v.optional("milestones", s.kind.milestones, "Spans that get statistics, by name.");
  v.optional("follow", s.kind.follow, "Effort a role spends on each running job; by tier.");
  v.optional("wins", s.kind.wins, "What a job that is done may win: more work, or an account.");
  v.optional("steps", s.kind.steps, "Its steps, by name; each follows the one above.");
  describe_work(v, s.only);
}

template <class V>
void describe(V& v, LimitSpec& s) {
  v.object("a limit");
  v.optional("of", s.of, "The kinds of work that it counts; default all.");
  v.optional("each", s.each, "account: counted on every account apart; default all together.");
  v.optional("in_progress", s.in_progress,
             "So many jobs at most that have arrived and are not done; more are turned away.");
  v.optional("waiting", s.waiting,
             "So many at most of which nothing has begun; more are turned away.");
}

}  // namespace suits
