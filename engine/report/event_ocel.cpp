#include <nlohmann/json.hpp>
#include <set>

#include "engine/report/event_text.hpp"
#include "engine/report/event_writer.hpp"

namespace suits {
namespace {

using nlohmann::ordered_json;

std::string job_id(std::uint64_t number) { return fmt::format("job {}", number + 1); }

class OcelEvents : public EventWriter {
 public:
  OcelEvents(const Model& model, std::ostream& out) : model_(model), out_(out) {
    out_ << "{\"events\":[";
  }

  void add(const LoggedJob& job) override {
    jobs_.push_back(job.job);
    for (const LoggedEvent& e : job.events) {
      const std::string activity = activity_text(model_, job, e);
      types_.insert(activity);
      ordered_json attributes{attribute("transition", transition_name(e.transition))};
      ordered_json related{{{"objectId", job_id(job.job.number)}, {"qualifier", "job"}},
                           {{"objectId", account_id(job.job.account)}, {"qualifier", "account"}}};
      if (e.step != kNone<StepId>) {
        attributes.push_back(attribute("round", e.round));
        attributes.push_back(attribute("request", e.request + 1));
      }
      if (e.person != kNone<PersonId>) {
        attributes.push_back(attribute("role", model_.roles[e.role].name));
        related.push_back({{"objectId", person_id(e.person)}, {"qualifier", "person"}});
      }
      put({{"id", fmt::format("e{}", ++events_)},
           {"type", activity},
           {"time", iso_text(e.at) + "Z"},
           {"attributes", attributes},
           {"relationships", related}});
    }
  }

  void close() override {
    out_ << "\n],\"objects\":[";
    first_ = true;
    const std::string beginning = iso_text(model_.window.warm_up) + "Z";
    const auto since = [&](const char* name, const std::string& value, const std::string& time) {
      return ordered_json{{"name", name}, {"time", time}, {"value", value}};
    };
    for (const AccountId a : ids(model_.accounts)) {
      const Account& account = model_.accounts[a];
      put({{"id", account_id(a)},
           {"type", "account"},
           {"attributes",
            {since("name", account.name, beginning),
             since("tier", tier_text(model_, account), beginning)}}});
    }
    for (const PersonId p : ids(model_.people)) {
      const Person& person = model_.people[p];
      put({{"id", person_id(p)},
           {"type", "person"},
           {"attributes",
            {since("name", person.name, beginning),
             since("role", model_.roles[person.roles[0]].name, beginning)}}});
    }
    for (const JobOutline& job : jobs_) {
      const std::string time = iso_text(job.arrived) + "Z";
      ordered_json attributes{since("kind", model_.kinds[job.kind].name, time)};
      if (job.due < kNever) attributes.push_back(since("due", iso_text(job.due) + "Z", time));
      put({{"id", job_id(job.number)},
           {"type", "job"},
           {"attributes", attributes},
           {"relationships", {{{"objectId", account_id(job.account)}, {"qualifier", "of"}}}}});
    }
    const auto declared = [](std::initializer_list<std::pair<const char*, const char*>> all) {
      ordered_json list = ordered_json::array();
      for (const auto& [name, type] : all) list.push_back({{"name", name}, {"type", type}});
      return list;
    };
    const ordered_json object_types{
        {{"name", "job"}, {"attributes", declared({{"kind", "string"}, {"due", "time"}})}},
        {{"name", "account"}, {"attributes", declared({{"name", "string"}, {"tier", "string"}})}},
        {{"name", "person"}, {"attributes", declared({{"name", "string"}, {"role", "string"}})}}};
    ordered_json event_types = ordered_json::array();
    for (const std::string& type : types_) {
      event_types.push_back({{"name", type},
                             {"attributes", declared({{"transition", "string"},
                                                      {"round", "integer"},
                                                      {"request", "integer"},
                                                      {"role", "string"}})}});
    }
    out_ << "\n],\"objectTypes\":" << object_types.dump()
         << ",\"eventTypes\":" << event_types.dump() << "}\n";
  }

 private:
  template <class T>
  static ordered_json attribute(const char* name, const T& value) {
    return {{"name", name}, {"value", value}};
  }
  // Ids are apart whatever the names are.
  static std::string account_id(AccountId a) { return fmt::format("account {}", raw(a) + 1); }
  static std::string person_id(PersonId p) { return fmt::format("person {}", raw(p) + 1); }
  void put(const ordered_json& item) {
    out_ << (first_ ? "\n" : ",\n") << item.dump();
    first_ = false;
  }

  const Model& model_;
  std::ostream& out_;
  bool first_ = true;
  std::uint64_t events_ = 0;
  std::set<std::string> types_;
  std::vector<JobOutline> jobs_;
};

}  // namespace

std::unique_ptr<EventWriter> ocel_events(const Model& model, std::ostream& out) {
  return std::make_unique<OcelEvents>(model, out);
}

}  // namespace suits
