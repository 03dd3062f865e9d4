#pragma once

// A course of a comparison as the book keeps it: whole enough to go on from.

#include <optional>
#include <string>
#include <vector>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/response.hpp"
#include "engine/book/book.hpp"

namespace suits {

/// What the book keeps of one model's courses: the pairs of `figures`, by name, missing where the
/// model has no such measure; behind them, as bytes, what else `asked` keeps.
class StoredCourses {
 public:
  /// `asked`: what alternative_of gives for `own`. All stay the caller's.
  StoredCourses(const std::vector<Response>& figures, const std::vector<Response>& own,
                const Alternative& asked)
      : figures_(figures), own_(own), asked_(asked) {}

  StoredResult stored(std::uint32_t point, std::uint32_t replication,
                      const KeptReplication& course) const;
  /// Nothing where it is not such a course.
  std::optional<KeptReplication> course(const StoredResult& result) const;
  /// What the alternative keeps of a replication that has just been folded.
  KeptReplication kept(const FoldedReplication& replication) const;

 private:
  const std::vector<Response>& figures_;
  const std::vector<Response>& own_;
  const Alternative& asked_;
};

}  // namespace suits
