#pragma once

// The kinds of records of a run's history.

#include <cstdint>

namespace suits {

/// What a history is made of; the numbers are part of every fingerprint.
enum class Happening : std::uint8_t {
  arrival = 1,      // who: stream (or background kind), what: job
  start = 2,        // a stretch of work begins; who: person, what: request
  stop = 3,         // … is interrupted
  finish = 4,       // … ends the person's part
  booked = 5,       // an appointment is made; who: person
  answer = 6,       // a delay is over
  away = 7,         // an absence begins; who: person
  back = 8,         // … ends
  job_done = 9,
  opened = 10,      // a ring opens at its threshold; who: request
  cancelled = 11,   // a job is given up; what: job
  rule = 12,        // a rule acts; who: its place, what: the job, account or person
  turned_away = 13, // a job does not come in; who: stream
  withdrawn = 14,   // nothing of a job has begun in time; what: job
  refused = 15,     // … does not come in after all: it would have to wait; who: stream, what: job
  account_left = 16,  // the client has left in the run; what: account
  decided = 17,       // whether a job has won something; what: job, who: 1 if so
  account_won = 18,   // a new account; what: account
  renewal = 19,       // a contract is kept or lost; what: account, who: 1 if kept
  health_fell = 20,   // below one of the marks of warnings; who: which, what: account
};

}  // namespace suits
