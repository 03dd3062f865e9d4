#include "engine/analysis/queue_formula.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/random/transcendental.hpp"

namespace suits {

double erlang_c(int servers, double erlangs) {
  assert(servers >= 1 && erlangs >= 0);
  if (erlangs >= servers) return 1;
  if (servers == 1) return erlangs;
  double lost = 1;  // Erlang B with k servers
  for (int k = 1; k <= servers; ++k) lost = erlangs * lost / (k + erlangs * lost);
  const double load = erlangs / servers;
  return lost / (1 - load * (1 - lost));
}

std::optional<double> wait_mmc(int servers, double rate, double mean) {
  const double erlangs = rate * mean;
  if (erlangs >= servers) return std::nullopt;
  return erlang_c(servers, erlangs) * mean / (servers - erlangs);
}

std::optional<double> wait_mg1(double rate, double mean, double scv) {
  const double load = rate * mean;
  if (load >= 1) return std::nullopt;
  return load * mean * (1 + scv) / (2 * (1 - load));
}

std::optional<double> wait_allen_cunneen(int servers, double rate, double mean, double arrival_scv,
                                         double service_scv) {
  const auto exponential = wait_mmc(servers, rate, mean);
  if (!exponential) return std::nullopt;
  return *exponential * (arrival_scv + service_scv) / 2;
}

double regular_arrivals_factor(double load, double arrival_scv, double service_scv) {
  if (arrival_scv >= 1) return 1;
  const double both = arrival_scv + service_scv;
  if (both <= 0) return 0;  // D/D: nobody ever waits
  const double off = 1 - arrival_scv;
  return det_exp(-2 * (1 - load) * off * off / (3 * load * both));
}

namespace {

/// Mean wait of ranks 0 … k together, first come first served [× their arrivals].
double together(int servers, double busy, double work, double square, double rate) {
  if (work <= 0) return 0;
  return rate * erlang_c(servers, servers * busy) * (square / work) / (servers * (1 - busy));
}

}  // namespace

std::vector<double> long_run_busy(int servers, const std::vector<RankLoad>& ranks) {
  std::vector<double> busy;
  double sum = 0;
  for (const RankLoad& rank : ranks) busy.push_back(sum += rank.work / servers);
  return busy;
}

std::vector<RankWait> rank_waits(int servers, const std::vector<RankLoad>& ranks,
                                 const std::vector<double>& busy) {
  const std::size_t n = ranks.size();
  std::vector<RankWait> waits(n);
  std::vector<double> work(n + 1, 0.0), square(n + 1, 0.0);  // of the ranks before, together
  for (std::size_t k = 0; k < n; ++k) {
    work[k + 1] = work[k] + ranks[k].work;
    square[k + 1] = square[k] + ranks[k].square;
  }
  double rate = 0, all_before = 0;
  // Of the ranks in groups before: who interrupts, who does so as personal, who does neither.
  double taken = 0, called = 0, orderly = 0;
  std::size_t group = 0, next = 0;  // the group of k begins and ends here
  for (std::size_t k = 0; k < n; ++k) {
    assert(busy[k] < 1);
    if (k == next) {
      for (std::size_t j = group; j < k; ++j) {
        const double share = busy[j] - (j > 0 ? busy[j - 1] : 0);
        (!ranks[j].interrupts ? orderly : ranks[j].personal ? called : taken) += share;
      }
      group = k;
      while (next < n && ranks[next].group == ranks[k].group) ++next;
    }
    rate += ranks[k].rate;
    const double before = k > 0 ? busy[k - 1] : 0;
    const std::size_t way = ranks[k].interrupts ? next : n;  // up to here ranks are in its way
    if (work[way] > 0 && ranks[k].rate > 0) {
      waits[k].chance = erlang_c(servers, servers * std::min(busy[way - 1], 1.0));
      waits[k].until_start =
          waits[k].chance * (square[way] / work[way]) / servers / ((1 - before) * (1 - busy[k]));
    }
    const double all = together(servers, busy[k], work[k + 1], square[k + 1], rate);
    if (taken + called > 0 && ranks[k].rate > 0) {
      const double own = ranks[k].work / ranks[k].rate;
      if (servers == 1) {
        waits[k].interrupted = own * (taken + called) / (1 - taken - called);
      } else if (called == 0 && orderly == 0 && work[k] == work[group]) {
        waits[k].interrupted =
            std::max(0.0, (all - all_before) / ranks[k].rate - waits[k].until_start);
      } else {
        waits[k].interrupted = own * called / (1 - called) +
                               own * taken / (1 - taken) * erlang_c(servers, servers * busy[k]);
      }
    }
    all_before = all;
  }
  return waits;
}

double standing_work(int servers, double busy, double residual) {
  const double waiting = erlang_c(servers, servers * busy) * residual / (servers * (1 - busy));
  return busy * (waiting + residual);
}

double busy_after(int servers, double before, double load, double residual, double span) {
  // standing_work(u) = before + span · (load − u), whose left side grows with u and right side
  // falls.
  const double brought = before + span * load;
  if (servers == 1) {  // u · residual ÷ (1 − u) + span · u = brought: a quadratic equation
    const double b = residual + span + brought;
    return 2 * brought / (b + std::sqrt(b * b - 4 * span * brought));
  }
  const auto over = [&](double u) {
    return standing_work(servers, u, residual) + span * u - brought;
  };
  // Regula falsi with Illinois' halving; convex, so the bracket closes from one side only without
  // it.
  double least = 0, most = std::min(1 - 1e-12, brought / span);
  double below = over(least), above = over(most);
  if (above <= 0) return most;
  for (int i = 0; i < 60 && most - least > 1e-12; ++i) {
    const double u = least - below * (most - least) / (above - below);
    const double now = over(u);
    if (now < 0) {
      least = u;
      below = now;
      above /= 2;
    } else {
      most = u;
      above = now;
      below /= 2;
    }
    if (now > -1e-12 * brought && now < 1e-12 * brought) return u;
  }
  return least;
}

}  // namespace suits
