#pragma once

// Who serves a request, for the queueing approximation: the people of the first ring of the
// engine's own ring plans that has anybody fit for it, who stands in for them while none of them is
// there, and who helps once a request has waited for so long (the first ring that opens by
// waiting).

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/run/rings.hpp"

namespace suits {

/// The spans that the approximation takes as stationary: four weeks each, counted from the
/// beginning of the warm-up and again from the start of the window.
struct Periods {
  std::vector<Instant> edges;  // one more than periods
  std::size_t first = 0;       // the first period of the window
  std::vector<double> hours;   // the agency's working time [h]
  std::size_t size() const { return hours.size(); }
};
Periods periods_of(const Model& model);

/// People who share a line, or one person with a line of their own.
struct Crew {
  std::vector<PersonId> people;        // by id; never empty
  std::vector<double> pace;            // by people: agency working time per nominal hour of effort
  std::vector<double> meeting_pace;    // … per hour of an appointment
  std::vector<double> share;           // by people: of the crew's work while all are there
  std::uint32_t cover = kNobody;       // index of the crew that stands in; kNobody: the work waits
  std::optional<double> relief_after;  // working time after which others help, absence or not [h]
  std::uint32_t relief = kNobody;  // … who; kNobody: people on call, whose load is not looked at
  AccountId account{};             // kNone: they serve all of them
  double common = 0;               // part of their work that is in a line with others' …
  std::uint32_t line = kNobody;    // … which (that of a crew of several); kNobody: their own
  bool keeps = false;              // whoever takes the first request of a job keeps the others
  bool vanishes = false;           // while they are away nothing of it comes
  bool own_line = false;           // some request goes to whoever of them is free first
  bool stands_in = false;          // it is some crew's cover
  static constexpr std::uint32_t kNobody = static_cast<std::uint32_t>(-1);
};

class Crews {
 public:
  explicit Crews(const Model& model);

  /// Index of the crew for a role (kNone: the account's owner) on an account; kNobody where nobody
  /// may ever take it. Clients are nobody.
  std::uint32_t of(AccountId account, RoleId role, RequirementId requirement);
  /// One person's own work.
  std::uint32_t of(PersonId person);
  std::vector<Crew>& all() { return crews_; }
  const std::vector<Crew>& all() const { return crews_; }

 private:
  std::vector<PersonId> fit(const Ring& ring, RequirementId requirement) const;
  Crew make(std::vector<PersonId> people, AccountId account, bool keeps) const;
  std::uint32_t add(std::vector<PersonId> people, AccountId account, bool keeps);

  const Model& model_;
  RingPlans plans_;
  std::vector<Crew> crews_;
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::uint32_t> known_;
  std::map<std::tuple<std::vector<PersonId>, std::uint32_t, bool>, std::uint32_t> same_;
  std::map<PersonId, std::uint32_t> own_;
};

}  // namespace suits
