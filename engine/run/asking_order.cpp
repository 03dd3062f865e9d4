#include "engine/run/asking_order.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "engine/run/observations.hpp"

namespace suits {

AskingOrder::AskingOrder(std::vector<PersonId> people, AskedBy by)
    : people_(std::move(people)),
      by_(by),
      leaves_(static_cast<std::uint32_t>(std::bit_ceil(std::max<std::size_t>(people_.size(), 1)))),
      standings_(people_.size()),
      winners_(2 * std::size_t{leaves_}, kNobody),
      noted_(people_.size(), false) {
  changed_.reserve(people_.size());
  note_all();
}

void AskingOrder::note_all() {
  for (std::uint32_t place = 0; place < people_.size(); ++place) note(place);
}

bool AskingOrder::before(std::uint32_t a, std::uint32_t b) const {
  const Standing &x = standings_[a], &y = standings_[b];
  if (x.rank != y.rank) return x.rank < y.rank;
  if (by_ != AskedBy::load && by_ != AskedBy::kept) {
    if (x.amount != y.amount) return x.amount < y.amount;
  } else {
    const Wide of_x = static_cast<Wide>(x.amount) * y.hours;
    const Wide of_y = static_cast<Wide>(y.amount) * x.hours;
    if (of_x != of_y) return of_x < of_y;
  }
  return a < b;
}

bool AskingOrder::set(std::uint32_t place, const Standing& standing) {
  Standing& known = standings_[place];
  if (known == standing || (!known.asked && !standing.asked)) return false;
  known = standing;
  winners_[leaves_ + place] = standing.asked ? place : kNobody;
  return true;
}

void AskingOrder::replay(std::uint32_t node) {
  winners_[node] = first_of(winners_[2 * node], winners_[2 * node + 1]);
}

void AskingOrder::pass_over(std::uint32_t winner) {
  const auto later = [this](std::uint32_t a, std::uint32_t b) {
    return before(winners_[b], winners_[a]);
  };
  const std::uint32_t top = open_.front();
  std::pop_heap(open_.begin(), open_.end(), later);
  open_.pop_back();
  for (std::uint32_t node = leaves_ + winner; node != top; node /= 2) {
    const std::uint32_t other = node ^ 1;
    if (winners_[other] == kNobody) continue;
    open_.push_back(other);
    std::push_heap(open_.begin(), open_.end(), later);
  }
}

}  // namespace suits
