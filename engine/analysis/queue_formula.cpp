#include "engine/analysis/queue_formula.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "engine/random/transcendental.hpp"

namespace suits {

double erlang_c(int servers, double erlangs) {
  assert(servers >= 1 && erlangs >= 0);
  if (erlangs >= servers) return 1;
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

/// Whether rank k takes servers from rank j.
bool interrupts(const RankLoad& k, const RankLoad& j) { return k.interrupts && k.group < j.group; }

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
  std::vector<RankWait> waits(ranks.size());
  double all_before = 0;  // of the ranks before, together
  double work = 0, square = 0, rate = 0;
  for (std::size_t k = 0; k < ranks.size(); ++k) {
    assert(busy[k] < 1);
    work += ranks[k].work;
    square += ranks[k].square;
    rate += ranks[k].rate;
    const double before = k > 0 ? busy[k - 1] : 0;
    double in_the_way = busy[k], way_work = work, way_square = square;
    double taken = 0, called = 0;  // by ranks that interrupt; by personal ones
    bool all_interrupt = true;     // whoever goes before
    for (std::size_t j = 0; j < ranks.size(); ++j) {
      const double share = busy[j] - (j > 0 ? busy[j - 1] : 0);
      if (j < k && interrupts(ranks[j], ranks[k])) (ranks[j].personal ? called : taken) += share;
      if (j < k && ranks[j].work > 0) all_interrupt &= interrupts(ranks[j], ranks[k]);
      if (j <= k || interrupts(ranks[k], ranks[j])) continue;
      in_the_way += share;
      way_work += ranks[j].work;
      way_square += ranks[j].square;
    }
    const double all = together(servers, busy[k], work, square, rate);
    if (way_work > 0) {
      waits[k].chance = erlang_c(servers, servers * std::min(in_the_way, 1.0));
      waits[k].until_start =
          waits[k].chance * (way_square / way_work) / servers / ((1 - before) * (1 - busy[k]));
    }
    if (taken + called > 0 && ranks[k].rate > 0) {
      const double own = ranks[k].work / ranks[k].rate;
      if (servers == 1) {
        waits[k].interrupted = own * (taken + called) / (1 - taken - called);
      } else if (all_interrupt && called == 0) {
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
