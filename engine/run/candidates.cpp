#include "engine/run/candidates.hpp"

#include <algorithm>

namespace suits {
namespace {

constexpr auto kLater = [](const Candidate& a, const Candidate& b) { return a.worse(b); };

}  // namespace

void Candidates::add(const Candidate& candidate) {
  if (!candidate.for_person()) {
    const Candidacy candidacy{candidate.task, candidate.candidacy};
    if (candidate.taker == kNone<PersonId>) {
      unsettled_.push_back(candidacy);
    } else {
      if (takers_[candidate.taker].empty()) used_.push_back(candidate.taker);
      takers_[candidate.taker].push_back(candidacy);
    }
  }
  heap_.push_back(candidate);
  std::push_heap(heap_.begin(), heap_.end(), kLater);
}

Candidate Candidates::pop() {
  std::pop_heap(heap_.begin(), heap_.end(), kLater);
  const Candidate top = heap_.back();
  heap_.pop_back();
  return top;
}

void Candidates::clear() {
  heap_.clear();
  unsettled_.clear();
  for (const PersonId p : used_) takers_[p].clear();
  used_.clear();
}

}  // namespace suits
