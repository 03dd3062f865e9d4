#pragma once

// What an experiment keeps of every replication, in memory that does not grow with their number:
// past kMostBatches neighbours are added up, two by two, into batches that are as independent of
// each other as replications are.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/analysis/measures.hpp"
#include "engine/stats/quantile_sketch.hpp"

namespace suits {

/// A replication's turnarounds of a flow, to the sketch's resolution.
struct KeptJobs {
  double least = 0, most = 0;  // the exact extremes of the observed; 0 where nothing was
  std::vector<QuantileSketch::Tally> tallies;
  bool operator==(const KeptJobs&) const = default;
};

/// All that an experiment needs of one replication that it does not play.
struct KeptReplication {
  std::uint64_t history = 0;    // hash of its events
  std::vector<Sample> samples;  // of the measures to be kept, in their order
  std::vector<KeptJobs> jobs;   // of the flows to be kept, in their order
};

namespace kept {

inline void add_to(Sample& sum, const Sample& one) {
  if (one.missing) return;
  if (std::exchange(sum.missing, false)) {
    sum = one;
    return;
  }
  sum.y += one.y;
  sum.x += one.x;
}

inline void add_to(std::vector<QuantileSketch::Tally>& sum,
                   const std::vector<QuantileSketch::Tally>& one) {
  std::vector<QuantileSketch::Tally> out;
  out.reserve(sum.size() + one.size());
  auto a = sum.cbegin(), b = one.cbegin();
  while (a != sum.cend() || b != one.end()) {
    if (b == one.end() || (a != sum.cend() && a->bin < b->bin)) {
      out.push_back(*a++);
    } else if (a == sum.cend() || b->bin < a->bin) {
      out.push_back(*b++);
    } else {
      out.push_back({a->bin, a->events + b->events, a->censored + b->censored});
      ++a;
      ++b;
    }
  }
  sum = std::move(out);
}

template <class Batch>
void halve_all(std::vector<std::vector<Batch>>& all) {
  for (std::vector<Batch>& own : all) {
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (i % 2 == 1)
        add_to(own[i / 2], own[i]);
      else if (i > 0)
        own[i / 2] = std::move(own[i]);
    }
    own.resize((own.size() + 1) / 2);
    own.shrink_to_fit();
  }
}

}  // namespace kept

class KeptBatches {
 public:
  /// No more batches are held; at least half as many once there were that many replications.
  static constexpr std::size_t kMostBatches = 1024;

  /// The next replication. Requires: as many measures and flows as in all before.
  void add(const KeptReplication& one);
  /// Of the k-th measure, its pair in each batch: sums over the batch's replications that have it.
  const std::vector<Sample>& pairs(std::size_t k) const { return pairs_[k]; }
  /// Of the k-th flow, its turnarounds in each batch.
  const std::vector<std::vector<QuantileSketch::Tally>>& jobs(std::size_t k) const {
    return jobs_[k];
  }
  /// Replications in each batch; the last may have fewer.
  std::uint32_t batch() const { return batch_; }

 private:
  void halve();

  std::vector<std::vector<Sample>> pairs_;
  std::vector<std::vector<std::vector<QuantileSketch::Tally>>> jobs_;
  std::uint32_t batch_ = 1, replications_ = 0;
};

inline void KeptBatches::add(const KeptReplication& one) {
  pairs_.resize(one.samples.size());
  jobs_.resize(one.jobs.size());
  if (replications_ == kMostBatches * batch_) halve();
  const bool next = replications_++ % batch_ == 0;
  for (std::size_t k = 0; k < pairs_.size(); ++k)
    if (next)
      pairs_[k].push_back(one.samples[k]);
    else
      kept::add_to(pairs_[k].back(), one.samples[k]);
  for (std::size_t k = 0; k < jobs_.size(); ++k)
    if (next)
      jobs_[k].push_back(one.jobs[k].tallies);
    else
      kept::add_to(jobs_[k].back(), one.jobs[k].tallies);
}

inline void KeptBatches::halve() {
  kept::halve_all(pairs_);
  kept::halve_all(jobs_);
  batch_ *= 2;
}

}  // namespace suits
