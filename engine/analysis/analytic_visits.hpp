#pragma once

// Expected visits of the steps of a kind of work on an account, whose own people's levels scale the
// chances of going back. Alike accounts share theirs.

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "engine/analysis/analytic_crew.hpp"
#include "engine/model/model.hpp"
#include "engine/model/visits.hpp"

namespace suits {

class VisitBook {
 public:
  /// Keeps references.
  VisitBook(const Model& model, Crews& crews) : model_(model), crews_(crews) {}

  /// Where the rework cannot be told exactly it is left out, and `notes` says so, once.
  std::shared_ptr<const Visits> of(KindId kind, AccountId account, std::vector<std::string>& notes);

 private:
  /// By sender: how the levels of those who do the work that goes back scale its chance.
  std::vector<double> repeats(const Kind& kind, AccountId account);

  const Model& model_;
  Crews& crews_;
  std::map<std::tuple<KindId, TierId, std::vector<double>>, std::shared_ptr<const Visits>> known_;
};

}  // namespace suits
