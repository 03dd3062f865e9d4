#pragma once

// The keys of careers: see fields.hpp.

#include "engine/scenario/career_spec.hpp"

namespace suits {

inline std::optional<Located<Factor>>& shorthand(LeavingSpec& s) { return s.a_year; }
template <class V>
void describe(V& v, LeavingSpec& s) {
  v.object("the leaving of a role");
  v.optional("a_year", s.a_year,
             "So many leave in a year, of a hundred places that are always filled.");
  v.optional("notice", s.notice, "From saying so to going; default: at the next midnight.");
}

inline std::optional<Located<Lapse>>& shorthand(ReplacementSpec& s) { return s.after; }
template <class V>
void describe(V& v, ReplacementSpec& s) {
  v.object("the replacement in a role");
  v.optional("after", s.after, "From the leaving to the successor's coming.");
  v.optional("level", s.level, "The successor's level; default that of whoever left.");
}

template <class V>
void describe(V& v, LastingOverloadSpec& s) {
  v.object("lasting overload");
  v.required("above", s.above, "The load (hours worked ÷ contract hours) above which more leave.");
  v.required("for", s.weeks, "The weeks whose mean load counts.");
  v.required("doubles_every", s.doubles_every,
             "By so much more load the hazard of leaving doubles.");
}

template <class V>
void describe(V& v, PromotionSpec& s) {
  v.object("a promotion");
  v.required("to", s.to, "The role of which a vacant place is taken.");
  v.optional("after", s.after, "How long somebody is in the role before; drawn for each.");
  v.optional("experience", s.experience, "Hours worked in the role before.");
  v.optional("level", s.level, "The level in the new role; default as before.");
}

template <class V>
void describe(V& v, CareersSpec& s) {
  v.object("the careers");
  v.optional("leaving", s.leaving, "Who leaves of their own accord, by role.");
  v.optional("replacement", s.replacement, "How vacant places are filled from outside, by role.");
  v.optional("overload", s.overload, "What lasting overload does to leaving.");
  v.optional("promotion", s.promotion, "Who rises to which role, by role.");
}

}  // namespace suits
