#include "engine/report/event_text.hpp"
#include "engine/report/event_writer.hpp"

namespace suits {
namespace {

/// For an attribute's value; what XML 1.0 forbids becomes the replacement character.
std::string xml_text(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\t':
        out += "&#9;";
        break;
      case '\n':
        out += "&#10;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\xEF\xBF\xBD";
        } else {
          out += c;
        }
    }
  }
  return out;
}

class XesEvents : public EventWriter {
 public:
  XesEvents(const Model& model, std::ostream& out) : model_(model), out_(out) {
    out_ << R"(<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <global scope="trace">
    <string key="concept:name" value="job"/>
  </global>
  <global scope="event">
    <string key="concept:name" value="activity"/>
    <string key="lifecycle:transition" value="complete"/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
)";
    string("concept:name", model.name, 2);
  }

  void add(const LoggedJob& job) override {
    const Account& account = model_.accounts[job.job.account];
    out_ << "  <trace>\n";
    string("concept:name", fmt::format("{}", job.job.number + 1), 4);
    string("kind", model_.kinds[job.job.kind].name, 4);
    string("account", account.name, 4);
    string("tier", tier_text(model_, account), 4);
    if (job.job.due < kNever) date("due", job.job.due, 4);
    for (const LoggedEvent& e : job.events) add(job, e);
    out_ << "  </trace>\n";
  }

  void close() override { out_ << "</log>\n"; }

 private:
  void add(const LoggedJob& job, const LoggedEvent& e) {
    out_ << "    <event>\n";
    string("concept:name", activity_text(model_, job, e), 6);
    string("lifecycle:transition", lifecycle(e.transition), 6);
    date("time:timestamp", e.at, 6);
    if (e.step != kNone<StepId>) {
      string("concept:instance", fmt::format("{}.{}", e.request + 1, e.seat + 1), 6);
      out_ << fmt::format("      <int key=\"round\" value=\"{}\"/>\n", e.round);
    }
    if (e.person != kNone<PersonId>) string("org:resource", model_.people[e.person].name, 6);
    if (e.role != kNone<RoleId>) string("org:role", model_.roles[e.role].name, 6);
    out_ << "    </event>\n";
  }
  /// The standard's own words, where the job as a whole begins and ends too.
  static const char* lifecycle(Transition transition) {
    switch (transition) {
      case Transition::arrive:
        return "schedule";
      case Transition::finish:
        return "complete";
      case Transition::cancel:
        return "pi_abort";
      case Transition::stand_open:
        return "unknown";
      default:
        return transition_name(transition);
    }
  }
  void string(const char* key, const std::string& value, int indent) {
    out_ << fmt::format("{:{}}<string key=\"{}\" value=\"{}\"/>\n", "", indent, key,
                        xml_text(value));
  }
  void date(const char* key, Instant at, int indent) {
    out_ << fmt::format("{:{}}<date key=\"{}\" value=\"{}+00:00\"/>\n", "", indent, key,
                        iso_text(at));
  }

  const Model& model_;
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<EventWriter> xes_events(const Model& model, std::ostream& out) {
  return std::make_unique<XesEvents>(model, out);
}

}  // namespace suits
