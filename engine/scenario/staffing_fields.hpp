#pragma once

// The keys of people over time: see fields.hpp.

#include "engine/scenario/staffing_spec.hpp"

namespace suits {

template <class V>
void describe(V& v, ChangeSpec& s) {
  v.object("a change");
  v.required("at", s.at, "The date; the change comes at its midnight.");
  v.optional("person", s.person, "Which person changes.");
  v.optional("account", s.account, "Which account changes.");
  v.optional("calendar", s.calendar, "Which hours change: `agency`, or a pattern.");
  v.optional("role", s.role, "Of a person: the role, or several, from then on.");
  v.optional("level", s.level, "Of a person: the level from then on.");
  v.optional("share", s.share, "Of a person: the part of each day's hours from then on.");
  v.optional("hours", s.hours,
             "Of a person: a pattern from then on; of the calendar: hours by weekday, or `always`.");
  v.optional("team", s.team, "Of an account: who holds these places from then on, by role.");
  v.optional("owner", s.owner, "Of an account: the person who owns it from then on.");
  v.optional("size", s.size,
             "Of an account: from then on its frequencies are those of its size times this.");
}

template <class V>
void describe(V& v, InHandSpec& s) {
  v.object("a job in hand");
  v.required("kind", s.kind, "The kind of work.");
  v.optional("account", s.account, "The account; without, it is the agency's own.");
  v.required("step", s.step, "The step or steps at which it stands.");
  v.optional("left", s.left, "The effort left of the step, or of each; default as drawn.");
  v.optional("due", s.due, "When it is due; default by the kind, from the arrival.");
  v.optional("holder", s.holder, "The person who has it in hand.");
  v.optional("arrived", s.arrived, "When it arrived; default as the run begins.");
  v.optional("class", s.work_class, "The class of its requests; default the steps'.");
}

}  // namespace suits
