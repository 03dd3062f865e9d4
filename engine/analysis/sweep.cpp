#include "engine/analysis/sweep.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "engine/run/replicate.hpp"

namespace suits {
namespace {

/// Nothing where the run could not go on: `error` says why.
std::optional<SweptCourse> course_of(const SweepPlan::Setting& setting, Observations seen,
                                     std::optional<RunError>& error) {
  error = std::move(seen.error);
  if (error) return std::nullopt;
  const MeasureLayout layout(*setting.model, seen.flows.size());
  const std::vector<Sample> all = measure(*setting.model, layout, seen);
  SweptCourse course{seen.history, {}};
  for (const std::size_t index : setting.keep)
    course.samples.push_back(index == kNoMeasure ? Sample{0, 0, true} : all[index]);
  return course;
}

/// Hands out the courses that are not known, in order.
class SweepBench {
 public:
  SweepBench(const SweepPlan& plan, const Play& play) : plan_(plan), play_(play) {
    sweep_.courses.resize(plan.points);
    for (auto& courses : sweep_.courses) courses.resize(plan.replications);
  }

  /// What each thread does until nothing is left.
  void work() {
    try {
      while (const auto task = next()) {
        std::optional<RunError> error;
        Observations seen = play_(*task->setting.model, plan_.seed, task->replication);
        auto course = course_of(task->setting, std::move(seen), error);
        const std::lock_guard lock(mutex_);
        if (error)
          fail(*task, std::move(*error));
        else
          keep(*task, std::move(*course));
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!exception_) exception_ = std::current_exception();
      stopped_ = true;
    }
  }

  Sweep take() {
    if (exception_) std::rethrow_exception(exception_);
    for (const Sweep::Failure& failure : sweep_.failures) sweep_.courses[failure.point].clear();
    std::sort(sweep_.failures.begin(), sweep_.failures.end(),
              [](const Sweep::Failure& a, const Sweep::Failure& b) { return a.point < b.point; });
    return std::move(sweep_);
  }

 private:
  struct Task {
    std::size_t point;
    std::uint32_t replication;
    SweepPlan::Setting setting;
  };

  std::optional<Task> next() {
    const std::lock_guard lock(mutex_);
    while (!stopped_ && point_ < plan_.points) {
      const std::size_t point = point_;
      const std::uint32_t replication = replication_;
      if (++replication_ == plan_.replications) {
        replication_ = 0;
        ++point_;
      }
      if (take_known(point, replication) || failure_of(point)) continue;
      if (!setting_.model || at_ != point) {
        setting_ = plan_.setting(point);
        at_ = point;
      }
      return Task{point, replication, setting_};
    }
    return std::nullopt;
  }

  bool take_known(std::size_t point, std::uint32_t replication) {
    if (plan_.known.empty() || !plan_.known[point][replication]) return false;
    sweep_.courses[point][replication] = *plan_.known[point][replication];
    return true;
  }

  Sweep::Failure* failure_of(std::size_t point) {
    for (Sweep::Failure& failure : sweep_.failures)
      if (failure.point == point) return &failure;
    return nullptr;
  }

  void keep(const Task& task, SweptCourse course) {
    if (plan_.played) plan_.played(task.point, task.replication, course);
    sweep_.courses[task.point][task.replication] = std::move(course);
  }

  /// Of several of a point the first: all before it have been handed out, and come in too.
  void fail(const Task& task, RunError error) {
    Sweep::Failure* known = failure_of(task.point);
    if (known && known->replication < task.replication) return;
    Sweep::Failure failure{task.point, task.replication, std::move(error)};
    if (known)
      *known = std::move(failure);
    else
      sweep_.failures.push_back(std::move(failure));
  }

  const SweepPlan& plan_;
  const Play& play_;
  std::mutex mutex_;
  std::size_t point_ = 0;  // to be handed out next
  std::uint32_t replication_ = 0;
  SweepPlan::Setting setting_;  // of the point handed out last
  std::size_t at_ = 0;
  bool stopped_ = false;
  std::exception_ptr exception_;
  Sweep sweep_;
};

}  // namespace

Sweep play_sweep(const SweepPlan& plan) { return play_sweep(plan, replicate); }

Sweep play_sweep(const SweepPlan& plan, const Play& play) {
  SweepBench bench(plan, play);
  {
    std::vector<std::jthread> others;
    try {
      for (std::uint32_t t = 1; t < plan.threads; ++t)
        others.emplace_back([&bench] { bench.work(); });
    } catch (const std::system_error&) {
      // No more threads to be had: those there are do the work.
    }
    bench.work();
  }
  return bench.take();
}

SweptCourse play_course(const SweepPlan::Setting& setting, std::uint64_t seed,
                        std::uint32_t replication) {
  std::optional<RunError> error;
  auto course = course_of(setting, replicate(*setting.model, seed, replication), error);
  return course ? *course : SweptCourse{};
}

}  // namespace suits
