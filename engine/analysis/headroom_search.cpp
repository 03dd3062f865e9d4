// The search along the load; the models are headroom.cpp's.

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/students_t.hpp>

#include "engine/analysis/headroom.hpp"

namespace suits {
namespace {

constexpr double kMissed = 0.05;
constexpr double kEndless = std::numeric_limits<double>::infinity();

/// Of one target at one load, in shares of what it is measured by.
struct Met {
  double margin = 0, error = 0;
};

/// Sample paths of all targets with a fixed number of replications.
class LoadPaths {
 public:
  LoadPaths(const MarginsAt& margins, const HeadroomRange& range, std::uint32_t replications,
            const std::function<bool()>& stop)
      : margins_(margins), range_(range), replications_(replications), stop_(stop) {}

  /// The load on the grid that is nearest, within the range.
  double on_grid(double load) const {
    const double grid = range_.whole ? 1 : range_.grid;
    return std::clamp(std::nearbyint(load / grid) * grid, range_.least, range_.most);
  }
  bool look(double load) {
    if (seen_.contains(load)) return true;
    const std::vector<Linearised> margins = margins_(load, replications_);
    if (stop_ && stop_()) return false;
    std::vector<Met>& met = seen_[load];
    for (const Linearised& margin : margins) {
      const double error = margin_error(margin);
      // What is not known any more is what too few jobs are done for: it fails.
      if (margin.value == margin.value)
        met.push_back({margin.value, error == error ? error : kEndless});
      else
        met.push_back({-kEndless, 0});
    }
    if (factor_ == 0) {
      const boost::math::students_t law(static_cast<double>(replications_ - 1));
      const double tail = kMissed / 2 / static_cast<double>(met.size());
      factor_ =
          std::nearbyint(boost::math::quantile(boost::math::complement(law, tail)) * 1e9) / 1e9;
    }
    return true;
  }
  /// Margin + side × t × standard error of a target; `side` −1, 0 or 1.
  double path(double load, std::size_t target, int side) const {
    const Met& met = seen_.at(load)[target];
    if (side == 0 || met.margin == -kEndless) return met.margin;
    return met.margin + side * factor_ * met.error;
  }
  /// The least of all targets.
  double path(double load, int side) const {
    double least = kEndless;
    for (std::size_t t = 0; t < seen_.at(load).size(); ++t)
      least = std::min(least, path(load, t, side));
    return least;
  }
  const std::map<double, std::vector<Met>>& seen() const { return seen_; }

 private:
  const MarginsAt& margins_;
  const HeadroomRange& range_;
  std::uint32_t replications_;
  const std::function<bool()>& stop_;
  std::map<double, std::vector<Met>> seen_;
  double factor_ = 0;
};

/// Between two loads looked at: at `good` the path is not below 0, at `bad` it is.
struct LoadBracket {
  double good, bad;
};

/// The first load looked at where a path is below 0, and the one before; the ends are infinite.
template <class Path>
LoadBracket bracket_of(const LoadPaths& paths, const Path& path) {
  LoadBracket out{-kEndless, kEndless};
  for (const auto& [load, met] : paths.seen()) {
    if (path(load) < 0) {
      out.bad = load;
      return out;
    }
    out.good = load;
  }
  return out;
}

/// Where the straight line between the ends of a bracket meets 0.
template <class Path>
double root_within(const LoadBracket& bracket, const Path& path) {
  const double good = path(bracket.good), bad = path(bracket.bad);
  if (!std::isfinite(good) || !std::isfinite(bad)) return (bracket.good + bracket.bad) / 2;
  return bracket.good + (bracket.bad - bracket.good) * good / (good - bad);
}

class LoadSearch {
 public:
  LoadSearch(LoadPaths& paths, const HeadroomRange& range) : paths_(paths), range_(range) {}

  /// Goes up from `from` until the path of `up` is below 0, and down until that of `down` is not.
  bool bracket(double from, double step, int up, int down) {
    from = paths_.on_grid(from);
    if (!paths_.look(from)) return false;
    double load = from;
    for (double by = step; paths_.path(load, up) >= 0 && load < range_.most; by *= 2) {
      load = paths_.on_grid(load + by);
      if (!paths_.look(load)) return false;
    }
    load = from;
    for (double by = step; paths_.path(load, down) < 0 && load > range_.least; by *= 2) {
      load = paths_.on_grid(load - by);
      if (!paths_.look(load)) return false;
    }
    return true;
  }

  /// Narrows the bracket of a path to `width`.
  bool narrow(int side, double width) {
    const auto path = [&](double load) { return paths_.path(load, side); };
    double good_weight = 1, bad_weight = 1;
    int last = 0;
    for (int step = 0; step < kMostSteps; ++step) {
      const LoadBracket at = bracket_of(paths_, path);
      const double wide = at.bad - at.good;
      if (!std::isfinite(wide) || wide <= width + 1e-9) return true;
      const double good = path(at.good) * good_weight, bad = path(at.bad) * bad_weight;
      double share = std::isfinite(good) && std::isfinite(bad) ? good / (good - bad) : 0.5;
      if (!(share > 0 && share < 1)) share = 0.5;
      double load = paths_.on_grid(at.good + wide * share);
      const double grid = range_.whole ? 1 : range_.grid;
      // Inside, and never so near to an end that nothing is gained.
      const double least = std::max(grid, range_.whole ? 1 : 0.4 * width);
      load = paths_.on_grid(
          std::clamp(load, at.good + least, std::max(at.bad - least, at.good + grid)));
      if (load <= at.good || load >= at.bad) load = paths_.on_grid(at.good + wide / 2);
      if (load <= at.good || load >= at.bad) return true;
      if (!paths_.look(load)) return false;
      const int side_now = path(load) >= 0 ? 1 : -1;
      // Illinois: the end that stays twice in a row counts half.
      good_weight = side_now == last && side_now < 0 ? good_weight / 2 : 1;
      bad_weight = side_now == last && side_now > 0 ? bad_weight / 2 : 1;
      last = side_now;
    }
    return true;
  }

  LoadLimit limit(const std::function<double(double, int)>& path) const {
    LoadLimit out;
    const auto own = [&](int side) {
      return [&path, side](double load) { return path(load, side); };
    };
    const LoadBracket at = bracket_of(paths_, own(0));
    out.sort = at.good == -kEndless ? LoadLimit::Sort::below
               : at.bad == kEndless ? LoadLimit::Sort::beyond
                                    : LoadLimit::Sort::found;
    out.load = out.sort == LoadLimit::Sort::below    ? range_.least
               : out.sort == LoadLimit::Sort::beyond ? range_.most
               : range_.whole                        ? at.good
                                                     : root_within(at, own(0));
    const LoadBracket low = bracket_of(paths_, own(-1)), high = bracket_of(paths_, own(1));
    out.low = end(low, own(-1), -kEndless);
    out.high = end(high, own(1), kEndless);
    return out;
  }

 private:
  static constexpr int kMostSteps = 12;

  template <class Path>
  double end(const LoadBracket& at, const Path& path, double otherwise) const {
    if (at.good == -kEndless) return otherwise < 0 ? otherwise : range_.least;
    if (at.bad == kEndless) return otherwise > 0 ? otherwise : range_.most;
    return range_.whole ? at.good : root_within(at, path);
  }

  LoadPaths& paths_;
  const HeadroomRange& range_;
};

/// Which target is least met at a load.
std::size_t least_met(const LoadPaths& paths, double load) {
  const std::size_t targets = paths.seen().at(load).size();
  std::size_t least = 0;
  for (std::size_t t = 1; t < targets; ++t)
    if (paths.path(load, t, 0) < paths.path(load, least, 0)) least = t;
  return least;
}

HeadroomSearch result_of(const LoadPaths& paths, const LoadSearch& search) {
  HeadroomSearch out;
  out.limit = search.limit([&](double load, int side) { return paths.path(load, side); });
  const LoadBracket at = bracket_of(paths, [&](double load) { return paths.path(load, 0); });
  const double where = std::isfinite(at.bad) ? at.bad : at.good;
  const std::size_t targets = paths.seen().begin()->second.size();
  for (std::size_t t = 0; t < targets; ++t) {
    out.each.push_back(
        search.limit([&](double load, int side) { return paths.path(load, t, side); }));
    out.contends.push_back(paths.path(where, t, -1) < 0);
  }
  // The first to fail as the load grows: of those that fail together the one least met.
  out.first = least_met(paths, where);
  for (std::size_t t = 0; t < targets; ++t)
    if (out.each[t].sort == LoadLimit::Sort::found &&
        (out.each[out.first].sort != LoadLimit::Sort::found ||
         out.each[t].load < out.each[out.first].load - 1e-9) &&
        out.limit.sort == LoadLimit::Sort::found)
      out.first = t;
  out.contends[out.first] = true;
  for (const auto& [load, met] : paths.seen()) out.loads.push_back(load);
  return out;
}

}  // namespace

std::optional<HeadroomSearch> find_headroom(const MarginsAt& margins, const HeadroomRange& range,
                                            std::uint32_t replications,
                                            const std::function<bool()>& stop) {
  // Few replications say where to look …
  const std::uint32_t few = std::max<std::uint32_t>(3, replications / 5);
  double from = range.today, step = range.whole ? 1 : range.step;
  if (few * 2 <= replications) {
    LoadPaths pilot(margins, range, few, stop);
    LoadSearch search(pilot, range);
    if (!search.bracket(from, step, 0, 0)) return std::nullopt;
    if (!search.narrow(0, range.whole ? 1 : range.step / 4)) return std::nullopt;
    from = search.limit([&](double load, int side) { return pilot.path(load, side); }).load;
    step = range.whole ? 1 : range.step / 4;
  }
  // … and all of them what there is.
  LoadPaths paths(margins, range, replications, stop);
  LoadSearch search(paths, range);
  if (!search.bracket(from, step, 1, -1)) return std::nullopt;
  const double grid = range.whole ? 1 : range.grid;
  if (!search.narrow(0, grid)) return std::nullopt;
  const LoadLimit limit = search.limit([&](double l, int side) { return paths.path(l, side); });
  const auto width = [&](double end) {
    return range.whole || !std::isfinite(end) ? grid
                                              : std::max(grid, std::abs(limit.load - end) / 5);
  };
  if (!search.narrow(-1, width(limit.low)) || !search.narrow(1, width(limit.high)))
    return std::nullopt;
  return result_of(paths, search);
}

}  // namespace suits
