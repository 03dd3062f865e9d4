#pragma once

// Facts of the naive run, of a subject, at an instant: what moves with time may be asked for later
// than now, as if nothing came to pass until then.

#include "tests/support/naive/executor.hpp"

namespace suits {

struct Naive::Facts {
  const Naive& run;
  NaiveSubject subject;
  Instant now;

  double fact(FactId id, std::uint32_t argument) const;
  double add_working(double instant, double duration) const;

 private:
  double of_job(ModelFact fact) const;
  double of_request(ModelFact fact) const;
  double slack_of_request(std::size_t request) const;
  double slack_of_job() const;
  double of_account(ModelFact fact) const;
  double of_person(ModelFact fact) const;
  double of_role(ModelFact fact, RoleId role) const;
};

}  // namespace suits
