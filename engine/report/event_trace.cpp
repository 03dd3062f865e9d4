#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/report/event_text.hpp"
#include "engine/report/event_writer.hpp"

namespace suits {
namespace {

using nlohmann::ordered_json;

class TraceEvents : public EventWriter {
 public:
  TraceEvents(const Model& model, std::ostream& out) : model_(model), out_(out) {
    out_ << "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[";
    for (const RoleId r : ids(model.roles)) {
      put({{"name", "process_name"},
           {"ph", "M"},
           {"pid", raw(r) + 1},
           {"args", {{"name", model.roles[r].name}}}});
    }
    for (const PersonId p : ids(model.people)) {
      put({{"name", "thread_name"},
           {"ph", "M"},
           {"pid", raw(model.people[p].roles[0]) + 1},
           {"tid", raw(p) + 1},
           {"args", {{"name", model.people[p].name}}}});
    }
  }

  void add(const LoggedJob& job) override {
    const std::string account = model_.accounts[job.job.account].name;
    for (std::size_t i = 0; i < job.events.size(); ++i) {
      const LoggedEvent& begin = job.events[i];
      const bool begins =
          begin.transition == Transition::start || begin.transition == Transition::resume;
      if (!begins || begin.person == kNone<PersonId>) continue;
      const auto end = std::find_if(job.events.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                                    job.events.end(), [&](const LoggedEvent& e) {
                                      return e.step == begin.step && e.request == begin.request &&
                                             e.seat == begin.seat;
                                    });
      if (end == job.events.end()) continue;
      put({{"name", activity_text(model_, job, begin)},
           {"cat", model_.kinds[job.job.kind].name},
           {"ph", "X"},
           {"ts", (begin.at - model_.window.warm_up).us},
           {"dur", (end->at - begin.at).us},
           {"pid", raw(model_.people[begin.person].roles[0]) + 1},
           {"tid", raw(begin.person) + 1},
           {"args",
            {{"job", job.job.number + 1},
             {"kind", model_.kinds[job.job.kind].name},
             {"account", account},
             {"round", begin.round},
             {"from", iso_text(begin.at)},
             {"to", iso_text(end->at)},
             {"ends", transition_name(end->transition)}}}});
    }
  }

  void close() override { out_ << "\n]}\n"; }

 private:
  void put(const ordered_json& item) {
    out_ << (first_ ? "\n" : ",\n") << item.dump();
    first_ = false;
  }

  const Model& model_;
  std::ostream& out_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<EventWriter> trace_events(const Model& model, std::ostream& out) {
  return std::make_unique<TraceEvents>(model, out);
}

}  // namespace suits
