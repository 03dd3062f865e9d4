#pragma once

// The keys of contracts and new business: see fields.hpp.

#include "engine/scenario/contract_spec.hpp"

namespace suits {

template <class V>
void describe(V& v, ContractSpec& s) {
  v.object("a contract");
  v.optional("renews", s.renews,
             "The first date on which it is kept or lost; default drawn inside the first term.");
  v.optional("term", s.term, "From one renewal to the next; default 1 year.");
  v.optional("by", s.by, "The kind of work that prepares a renewal; default none.");
  v.optional("ahead", s.ahead, "How long before the date that work begins; default 60 days.");
  v.optional("chance", s.chance, "The chance of being kept, at each renewal.");
  v.optional(
      "late_costs", s.late_costs,
      "Points of the chance that are lost where the work is not done by the date; default 0%.");
  v.optional("on_loss", s.on_loss,
             "finish: work under way goes on after the account has left (default); cancel: it is "
             "given up.");
  v.optional("notice", s.notice, "A lost account leaves so long after the date; default 0.");
}

template <class V>
void describe(V& v, WonAccountSpec& s) {
  v.object("an account to be won");
  v.required("at_most", s.at_most, "How many there can be in a run: KIND#1, KIND#2 …");
  v.optional("tier", s.tier, "The tier; may be left out where there is one, or with `like`.");
  v.optional("like", s.like, "Another account, whose tier, size, work, fee and client it has.");
  v.optional("size", s.size,
             "Factor on the frequencies of work; default the tier's, or of `like`.");
  v.optional("ramp_up", s.ramp_up,
             "Its frequencies grow from nothing over so long, week by week; default 0.");
}

template <class V>
void describe(V& v, WinsSpec& s) {
  v.object("what is won");
  v.required("chance", s.chance, "The chance that a job that is done wins it; by tier.");
  v.optional("late", s.late,
             "Points of the chance that a job loses that is done after its due date; or `lost`: it "
             "is given up at its due date.");
  v.optional("starts", s.starts, "A kind of work of which a job starts on the account.");
  v.optional("account", s.account, "A new account.");
  v.optional("lead", s.lead, "How long from the win to the start; default 0.");
}

}  // namespace suits
