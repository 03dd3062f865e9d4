#pragma once

// The people of a large group in the order in which a request asks them: a tournament that knows
// the first of those who can be asked. Where one has changed, the matches on their way to the root
// are played again when somebody is asked for next.

#include <cstdint>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// By what people are asked; among equals by id.
enum class AskedBy : std::uint8_t {
  idle_since,  // those with room: by the number of things in hand, then the longest idle
  load,        // … then by the roles that they keep in proportion to weekly hours
  work,        // those who may be interrupted: the least urgent class, of it what began last
  kept,        // all who have not left: by the roles that they keep in proportion to weekly hours
};

class AskingOrder {
 public:
  /// Of one of them: first by rank; then by the quotient of `amount` by `hours`, where it is of
  /// roles kept, else by `amount` alone.
  struct Standing {
    bool asked = false;  // else they cannot be had
    std::uint32_t rank = 0;
    std::int64_t amount = 0, hours = 1;
    friend bool operator==(const Standing&, const Standing&) = default;
  };

  /// Requires: by id.
  AskingOrder(std::vector<PersonId> people, AskedBy by);

  const std::vector<PersonId>& people() const { return people_; }
  /// Their standing may have changed.
  void note(std::uint32_t place) {
    if (noted_[place]) return;
    noted_[place] = true;
    changed_.push_back(place);
  }
  void note_all();

  /// The first who can be asked, is of a rank below `end` and may(person); kNone: nobody.
  /// standing(person) is as of now. Logarithmic, for each person who may not.
  template <class StandingOf, class May>
  PersonId first(StandingOf standing, std::uint32_t end, May may) {
    const bool most = changed_.size() > people_.size() / 8;  // everything is played again
    for (const std::uint32_t place : changed_) {
      noted_[place] = false;
      if (!set(place, standing(people_[place])) || most) continue;
      for (std::uint32_t node = (leaves_ + place) / 2; node > 0; node /= 2) replay(node);
    }
    if (most && !changed_.empty()) {
      for (std::uint32_t node = leaves_ - 1; node > 0; --node) replay(node);
    }
    changed_.clear();
    open_.assign(1, 1);
    while (!open_.empty()) {
      const std::uint32_t winner = winners_[open_.front()];
      if (winner == kNobody || standings_[winner].rank >= end) return kNone<PersonId>;
      if (may(people_[winner])) return people_[winner];
      pass_over(winner);
    }
    return kNone<PersonId>;
  }

 private:
  static constexpr std::uint32_t kNobody = 0xFFFF'FFFFu;

  bool before(std::uint32_t a, std::uint32_t b) const;
  std::uint32_t first_of(std::uint32_t a, std::uint32_t b) const {
    if (a == kNobody || b == kNobody) return a == kNobody ? b : a;
    return before(a, b) ? a : b;
  }
  /// Of a leaf; false: its matches need not be played again.
  bool set(std::uint32_t place, const Standing& standing);
  void replay(std::uint32_t node);
  /// The subtree at the front of open_ gives way to those without its winner.
  void pass_over(std::uint32_t winner);

  std::vector<PersonId> people_;
  AskedBy by_;
  std::uint32_t leaves_ = 1;            // a power of two
  std::vector<Standing> standings_;     // by place
  std::vector<std::uint32_t> winners_;  // by node: root 1, children 2n and 2n + 1
  std::vector<std::uint8_t> noted_;
  std::vector<std::uint32_t> changed_;
  std::vector<std::uint32_t> open_;  // scratch: subtrees to look at, a heap by their winners
};

}  // namespace suits
