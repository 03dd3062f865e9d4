#include "engine/analysis/selection_stage.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

namespace suits {
namespace {

class StageBench {
 public:
  StageBench(const SelectionPlan& plan, const std::vector<std::size_t>& candidates,
             std::uint32_t from, std::uint32_t to)
      : plan_(plan), candidates_(candidates), from_(from), tasks_((to - from) * candidates.size()) {
    courses_.assign(to - from, std::vector<SelectionCourse>(candidates.size()));
  }

  /// What each thread does until nothing is left.
  void work() {
    try {
      for (std::size_t n = next_++; n < tasks_ && !stopped_; n = next_++) {
        const std::size_t r = n / candidates_.size(), c = n % candidates_.size();
        courses_[r][c] = plan_.play(candidates_[c], from_ + static_cast<std::uint32_t>(r));
        if (!plan_.progress) continue;
        const std::lock_guard lock(mutex_);
        plan_.progress(++done_, tasks_);
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!exception_) exception_ = std::current_exception();
      stopped_ = true;
    }
  }

  std::vector<std::vector<SelectionCourse>> take() {
    if (exception_) std::rethrow_exception(exception_);
    return std::move(courses_);
  }
  std::size_t tasks() const { return tasks_; }

 private:
  const SelectionPlan& plan_;
  const std::vector<std::size_t>& candidates_;
  const std::uint32_t from_;
  const std::size_t tasks_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;
  std::size_t done_ = 0;
  std::exception_ptr exception_;
  std::vector<std::vector<SelectionCourse>> courses_;
};

}  // namespace

std::vector<std::vector<SelectionCourse>> play_stage(const SelectionPlan& plan,
                                                     const std::vector<std::size_t>& candidates,
                                                     std::uint32_t from, std::uint32_t to) {
  StageBench bench(plan, candidates, from, to);
  {
    std::vector<std::jthread> others;
    try {
      const std::size_t wanted = std::min<std::size_t>(plan.threads, bench.tasks());
      for (std::size_t t = 1; t < wanted; ++t) others.emplace_back([&bench] { bench.work(); });
    } catch (const std::system_error&) {
      // No more threads to be had: those there are do the work.
    }
    bench.work();
  }
  return bench.take();
}

}  // namespace suits
