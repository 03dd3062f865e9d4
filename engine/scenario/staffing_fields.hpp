#pragma once

// The keys of people over time: see fields.hpp.

#include "engine/scenario/staffing_spec.hpp"

namespace suits {

template <class V>
void describe(V& v, ChangeSpec& s) {
  v.object("a change");
  v.required("at", s.at, "The date; the change comes at its midnight.");
  v.optional("person", s.person, "Whose hours change.");
  v.optional("account", s.account, "Which account changes.");
  v.optional("calendar", s.calendar, "Which hours change: `agency`, or a pattern.");
  v.optional("share", s.share, "Of a person: the part of each day's hours from then on.");
  v.optional("hours", s.hours,
             "Of a person: a pattern from then on; of the calendar: hours by weekday, or `always`.");
  v.optional("size", s.size,
             "Of an account: from then on its frequencies are those of its size times this.");
}

}  // namespace suits
