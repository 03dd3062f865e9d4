// Offered load against capacity, as tables and sentences. It comes from linear algebra, so figures
// are rounded to six digits.

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include <fmt/format.h>

#include "engine/report/check_report.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

double six_digits(double value) {
  return std::isfinite(value) ? std::strtod(fmt::format("{:.6g}", value).c_str(), nullptr) : value;
}

Cell figure(double value, Tone tone = Tone::plain) { return Cell::number(six_digits(value), tone); }

/// Offered ÷ capacity of one week; nothing without capacity.
double share(double offered, double capacity) {
  return capacity > 0 ? offered / capacity : kNothing;
}

bool of_interest(const Model& model, const OfferedLoad& load, RoleId r) {
  return model.roles[r].sort != RoleSort::client &&
         (load.roles[r].total_offered > 0 || load.roles[r].total_capacity > 0);
}

std::vector<std::size_t> weeks_over(const RoleLoad& load) {
  std::vector<std::size_t> over;
  for (std::size_t w = 0; w < load.offered.size(); ++w)
    if (load.offered[w] > load.capacity[w] * 1.005) over.push_back(w);
  return over;
}

/// The kinds that take the most of a role: "campaigns 42 %, small jobs 30 %".
std::string largest_kinds(const Model& model, const RoleLoad& load) {
  std::vector<std::size_t> order(load.by_kind.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return load.by_kind[a] > load.by_kind[b]; });
  const double all = std::accumulate(load.by_kind.begin(), load.by_kind.end(), 0.0);
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, order.size()); ++i) {
    const double part = load.by_kind[order[i]] / all;
    if (!(part >= 0.05)) break;
    text += fmt::format("{}{} {:.0f} %", text.empty() ? "" : ", ",
                        many_of(model.kinds[static_cast<KindId>(order[i])]), part * 100);
  }
  return text;
}

Table load_table(const Model& model, const OfferedLoad& load) {
  bool carried = false;
  for (const RoleLoad& own : load.roles) carried = carried || own.carried_by != kNone<RoleId>;
  TableBuilder table(
      "offered_load", "Offered load against capacity",
      "Hours asked of each role in the mean over the window, rework included, dated at the arrival "
      "of the job, of a person who does a nominal hour in an hour; capacity is contract hours less "
      "holidays, absences, expected leave and sickness. Above 100 % a role cannot keep up.");
  table.column(text_column("role", "Role"))
      .column({"people", "People", Unit::count})
      .column({"offered_hours", "Asked (h)", Unit::hours, false, false, true, 0})
      .column({"capacity_hours", "Capacity (h)", Unit::hours, false, false, true, 0})
      .column({"load", "Load", Unit::share})
      .column(text_column("light", "Light"))
      .column(text_column("carried_by", "Done by"), carried)
      .column({"weeks_over", "Weeks over", Unit::count})
      .column(screen_column("mostly", "Mostly"));
  for (const RoleId r : ids(model.roles)) {
    if (!of_interest(model, load, r)) continue;
    const RoleLoad& own = load.roles[r];
    const double full = share(own.total_offered, own.total_capacity);
    const Light light = light_of(full);
    const Tone tone = light == Light::over ? Tone::alarm : Tone::plain;
    table.row({model.roles[r].name,
               Cell::integer(static_cast<std::int64_t>(model.roles[r].people.size())),
               figure(own.total_offered), figure(own.total_capacity), figure(full, tone),
               Cell(light_name(light), tone),
               own.carried_by == kNone<RoleId> ? "" : model.roles[own.carried_by].name,
               Cell::integer(static_cast<std::int64_t>(weeks_over(own).size())),
               largest_kinds(model, own)});
  }
  return table.take();
}

Table weeks_table(const Model& model, const OfferedLoad& load) {
  TableBuilder table("offered_load_weeks", "Offered load by week", "");
  table.column(text_column("role", "Role"))
      .column({"week", "Week", Unit::count})
      .column(text_column("starts", "Starts"))
      .column({"offered_hours", "Asked", Unit::hours})
      .column({"capacity_hours", "Capacity", Unit::hours})
      .column({"load", "Load", Unit::share});
  for (const RoleId r : ids(model.roles)) {
    if (!of_interest(model, load, r)) continue;
    const RoleLoad& own = load.roles[r];
    for (std::size_t w = 0; w < own.offered.size(); ++w)
      table.row({model.roles[r].name, Cell::integer(static_cast<std::int64_t>(w + 1)),
                 to_string(date_of(load.weeks[w])), figure(own.offered[w]), figure(own.capacity[w]),
                 figure(share(own.offered[w], own.capacity[w]))});
  }
  return table.take();
}

}  // namespace

std::vector<Table> check_tables(const Model& model, const OfferedLoad& load) {
  return {load_table(model, load), weeks_table(model, load)};
}

std::vector<std::string> check_verdicts(const Model& model, const OfferedLoad& load) {
  std::vector<std::string> out;
  for (const RoleId r : load.cannot_keep_up) {
    const RoleLoad& own = load.roles[r];
    const RoleWords words = words_of(model, r);
    if (!(own.total_capacity > 0)) {
      out.push_back(fmt::format("{} {} asked for {:.0f} h, and nobody is there to do them.",
                                sentence_case(words.name), words.are(), own.total_offered));
      continue;
    }
    out.push_back(fmt::format(
        "{} cannot keep up: asked for {:.0f} h, {} {} {:.0f} h ({:.0f} %): {:.0f} h too few.",
        sentence_case(words.name), own.total_offered, words.they(), words.plural ? "have" : "has",
        own.total_capacity, own.load() * 100, own.total_offered - own.total_capacity));
  }
  for (const RoleId r : ids(model.roles)) {
    const std::vector<std::size_t> over = weeks_over(load.roles[r]);
    if (!of_interest(model, load, r) || over.empty() || over.size() > 12 ||
        load.roles[r].load() > 1 || !(load.roles[r].total_capacity > 0))
      continue;
    out.push_back(fmt::format("{} {} asked for more than {} hours in {}.",
                              sentence_case(words_of(model, r).name), words_of(model, r).are(),
                              words_of(model, r).their(), weeks_text(over)));
  }
  if (load.cannot_keep_up.empty())
    out.insert(out.begin(), "Every role can keep up with what it is asked for in the mean.");
  return out;
}

}  // namespace suits
