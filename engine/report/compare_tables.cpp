// The tables of a comparison.

#include <algorithm>
#include <cmath>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/compare_report.hpp"
#include "engine/report/response_text.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

/// With more measures than these a screen shows what differs, and of many of these the first.
constexpr std::size_t kScreenful = 24;

constexpr const char* kCaption =
    "Variant minus base. The intervals (±) of all variants hold at once with 95 %; \"differs\": more "
    "than chance, with 5 % for all claims together (tests step down, so its ± may still reach 0); "
    "\"may be chance\": not told apart from it; \"does not move\": the same in every course. Paired: "
    "so many times as many courses would say as much with luck of their own.";

/// What is known of a difference, in a word.
const char* verdict(const Difference& one) {
  switch (one.sort) {
    case Difference::Sort::unmatched:
      return one.base.known() || !one.variant.known() ? "only in the base" : "only here";
    case Difference::Sort::same:
      return "does not move";
    case Difference::Sort::moves:
      return one.differs ? "differs" : "may be chance";
  }
  return "";
}

const char* state(const Difference& one) {
  switch (one.sort) {
    case Difference::Sort::unmatched:
      return "unmatched";
    case Difference::Sort::same:
      return "same";
    case Difference::Sort::moves:
      return one.differs ? "differs" : "chance";
  }
  return "";
}

bool bad_news(const Response& measure, const Difference& one) {
  const int good = measure.better == Better::more ? 1 : measure.better == Better::less ? -1 : 0;
  return one.differs && good * one.direction() < 0;
}

std::string saved_text(const Difference& one) {
  return std::isfinite(one.saved) ? fmt::format("× {:.3g}", one.saved) : "–";
}

bool of_account(const Response& measure) {
  return std::holds_alternative<AccountId>(measure.subject);
}

/// By measure, whether a screen shows it: all of a few; else the headline and what differs, of
/// accounts the surest so far as there is room.
std::vector<bool> on_screen(const Comparison& all, std::size_t variant) {
  const std::vector<Difference>& own = all.variants[variant];
  std::vector<bool> shown(own.size(), own.size() <= kScreenful);
  if (own.size() <= kScreenful) return shown;
  std::vector<std::size_t> accounts;
  std::size_t rows = 1;
  shown[0] = true;
  for (std::size_t m = 1; m < own.size(); ++m) {
    if (!own[m].differs) continue;
    if (of_account(all.measures[m])) {
      accounts.push_back(m);
    } else {
      shown[m] = true;
      ++rows;
    }
  }
  std::stable_sort(accounts.begin(), accounts.end(),
                   [&](std::size_t a, std::size_t b) { return own[a].p < own[b].p; });
  for (std::size_t i = 0; i < accounts.size() && rows < kScreenful; ++i, ++rows)
    shown[accounts[i]] = true;
  return shown;
}

/// "Not shown: 12 that may be chance, 3 that do not move …": what a screen leaves out.
std::string left_out(const std::vector<Difference>& own, const std::vector<bool>& shown) {
  std::size_t differ = 0, unclear = 0, same = 0, unmatched = 0;
  for (std::size_t m = 0; m < own.size(); ++m) {
    if (shown[m]) continue;
    if (own[m].differs)
      ++differ;
    else if (own[m].sort == Difference::Sort::moves)
      ++unclear;
    else
      ++(own[m].sort == Difference::Sort::same ? same : unmatched);
  }
  std::string text;
  const auto add = [&](std::size_t n, const char* what) {
    if (n > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", n, what);
  };
  add(differ, differ == 1 ? "more that differs" : "more that differ");
  add(unclear, "that may be chance");
  add(same, same == 1 ? "that does not move" : "that do not move");
  add(unmatched, "that only one of the two has");
  return text.empty() ? "" : "Not shown: " + text + " (--format csv has all of them).";
}

}  // namespace

Table differences_table(const Compared& compared) {
  TableBuilder table("differences", "What differs",
                     "Variant minus base, on common random numbers; the intervals hold all at once "
                     "with 95 %.");
  table.off_screen()
      .column(text_column("variant", "Variant"))
      .column(text_column("measure", "Measure"))
      .column(text_column("what", "What"))
      .column(text_column("unit", "Unit"))
      .column({"base", "Base", Unit::number, true, true})
      .column({"variant_figure", "Variant", Unit::number, true, true})
      .column({"difference", "Difference", Unit::number, true})
      .column(text_column("verdict", "Verdict"))
      .column({"p", "p", Unit::number})
      .column({"saved", "Luck saved", Unit::number});
  for (std::size_t v = 0; v < compared.words.size(); ++v)
    for (std::size_t m = 0; m < compared.comparison.measures.size(); ++m) {
      const Response& measure = compared.comparison.measures[m];
      const Difference& one = compared.comparison.variants[v][m];
      const bool moves = one.sort == Difference::Sort::moves;
      table.row({compared.words[v].name, measure.name,
                 response_words(compared.model_of(measure), measure), response_unit(measure),
                 one.base, one.variant, one.difference, state(one),
                 moves ? Cell::number(one.p) : Cell(),
                 std::isfinite(one.saved) ? Cell::number(one.saved) : Cell()});
    }
  return table.take();
}

Table variant_table(const Compared& compared, std::size_t variant) {
  const Comparison& all = compared.comparison;
  const ResponseFigures figures(*compared.models.front().model, compared.units);
  TableBuilder table("variant", printable(compared.words[variant].title),
                     variant == 0 ? kCaption : "");
  table.column(text_column("measure", "Measure"))
      .column(spare(text_column("base", "Base"), 1))
      .column(text_column("variant", "Variant"))
      .column(text_column("difference", "Difference"))
      .column(text_column("verdict", ""))
      .column(spare(text_column("saved", "Paired"), 2));
  const std::vector<Difference>& own = all.variants[variant];
  const std::vector<bool> shown = on_screen(all, variant);
  for (std::size_t m = 0; m < all.measures.size(); ++m) {
    const Response& measure = all.measures[m];
    const Difference& one = own[m];
    const bool matched = one.sort != Difference::Sort::unmatched;
    const Tone tone = bad_news(measure, one) ? Tone::alarm : one.differs ? Tone::plain : Tone::dim;
    const Estimate& like = one.base.known() ? one.base : one.variant;
    const Estimate change = matched ? one.difference : Estimate{};
    table.row({measure.name, figures.level(measure, one.base, like, change),
               figures.level(measure, one.variant, like, change),
               Cell(matched ? figures.change(measure, one.difference, one.base) : "–", tone),
               Cell(verdict(one), tone), saved_text(one)},
              shown[m]);
  }
  table.more(left_out(own, shown));
  return table.take();
}

}  // namespace suits
