#pragma once

// Small models made in code, for tests of the core. The year is 2027, where 1 March is a Monday;
// the agency works from Monday to Friday, 9 to 17; one class, one level, one tier; people keep a
// job; nothing has a threshold. Ids are given out in the order of adding, so add in order of names.
//
//   ModelBuilder b;
//   const RoleId ae = b.role("AE");
//   const PersonId ann = b.person("Ann", {ae});
//   const AccountId lion = b.account("Lion", {{ae, {ann}}});
//   KindSketch& mail = b.kind("mail");
//   mail.step("answer").by(ae, hours(1));
//   b.arrives(lion, mail, {march(1, 9)});
//   const Model model = b.build();

#include <deque>
#include <map>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/model/model.hpp"
#include "engine/model/workflow.hpp"

namespace suits {

/// An instant of March 2027 (day 32 is 1 April); the 1st is a Monday.
Instant march(int day, int hour = 0, int minute = 0);
Date march_date(int day);
Lapse elapsed(Duration d);
Lapse working(Duration d);
Lapse working_days(double n);
/// "1 09:05" of March, to the minute; seconds and less only where there are any.
std::string clock_text(Instant t);

class StepSketch {
 public:
  explicit StepSketch(std::string name) { step.name = std::move(name); }

  /// One more person asked: a role (kNone: the owner) and the nominal effort.
  StepSketch& by(RoleId role, Duration effort, std::uint32_t count = 1);
  /// Whoever of the roles may first, or by shares.
  StepSketch& any_of(std::vector<RoleId> roles, Duration effort, std::vector<double> shares = {});
  StepSketch& together(Together how);
  StepSketch& of(ClassId work_class);
  StepSketch& uninterruptible();
  StepSketch& takes(Lapse lapse);
  /// Follows these (by name) instead of the step above; none: from the start.
  StepSketch& after(std::vector<std::string> names);
  StepSketch& choose(std::vector<std::pair<std::string, double>> shares);
  StepSketch& chance(double chance);
  StepSketch& back_to(std::string target, double chance, double falling_by = 0,
                      double rework_effort = 1);
  StepSketch& notice(Lapse lapse);
  StepSketch& spread(std::uint32_t parts, Lapse every);
  StepSketch& supervised_by(RoleId role, double share);
  StepSketch& least_level(LevelId level);  // of the one asked last
  StepSketch& skills(std::uint64_t bits);  // likewise

  Step step;
  std::optional<std::vector<std::string>> follows;
  std::vector<std::pair<std::string, double>> shares;
  std::string target;
  std::map<std::size_t, Requirement> needs;  // by participant
};

struct KindSketch {
  KindId id{};
  Kind kind;
  std::deque<StepSketch> steps;

  StepSketch& step(const std::string& name) { return steps.emplace_back(name); }
  KindSketch& due(Lapse lapse);
  /// Hours a week that a role spends on each running job.
  KindSketch& follow(RoleId role, Duration per_week);
};

class ModelBuilder {
 public:
  ModelBuilder();

  /// The window, from Monday, 1 March, on; and the weeks a run may go on after it.
  void weeks_long(int weeks, int further = 13);
  HoursRule& agency_hours() { return rules_[0]; }
  PatternId pattern(HoursRule rule);
  ClassId work_class(const std::string& name, bool interrupts = false);
  LevelId level(const std::string& name, double time_factor);
  RoleId role(const std::string& name, std::vector<RoleId> superiors = {});
  PersonId person(const std::string& name, std::vector<RoleId> roles);
  /// Who holds which role; a role named without people is a vacant slot, one not named a pool.
  AccountId account(const std::string& name,
                    std::vector<std::pair<RoleId, std::vector<PersonId>>> team = {});
  KindSketch& kind(const std::string& name);
  /// On an account; on the agency itself for kNone.
  Stream& arrives(AccountId account, const KindSketch& kind, std::vector<Instant> dates);
  /// Poisson, so many a working day.
  Stream& arrives_at_rate(AccountId account, const KindSketch& kind, double per_working_day);
  /// A kind of background work of these roles.
  Background& background(const std::string& name, Background::Per per, std::vector<RoleId> roles,
                         Duration per_week, ClassId work_class = ClassId{0});

  Role& operator[](RoleId r) { return model_.roles[r]; }
  Person& operator[](PersonId p) { return model_.people[p]; }
  Account& operator[](AccountId a) { return model_.accounts[a]; }
  Model& model() { return model_; }
  RoleId client() const { return kClient; }

  /// The model; an empty name and no people where a workflow is refused (`errors` says why).
  Model build();
  const std::vector<std::string>& errors() const { return errors_; }

  /// Monday to Friday, each day these spans of whole hours.
  static HoursRule week_of(std::initializer_list<std::pair<int, int>> spans);

 private:
  static constexpr RoleId kClient{0};
  KindId background_kind(const std::string& name, ClassId work_class);
  bool finish_kind(KindSketch& sketch);

  Model model_;
  int weeks_ = 4, further_ = 13;
  std::vector<HoursRule> rules_;
  std::deque<KindSketch> kinds_;
  std::deque<Stream> streams_;
  std::deque<Background> backgrounds_;
  std::vector<std::string> errors_;
};

}  // namespace suits
