// Work in hand: jobs that are there when the run begins, resolved.

#include <algorithm>
#include <tuple>

#include "engine/scenario/compile_context.hpp"

namespace suits {
namespace {

class InHandCompiler {
 public:
  explicit InHandCompiler(Compilation& c) : c_(c) {}

  void run() {
    const InHandListSpec& list = c_.spec.in_hand;
    if (list.jobs.empty()) return;
    if (c_.model.window.warm_up < c_.model.window.start) {
      c_.error(list.span, "a run that begins with work in hand has no warm-up",
               "leave out 'time.warm_up'");
      return;
    }
    for (const AccountId a : ids(c_.model.accounts)) {
      if (!c_.model.accounts[a].agency) accounts_.emplace(c_.model.accounts[a].name, a);
    }
    for (const InHandSpec& spec : list.jobs) add(spec);
    number();
  }

 private:
  void error(Span span, std::string message, std::string hint = "") {
    c_.error(span, std::move(message), std::move(hint));
  }

  template <class Id>
  std::optional<Id> find(const NameTable<Id>& table, const Name& name, const char* what) {
    if (const auto id = table.find(name.text)) return id;
    error(name.span, fmt::format("there is no {} '{}'", what, name.text),
          hint_of(name.text, table.names()));
    return std::nullopt;
  }

  void add(const InHandSpec& spec) {
    const auto kind = find(c_.kinds, spec.kind, "kind of work");
    if (!kind) return;
    JobInHand job;
    job.kind = *kind;
    job.span = spec.span;
    job.account = AccountId{static_cast<std::uint32_t>(c_.model.accounts.size() - 1)};
    if (spec.account) {
      const auto it = accounts_.find(spec.account->text);
      if (it == accounts_.end()) {
        std::vector<std::string> known;
        for (const auto& [name, id] : accounts_) known.push_back(name);
        return error(spec.account->span,
                     fmt::format("there is no account '{}'", spec.account->text),
                     hint_of(spec.account->text, known));
      }
      job.account = it->second;
      if (c_.model.accounts[job.account].pool) {
        return error(spec.account->span,
                     fmt::format("{} is not there until it is won", spec.account->text));
      }
      if (c_.model.accounts[job.account].tentative()) {
        return error(spec.account->span,
                     fmt::format("{} is tentative and has no work in hand", spec.account->text),
                     "leave out its 'wins' if it is signed");
      }
    }
    if (!steps(spec, job)) return;
    const Hours& agency = c_.model.agency();
    const Instant begin = c_.model.window.warm_up;
    job.arrived = begin;
    if (spec.arrived) {
      const Moment& moment = spec.arrived->value;
      job.arrived = moment.time ? midnight(moment.date) + *moment.time
                                : std::min(begin, agency.next_open(midnight(moment.date)));
      if (midnight(moment.date) > begin || job.arrived > begin) {
        return error(
            spec.arrived->span,
            fmt::format("the run begins on {}: this is not in hand yet", to_string(begin)));
      }
      if (job.arrived < agency.begin()) {
        return error(spec.arrived->span, "more than five years before the run");
      }
    }
    if (spec.due) {
      const Moment& moment = spec.due->value;
      if (moment.date >= date_of(agency.end())) {
        return error(spec.due->span, "this is long after the run");
      }
      job.due = moment.time ? midnight(moment.date) + *moment.time
                            : agency.close_of_business(moment.date);
    }
    if (spec.work_class) {
      const auto work_class = find(c_.classes, *spec.work_class, "class");
      if (!work_class) return;
      job.work_class = *work_class;
    }
    if (spec.holder && !hold(*spec.holder, job)) return;
    c_.model.staffing.in_hand.push_back(std::move(job));
  }

  bool steps(const InHandSpec& spec, JobInHand& job) {
    const Kind& kind = c_.model.kinds[job.kind];
    std::vector<bool> after(kind.steps.size(), false);  // one of those named
    for (std::size_t i = 0; i < spec.step.size(); ++i) {
      const Name& name = spec.step[i];
      const auto it = std::find_if(kind.steps.begin(), kind.steps.end(),
                                   [&](const Step& s) { return s.name == name.text; });
      if (it == kind.steps.end()) {
        std::vector<std::string> known;
        for (const Step& s : kind.steps) known.push_back(s.name);
        error(name.span, fmt::format("{} has no step '{}'", kind.name, name.text),
              hint_of(name.text, known));
        return false;
      }
      JobInHand::AtStep at{StepId{static_cast<std::uint32_t>(it - kind.steps.begin())}, {}};
      if (!spec.left.empty()) {
        if (it->takes || it->client_delay || it->first.participants.empty()) {
          error(spec.left[i].span, fmt::format("step '{}' is nobody's work", name.text));
          return false;
        }
        at.left = round_duration(spec.left[i].value.amount.mean());
      }
      job.steps.push_back(at);
    }
    std::sort(job.steps.begin(), job.steps.end(),
              [](const auto& a, const auto& b) { return a.step < b.step; });
    std::size_t next = 0;  // of those named; steps stand in topological order
    for (std::size_t s = 0; s < kind.steps.size(); ++s) {
      const bool named = next < job.steps.size() && raw(job.steps[next].step) == s;
      if (named && after[s]) {
        error(spec.step.front().span,
              fmt::format("step '{}' comes after another of these", kind.steps[s].name),
              "name the steps at which the job stands");
        return false;
      }
      if (named) {
        ++next;
        if (next < job.steps.size() && raw(job.steps[next].step) == s) {
          error(spec.step.front().span, fmt::format("'{}' is named twice", kind.steps[s].name));
          return false;
        }
      }
      if (!named && !after[s]) continue;
      for (const StepId follower : kind.steps[s].successors) after[raw(follower)] = true;
    }
    return true;
  }

  /// The holder has a role that one of the steps asks for first.
  bool hold(const Name& name, JobInHand& job) {
    const auto p = find(c_.people, name, "person");
    if (!p) return false;
    const Person& person = c_.model.people[*p];
    const Account& account = c_.model.accounts[job.account];
    std::string asked;
    for (const JobInHand::AtStep& at : job.steps) {
      const Step& step = c_.model.kinds[job.kind].steps[raw(at.step)];
      if (step.first.participants.empty()) continue;
      RoleId role = step.first.participants[0].choices[0].role;
      if (role == kNone<RoleId>) {
        if (!account.owner) continue;
        role = account.team[*account.owner].role;
      }
      if (std::count(person.roles.begin(), person.roles.end(), role) != 0 && !person.pool) {
        job.holder = *p;
        return true;
      }
      asked = c_.model.roles[role].name;
    }
    error(name.span, asked.empty() ? fmt::format("nobody holds what is nobody's work")
                                   : fmt::format("{} is {}, and the work is of {}", name.text,
                                                 c_.model.roles[person.roles[0]].name, asked));
    return false;
  }

  /// In the order of arrival, whatever the order in the file; equal ones are alike.
  void number() {
    auto& jobs = c_.model.staffing.in_hand;
    const auto key = [](const JobInHand& j) {
      std::vector<std::int64_t> steps;
      for (const auto& at : j.steps) {
        steps.push_back(raw(at.step));
        steps.push_back(at.left ? at.left->us : -1);
      }
      return std::tuple(j.arrived, j.account, j.kind, j.due.value_or(kNever), std::move(steps),
                        j.holder, j.work_class);
    };
    std::stable_sort(jobs.begin(), jobs.end(),
                     [&](const JobInHand& a, const JobInHand& b) { return key(a) < key(b); });
    std::map<std::pair<AccountId, KindId>, std::uint64_t> count;
    for (JobInHand& job : jobs) {
      job.ordinal = count[{job.account, job.kind}]++;
      job.component =
          component({"in hand", c_.model.accounts[job.account].agency ? "" : "account",
                     c_.model.accounts[job.account].name, c_.model.kinds[job.kind].name});
    }
  }

  Compilation& c_;
  std::map<std::string, AccountId> accounts_;
};

}  // namespace

void compile_in_hand(Compilation& c) { InHandCompiler(c).run(); }

}  // namespace suits
