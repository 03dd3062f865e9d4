#pragma once

// Waiting times of single stations in closed form: exact where Poisson arrivals and the service law
// allow it, the usual approximations elsewhere. Times in any one unit, rates per that unit; all
// waits are long-run means until service begins, first come first served unless classes are said.
//
// Sources: Erlang 1917; Pollaczek 1930, Khinchine 1932; Kingman 1962; Cobham, Operations Research 2
// (1954); Kella & Yechiali, Stochastic Models 1 (1985); Buzen & Bondi, Operations Research 31
// (1983); Allen, Probability, Statistics, and Queueing Theory, 2nd ed. (1990), section 5.3; Kraemer
// & Langenbach-Belz, 8th International Teletraffic Congress (1976); Whitt, "The queueing network
// analyzer", Bell System Technical Journal 62 (1983) 2779–2815, here QNA.

#include <optional>
#include <vector>

namespace suits {

/// The chance that an arrival has to wait in M/M/c with `erlangs` = arrival rate × mean service
/// (Erlang C, by the stable recursion of Erlang B). Requires: servers >= 1, 0 <= erlangs.
/// 1 from erlangs = servers on. Cost: O(servers).
double erlang_c(int servers, double erlangs);

/// Nothing where the load is 1 or more: such a queue has no long-run mean.
std::optional<double> wait_mmc(int servers, double rate, double mean);
/// Pollaczek–Khinchine: rate · E[S²] ÷ (2 (1 − load)). `scv`: variance ÷ mean² of the service time.
std::optional<double> wait_mg1(double rate, double mean, double scv);
/// Wq(M/M/c) · (arrival_scv + service_scv) ÷ 2.
std::optional<double> wait_allen_cunneen(int servers, double rate, double mean, double arrival_scv,
                                         double service_scv);
/// What QNA's equation (45) multiplies the wait of GI/G/1 with where arrivals are more regular than
/// Poisson: exp(−2 (1 − load)(1 − a)² ÷ (3 load (a + s))); 1 elsewhere. Requires: load > 0.
double regular_arrivals_factor(double load, double arrival_scv, double service_scv);

/// What one rank of priority brings to a station.
struct RankLoad {
  double rate = 0;          // arrivals
  double work = 0;          // arrivals × E[S]: servers kept busy
  double square = 0;        // arrivals × E[S²] ÷ 2
  int group = 0;            // ranks of one group never interrupt each other; groups ascend
  bool interrupts = false;  // takes servers from ranks of later groups at once (they resume)
  bool personal = false;    // calls upon one server in particular, whoever else is free
  bool operator==(const RankLoad&) const = default;
};
struct RankWait {
  double until_start = 0;
  double chance = 0;       // of having to wait for a start
  double interrupted = 0;  // of a mean service of the rank: waiting after its start
};

/// The waits of each rank, the most urgent first, at a station of `servers` with Poisson arrivals,
/// where `busy[k]` is the share of a server's time that ranks 0 … k take (in the long run Σ work ÷
/// servers). With b the load of the ranks that may be in a newcomer's way (those before it, its
/// own, and later ones it does not interrupt) and R their mean residual service,
///     until_start = C(c, c·b) · R ÷ c ÷ ((1 − busy[k−1]) (1 − busy[k])).
/// That is Pollaczek–Khinchine and Cobham for one server, Erlang C for M/M/c, Kella–Yechiali for
/// M/M/c with ranks; an interpolation between them elsewhere. Interruptions: S t ÷ (1 − t) with t
/// the load of those who interrupt, exact for one server; for several Buzen & Bondi's differences
/// (exact for equal exponential service) where all earlier ranks interrupt, else that figure × the
/// chance that everybody is busy, but for ranks that are personal. Requires: servers >= 1; busy
/// ascends and lies below 1.
std::vector<RankWait> rank_waits(int servers, const std::vector<RankLoad>& ranks,
                                 const std::vector<double>& busy);
/// The long-run `busy` of the ranks; may reach 1 and more.
std::vector<double> long_run_busy(int servers, const std::vector<RankLoad>& ranks);

/// Mean work before all servers, each's share, once a fraction `busy` of their time is taken by
/// work of mean residual service `residual`: what waits and what is left of what is under way.
/// Requires: 0 <= busy < 1.
double standing_work(int servers, double busy, double residual);
/// The share of their time that servers work at the end of a span in which each is brought `load`
/// per unit of time, having had `before` of standing work: the pointwise stationary fluid flow
/// approximation (Wang, Tipper & Banerjee, INFOCOM 1996), one implicit step. It stays below 1 also
/// where load does not: then work piles up. Requires: span > 0, residual > 0.
double busy_after(int servers, double before, double load, double residual, double span);

}  // namespace suits
