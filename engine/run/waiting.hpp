#pragma once

// The requests that wait, in one queue per group of people who may take them: a person's own, a
// role's, the role's people without accounts. A person who becomes free looks through the few
// queues they belong to, in order, for the first that can start. A request may stand in several
// queues; once it starts, its entries are stale and fall out when they come to the front, or when
// they are half of a queue.
//
// A queue is made of lanes: heaps whose own order does not change while time moves. Under a static
// rule there is one; under a rule that moves, one for divisors of about a size, each class of work
// and each side of a floor; a rule without such an order is a lane that is put in order at each
// look. Where divisors of a lane differ, its heap gives a bound: what the way through the queue
// meets is worked out exactly before it is shown.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "engine/model/dispatch.hpp"
#include "engine/run/job.hpp"

namespace suits {

/// What is taken first, at one instant: class, own before cover, the dispatch rule, arrival number.
struct Priority {
  std::uint32_t class_and_cover = 0;
  Quotient rule;
  std::uint64_t number = 0;

  friend bool operator<(const Priority& a, const Priority& b) {
    if (a.class_and_cover != b.class_and_cover) return a.class_and_cover < b.class_and_cover;
    if (a.rule < b.rule) return true;
    return !(b.rule < a.rule) && a.number < b.number;
  }
  friend bool operator==(const Priority& a, const Priority& b) { return !(a < b) && !(b < a); }
};

class WaitingQueue {
 public:
  struct Entry {
    std::uint32_t class_and_cover = 0;
    Urgency urgency;
    std::uint64_t number = 0;
    TaskId task{};
    std::uint32_t generation = 0;
  };
  struct Place {  // an entry found on the way through a queue
    Priority priority;
    std::uint32_t lane = 0, index = 0;
    bool exact = true;  // else the priority is a bound
  };

  bool empty() const { return entries_ == 0; }
  template <class F>
  void for_each(F visit) const {
    for (const Lane& lane : lanes_) {
      for (const Entry& e : lane.heap) visit(e);
    }
  }

  void push(const Entry& entry) {
    Lane& lane = lane_of(entry);
    lane.heap.push_back(entry);
    ++entries_;
    if (lane.form >= Urgency::Form::drawn) return;
    std::push_heap(lane.heap.begin(), lane.heap.end(), Later{lane.form});
    if (lane.form == Urgency::Form::floored) {
      lane.crossing.push_back(entry);
      std::push_heap(lane.crossing.begin(), lane.crossing.end(), Crosses{});
    }
  }

  /// Calls visit(entry, priority) in the order of priorities at working time `worked`, until it
  /// returns false. `fresh(entry)` tells which entries still hold, `now(entry)` gives the quotient of
  /// one whose rule has no lasting order. `way` is scratch.
  template <class Fresh, class Now, class Visit>
  void look(Duration worked, Fresh fresh, Now now, std::vector<Place>& way, Visit visit) {
    // Nearly always one lane whose first can start.
    if (lanes_.size() == 1 && lanes_[0].form == Urgency::Form::constant) {
      const std::vector<Entry>& heap = lanes_[0].heap;
      while (!heap.empty() && !fresh(heap.front())) drop_first(lanes_[0]);
      if (heap.empty() || !visit(heap.front(), priority(heap.front(), worked))) return;
      return look_further(true, worked, fresh, now, way, visit);
    }
    for (std::size_t l = 0; l < lanes_.size(); ++l) {
      if (lanes_[l].form == Urgency::Form::floored) cross(l, worked);
      if (lanes_[l].form >= Urgency::Form::drawn) continue;
      std::vector<Entry>& heap = lanes_[l].heap;
      while (!heap.empty() && !(holds(lanes_[l], heap.front(), worked) && fresh(heap.front()))) {
        drop_first(lanes_[l]);
      }
    }
    look_further(false, worked, fresh, now, way, visit);
  }

  /// An entry has become stale.
  template <class Fresh>
  void note_stale(Fresh fresh) {
    ++stale_;
    if (stale_ < 32 || 2 * stale_ < entries_) return;
    for (Lane& lane : lanes_) {
      entries_ -= std::erase_if(lane.heap, [&](const Entry& e) { return !fresh(e); });
      std::erase_if(lane.crossing, [&](const Entry& e) { return !fresh(e); });
      std::make_heap(lane.heap.begin(), lane.heap.end(), Later{lane.form});
      std::make_heap(lane.crossing.begin(), lane.crossing.end(), Crosses{});
    }
    stale_ = 0;
  }

 private:
  /// The way through all lanes; where there is `one`, but for its first entry, which was shown.
  template <class Fresh, class Now, class Visit>
  [[gnu::noinline]] void look_further(bool one, Duration worked, Fresh& fresh, Now& now,
                                      std::vector<Place>& way, Visit& visit) {
    way.clear();
    const auto add = [&](std::uint32_t l, std::size_t i) {
      const Lane& lane = lanes_[l];
      if (i >= lane.heap.size()) return;
      const Entry& e = lane.heap[i];
      const Priority at = lane.form >= Urgency::Form::drawn
                              ? Priority{e.class_and_cover, now(e), e.number}
                              : in_lane(lane, e, worked);
      way.push_back({at, l, static_cast<std::uint32_t>(i), !lane.spreads()});
      std::push_heap(way.begin(), way.end(), later_place);
    };
    for (std::uint32_t l = 0; l < lanes_.size(); ++l) {
      if (lanes_[l].form >= Urgency::Form::drawn) {
        for (std::size_t i = 0; i < lanes_[l].heap.size(); ++i) {
          if (fresh(lanes_[l].heap[i])) add(l, i);  // the job of a stale one may be gone
        }
      } else if (one) {
        add(l, 1);
        add(l, 2);
      } else {
        add(l, 0);
      }
    }
    while (!way.empty()) {
      std::pop_heap(way.begin(), way.end(), later_place);
      const Place place = way.back();
      way.pop_back();
      const Lane& lane = lanes_[place.lane];
      const Entry& e = lane.heap[place.index];
      if (fresh(e) && holds(lane, e, worked)) {
        if (!place.exact) {
          way.push_back({priority(e, worked), place.lane, place.index, true});
          std::push_heap(way.begin(), way.end(), later_place);
        } else if (!visit(e, place.priority)) {
          return;
        }
      }
      // Those below follow the bound.
      if (place.exact && lane.spreads()) continue;
      if (lane.form >= Urgency::Form::drawn) continue;
      add(place.lane, 2 * std::size_t{place.index} + 1);
      add(place.lane, 2 * std::size_t{place.index} + 2);
    }
  }

  /// Entries of one class (of all, where the rule is static) and divisor.
  struct Lane {
    Urgency::Form form = Urgency::Form::constant;
    std::uint32_t class_and_cover = 0;
    int size = 0;  // of the divisors
    std::int64_t least = 1, largest = 1;  // divisor so far
    bool spreads() const { return least != largest; }
    std::vector<Entry> heap;
    std::vector<Entry> crossing;  // floored: by when they reach their floor
  };
  struct Later {
    Urgency::Form form;
    bool operator()(const Entry& a, const Entry& b) const {
      if (a.class_and_cover != b.class_and_cover) return b.class_and_cover < a.class_and_cover;
      if (form == Urgency::Form::constant && a.urgency.divisor != b.urgency.divisor) {
        const Quotient x{a.urgency.value, a.urgency.divisor}, y{b.urgency.value, b.urgency.divisor};
        if (x < y || y < x) return y < x;
        return b.number < a.number;
      }
      const std::int64_t x = a.urgency.value - a.urgency.offset;
      const std::int64_t y = b.urgency.value - b.urgency.offset;
      return x != y ? y < x : b.number < a.number;
    }
  };
  struct Crosses {
    bool operator()(const Entry& a, const Entry& b) const {
      return b.urgency.value < a.urgency.value;
    }
  };
  static bool later_place(const Place& a, const Place& b) { return b.priority < a.priority; }
  static Priority priority(const Entry& e, Duration worked) {
    return {e.class_and_cover, at(e.urgency, worked), e.number};
  }
  /// Where the way through a lane meets the entry: one past its floor stands before what comes after.
  static Priority in_lane(const Lane& lane, const Entry& e, Duration worked) {
    if (lane.spreads()) {
      const std::int64_t left = e.urgency.value - worked.us;
      return {e.class_and_cover, {left, left < 0 ? lane.least : lane.largest}, e.number};
    }
    if (lane.form != Urgency::Form::floored) return priority(e, worked);
    return {e.class_and_cover, {e.urgency.value - worked.us - e.urgency.offset, 1}, e.number};
  }
  /// Whether the entry belongs to its lane still: one past its floor stands in another.
  static bool holds(const Lane& lane, const Entry& e, Duration worked) {
    return lane.form != Urgency::Form::floored || e.urgency.value > worked.us;
  }

  [[gnu::noinline]] void drop_first(Lane& lane) {
    std::pop_heap(lane.heap.begin(), lane.heap.end(), Later{lane.form});
    lane.heap.pop_back();
    --entries_;
  }

  Lane& lane_of(const Entry& e) {
    const Urgency::Form form = e.urgency.form;
    const bool moves = form == Urgency::Form::falling || form == Urgency::Form::floored;
    const int size = moves ? size_of(e.urgency.divisor) : 0;
    Lane* empty = nullptr;
    for (Lane& lane : lanes_) {
      if (lane.form == form &&
          (!moves || (lane.class_and_cover == e.class_and_cover && lane.size == size))) {
        lane.least = std::min(lane.least, e.urgency.divisor);
        lane.largest = std::max(lane.largest, e.urgency.divisor);
        if (!moves) lane.least = lane.largest = 1;
        return lane;
      }
      if (lane.heap.empty() && lane.crossing.empty()) empty = &lane;
    }
    if (empty == nullptr) empty = &lanes_.emplace_back();
    empty->form = form;
    empty->class_and_cover = e.class_and_cover;
    empty->size = size;
    empty->least = empty->largest = moves ? e.urgency.divisor : 1;
    return *empty;
  }
  /// Four sizes to each power of two.
  static int size_of(std::int64_t divisor) {
    const auto n = static_cast<std::uint64_t>(divisor) << 2;
    const int power = static_cast<int>(std::bit_width(n)) - 3;
    return 4 * power + static_cast<int>(n >> power);
  }
  /// Entries that have come to their floor change lanes.
  void cross(std::size_t l, Duration worked) {
    while (!lanes_[l].crossing.empty() && lanes_[l].crossing.front().urgency.value <= worked.us) {
      Entry e = lanes_[l].crossing.front();
      std::pop_heap(lanes_[l].crossing.begin(), lanes_[l].crossing.end(), Crosses{});
      lanes_[l].crossing.pop_back();
      e.urgency = {-e.urgency.offset, 1, 0, Urgency::Form::constant};
      push(e);
    }
  }

  std::vector<Lane> lanes_;
  std::size_t entries_ = 0;  // of all lanes, stale ones among them
  std::size_t stale_ = 0;  // at most: those that fell out at the front are counted still
};

}  // namespace suits
