#include "tools/decision_options.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"

namespace suits {
namespace {

/// A number with what stands behind it, spaces in between left out.
struct Figure {
  double value = 0;
  std::string unit;
};

std::optional<Figure> figure_of(const std::string& text) {
  Figure out;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, out.value);
  if (error != std::errc() || stop == text.data() || !std::isfinite(out.value)) return std::nullopt;
  out.unit = std::string(stop, end);
  out.unit.erase(0, out.unit.find_first_not_of(' ') == std::string::npos
                        ? out.unit.size()
                        : out.unit.find_first_not_of(' '));
  return out;
}

std::string shown(const std::string& text) { return truncate(printable(text), 60); }

void set_worth(SelectionPlan& plan, const Options& options, const Aim& aim,
               const UsualWorth& usual) {
  const bool share = aim.response.quantity == Quantity::share;
  plan.relative = !share;
  plan.worth = share ? usual.points : usual.relative;
  if (!options.has("worth")) return;
  const std::string text = options.text("worth", "");
  const auto figure = figure_of(text);
  const std::string unit = figure ? figure->unit : "";
  const bool percent = unit == "%", points = unit == "point" || unit == "points";
  const bool known = percent || (points && share) || (!share && unit.empty());
  if (!figure || !known || !(figure->value > 0) || ((percent || points) && figure->value > 100))
    throw UsageError(
        share ? fmt::format("--worth wants points, or a part of the figure, like \"2 points\" or "
                            "5%, not \"{}\"",
                            shown(text))
              : fmt::format("--worth wants a figure in the measure's unit, or a part of it, like "
                            "0.5 or 5%, not \"{}\"",
                            shown(text)));
  plan.relative = percent;
  plan.worth = percent || points ? figure->value / 100 : figure->value;
}

std::vector<std::string> names_of_aims(const Model& model) {
  std::vector<std::string> names;
  for (const Aim& aim : usual_aims(model)) names.push_back(aim.name);
  return names;
}

}  // namespace

const char* const kDecisionHelp = R"(
how sure, and how far:
  --pcs P             the choice is to be right with this probability (95%)
  --worth W           what a difference is worth: candidates that are nearer to each other
                      count as equal; points of a share ("2 points"; resilience "1 point"),
                      else a figure in the measure's unit, or a part of what it is (5%;
                      resilience 2.5%)
  --first N           courses that every candidate plays (20); then those go on that may
                      still be the best
  --most-replications N  … but not further (300)
  --seed N            which courses (1); the same seed gives the same bytes on any machine
  --threads N         threads (one per core); never changes the results
)";

std::vector<Flag> with_decision_flags(std::vector<Flag> flags) {
  for (const char* name : {"pcs", "worth", "first", "most-replications", "seed", "threads"})
    flags.push_back({name, true});
  return flags;
}

Aim aim_of(const Options& options, const Model& model, const std::string& otherwise) {
  const std::vector<Aim> usual = usual_aims(model);
  if (!options.has("for")) {
    for (const Aim& aim : usual)
      if (aim.name == otherwise) return aim;
    return usual.front();
  }
  const std::string name = options.text("for", "");
  std::optional<Aim> aim = find_aim(model, name);
  if (!aim) {
    std::vector<std::string> known = names_of_aims(model);
    const std::string listed = fmt::format("{}", fmt::join(known, ", "));
    for (const Response& response : responses_of(model)) known.push_back(response.name);
    const std::string near = nearest(name, known);
    throw UsageError(fmt::format("there is no aim or measure \"{}\"{}", shown(name),
                                 near.empty() ? fmt::format(" (there are {}; and every measure of "
                                                            "suits compare FILE --measures)",
                                                            listed)
                                              : fmt::format(" (do you mean {}?)", near)));
  }
  if (aim->response.better == Better::neither)
    throw UsageError(fmt::format("{} is neither good nor bad in itself; aims are {}", shown(name),
                                 fmt::join(names_of_aims(model), ", ")));
  return std::move(*aim);
}

std::vector<Aim> aims_with(const Model& model, const Aim& first) {
  std::vector<Aim> out{first};
  for (Aim& aim : usual_aims(model))
    if (aim.response.name != first.response.name) out.push_back(std::move(aim));
  return out;
}

SelectionPlan selection_plan_of(const Options& options, const Aim& aim, const UsualWorth& usual) {
  SelectionPlan plan;
  plan.more_is_better = aim.response.better != Better::less;
  plan.right = options.has("pcs") ? percent_of("pcs", options.text("pcs", "")) : 0.95;
  if (plan.right <= 0.5 || plan.right >= 1)
    throw UsageError("--pcs wants a probability above 50% and below 100%, such as 95%");
  set_worth(plan, options, aim, usual);
  plan.first = static_cast<std::uint32_t>(options.number("first", 20, 2, 1'000'000));
  plan.most = static_cast<std::uint32_t>(options.number(
      "most-replications", std::max<std::uint64_t>(300, plan.first), plan.first, 1'000'000));
  plan.seed = options.number("seed", 1, 0, ~std::uint64_t{0});
  plan.threads = static_cast<std::uint32_t>(
      options.number("threads", std::clamp(std::thread::hardware_concurrency(), 1u, 256u), 1, 256));
  plan.base_plays_on = true;
  return plan;
}

double percent_of(const std::string& flag, const std::string& text) {
  const auto figure = figure_of(text);
  if (!figure || figure->unit != "%" || !(figure->value > 0) || figure->value > 100)
    throw UsageError(fmt::format("--{} wants a share such as 60%, not \"{}\"", flag, shown(text)));
  return figure->value / 100;
}

std::int32_t days_of(const std::string& flag, const std::string& text) {
  const auto figure = figure_of(text);
  const std::string unit = figure ? figure->unit : "";
  const double days = unit == "day" || unit == "days"       ? 1
                      : unit == "week" || unit == "weeks"   ? 7
                      : unit == "month" || unit == "months" ? 365.25 / 12
                                                            : 0;
  if (!figure || days == 0 || figure->value < 0 || figure->value * days > 36'525)
    throw UsageError(
        fmt::format("--{} wants a time such as 60 days, 8 weeks or 3 months, not "
                    "\"{}\"",
                    flag, shown(text)));
  return static_cast<std::int32_t>(std::ceil(figure->value * days));
}

}  // namespace suits
