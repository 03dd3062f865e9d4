#include "tests/support/model_builder.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/model/hierarchy.hpp"
#include "engine/random/stream.hpp"

namespace suits {
namespace {

const Date kFirst = *make_date(2027, 3, 1);
const Date kCalendarFrom = *make_date(2027, 2, 1);

Distribution poisson_gap() {
  return std::get<Distribution>(Distribution::exponential_mean(1));
}

}  // namespace

Date march_date(int day) { return kFirst + (day - 1); }
Instant march(int day, int hour, int minute) {
  return midnight(march_date(day)) + hours(hour) + minutes(minute);
}
Lapse elapsed(Duration d) {
  return {Distribution(static_cast<double>(d.us)), Clock::elapsed};
}
Lapse working(Duration d) {
  return {Distribution(static_cast<double>(d.us)), Clock::working_time};
}
Lapse working_days(double n) { return {Distribution(n), Clock::working_days}; }

std::string clock_text(Instant t) {
  const int day = date_of(t) - kFirst + 1;
  const std::int64_t second = time_of_day(t).us / 1'000'000;
  std::string text =
      fmt::format("{} {:02}:{:02}", day, second / 3600, second / 60 % 60);
  if (second % 60 != 0 || t.us % 1'000'000 != 0) {
    text += fmt::format(":{:02}.{:06}", second % 60, t.us % 1'000'000);
  }
  return text;
}

// ---- steps --------------------------------------------------------------------------------------

StepSketch& StepSketch::by(RoleId role, Duration effort, std::uint32_t count) {
  Participant participant;
  participant.choices.push_back({role, 0});
  participant.count = count;
  participant.effort =
      ByTier<std::optional<Distribution>>(Distribution(static_cast<double>(effort.us)));
  step.first.participants.push_back(participant);
  return *this;
}
StepSketch& StepSketch::any_of(std::vector<RoleId> roles, Duration effort,
                               std::vector<double> by_share) {
  by(roles.front(), effort);
  auto& choices = step.first.participants.back().choices;
  choices.clear();
  for (std::size_t i = 0; i < roles.size(); ++i) {
    choices.push_back({roles[i], by_share.empty() ? 0 : by_share[i]});
  }
  return *this;
}
StepSketch& StepSketch::together(Together how) {
  step.together = how;
  return *this;
}
StepSketch& StepSketch::of(ClassId work_class) {
  step.work_class = work_class;
  return *this;
}
StepSketch& StepSketch::uninterruptible() {
  step.interruptible = false;
  return *this;
}
StepSketch& StepSketch::takes(Lapse lapse) {
  step.takes = std::move(lapse);
  return *this;
}
StepSketch& StepSketch::after(std::vector<std::string> names) {
  follows = std::move(names);
  return *this;
}
StepSketch& StepSketch::choose(std::vector<std::pair<std::string, double>> by_share) {
  shares = std::move(by_share);
  return *this;
}
StepSketch& StepSketch::chance(double chance) {
  step.chance = ByTier<double>(chance);
  return *this;
}
StepSketch& StepSketch::back_to(std::string name, double chance, double falling_by,
                                double rework_effort) {
  target = std::move(name);
  step.back.emplace();
  step.back->chance = ByTier<double>(chance);
  step.back->falling_by = falling_by;
  step.back->rework_effort = rework_effort;
  return *this;
}
StepSketch& StepSketch::notice(Lapse lapse) {
  step.first.notice = std::move(lapse);
  return *this;
}
StepSketch& StepSketch::spread(std::uint32_t parts, Lapse every) {
  step.parts = parts;
  step.part_every = std::move(every);
  return *this;
}
StepSketch& StepSketch::supervised_by(RoleId role, double share) {
  step.supervised_by.push_back({role, share});
  return *this;
}
StepSketch& StepSketch::least_level(LevelId level) {
  needs[step.first.participants.size() - 1].least_level = level;
  return *this;
}

StepSketch& StepSketch::skills(std::uint64_t bits) {
  needs[step.first.participants.size() - 1].skills = bits;
  return *this;
}

KindSketch& KindSketch::due(Lapse lapse) {
  kind.due = ByTier<std::optional<Lapse>>(std::move(lapse));
  return *this;
}
KindSketch& KindSketch::follow(RoleId role, Duration per_week) {
  kind.follow.push_back({role, ByTier<double>(static_cast<double>(per_week.us)), {}});
  return *this;
}

// ---- the model ----------------------------------------------------------------------------------

HoursRule ModelBuilder::week_of(std::initializer_list<std::pair<int, int>> spans) {
  HoursRule rule;
  for (std::size_t day = 0; day < 5; ++day) {
    for (const auto& [open, close] : spans) {
      rule.weekday[day].emplace_back(hours(open), hours(close));
    }
  }
  return rule;
}

ModelBuilder::ModelBuilder() {
  rules_.push_back(week_of({{9, 17}}));
  model_.name = "test";
  model_.currency = "EUR";
  model_.tiers.push_back({"every"});
  Role client;
  client.name = client.title = "client";
  client.sort = RoleSort::client;
  client.keep = Keep::none;
  client.handover = working({});
  client.serves = {true};
  model_.roles.push_back(client);
}

void ModelBuilder::weeks_long(int weeks, int further) {
  weeks_ = weeks;
  further_ = further;
}

PatternId ModelBuilder::pattern(HoursRule rule) {
  rules_.push_back(std::move(rule));
  return PatternId{static_cast<std::uint32_t>(rules_.size() - 1)};
}
ClassId ModelBuilder::work_class(const std::string& name, bool interrupts) {
  return model_.classes.push_back({name, interrupts});
}
LevelId ModelBuilder::level(const std::string& name, double time_factor) {
  return model_.levels.push_back({name, time_factor, 1});
}
RoleId ModelBuilder::role(const std::string& name, std::vector<RoleId> superiors) {
  Role role;
  role.name = role.title = name;
  role.superiors = std::move(superiors);
  role.handover = working({});
  role.serves = {true};
  return model_.roles.push_back(role);
}
PersonId ModelBuilder::person(const std::string& name, std::vector<RoleId> roles) {
  Person person;
  person.name = name;
  person.roles = std::move(roles);
  person.joins = kCalendarFrom;
  person.leaves = *make_date(2031, 1, 1);
  person.component = name_hash("person " + name);
  return model_.people.push_back(person);
}
AccountId ModelBuilder::account(const std::string& name,
                                std::vector<std::pair<RoleId, std::vector<PersonId>>> team) {
  Account account;
  account.name = name;
  account.size = Distribution(1);
  for (auto& [role, holders] : team) account.team.push_back({role, holders});
  account.component = name_hash("account " + name);
  return model_.accounts.push_back(account);
}
KindSketch& ModelBuilder::kind(const std::string& name) {
  KindSketch& sketch = kinds_.emplace_back();
  sketch.id = KindId{static_cast<std::uint32_t>(kinds_.size() - 1)};
  sketch.kind.name = sketch.kind.title = name;
  sketch.kind.component = name_hash("kind " + name);
  return sketch;
}
Stream& ModelBuilder::arrives(AccountId account, const KindSketch& kind,
                              std::vector<Instant> dates) {
  Stream& stream = streams_.emplace_back();
  stream.account = account;
  stream.kind = kind.id;
  stream.form = Stream::Form::dates;
  stream.dates = std::move(dates);
  stream.component = name_hash(fmt::format("stream {}", streams_.size()));
  return stream;
}
Stream& ModelBuilder::arrives_at_rate(AccountId account, const KindSketch& kind,
                                      double per_working_day) {
  Stream& stream = arrives(account, kind, {});
  stream.form = Stream::Form::rate;
  stream.per_working_day = per_working_day;
  stream.gap = poisson_gap();
  return stream;
}

KindId ModelBuilder::background_kind(const std::string& name, ClassId work_class) {
  KindSketch& sketch = kind(name);
  sketch.kind.background = true;
  sketch.step(name).of(work_class).together(Together::apart);
  return sketch.id;
}
Background& ModelBuilder::background(const std::string& name, Background::Per per,
                                     std::vector<RoleId> roles, Duration per_week,
                                     ClassId work_class) {
  Background& background = backgrounds_.emplace_back();
  background.kind = background_kind(name, work_class);
  background.per = per;
  background.roles = std::move(roles);
  background.effort = static_cast<double>(per_week.us);
  return background;
}

bool ModelBuilder::finish_kind(KindSketch& sketch) {
  std::vector<WorkflowStep> written;
  for (const StepSketch& s : sketch.steps) {
    WorkflowStep step;
    step.name = s.step.name;
    if (s.follows) {
      step.after.emplace();
      for (const auto& name : *s.follows) step.after->push_back({name, {}});
    }
    for (const auto& [name, share] : s.shares) step.choose.push_back({{name, {}}, share});
    if (!s.target.empty()) step.back = WorkflowStep::Back{{s.target, {}}, 0};
    written.push_back(step);
  }
  Diagnostics diagnostics;
  const auto flow = build_workflow(sketch.kind.name, written, diagnostics);
  if (!flow) {
    errors_.push_back("the workflow of " + sketch.kind.name + " is refused");
    return false;
  }
  Kind kind = sketch.kind;
  for (std::size_t i = 0; i < flow->order.size(); ++i) {
    Step step = sketch.steps[flow->order[i]].step;
    for (const auto& [participant, needs] : sketch.steps[flow->order[i]].needs) {
      step.first.participants[participant].requirement = model_.requirement(needs);
    }
    step.later.participants = step.first.participants;
    step.later.notice = step.first.notice;
    step.predecessors = flow->predecessors[i];
    step.successors = flow->successors[i];
    step.choose = flow->choose[i];
    if (flow->back[i]) {
      step.back->target = flow->back[i]->target;
      step.back->reopened = flow->back[i]->reopened;
      step.back->resets = flow->back[i]->resets;
    }
    step.component = name_hash(kind.name + " step " + step.name);
    if (step.predecessors.empty()) kind.entries.push_back(StepId{static_cast<std::uint32_t>(i)});
    kind.steps.push_back(std::move(step));
  }
  model_.kinds.push_back(std::move(kind));
  return true;
}

Model ModelBuilder::build() {
  if (model_.classes.empty()) work_class("work");
  if (model_.levels.empty()) level("mid", 1);
  model_.window = {midnight(kFirst), midnight(kFirst), midnight(kFirst) + suits::weeks(weeks_),
                   midnight(kFirst) + suits::weeks(weeks_ + further_)};
  const Date to = date_of(model_.window.cap) + 100;
  for (const HoursRule& rule : rules_) model_.patterns.push_back(Hours(rule, kCalendarFrom, to));
  HoursRule always;
  always.always = true;
  model_.always = Hours(always, kCalendarFrom, to);
  model_.standard_day = model_.agency().standard_day();
  model_.standard_week = model_.agency().standard_week();

  // Background kinds come after the others.
  const std::size_t own = kinds_.size();
  for (std::size_t k = 0; k < own; ++k) {
    const bool supervised = std::any_of(kinds_[k].steps.begin(), kinds_[k].steps.end(),
                                        [](const auto& s) { return !s.step.supervised_by.empty(); });
    if (supervised) {
      const KindId id = background_kind(kinds_[k].kind.name + ": supervision", ClassId{0});
      kinds_[k].kind.supervision = id;
    }
    if (!kinds_[k].kind.follow.empty()) {
      const KindId id = background_kind(kinds_[k].kind.name + ": follow", ClassId{0});
      for (Follow& follow : kinds_[k].kind.follow) follow.kind = id;
    }
  }
  for (KindSketch& sketch : kinds_) {
    if (!finish_kind(sketch)) return {};
  }
  account("agency");
  model_.accounts.begin()[static_cast<std::ptrdiff_t>(model_.accounts.size()) - 1].agency = true;
  for (AccountId a : ids(model_.accounts)) {
    Account& account = model_.accounts[a];
    account.slot_of_role.assign(model_.roles.size(), -1);
    for (std::size_t s = 0; s < account.team.size(); ++s) {
      account.slot_of_role[raw(account.team[s].role)] = static_cast<std::int32_t>(s);
    }
    account.client = person("client of " + account.name, {kClient});
    model_.people[account.client].client_of = a;
    model_.people[account.client].pattern = account.client_pattern;
  }
  for (PersonId p : ids(model_.people)) {
    Person& person = model_.people[p];
    person.leaves = std::min(person.leaves, to);
    person.weekly_hours = model_.patterns[person.pattern].standard_week();
    for (RoleId r : person.roles) model_.roles[r].people.push_back(p);
  }
  std::vector<ReportingRole> reporting;
  for (const Role& role : model_.roles) {
    ReportingRole one{role.name, {}, {}, role.sort != RoleSort::staff};
    for (RoleId r : role.superiors) one.superiors.push_back(raw(r));
    reporting.push_back(one);
  }
  Diagnostics diagnostics;
  const auto hierarchy = build_hierarchy(reporting, diagnostics);
  if (!hierarchy) {
    errors_.push_back("a circle of superiors");
    return {};
  }
  for (std::size_t r : hierarchy->match_order) {
    model_.match_order.push_back(RoleId{static_cast<std::uint32_t>(r)});
  }
  for (RoleId r : ids(model_.roles)) model_.roles[r].height = hierarchy->height[raw(r)];
  for (Stream stream : streams_) {
    const auto agency = AccountId{static_cast<std::uint32_t>(model_.accounts.size() - 1)};
    if (stream.account == kNone<AccountId>) stream.account = agency;
    model_.streams.push_back(std::move(stream));
  }
  for (const Background& background : backgrounds_) model_.background.push_back(background);
  return model_;
}

}  // namespace suits
