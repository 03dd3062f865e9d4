#pragma once

// What expressions ask of a run. See ModelFact.

#include "engine/run/replication.hpp"

namespace suits {

struct Replication::Facts {
  const Replication& run;
  FactSubject subject;

  double fact(FactId id, std::uint32_t argument) const;
  double add_working(double instant, double duration) const;

 private:
  double of_job(ModelFact fact) const;
  Duration remaining() const;
  double of_request(ModelFact fact) const;
  double of_account(ModelFact fact) const;
  double of_person(ModelFact fact) const;
  double of_role(ModelFact fact, RoleId role) const;
  double attribute(std::uint32_t n) const;
};

}  // namespace suits
