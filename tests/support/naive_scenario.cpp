#include "tests/support/naive_scenario.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "tests/support/model_builder.hpp"
#include "tests/support/naive/features.hpp"

namespace suits {
namespace {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : coins_(seed) {}

  Model make(bool all_features) {
    calendar();
    classes_and_levels();
    roles();
    people();
    accounts();
    kinds();
    streams();
    background();
    Model model = b_.build();
    if (!model.people.empty()) add_features(model, coins_, all_features);
    return model;
  }

 private:
  int below(int n) { return coins_.below(n); }
  int from_to(int a, int b) { return coins_.from_to(a, b); }
  bool with(int percent) { return coins_.with(percent); }
  bool feature(int percent) { return coins_.feature(percent); }
  template <class T>
  T one_of(const std::vector<T>& items) {
    return coins_.one_of(items);
  }

  Duration effort() {
    if (with(4)) return {};
    if (meeting_) return minutes(15 * from_to(1, 8));
    if (fine_ && with(50)) return microseconds(from_to(1, 20'000'000) * 977LL);
    if (with(12)) return minutes(15 * from_to(20, 120));
    return minutes(15 * from_to(1, 16));
  }
  Lapse threshold() {
    switch (below(4)) {
      case 0: return working_days(from_to(0, 3));
      case 1: return working(minutes(30 * from_to(0, 20)));
      case 2: return elapsed(hours(from_to(0, 48)));
      default: return working(hours(from_to(1, 4)));
    }
  }
  std::optional<Threshold> maybe_threshold(int percent) {
    return with(percent) ? std::optional<Threshold>(threshold()) : std::nullopt;
  }

  HoursRule some_hours() {
    switch (below(7)) {
      case 0: return ModelBuilder::week_of({{9, 17}});
      case 1: return ModelBuilder::week_of({{9, 13}});
      case 2: {
        HoursRule rule = ModelBuilder::week_of({{9, 13}, {14, 18}});
        rule.weekday[1].clear();
        rule.weekday[3].clear();
        return rule;
      }
      case 3: return ModelBuilder::week_of({{9, 12}, {13, 17}}).shortened(0.5);
      case 4: {
        HoursRule rule;
        rule.always = true;
        return rule;
      }
      case 5: {  // a night shift that runs through midnight
        HoursRule rule;
        for (std::size_t d = 0; d < 7; ++d) {
          rule.weekday[d] = {{hours(0), hours(3)}, {hours(20), hours(24)}};
        }
        return rule;
      }
      default: {
        HoursRule rule = ModelBuilder::week_of({{9, 17}});
        rule.holidays.push_back({march_date(from_to(1, 20)), march_date(21)});
        return rule;
      }
    }
  }

  void calendar() {
    b_.weeks_long(from_to(1, 4), from_to(1, 4));
    fine_ = feature(40);
    if (with(30)) b_.agency_hours() = ModelBuilder::week_of({{9, 13}, {14, 18}});
    if (with(6)) b_.agency_hours() = some_hours();
    if (with(30)) b_.agency_hours().holidays.push_back({march_date(9), march_date(10)});
    patterns_.push_back(PatternId{0});
    if (!feature(50)) return;
    for (int i = from_to(1, 3); i > 0; --i) patterns_.push_back(b_.pattern(some_hours()));
  }

  void classes_and_levels() {
    const bool interrupts = feature(60);
    for (int i = 0, n = from_to(1, 3); i < n; ++i) {
      classes_.push_back(b_.work_class(fmt::format("class {}", i), interrupts && with(60)));
    }
    if (feature(50)) {
      levels_.push_back(b_.level("junior", one_of<double>({1.25, 1.5, 3})));
      b_.model().levels[levels_.back()].repeats = 1.5;
    }
    levels_.push_back(b_.level("mid", 1));
    if (feature(30)) levels_.push_back(b_.level("senior", 0.8));
    b_.model().in_order = feature(8);
  }

  void roles() {
    const int n = from_to(1, 4);
    const Keep keep = one_of<Keep>({Keep::none, Keep::job, Keep::job, Keep::account});
    const bool mixed_keep = with(30), thresholds = feature(70), cover = feature(50);
    for (int i = 0; i < n; ++i) {
      const RoleId r = b_.role(fmt::format("role {}", i));
      roles_.push_back(r);
      Role& role = b_[r];
      role.keep = mixed_keep ? one_of<Keep>({Keep::none, Keep::job, Keep::account}) : keep;
      role.hand_back = role.keep == Keep::none && with(50);
      if (with(30)) role.dispatch = DispatchRule::earliest_due;
      if (thresholds) {
        role.spare_after = maybe_threshold(50);
        role.peers_after = maybe_threshold(50);
        role.superior_after = maybe_threshold(50);
      }
      if (with(20)) role.effort = 1.5;
      if (with(50)) role.handover = working(minutes(from_to(0, 3) * 20));
    }
    for (int i = 0; i < n; ++i) {
      // Superiors are those of a later number: no circles.
      for (int k = i + 1; k < n; ++k) {
        if (with(40)) b_[roles_[static_cast<std::size_t>(i)]].superiors.push_back(roles_[static_cast<std::size_t>(k)]);
      }
      if (!cover) continue;
      for (int k = 0; k < n; ++k) {
        if (k != i && with(40)) {
          b_[roles_[static_cast<std::size_t>(i)]].covered_by.push_back(
              {roles_[static_cast<std::size_t>(k)], maybe_threshold(60)});
        }
      }
    }
    if (with(20)) {
      party_ = b_.role("studio");
      b_[*party_].sort = RoleSort::party;
      b_[*party_].keep = Keep::none;
    }
  }

  void people() {
    const bool several = feature(50), away = feature(60), sick = feature(40), turnover = feature(30);
    const int everybody = static_cast<int>(roles_.size());
    for (int i = 0, n = with(90) ? from_to(everybody, 8) : from_to(1, 4); i < n; ++i) {
      std::vector<RoleId> own{i < everybody ? roles_[static_cast<std::size_t>(i)] : one_of(roles_)};
      while (several && own.size() < 3 && with(50)) {
        const RoleId r = one_of(roles_);
        if (std::count(own.begin(), own.end(), r) == 0) own.push_back(r);
      }
      const PersonId p = b_.person(fmt::format("P{}", i), own);
      people_.push_back(p);
      Person& person = b_[p];
      person.level = one_of(levels_);
      person.pattern = with(60) ? PatternId{0} : one_of(patterns_);
      if (away && with(60)) {
        for (int k = from_to(1, 3); k > 0; --k) {
          const int day = from_to(1, 30);
          person.away.push_back({march_date(day), march_date(day + from_to(1, 5))});
        }
      }
      if (away && with(20)) {
        person.leave = LeaveRule{30, Distribution(from_to(1, 6)), std::vector<double>(12, 1.0)};
      }
      if (sick && with(60)) person.sickness = SicknessRule{25, Distribution(from_to(1, 4))};
      if (turnover && with(30)) person.joins = march_date(from_to(1, 14));
      if (turnover && with(40)) person.leaves = march_date(from_to(10, 30));
    }
    if (party_) {
      for (int i = 0; i < 2; ++i) people_.push_back(b_.person(fmt::format("studio#{}", i), {*party_}));
    }
  }

  void accounts() {
    for (int i = 0, n = from_to(1, 4); i < n; ++i) {
      const AccountId a = b_.account(fmt::format("A{}", i));
      accounts_.push_back(a);
      Account& account = b_[a];
      for (RoleId r : roles_) {
        if (with(35)) continue;
        Slot slot{r, {}};
        for (PersonId p : people_) {
          const auto& own = b_[p].roles;
          if (slot.holders.size() < 2 && std::count(own.begin(), own.end(), r) > 0 && with(45)) {
            slot.holders.push_back(p);
          }
        }
        account.team.push_back(slot);
      }
      if (!account.team.empty() && with(70)) {
        account.owner = static_cast<std::uint32_t>(below(static_cast<int>(account.team.size())));
      }
      if (with(40)) account.client_pattern = one_of(patterns_);
      account.responds_in = threshold();
    }
  }

  RoleId asked() {
    if (party_ && with(15)) return *party_;
    return one_of(roles_);
  }
  bool all_have_owners() {
    return std::all_of(accounts_.begin(), accounts_.end(), [&](AccountId a) { return b_[a].owner.has_value(); });
  }

  void participants(StepSketch& step) {
    const int n = with(60) ? 1 : from_to(2, 3);
    step.together(one_of<Together>({Together::booked, Together::scan, Together::apart}));
    // Meetings must find a stretch, nearly always.
    meeting_ = step.step.together == Together::booked && !with(3);
    bool client = false;
    for (int i = 0; i < n; ++i) {
      if (i > 0 && !client && with(20)) {
        step.by(b_.client(), effort());
        client = true;
      } else if (with(20)) {
        std::vector<RoleId> roles{asked()};
        for (int k = from_to(1, 2); k > 0; --k) {
          const RoleId r = asked();
          if (std::count(roles.begin(), roles.end(), r) == 0) roles.push_back(r);
        }
        std::vector<double> shares;
        if (with(40)) shares.assign(roles.size(), 1.0 / static_cast<double>(roles.size()));
        step.any_of(roles, effort(), shares);
      } else if (with(20) && all_have_owners()) {
        step.by(kNone<RoleId>, effort());
      } else {
        step.by(asked(), effort(), with(12) ? 2 : 1);
      }
      Participant& participant = step.step.first.participants.back();
      if (with(15)) participant.chance = ByTier<double>(0.6);
      if (with(15)) participant.total = true;
      if (with(15)) step.least_level(one_of(levels_));
      if (fine_ && with(50)) {
        const double mean = static_cast<double>(participant.effort[TierId{0}]->mean());
        if (mean > 0 && !meeting_) {
          participant.effort = ByTier<std::optional<Distribution>>(
              std::get<Distribution>(Distribution::exponential_mean(mean)));
        }
      }
    }
  }

  void kinds() {
    const bool backs = feature(50), branches = feature(50), spread = feature(30);
    const bool supervision = feature(30), follow = feature(30), uninterruptible = feature(50);
    for (int i = 0, n = from_to(1, 4); i < n; ++i) {
      KindSketch& kind = b_.kind(fmt::format("kind {}", i));
      kinds_.push_back(&kind);
      if (with(50)) kind.due(threshold());
      kind.kind.deliverable = with(30);
      if (follow && with(50)) kind.follow(asked(), minutes(30 * from_to(0, 6)));
      const int steps = with(40) ? 1 : from_to(2, 6);
      for (int s = 0; s < steps; ++s) {
        StepSketch& step = kind.step(fmt::format("s{}", s));
        step.of(one_of(classes_));
        if (with(12)) {
          if (with(50)) {
            step.takes(threshold());
          } else {
            step.step.client_delay = true;
          }
        } else if (!with(4)) {
          participants(step);
          if (uninterruptible && with(30)) step.uninterruptible();
          if (with(20)) step.notice(threshold());
          if (supervision && with(40)) step.supervised_by(asked(), 0.2);
          const auto& who = step.step.first.participants;
          const bool alone = who.size() == 1 && who[0].count == 1;
          if (spread && with(40) && (alone || step.step.together == Together::apart)) {
            step.spread(static_cast<std::uint32_t>(from_to(2, 5)), threshold());
          }
        }
        if (with(15)) step.chance(0.5);
        if (s > 0 && branches && with(40)) {
          std::vector<std::string> after;
          for (int k = 0; k < s; ++k) {
            if (with(35)) after.push_back(fmt::format("s{}", k));
          }
          step.after(after);
        }
        if (s > 0 && backs && with(40)) {
          step.back_to(fmt::format("s{}", with(50) ? s - 1 : below(s)), one_of<double>({0.3, 0.5, 0.9}),
                       one_of<double>({0, 0.4}) + 0.1, one_of<double>({1, 0.5}));
        }
      }
      if (with(20)) {
        kind.kind.attributes.push_back({"brief", {{"good", 0.5, 0.5, 0.8}, {"poor", 0.5, 1.5, 1.3}}});
      }
      if (branches && steps >= 4 && with(40)) {
        kind.steps[2].after({"s0"});
        kind.steps[1].after({"s0"});
        kind.steps[3].after({"s1", "s2"});
        kind.steps[0].choose({{"s1", 0.4}, {"s2", 0.6}});
      }
    }
  }

  void streams() {
    for (KindSketch* kind : kinds_) {
      for (int i = from_to(1, 2); i > 0; --i) {
        AccountId account = one_of(accounts_);
        // The agency has no owner and no client to ask.
        Stream* stream = nullptr;
        if (with(60)) {
          std::vector<Instant> dates;
          for (int k = from_to(1, 12); k > 0; --k) {
            dates.push_back(march(from_to(1, 21), with(70) ? from_to(9, 17) : from_to(0, 23),
                                  15 * below(4)));
          }
          std::sort(dates.begin(), dates.end());
          stream = &b_.arrives(account, *kind, dates);
        } else {
          stream = &b_.arrives_at_rate(account, *kind, one_of<double>({0.3, 1, 3}));
        }
        if (with(20)) stream->batch = Distribution(from_to(1, 4));
        if (stream->batch && with(60)) stream->burst = one_of<Lapse>({working(hours(6)), elapsed(hours(9))});
        stream->any_time = with(20);
      }
    }
  }

  void background() {
    if (!feature(40)) return;
    for (int i = from_to(1, 2); i > 0; --i) {
      Background& item = b_.background(
          fmt::format("internal {}", i),
          one_of<Background::Per>({Background::Per::person, Background::Per::report, Background::Per::role}),
          {one_of(roles_)}, minutes(30 * from_to(1, 8)), one_of(classes_));
      item.daily = with(40);
    }
  }

  Coins coins_;
  ModelBuilder b_;
  bool fine_ = false, meeting_ = false;
  std::vector<PatternId> patterns_;
  std::vector<ClassId> classes_;
  std::vector<LevelId> levels_;
  std::vector<RoleId> roles_;
  std::optional<RoleId> party_;
  std::vector<PersonId> people_;
  std::vector<AccountId> accounts_;
  std::vector<KindSketch*> kinds_;
};

}  // namespace

Model random_scenario(std::uint64_t seed, bool all_features) {
  for (std::uint64_t attempt = 0;; ++attempt) {
    Model model = Generator(mix(seed, attempt)).make(all_features);
    if (!model.people.empty()) return model;
  }
}

}  // namespace suits
