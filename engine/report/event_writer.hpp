#pragma once

// Event logs in the forms that the usual tools open, written job by job as they come. Times are on
// the scenario's civil clock; forms that want a zone are given that of Greenwich.

#include <memory>
#include <ostream>

#include "engine/analysis/event_log.hpp"

namespace suits {

class EventWriter {
 public:
  EventWriter() = default;
  EventWriter(const EventWriter&) = delete;
  EventWriter& operator=(const EventWriter&) = delete;
  virtual ~EventWriter() = default;
  virtual void add(const LoggedJob& job) = 0;
  /// What closes the file. Requires: nothing is added afterwards.
  virtual void close() {}
};

// The model and the stream outlive the writer.

/// One row an event: job, kind, account, tier, activity, round, transition, time, person, role,
/// request.
std::unique_ptr<EventWriter> csv_events(const Model& model, std::ostream& out);
/// IEEE 1849 (XES 2.0): a trace a job, with the concept, lifecycle, organizational and time
/// extensions.
std::unique_ptr<EventWriter> xes_events(const Model& model, std::ostream& out);
/// OCEL 2.0 in JSON (ocel-standard.org): objects job, account and person; an event type an
/// activity.
std::unique_ptr<EventWriter> ocel_events(const Model& model, std::ostream& out);
/// The trace event format of Chrome and Perfetto: a process a role, a thread a person, a slice a
/// stretch of work; microseconds from the beginning of the run.
std::unique_ptr<EventWriter> trace_events(const Model& model, std::ostream& out);

}  // namespace suits
