#pragma once

// Careers: who leaves of their own accord, who comes in their stead, who is promoted. Part of a
// compiled scenario; see model.hpp. An established place is a *post*: somebody holds it, or it is
// vacant. Whoever may come in a run is compiled beforehand and not there at first (a *successor*),
// so that ids, names and random streams never depend on what happens.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/model/ids.hpp"
#include "engine/model/lapse.hpp"

namespace suits {

/// People of a role leave with the hazard a_year · 2^(max(0, load − above) ÷ doubles_every), a
/// proportional hazard (Cox, "Regression models and life-tables", J. R. Statist. Soc. B 34 (1972),
/// 187–220, eq. 9, with ln 2 ÷ doubles_every for its coefficient) on the load of the last weeks.
struct Leaving {
  double a_year = 0;            // hazard at ordinary load [1/year of 365.25 days]
  std::optional<Lapse> notice;  // from saying so to going; nothing: at the next midnight
};

/// What sustained overload does to the hazards of leaving. Load: hours worked, overtime included, ÷
/// contract hours less holidays and absences.
struct LastingOverload {
  double above = 1;            // load
  std::uint32_t weeks = 8;     // whole ones, whose mean load counts; nobody's before they are over
  double doubles_every = 0.1;  // load
};

/// How a vacant post of a role is filled from outside.
struct Replacement {
  Lapse after;                   // from the leaving to the successor's coming
  std::optional<LevelId> level;  // nothing: that of whoever left
  double cost = 0, rate = 0;     // [currency/h], of that level
};

/// Whoever has been in a role for so long takes a vacant post of another one.
struct Promotion {
  RoleId to{};
  std::optional<Lapse> after;    // in the role, drawn for each person; elapsed
  Duration experience;           // hours worked in the role
  std::optional<LevelId> level;  // on taking the new role; nothing: they keep theirs
  /// By level: what the new role costs and charges [currency/h]; nothing: as before.
  struct Pay {
    double cost = 0, rate = 0;
  };
  std::vector<std::optional<Pay>> pay;
};

struct Post {
  RoleId role{};
  PersonId holder{};                 // as the run begins (or once they join)
  std::vector<PersonId> successors;  // in the order in which they come; again from the first
};

struct Careers {
  IdVector<RoleId, std::optional<Leaving>> leaving;
  IdVector<RoleId, std::optional<Replacement>> replacement;
  IdVector<RoleId, std::optional<Promotion>> promotion;
  std::optional<LastingOverload> overload;
  std::vector<Post> posts;  // by role, then holder
  IdVector<RoleId, std::uint8_t> has_posts;
};

}  // namespace suits
