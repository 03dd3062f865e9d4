#include "tests/theory/vocabulary.hpp"

#include <algorithm>
#include <bit>
#include <cctype>
#include <stdexcept>

namespace suits::test {
namespace {

using Values = std::vector<double>;
using Level = std::function<double(const Figures&)>;

Measure level(Level of) {
  return [of = std::move(of)](const Figures& f) { return Ratio{of(f), 1}; };
}

Measure share(Level of, Level among) {
  return [of = std::move(of), among = std::move(among)](const Figures& f) {
    return Ratio{of(f), among(f)};
  };
}

template <class Id>
Id numbered(double number) {
  return static_cast<Id>(static_cast<std::uint32_t>(number) - 1);
}

bool one_of(const std::string& text, std::initializer_list<const char*> all) {
  return std::find(all.begin(), all.end(), text) != all.end();
}

Quantity of_cycles(double Figures::Cycle::*member) {
  return [member](const Figures& f) {
    Values values;
    for (const Figures::Cycle& cycle : f.cycles()) values.push_back(cycle.*member);
    return values;
  };
}

Measure waiting_share(const Selection& of) {
  return share([of](const Figures& f) { return f.requests(of) - f.immediate(of); },
               [of](const Figures& f) { return f.requests(of); });
}

}  // namespace

Name parse_name(const std::string& text) {
  Name name;
  for (std::size_t i = 0; i < text.size();) {
    if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) {
      name.stem += text[i++];
      continue;
    }
    std::size_t length = 0;
    name.numbers.push_back(std::stod(text.substr(i), &length));
    name.stem += '#';
    i += length;
  }
  return name;
}

Selection steps_named(const Model& model, const std::vector<std::string>& names) {
  Selection of;
  of.steps = 0;
  const auto& steps = model.kinds[KindId{0}].steps;
  for (const std::string& name : names) {
    const auto found =
        std::find_if(steps.begin(), steps.end(), [&](const Step& s) { return s.name == name; });
    if (found == steps.end()) throw std::logic_error("no step " + name);
    of.steps |= std::uint64_t{1} << (found - steps.begin());
  }
  return of;
}

Measure average(Quantity quantity, std::function<double(double)> of) {
  return [quantity = std::move(quantity), of = std::move(of)](const Figures& f) {
    Ratio ratio;
    for (double x : quantity(f)) {
      ratio.above += of ? of(x) : x;
      ratio.below += 1;
    }
    return ratio;
  };
}

Selection Vocabulary::station(double number) const {
  const auto index = static_cast<std::size_t>(number) - 1;
  if (!system_.stations.empty()) {
    return steps_named(*system_.model, system_.stations.at(index));
  }
  Selection of;
  // A number that names no step (the 0 of P_N_eq_0) selects nothing: no kind here has a 64th.
  of.steps = std::uint64_t{1} << (index < 63 ? index : 63);
  return of;
}

/// By the first number: a class or a station.
Selection Vocabulary::selection(const Name& name) const {
  if (name.numbers.empty()) return system_.of;
  if (system_.model->kinds.size() == 1) return station(name.numbers[0]);
  Selection of;
  of.kind = numbered<KindId>(name.numbers[0]);
  return of;
}

/// By the first number: that of a station, or the role so numbered.
RoleId Vocabulary::role_of(const Name& name) const {
  const auto& kinds = system_.model->kinds;
  if (kinds.size() > 1) return numbered<RoleId>(name.numbers[0]);
  const std::uint64_t steps = station(name.numbers[0]).steps;
  const Step& step = kinds[KindId{0}].steps[static_cast<std::size_t>(std::countr_zero(steps))];
  return step.first.participants.at(0).choices.at(0).role;
}

double Vocabulary::servers(std::optional<RoleId> role) const {
  std::size_t count = 0;
  for (RoleId r : ids(system_.model->roles)) {
    const Role& one = system_.model->roles[r];
    if (one.sort == RoleSort::staff && (!role || r == *role)) count += one.people.size();
  }
  return static_cast<double>(count);
}

std::optional<Quantity> Vocabulary::quantity(const std::string& text) const {
  const Name name = parse_name(text);
  if (auto found = of_jobs(text, name)) return found;
  const Selection of = selection(name);
  const std::string& stem = name.stem;
  if (one_of(stem, {"W_#", "W_branch", "W_per_visit_#"})) {
    return [of](const Figures& f) { return f.sojourns(of); };
  }
  if (one_of(stem, {"Wq", "Wq_#", "Wq_all", "Wq_accepted_#", "wait_all"})) {
    return [of](const Figures& f) { return f.waits(of); };
  }
  if (stem == "wait_served") return [](const Figures& f) { return f.waits_of_served(); };
  if (stem == "wait_abandoned") return [](const Figures& f) { return f.waits_of_withdrawn(); };
  if (stem == "Wq_given_wait") {
    return [of](const Figures& f) { return f.waits_of_waiting(of); };
  }
  if (stem == "wait_before_first_service_#") {
    return [of](const Figures& f) { return f.first_waits(of); };
  }
  if (stem == "sync_delay") return [](const Figures& f) { return f.sync_delays(); };
  if (stem == "busy_period") return of_cycles(&Figures::Cycle::busy);
  if (stem == "idle_period") return of_cycles(&Figures::Cycle::idle);
  if (stem == "served_per_busy_period") return of_cycles(&Figures::Cycle::served);
  return std::nullopt;
}

std::optional<Quantity> Vocabulary::of_jobs(const std::string& text, const Name& name) const {
  const Selection of = selection(name);
  const std::string& stem = name.stem;
  if (one_of(stem, {"W", "W_all", "W_job", "sojourn_total", "completion", "cycle_time", ""})) {
    // Where the theory speaks of some requests alone, their time is meant.
    if (~of.steps != 0) return [of](const Figures& f) { return f.sojourns(of); };
    return [of](const Figures& f) { return f.turnarounds(of); };
  }
  if (stem == "residence_#") return [of](const Figures& f) { return f.time_at(of); };
  if (stem == "residence_class#_station#") {
    Selection both = station(name.numbers[1]);
    both.kind = of.kind;
    return [both](const Figures& f) { return f.time_at(both); };
  }
  if (stem == "response_#") {  // at all stations together
    Selection all = of;
    all.steps = 0;
    for (const auto& steps : system_.stations) {
      all.steps |= steps_named(*system_.model, steps).steps;
    }
    return [all](const Figures& f) { return f.time_at(all); };
  }
  if (text.rfind("time_in_", 0) == 0) {
    const Selection step = steps_named(*system_.model, {text.substr(8)});
    return [step](const Figures& f) { return f.time_at(step); };
  }
  if (stem == "review_rounds") {
    const Selection step = steps_named(*system_.model, {"review"});
    return [step](const Figures& f) { return f.visits_to(step); };
  }
  if (stem == "visits_per_arrival_#") {
    return [of](const Figures& f) { return f.visits_to(of); };
  }
  return std::nullopt;
}

std::optional<Measure> Vocabulary::measure(const std::string& text) const {
  const Name name = parse_name(text);
  if (auto found = of_window(name)) return found;
  if (auto found = of_losses(name)) return found;
  if (auto found = of_servers(name)) return found;
  if (auto found = of_closed(name)) return found;
  return of_moment(name);
}

std::optional<Measure> Vocabulary::of_window(const Name& name) const {
  const Selection of = selection(name);
  const std::string& stem = name.stem;
  if (one_of(stem, {"L", "L_total", "time_avg_N"})) {
    if (of.kind || ~of.steps != 0)
      return level([of](const Figures& f) { return f.mean_level(of); });
    return level([](const Figures& f) { return f.mean_level_until(f.window()); });
  }
  if (stem == "L_#") return level([of](const Figures& f) { return f.mean_level(of); });
  if (one_of(stem, {"Lq", "Lq_#", "time_avg_queue"})) {
    return level([of](const Figures& f) { return f.mean_waiting(of); });
  }
  if (stem == "mean_in_service_#") {
    return level([of](const Figures& f) { return f.mean_in_service(of); });
  }
  if (one_of(stem, {"P_N_eq_#", "P_empty"})) {
    const auto n = name.numbers.empty() ? 0 : static_cast<std::size_t>(name.numbers[0]);
    return level([n](const Figures& f) {
      const Values shares = f.time_at_levels();
      return n < shares.size() ? shares[n] : 0;
    });
  }
  if (one_of(stem, {"P_wait", "P_wait_#", "P_wait_given_accepted", "P_wait_arrival",
                    "fraction_arrivals_delayed"})) {
    return waiting_share(of);
  }
  if (stem == "lambda_#") {
    return level([of](const Figures& f) { return f.departures(of) / f.window(); });
  }
  if (one_of(stem, {"throughput", "throughput_#"})) {
    return level([of](const Figures& f) { return f.finished(of) / f.window(); });
  }
  return std::nullopt;
}

/// Of those who are turned away or leave.
std::optional<Measure> Vocabulary::of_losses(const Name& name) const {
  const Selection of = selection(name);
  const std::string& stem = name.stem;
  const Level all = [of](const Figures& f) { return f.arrivals(of) + f.turned_away(of); };
  if (one_of(stem, {"P_block", "P_block_#"})) {
    return share([of](const Figures& f) { return f.turned_away(of); }, all);
  }
  if (stem == "P_immediate_#") {
    return share([of](const Figures& f) { return f.immediate(of); }, all);
  }
  if (stem == "P_abandon") return share([](const Figures& f) { return f.withdrawn(); }, all);
  if (stem == "P_served_within_#") {
    return share([t = name.numbers[0]](const Figures& f) { return f.served_within(t); }, all);
  }
  return std::nullopt;
}

std::optional<Measure> Vocabulary::of_servers(const Name& name) const {
  const std::string& stem = name.stem;
  const std::optional<KindId> kind = system_.of.kind;
  if (stem == "mean_busy_servers") return level([](const Figures& f) { return f.mean_busy(); });
  if (stem == "mean_busy_class#_pool#") {
    return level([r = numbered<RoleId>(name.numbers[1]), k = numbered<KindId>(name.numbers[0])](
                     const Figures& f) { return f.mean_busy(r, k); });
  }
  if (one_of(stem, {"utilisation", "repair_utilisation"})) {
    return level([kind, all = servers()](const Figures& f) { return f.mean_busy({}, kind) / all; });
  }
  if (one_of(stem, {"utilisation_#", "utilisation_resource_#"})) {
    const RoleId role = role_of(name);
    return level([role, all = servers(role)](const Figures& f) { return f.mean_busy(role) / all; });
  }
  return std::nullopt;
}

/// Of a fixed population.
std::optional<Measure> Vocabulary::of_closed(const Name& name) const {
  const std::string& stem = name.stem;
  const Selection of = system_.of;
  Selection others;
  others.steps = ~of.steps;
  if (stem == "mean_operating") {
    return level([others](const Figures& f) { return f.mean_level(others); });
  }
  if (stem == "availability") {
    return share([others](const Figures& f) { return f.mean_level(others); },
                 [](const Figures& f) { return f.mean_level(); });
  }
  if (stem == "P_all_up") return level([of](const Figures& f) { return 1 - f.share_occupied(of); });
  if (one_of(stem, {"L_station#", "utilisation_station#"})) {
    const Selection at = station(name.numbers[0]);
    if (stem == "L_station#") return level([at](const Figures& f) { return f.mean_level(at); });
    return level([at](const Figures& f) { return f.share_occupied(at); });
  }
  return std::nullopt;
}

/// Of replications that begin empty: counts, the state at an instant, or from the begin to it.
std::optional<Measure> Vocabulary::of_moment(const Name& name) const {
  const std::string& stem = name.stem;
  if (stem == "E_N_at_#") {
    return level([t = name.numbers[0]](const Figures& f) { return f.level_at(t); });
  }
  if (stem == "P_empty_at_#") {
    return level(
        [t = name.numbers[0]](const Figures& f) { return f.level_at(t) == 0 ? 1.0 : 0.0; });
  }
  if (stem == "time_avg_N_#_#") {
    return level([t = name.numbers[1]](const Figures& f) { return f.mean_level_until(t); });
  }
  if (stem == "expected_arrivals") return level([](const Figures& f) { return f.arrivals(); });
  if (stem == "expected_served") return level([](const Figures& f) { return f.departures(); });
  return std::nullopt;
}

}  // namespace suits::test
