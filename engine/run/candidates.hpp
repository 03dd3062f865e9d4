#pragma once

// What might start in a matching phase: requests that look for somebody and people who look for
// work, the first on top of a heap. Once somebody is taken, requests that would have had them are
// worked out again; which these are is kept, so that a start costs what it changes.

#include <cstdint>
#include <vector>

#include "engine/run/waiting.hpp"

namespace suits {

/// Who would take a seat: by which alternative of it and ring, in which role.
struct Choice {
  PersonId person = kNone<PersonId>;
  std::uint32_t way = 0, ring = 0;
  RoleId serving = kNone<RoleId>;
  bool interrupts = false;
  explicit operator bool() const { return person != kNone<PersonId>; }
};

struct Candidate {
  std::uint64_t rank = 0;             // of its line
  Priority priority;
  TaskId task{};
  std::uint32_t generation = 0;
  PersonId person = kNone<PersonId>;  // who looks for work; kNone: the task looks for somebody
  PersonId taker = kNone<PersonId>;   // who would take it, where nobody else's start matters
  std::uint32_t candidacy = 0;        // of the task: stale where the task has another

  bool for_person() const { return person != kNone<PersonId>; }
  /// Whether another one comes first.
  bool worse(const Candidate& other) const {
    return rank != other.rank ? rank > other.rank : other.priority < priority;
  }
};

/// A task as a candidate, of all that it was the one of a number.
struct Candidacy {
  TaskId task{};
  std::uint32_t candidacy = 0;
};

class Candidates {
 public:
  explicit Candidates(std::size_t people) : takers_(people) {}

  bool empty() const { return heap_.empty(); }
  const std::vector<Candidate>& all() const { return heap_; }
  void add(const Candidate& candidate);
  /// Requires: not empty.
  Candidate pop();
  void clear();

  /// Calls visit(candidacy) for the requests that somebody would have taken, and forgets them.
  template <class F>
  void take_from(PersonId taker, F visit) {
    for (const Candidacy& c : takers_[taker]) visit(c);
    takers_[taker].clear();
  }
  /// The requests for which anybody's start may matter; they are forgotten here.
  void take_unsettled(std::vector<Candidacy>& into) {
    into.clear();
    into.swap(unsettled_);
  }

 private:
  std::vector<Candidate> heap_;
  IdVector<PersonId, std::vector<Candidacy>> takers_;  // of requests: by who would take them
  std::vector<PersonId> used_;                         // those of whom there were any
  std::vector<Candidacy> unsettled_;
};

}  // namespace suits
