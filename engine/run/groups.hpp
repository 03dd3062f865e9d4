#pragma once

// Groups of people too large to look through whenever somebody of them is asked: those of a role
// who meet a requirement, all or without accounts only, each in an order of asking. A group is made
// when it is first asked, and forgotten when who is in it changes.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/run/asking_order.hpp"

namespace suits {

struct Groups {
  struct Group {
    enum class State : std::uint8_t { unknown, unordered, ordered };
    State state = State::unknown;
    std::uint64_t hours_changed = 0;  // as of then
    std::optional<AskingOrder> people;
  };
  struct Place {
    std::uint32_t group = 0, place = 0;
  };

  explicit Groups(std::size_t people) : stands_in(people) {}
  /// What they do, keep or whether they are there has changed.
  void note(PersonId p) {
    for (const auto& [group, place] : stands_in[p]) groups[group].people->note(place);
  }
  /// Who is of a role, has accounts or meets a requirement has changed.
  void forget();

  std::size_t few = 32;             // roles of so many are looked through one by one
  std::uint64_t hours_changed = 0;  // how often somebody's hours have opened or closed
  std::vector<Group> groups;        // by role, requirement, spare or all, order
  IdVector<PersonId, std::vector<Place>> stands_in;
  /// By role, requirement, spare or all: the people, where they are not all of the role.
  std::vector<std::optional<std::vector<PersonId>>> members;
};

}  // namespace suits
