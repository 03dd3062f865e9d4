#pragma once

// Who may ever take what a role is asked for: its people, those who cover and those above, whoever
// is hired or on call for it, over all dates of a run. What none of them can do is never done.

#include <optional>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

class Takers {
 public:
  /// Somebody, the role in which they would serve, and the highest level and least time per nominal
  /// effort that they ever have.
  struct Taker {
    PersonId person{};
    RoleId serving{};
    LevelId level{};
    double time_factor = 1;
    bool on_call = false;
  };

  /// Requires: the model outlives this.
  explicit Takers(const Model& model);

  /// Of a role; whoever leaves before the run or joins after it is none of them.
  const std::vector<Taker>& of(RoleId asked) const { return takers_[asked]; }
  bool meets(const Taker& taker, RequirementId requirement) const {
    return model_.meets(requirement, taker.level, model_.people[taker.person].skills);
  }
  /// The most nominal effort that one of them who meets the requirement does in one stretch of a day
  /// [us]; nothing where there is nobody.
  std::optional<double> longest(RoleId asked, RequirementId requirement) const;
  /// Whether the role's own people who may meet the requirement are all kept free from a class of work
  /// by `reserve`, as many as there ever are of the role.
  bool all_reserved(RoleId serving, ClassId work_class) const;

 private:
  const Model& model_;
  IdVector<RoleId, std::vector<Taker>> takers_;
  IdVector<PatternId, Duration> stretch_;     // the longest of each pattern
  IdVector<RoleId, std::uint32_t> of_role_;   // people who ever have it, those on call aside
};

/// The longest stretch of working time without a night [us].
Duration longest_stretch(const Hours& hours);

/// The least value the quantity can take.
double least(const Distribution& quantity);

}  // namespace suits
