#include "engine/analysis/rule_log.hpp"

#include "engine/run/replicate.hpp"

namespace suits {
namespace {

class Logger : public LookerOn {
 public:
  explicit Logger(std::vector<RuleActed>& acted) : acted_(acted) {}
  void job_arrived(const Job&) override {}
  void job_ended(const Job&, Ending, Instant, const IdVector<PersonId, Server>&) override {}
  void worked(const Job&, const Task&, const Seat&, Instant, Duration, Instant) override {}
  void booked(const Job&, const Task&, Instant) override {}
  void ring_opened(const Job&, const Task&, const Ring&, bool, Instant) override {}
  void task_ended(const Job&, const Task&, bool, Instant) override {}
  void rule_acted_on(std::size_t rule, const RuleSubject& on, Instant now) override {
    RuleActed acted;
    acted.at = now;
    acted.rule = rule;
    acted.account = on.account;
    acted.person = on.person;
    if (on.job != nullptr) {
      acted.job = on.job->number;
      acted.kind = on.job->kind;
    }
    if (on.job != nullptr && on.task != nullptr) {
      acted.step = on.task->step;
      acted.visit = on.job->steps[raw(on.task->step)].visits;
    }
    acted_.push_back(acted);
  }
  void health_fell(AccountId account, std::size_t below, double health, Instant now) override {
    RuleActed told;
    told.sort = RuleActed::Sort::warning;
    told.at = now;
    told.account = account;
    told.below = below;
    told.health = health;
    acted_.push_back(told);
  }
  void account_left(AccountId account, Instant now) override {
    RuleActed told;
    told.sort = RuleActed::Sort::account_left;
    told.at = now;
    told.account = account;
    acted_.push_back(told);
  }

 private:
  std::vector<RuleActed>& acted_;
};

}  // namespace

RuleLog log_rules(const Model& model, std::uint64_t seed, std::uint32_t replication) {
  RuleLog log;
  Logger logger(log.acted);
  log.error = replicate_watched(model, seed, replication, logger).error;
  return log;
}

}  // namespace suits
