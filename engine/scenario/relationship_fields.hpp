#pragma once

// The keys of the relationship with accounts: see fields.hpp.

#include "engine/scenario/relationship_spec.hpp"

namespace suits {

template <class V>
void describe(V& v, KindMovesSpec& s) {
  v.object("what jobs of a kind do to the health");
  v.optional("arrives", s.arrives, "Points as one arrives.");
  v.optional("finishes", s.finishes, "Points as one is done.");
  v.optional("on_time", s.on_time, "Points as one is done by its due date.");
  v.optional("late", s.late, "Points as its due date passes before it is done.");
  v.optional("round", s.round, "Points for each revision round in which the client has a part.");
  v.optional("waits", s.waits,
             "Points once it has been under way for so long as `past` says, and for each working "
             "day after that.");
  v.optional("past", s.past, "How long the client waits before it minds.");
}

template <class V>
void describe(V& v, MovesSpec& s) {
  v.object("what moves the health");
  v.optional("on_time", s.on_time, "Points as a deliverable is done by its due date.");
  v.optional("late", s.late, "Points as the due date of a deliverable passes before it is done.");
  v.optional("round", s.round,
             "Points for each revision round of a deliverable in which the client has a part.");
  v.optional("new_contact", s.new_contact,
             "Points as somebody who holds a place in the account's team leaves it.");
  v.optional("kinds", s.kinds, "By kind of work; what it says goes before the above.");
}

template <class V>
void describe(V& v, WarningsSpec& s) {
  v.object("the warnings");
  v.required("below", s.below, "A warning is given as the health falls below one of these.");
  v.optional("tell", s.tell, "Who would notice first: `owner`, or roles of the account's team.");
}

template <class V>
void describe(V& v, LossSpec& s) {
  v.object("the loss of accounts");
  v.required("per_year", s.per_year,
             "The hazard of losing an account at the usual health, by tier.");
  v.optional("doubles_every", s.doubles_every,
             "With every so many points below the usual health it doubles; default 15.");
  v.optional(
      "on_loss", s.on_loss,
      "cancel: what is under way as the client leaves is given up (default); finish: it goes "
      "on.");
  v.optional("notice", s.notice, "How long from the notice to leaving; default 0.");
}

template <class V>
void describe(V& v, RelationshipSpec& s) {
  v.object("the relationship");
  v.optional("health", s.health, "The usual health, from 0 to 100; default 75.");
  v.optional("returns", s.returns, "How fast it goes back there; default not at all.");
  v.optional("moves", s.moves, "What moves it, in points.");
  v.optional("warnings", s.warnings, "When somebody is told of it.");
  v.optional("loss", s.loss, "How accounts are lost; default none is.");
}

}  // namespace suits
