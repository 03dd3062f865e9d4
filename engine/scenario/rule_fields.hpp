#pragma once

// The keys of rules: see fields.hpp.

#include "engine/scenario/rule_spec.hpp"

namespace suits {

template <class V>
void describe(V& v, OvertimeSpec& s) {
  v.object("the overtime");
  v.required("up_to", s.up_to, "The most in a day.");
  v.optional("a_week", s.a_week, "The most from Monday to Sunday; default no limit.");
  v.optional("when", s.when, "For which work: a condition on its step, job or account.");
}

template <class V>
void describe(V& v, EverySpec& s) {
  v.object("a regular time");
  v.required("every", s.every, "How long from one time to the next.");
  v.optional("on", s.on, "A weekday, or `day 15` of the month.");
  v.optional("at", s.at, "The time of day; default the agency's opening.");
}

template <class V>
void describe(V& v, RuleSpec& s) {
  v.object("a rule");
  v.optional("name", s.name, "The rule's name; default `rule 1`, `rule 2` …");
  v.optional(
      "on", s.on,
      "What it waits for: job.arrives, job.finishes, step.ready, step.starts, step.finishes, "
      "account.warns, account.lost.");
  v.optional("at", s.at, "A date or an instant at which it is looked at.");
  v.optional("every", s.every, "Regular times at which it is looked at.");
  v.optional("when", s.when, "The condition; alone: the rule acts whenever it comes to hold.");
  v.required("then", s.then, "What is done: an action, or a list.");
}

}  // namespace suits
