#pragma once

// How far a long piece of work is, on a terminal.

#include <chrono>
#include <cstdint>
#include <memory>
#include <ostream>

#include <boost/timer/progress_display.hpp>

namespace suits {

/// A bar that appears once the work turns out to be long.
class ProgressBar {
 public:
  ProgressBar(std::ostream& err, std::uint32_t total) : err_(err), total_(total) {}
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  /// Ends the line of a bar that stopped short.
  ~ProgressBar() {
    if (bar_ && bar_->count() < total_) err_ << "\n";
  }

  /// So much of the total is done. Requires: more than ever before, not more than the total.
  void operator()(std::uint32_t done) {
    if (!bar_ && done < total_ && expected(done) > kWorthShowing)
      bar_ = std::make_unique<boost::timer::progress_display>(total_, err_, "", "", "");
    if (bar_) *bar_ += done - static_cast<std::uint32_t>(bar_->count());
  }

 private:
  static constexpr double kWorthShowing = 2;  // [s] of work ahead, before a bar is drawn

  /// Seconds ahead.
  double expected(std::uint32_t done) const {
    const std::chrono::duration<double> so_far = std::chrono::steady_clock::now() - start_;
    return so_far.count() / done * (total_ - done);
  }

  std::ostream& err_;
  std::uint32_t total_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::unique_ptr<boost::timer::progress_display> bar_;
};

}  // namespace suits
