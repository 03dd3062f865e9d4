#pragma once

// Who cannot be missed: a department without one of its people for some weeks, against the same
// department with everybody there, on the same luck.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/aim.hpp"
#include "engine/analysis/selection.hpp"
#include "engine/model/model.hpp"

namespace suits {

/// When somebody is away, and how long what comes of it is watched.
struct AbsencePlan {
  Date from{};
  std::int32_t weeks = 4;   // at least 1
  std::int32_t after = 12;  // weeks watched after the return; cut at the end of the scenario

  Date back() const { return from + 7 * weeks; }
  bool operator==(const AbsencePlan&) const = default;
};

/// The first working Monday a quarter into the window; the window's first day where there is none.
Date usual_absence(const Model& model);

/// The model with the window of an absence: from its first day to so many weeks after the return.
/// What was before is its past, so the weeks are those of the same courses.
Model watched(const Model& model, const AbsencePlan& plan);
/// … and with that person away, as known beforehand as any stated absence.
Model without(const Model& model, PersonId person, const AbsencePlan& plan);

/// Reads a course: the aims, for each account the turnaround of its deliverables (of all its work,
/// where nothing is one), and for each week
/// the requests that wait for the department's roles (all together, mean over the week).
class AbsenceReader {
 public:
  AbsenceReader(const Model& model, std::vector<Aim> aims);
  SelectionCourse read(const Observations& seen) const;

  std::size_t account(AccountId a) const { return aims_ + raw(a); }
  std::size_t week(std::size_t w) const { return aims_ + accounts_ + w; }
  std::size_t weeks() const { return weeks_; }

 private:
  const Model* model_;
  std::size_t aims_, accounts_, weeks_;
  bool deliverables_ = false;  // some kind of work is one
  AimReader reader_;
};

/// The account whose work an absence delays most.
struct HardestHit {
  AccountId account{};
  Estimate delay;  // mean turnaround, with minus without [working days]; the intervals of all
                   // accounts hold at once with 95 %
};
/// The largest delay of those that are more than chance. Nothing: no account's is.
std::optional<HardestHit> hardest_hit(const Model& model, const AbsenceReader& reader,
                                      const std::vector<SelectionCourse>& base,
                                      const std::vector<SelectionCourse>& away);

/// How long the backlog takes to come back to what it would have been.
struct Recovery {
  enum class Sort : std::uint8_t {
    never_apart,  // in no week of the absence is the backlog larger by more than chance
    recovered,
    not_yet,  // not within the weeks that were watched
  };
  Sort sort = Sort::never_apart;
  std::int32_t weeks = 0;  // after the return; 0: back already then; not_yet: watched
};
/// A week is apart where more waits than with everybody there, by more than chance (a paired 95 %
/// interval of its own) and by more than a tenth of the largest such excess: what is left of a
/// backlog beyond that can be told from chance with ever more courses, and matters to nobody. The
/// backlog counts as recovered from the first week after the return on which is not apart, nor is
/// the next; one week in forty seems apart by chance.
Recovery recovery(const AbsenceReader& reader, const AbsencePlan& plan,
                  const std::vector<SelectionCourse>& base,
                  const std::vector<SelectionCourse>& away);

}  // namespace suits
