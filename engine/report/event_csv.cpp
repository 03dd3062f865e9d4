#include "engine/report/event_text.hpp"
#include "engine/report/event_writer.hpp"
#include "engine/report/table.hpp"

namespace suits {
namespace {

class CsvEvents : public EventWriter {
 public:
  CsvEvents(const Model& model, std::ostream& out) : model_(model), out_(out) {
    out_ << "job,kind,account,tier,activity,round,transition,time,person,role,request\n";
  }

  void add(const LoggedJob& job) override {
    const Account& account = model_.accounts[job.job.account];
    const std::string start =
        fmt::format("{},{},{},{},", job.job.number + 1, csv_text(model_.kinds[job.job.kind].name),
                    csv_text(account.name), csv_text(tier_text(model_, account)));
    for (const LoggedEvent& e : job.events) {
      const bool own = e.step == kNone<StepId>;
      out_ << start << csv_text(activity_text(model_, job, e)) << ','
           << (own ? "" : fmt::format("{}", e.round)) << ',' << transition_name(e.transition) << ','
           << iso_text(e.at) << ','
           << (e.person == kNone<PersonId> ? "" : csv_text(model_.people[e.person].name)) << ','
           << (e.role == kNone<RoleId> ? "" : csv_text(model_.roles[e.role].name)) << ','
           << (own ? "" : fmt::format("{}", e.request + 1)) << '\n';
    }
  }

 private:
  const Model& model_;
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<EventWriter> csv_events(const Model& model, std::ostream& out) {
  return std::make_unique<CsvEvents>(model, out);
}

}  // namespace suits
