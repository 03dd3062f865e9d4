#include "engine/report/plausibility_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/report/phrase.hpp"
#include "engine/report/response_text.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

constexpr std::size_t kNamedApart = 3;  // figures that the sentence names

Estimate exactly(double value) { return {value, kNothing, false}; }

bool is_time(const PlausibleFigure& figure) {
  const Quantity q = figure.response.quantity;
  return q == Quantity::working_days || q == Quantity::days || q == Quantity::working_hours;
}

/// Simulated less observed, without an interval.
double difference(const PlausibleFigure& figure) {
  return figure.simulated.value - figure.observed;
}

/// How far apart they are for the size of what was observed; of shares in themselves.
double distance(const PlausibleFigure& figure) {
  if (figure.response.quantity == Quantity::share) return std::abs(difference(figure));
  return std::abs(difference(figure)) / std::max(std::abs(figure.observed), 1e-9);
}

/// "shorter", "higher": what the model's figure is.
const char* direction(const PlausibleFigure& figure) {
  const bool more = difference(figure) > 0;
  return is_time(figure) ? more ? "longer" : "shorter" : more ? "higher" : "lower";
}

/// "12 % shorter", "9 points higher"; "at least" where the model's figure is a lower bound.
std::string apart_words(const ResponseFigures& figures, const PlausibleFigure& figure) {
  const double apart = std::abs(difference(figure));
  const bool share = figure.response.quantity == Quantity::share;
  std::string size;
  if (share || figure.observed == 0) {
    size = figures.size(figure.response, exactly(apart), exactly(figure.observed));
  } else {
    const double percent = 100 * distance(figure);
    size = fmt::format("{:.{}f} %", percent, percent < 9.95 ? 1 : 0);
  }
  const bool bound = figure.simulated.at_least && difference(figure) > 0;
  return fmt::format("{}{} {}", bound ? "at least " : "", size, direction(figure));
}

std::string verdict(const ResponseFigures& figures, const PlausibleFigure& figure) {
  switch (figure.agreement) {
    case Agreement::near:
      return "agrees";
    case Agreement::one_year:
      return apart_words(figures, figure) + ", as one year may be";
    case Agreement::apart:
      return "apart: " + apart_words(figures, figure);
    case Agreement::few:
      return "open: too few courses to tell";
    case Agreement::open:
      return "open: some jobs never finished";
    case Agreement::unknown:
      return "no such figure in the model";
  }
  return "";
}

const char* agreement_name(Agreement agreement) {
  switch (agreement) {
    case Agreement::near:
      return "near";
    case Agreement::one_year:
      return "one_year";
    case Agreement::apart:
      return "apart";
    case Agreement::few:
      return "few";
    case Agreement::open:
      return "open";
    case Agreement::unknown:
      return "unknown";
  }
  return "";
}

std::string year_text(const ResponseFigures& figures, const PlausibleFigure& figure) {
  if (!figure.year.known()) return "–";
  const Estimate like = exactly(figure.observed);
  return fmt::format("{} to {}", figures.level(figure.response, exactly(figure.year.low), like, {}),
                     figures.level(figure.response, exactly(figure.year.high), like, {}));
}

std::size_t count_of(const std::vector<PlausibleFigure>& all, Agreement agreement) {
  return static_cast<std::size_t>(std::count_if(
      all.begin(), all.end(), [&](const PlausibleFigure& f) { return f.agreement == agreement; }));
}

/// "the mean turnaround of campaigns (12 % shorter in the model) and …".
std::string those_apart(const Model& model, const Summary& summary) {
  std::vector<const PlausibleFigure*> apart;
  for (const PlausibleFigure& figure : summary.plausibility)
    if (figure.agreement == Agreement::apart) apart.push_back(&figure);
  std::stable_sort(apart.begin(), apart.end(),
                   [](const auto* a, const auto* b) { return distance(*a) > distance(*b); });
  const ResponseFigures figures(model, summary);
  std::vector<std::string> named;
  for (std::size_t i = 0; i < apart.size() && i < kNamedApart; ++i)
    named.push_back(fmt::format("the {} ({}{})", response_words(model, apart[i]->response),
                                apart_words(figures, *apart[i]), i == 0 ? " in the model" : ""));
  if (apart.size() > kNamedApart)
    named.push_back(fmt::format("{} more", apart.size() - kNamedApart));
  return enumerated(named);
}

}  // namespace

std::string plausibility_sentence(const Model& model, const Summary& summary) {
  const std::vector<PlausibleFigure>& all = summary.plausibility;
  const std::size_t lucky = count_of(all, Agreement::one_year);
  const std::size_t agree = count_of(all, Agreement::near) + lucky;
  const std::size_t apart = count_of(all, Agreement::apart);
  const std::size_t open = count_of(all, Agreement::open), none = count_of(all, Agreement::unknown);
  std::string text;
  if (all.size() == 1)
    text = fmt::format("The one observed figure {} with the simulated one",
                       agree == 1 ? "agrees" : "does not agree");
  else if (agree == all.size())
    text = fmt::format("All {} observed figures agree with the simulated ones", all.size());
  else
    text = fmt::format("Of {} observed figures {} with the simulated ones", all.size(),
                       agree == 0   ? "none agrees"
                       : agree == 1 ? "1 agrees"
                                    : fmt::format("{} agree", agree));
  if (lucky > 0)
    text += fmt::format(", {} because one year may well come out so",
                        lucky == agree ? "but only" : fmt::format("{} of them only", lucky));
  if (apart > 0)
    text += fmt::format("; apart {} {}", apart == 1 ? "is" : "are", those_apart(model, summary));
  if (const std::size_t few = count_of(all, Agreement::few); few > 0)
    text += fmt::format("; for {} there are too few courses to tell", few);
  if (open > 0) text += fmt::format("; {} cannot be told, as some jobs never finished", open);
  if (none > 0) text += fmt::format("; of {} the model has no figure", none);
  return text + ".";
}

Table plausibility_table(const Model& model, const Summary& summary) {
  TableBuilder table(
      "plausibility", "Beside what was observed",
      plausibility_sentence(model, summary) +
          fmt::format(" Agrees: inside the interval of the simulated mean, or within {:.0f} % of "
                      "what was observed.",
                      100 * kNear) +
          (summary.replications > 1 ? " One year: what a single year gives in 19 of 20 cases."
                                    : ""));
  table.column(screen_column("figure", ""))
      .column(file_column("measure", "Measure"))
      .column(file_column("unit", "Unit"))
      .column(screen_column("observed_text", "Observed"))
      .column(screen_column("simulated_text", "Simulated"))
      .column(screen_column("one_year_text", "One year"), summary.replications > 1)
      .column(screen_column("verdict", "The model"))
      .column(figure_column("observed", "Observed", Unit::number, false))
      .column(figure_column("simulated", "Simulated", Unit::number, false, true))
      .column(file_column("one_year_from", "From", Unit::number), summary.replications > 1)
      .column(file_column("one_year_to", "To", Unit::number), summary.replications > 1)
      .column(file_column("difference", "Difference", Unit::number))
      .column(file_column("agreement", "Agreement"));
  const ResponseFigures figures(model, summary);
  for (const PlausibleFigure& figure : summary.plausibility) {
    const Response& response = figure.response;
    const Estimate observed = exactly(figure.observed);
    table.row({sentence_case(response_words(model, response)), response.name,
               response_unit(response), figures.figure(response, observed, observed),
               figures.figure(response, figure.simulated, observed), year_text(figures, figure),
               Cell(verdict(figures, figure),
                    figure.agreement == Agreement::apart ? Tone::alarm : Tone::plain),
               observed, figure.simulated, Cell::number(figure.year.low),
               Cell::number(figure.year.high), Cell::number(difference(figure)),
               agreement_name(figure.agreement)});
  }
  return table.take();
}

}  // namespace suits
