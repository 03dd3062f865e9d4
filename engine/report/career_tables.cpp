// The tables of careers: who left, how long places were vacant, who rose; load and heads by week.

#include <fmt/format.h>

#include "engine/report/phrase.hpp"
#include "engine/report/quantity_text.hpp"
#include "engine/report/run_tables.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {

Table careers_table(const Model& model, const Summary& summary) {
  const Careers& careers = *model.careers;
  bool rises = false;
  for (const auto& up : careers.promotion) rises |= up.has_value();
  std::string caption =
      "Heads: places that somebody holds, mean over the window. Turnover: leavers ÷ heads, a year. "
      "Vacant: weeks that places are, all together. Came: successors from outside. Load: hours "
      "worked, overtime included, ÷ contract hours less holidays and absences.";
  if (careers.overload) {
    caption += fmt::format(
        " Overloaded: share of the heads' time with a load above {} over the last {} weeks.",
        share_text(careers.overload->above), careers.overload->weeks);
  }
  if (rises)
    caption += " Promoted: out of the role. In Roles they count by the role that they came in.";
  TableBuilder table("careers", "Careers", caption);
  table.column(file_column("role", "Role"))
      .column(screen_column("title", ""))
      .column(figure_column("heads", "Heads", Unit::number))
      .column(figure_column("leavers", "Leavers", Unit::number))
      .column(figure_column("turnover", "Turnover", Unit::share))
      .column(figure_column("vacant", "Vacant places", Unit::number, false))
      .column(figure_column("vacant_weeks", "Vacant (weeks)", Unit::number, true, false, 1))
      .column(spare(figure_column("came", "Came", Unit::number), 2))
      .column(figure_column("promoted", "Promoted", Unit::number), rises)
      .column(figure_column("load", "Load", Unit::share))
      .column(spare(figure_column("overloaded", "Overloaded", Unit::share), 1),
              careers.overload.has_value());
  for (const CareerSummary& of : summary.careers) {
    const bool all = of.role == kNone<RoleId>;
    table.row({all ? "" : model.roles[of.role].name,
               all ? "Together" : title_of(model.roles[of.role]), of.heads, of.leavers, of.turnover,
               of.vacant, of.vacant_weeks, of.came, of.promoted, of.load, of.overloaded});
  }
  return table.take();
}

Table career_weeks_table(const Model& model, const Summary& summary) {
  TableBuilder table("career_weeks", "Load and heads", "");
  table.column(text_column("role", "Role"))
      .column({"week", "Week", Unit::count})
      .column(text_column("starts", "Starts"))
      .column(figure_column("load", "Load", Unit::share))
      .column(figure_column("heads", "Heads", Unit::number))
      .column(figure_column("vacant", "Vacant", Unit::number));
  for (const CareerSummary& of : summary.careers) {
    for (std::size_t w = 0; w < of.weeks.size(); ++w) {
      const Date starts = date_of(model.window.start) + static_cast<std::int32_t>(7 * w);
      table.row({model.roles[of.role].name, Cell::integer(static_cast<std::int64_t>(w + 1)),
                 to_string(starts), of.weeks[w].load, of.weeks[w].heads, of.weeks[w].vacant});
    }
  }
  return table.take();
}

}  // namespace suits
