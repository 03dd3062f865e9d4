#pragma once

// Careers in a run: who holds which post, how much hazard of leaving they have borne, how full
// their last weeks were, how long they have been in their role. It decides nothing about work: the
// replication asks it each Monday, and tells it what comes of it (career_events.cpp).
//
// Whoever holds a post leaves once the hazard integrated since they came has reached a unit
// exponential of their own (inversion of the integrated hazard: Cox & Oakes, Analysis of Survival
// Data, 1984, ch. 2). The hazard of a week is that of its beginning.

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/kernel/event_queue.hpp"
#include "engine/model/model.hpp"
#include "engine/run/career_figures.hpp"
#include "engine/run/queue_level.hpp"

namespace suits {

class CareerState {
 public:
  using PostId = std::uint32_t;
  static constexpr PostId kNoPost = 0xFFFF'FFFFu;

  /// A place in a team that whoever left a post held.
  struct Place {
    AccountId account{};
    std::uint32_t slot = 0;
    std::size_t holders = 0;  // of the slot, them included
  };
  enum class Standing : std::uint8_t { to_come, held, vacant, closed };
  struct Post {
    Standing standing = Standing::to_come;
    RoleId role{};
    PersonId holder{};          // who holds it, or held it last
    std::vector<RoleId> roles;  // of whoever held it last, as they left it
    LevelId level{};
    double cost = 0, rate = 0;
    Duration weekly_hours;
    std::vector<Place> places;      // to be taken over
    EventHandle coming = kNoEvent;  // of the successor
    Instant vacant_since;
    std::uint32_t vacancies = 0;  // so far
    std::uint32_t next = 0;       // of the successors
  };
  /// Somebody who may hold a post.
  struct Holder {
    PostId post = kNoPost;
    std::uint32_t comings = 0;   // how often somebody came by this name
    std::uint32_t rises = 0;     // promotions of theirs
    bool had_enough = false;     // the hazard borne is what they bear
    bool goes = false;           // has given notice
    std::size_t gap = 0;         // successors: which of the known absences their not being there is
    double unit = 0, borne = 0;  // hazard at which they leave, and borne so far
    Instant came;                // or the run's begin
    Instant ripe = kNever;       // may rise from then on …
    Duration ripe_after;         // … once they have booked so much
    Duration booked;             // hours worked since the run's begin
    Duration seen_booked;        // … as of `seen`
    Instant seen;                // the last Monday, or since they came
    std::vector<Duration> worked, there;  // of the last weeks, round
    std::uint32_t weeks = 0;              // whole ones so far
    bool overloaded = false;
  };

  /// Requires: model.careers.
  CareerState(const Model& model, std::uint64_t seed, std::uint32_t replication);

  const Careers& rules() const { return *model_.careers; }
  std::vector<Post>& posts() { return posts_; }
  const std::vector<Post>& posts() const { return posts_; }
  Holder& of(PersonId p) { return holders_[p]; }
  const Holder& of(PersonId p) const { return holders_[p]; }
  bool holds(PersonId p) const { return holders_[p].post != kNoPost; }

  /// The person holds the post from now on; `initial`: since some time before the run.
  void take(PostId post, PersonId p, Instant now, bool initial = false);
  /// Nobody holds it any more.
  void vacate(PostId post, Instant now);
  /// Its holder has another main role from now on, and the post with them; it is no more where such
  /// a role has none.
  void move(PersonId p, RoleId role, Instant now);
  /// It is no more.
  void close(PostId post, Instant now);
  /// They came: a new person by this name.
  void begin(PersonId p, Instant now);
  /// They have the role of their post from now on, and may rise from it in time.
  void enter_role(PersonId p, Instant now, bool initial);
  void count_leaver(RoleId role, Instant now) { count(&CareerFigures::leavers, role, now); }
  void count_coming(RoleId role, Instant now) { count(&CareerFigures::came, role, now); }
  void count_rise(RoleId from, RoleId to, Instant now) {
    count(&CareerFigures::promoted, from, now);
    count(&CareerFigures::rose, to, now);
  }
  /// Hours of a person are booked.
  void worked(PersonId p, Duration time) { holders_[p].booked += time; }
  /// The hours worked, with `under_way` not yet booked, and those there were since they were last
  /// seen.
  void take_stock(PersonId p, Duration under_way, Duration there, Instant now);
  /// The hazard of leaving that they bear over [now, to), at most up to the end of it; the instant
  /// at which they have had enough, if within.
  std::optional<Instant> bear(PersonId p, Instant now, Instant to);
  /// How long a post of the role stays vacant for the n-th time.
  Instant successor_comes(PostId post, Instant now) const;
  /// The post of the role that has been vacant longest, of several the first; kNoPost: none is.
  PostId longest_vacant(RoleId role) const;
  /// Whether they may take a vacant post of the next role.
  bool may_rise(PersonId p, Instant now) const;

  /// Up to now.
  std::vector<CareerFigures> finish(Instant now);

 private:
  void count(std::uint64_t CareerFigures::*what, RoleId role, Instant now) {
    if (now >= model_.window.start && now < model_.window.end) ++(figures_[role].*what);
  }
  void set_overloaded(PersonId p, bool overloaded, Instant now);
  std::optional<double> load(const Holder& holder) const;

  const Model& model_;
  std::uint64_t seed_;
  std::uint32_t replication_;
  std::vector<Post> posts_;
  IdVector<PersonId, Holder> holders_;
  IdVector<RoleId, CareerFigures> figures_;
  IdVector<RoleId, QueueLevel> heads_, vacant_, overloaded_;
};

}  // namespace suits
