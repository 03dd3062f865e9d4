#include "engine/report/allocate_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/json.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/response_text.hpp"
#include "engine/report/table_builder.hpp"
#include "engine/report/wrap.hpp"

namespace suits {
namespace {

std::string points(double share) {
  const std::string number = fmt::format("{:.3g}", 100 * share);
  return number + (number == "1" ? " point" : " points");
}

std::string load_percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

class AllocationText {
 public:
  explicit AllocationText(const AllocatedScenario& allocated)
      : allocated_(allocated),
        problem_(allocated.found.problem),
        groups_(groups_of(problem_)),
        after_(loads_of(problem_, allocated.found.assignment.holders)) {
    std::vector<std::vector<std::size_t>> today;
    for (const AssignablePlace& place : problem_.places) today.push_back(place.today);
    before_ = loads_of(problem_, today);
  }

  std::vector<Finding> findings() const;
  Table changes() const;
  Table loads() const;
  Table measures() const;

 private:
  const Model& model() const { return allocated_.model; }
  std::string name(std::size_t person) const {
    return model().people[allocated_.found.people[person]].name;
  }
  std::string names(const std::vector<PersonId>& people) const {
    std::vector<std::string> out;
    for (const PersonId p : people) out.push_back(model().people[p].name);
    return out.empty() ? "nobody" : enumerated(out);
  }
  /// The fullest of all who may hold places.
  std::size_t fullest(const std::vector<double>& loads) const {
    std::size_t most = groups_.size();
    for (std::size_t p = 0; p < groups_.size(); ++p)
      if (groups_[p] != kNoGroup && (most == groups_.size() || loads[p] > loads[most])) most = p;
    return most;
  }
  std::string answer() const;
  std::string sureness() const;
  std::string simulated() const;

  const AllocatedScenario& allocated_;
  const AssignmentProblem& problem_;
  std::vector<std::size_t> groups_;
  std::vector<double> before_, after_;
};

std::string AllocationText::answer() const {
  const Assignment& found = allocated_.found.assignment;
  const std::size_t first = fullest(before_), then = fullest(after_);
  if (first == groups_.size()) return "There are no places in teams to be given out.";
  const bool filled = [&] {
    for (std::size_t i = 0; i < problem_.places.size(); ++i)
      if (found.holders[i].size() > problem_.places[i].today.size()) return true;
    return false;
  }();
  if (found.changes == 0 && !filled)
    return fmt::format(
        "The teams can stay as they are: no change of holders evens the load by what it costs ({} "
        "of somebody's hours); the fullest is {}, asked for {} of their hours.",
        points(allocated_.change), name(first), load_percent(before_[first]));
  // Of the group whose fullest is relieved most.
  double best = -1;
  std::size_t was = first, is = then;
  const std::size_t groups =
      1 + *std::max_element(groups_.begin(), groups_.end(),
                            [](std::size_t a, std::size_t b) { return a + 1 < b + 1; });
  for (std::size_t g = 0; g < groups; ++g) {
    std::size_t a = groups_.size(), b = groups_.size();
    for (std::size_t p = 0; p < groups_.size(); ++p) {
      if (groups_[p] != g) continue;
      if (a == groups_.size() || before_[p] > before_[a]) a = p;
      if (b == groups_.size() || after_[p] > after_[b]) b = p;
    }
    if (a == groups_.size() || before_[a] - after_[b] <= best) continue;
    best = before_[a] - after_[b];
    was = a;
    is = b;
  }
  const std::string count =
      found.changes == 1 ? "one change" : fmt::format("{} changes", found.changes);
  if (best < 0.005)
    return fmt::format(
        "With {} of holders the load is more even, and empty places are filled; the "
        "fullest stays {}, asked for {} of their hours.",
        count, name(then), load_percent(after_[then]));
  const RoleId role = model().people[allocated_.found.people[was]].roles.front();
  return fmt::format(
      "With {} of holders the largest load of {} falls from {} of the hours ({}) to {} ({}).", count,
      words_of(model(), role).name, load_percent(before_[was]), name(was), load_percent(after_[is]),
      name(is));
}

std::string AllocationText::sureness() const {
  const Assignment& found = allocated_.found.assignment;
  const std::string limit =
      allocated_.most_changes
          ? fmt::format("with at most {} change{}", *allocated_.most_changes,
                        *allocated_.most_changes == 1 ? "" : "s")
          : fmt::format("where a change costs {}", points(allocated_.change));
  if (found.proven)
    return fmt::format("On the load expected in the mean no other teams are evener, {}: that is "
                       "proven.",
                       limit);
  return fmt::format("On the load expected in the mean no other teams are evener by more than {:.1f} "
                     "points, {}: the search stopped there.",
                     100 * (found.objective - found.bound), limit);
}

std::string AllocationText::simulated() const {
  if (!allocated_.comparison) return "";
  const Comparison& comparison = *allocated_.comparison;
  const ResponseFigures figures(*allocated_.models.front().model, *allocated_.today);
  std::vector<std::string> moves;
  for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
    const Difference& own = comparison.variants.front()[m];
    if (own.sort != Difference::Sort::moves || !own.differs) continue;
    moves.push_back(fmt::format(
        "the {} {} by {}", response_words(*allocated_.models.front().model, comparison.measures[m]),
        own.direction() > 0 ? "rises" : "falls",
        figures.amount(comparison.measures[m], own.difference, own.base)));
  }
  if (moves.empty())
    return fmt::format(
        "Played through {} possible courses against today's teams, no difference "
        "can be told apart from chance.",
        comparison.replications);
  constexpr std::size_t kMost = 4;
  const std::size_t more = moves.size() > kMost ? moves.size() - kMost : 0;
  moves.resize(std::min(moves.size(), kMost));
  std::string text = fmt::format("Played through {} possible courses against today's teams, {}",
                                 comparison.replications, enumerated(moves));
  if (more > 0)
    text += fmt::format("; {} other measure{} differ{}", more, more == 1 ? "" : "s",
                        more == 1 ? "s" : "");
  return text + ".";
}

std::vector<Finding> AllocationText::findings() const {
  std::vector<Finding> out{{"allocation", answer()}};
  if (problem_.places.empty()) return out;
  out.push_back({"sure", sureness()});
  if (std::string text = simulated(); !text.empty()) out.push_back({"simulated", std::move(text)});
  return out;
}

Table AllocationText::changes() const {
  TableBuilder table("changes", "Changes", "");
  table.column(text_column("account", "Account"))
      .column(text_column("role", "Role"))
      .column({"hours", "A week", Unit::hours})
      .column(text_column("before", "Today"))
      .column(text_column("after", "Then"));
  for (std::size_t i = 0; i < allocated_.found.places.size(); ++i) {
    const TeamPlaces& own = allocated_.found.places[i];
    const auto before = holders_before(model(), allocated_.found, i);
    const auto after = holders_after(allocated_.found, i);
    if (before == after) continue;
    table.row({model().accounts[own.account].name,
               model().roles[own.role].name + (own.owner ? ", owner" : ""), Cell::number(own.hours),
               names(before), names(after)});
  }
  return table.take();
}

Table AllocationText::loads() const {
  TableBuilder table("loads", "Loads", "Hours asked in the mean, of those that people are there.");
  table.column(text_column("person", "Person"))
      .column(text_column("role", "Role"))
      .column({"before", "Today", Unit::share})
      .column({"after", "Then", Unit::share});
  for (std::size_t p = 0; p < groups_.size(); ++p) {
    if (groups_[p] == kNoGroup) continue;
    const Person& person = model().people[allocated_.found.people[p]];
    table.row({person.name, model().roles[person.roles.front()].name, Cell::number(before_[p]),
               Cell::number(after_[p])});
  }
  return table.take();
}

Table AllocationText::measures() const {
  TableBuilder table("measures", "Simulated",
                     "The proposal minus today, on the same luck; intervals hold all at once with "
                     "95 %.");
  table.column(text_column("measure", "Measure"))
      .column(screen_column("today_text", "Today"))
      .column(screen_column("difference_text", "Difference"))
      .column(screen_column("verdict", ""))
      .column(file_column("unit", "unit"))
      .column(figure_column("today", "today", Unit::number, false))
      .column(figure_column("then", "then", Unit::number, false))
      .column(figure_column("difference", "difference", Unit::number, false))
      .column(file_column("differs", "differs"));
  if (!allocated_.comparison) return table.take();
  const Comparison& comparison = *allocated_.comparison;
  const ResponseFigures figures(*allocated_.models.front().model, *allocated_.today);
  for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
    const Response& measure = comparison.measures[m];
    const Difference& own = comparison.variants.front()[m];
    const bool moves = own.sort == Difference::Sort::moves;
    table.row({measure.name, figures.figure(measure, own.base, own.base),
               moves ? figures.change(measure, own.difference, own.base) : "0",
               !moves        ? "the same"
               : own.differs ? "differs"
                             : "may be chance",
               response_unit(measure), Cell(own.base), Cell(own.variant), Cell(own.difference),
               Cell::yes_no(own.differs)},
              moves);
  }
  return table.take();
}

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string diff_text(const std::vector<ChangedLine>& diff) {
  std::string out, file;
  for (const ChangedLine& line : diff) {
    if (line.file != file) out += printable(line.file) + "\n";
    file = line.file;
    out += fmt::format("  {:>4}", line.line);
    if (!line.before.empty()) out += " - " + printable(line.before) + "\n";
    if (!line.after.empty())
      out += (line.before.empty() ? " + " : "       + ") + printable(line.after) + "\n";
  }
  return out;
}

}  // namespace

std::vector<ChangedLine> changed_lines(const std::string& file, const std::string& before,
                                       const std::string& after) {
  const std::vector<std::string> old = split_lines(before), now = split_lines(after);
  std::vector<ChangedLine> out;
  std::size_t i = 0, j = 0;
  while (j < now.size()) {
    if (i < old.size() && old[i] == now[j]) {
      ++i;
      ++j;
      continue;
    }
    // A line was added where the old one comes again soon, else it was changed.
    std::size_t again = j;
    while (i < old.size() && again < now.size() && now[again] != old[i]) ++again;
    const bool added = i >= old.size() || (again < now.size() && now.size() - j > old.size() - i);
    if (added) {
      out.push_back({file, i, "", now[j]});
      ++j;
      continue;
    }
    out.push_back({file, i + 1, old[i], now[j]});
    ++i;
    ++j;
  }
  return out;
}

AllocateReport report_allocation(const AllocatedScenario& allocated) {
  const AllocationText text(allocated);
  return {text.findings(), text.changes(), text.loads(), text.measures()};
}

std::string allocate_screen(const AllocatedScenario& allocated, const AllocateReport& report,
                            const ScreenStyle& style) {
  const auto width = static_cast<std::size_t>(style.width);
  const char* bold = style.color ? "\x1b[1m" : "";
  const char* off = style.color ? "\x1b[0m" : "";
  std::string out = fmt::format("{}{}{}\n\n", bold, printable(allocated.model.name), off);
  for (std::size_t i = 0; i < report.findings.size(); ++i)
    out += wrap(printable(report.findings[i].text), width, fmt::format("{}. ", i + 1), "   ");
  for (const Table* table : {&report.changes, &report.loads, &report.measures})
    if (!table->rows.empty()) out += "\n" + render_screen(*table, style);
  if (!allocated.diff.empty())
    out += fmt::format("\n{}{}{}\n", bold,
                       allocated.written ? "Written into the scenario"
                                         : "In the scenario (--write writes it)",
                       off) +
           diff_text(allocated.diff);
  if (!allocated.unwritable.empty())
    out += "\n" + wrap("It cannot be written into the scenario: " + printable(allocated.unwritable),
                       width, "", "");
  return out;
}

nlohmann::ordered_json allocate_json(const AllocatedScenario& allocated,
                                     const AllocateReport& report) {
  const Assignment& found = allocated.found.assignment;
  nlohmann::ordered_json json;
  json["suits"] = 1;
  json["scenario"] = allocated.model.name;
  json["objective"] = file_number(found.objective);
  json["bound"] = file_number(found.bound);
  json["proven"] = found.proven;
  json["change"] = file_number(allocated.change);
  json["changes"] = found.changes;
  json["written"] = allocated.written;
  if (!allocated.unwritable.empty()) json["unwritable"] = allocated.unwritable;
  json["notes"] = allocated.found.notes;
  json["findings"] = nlohmann::ordered_json::array();
  for (const Finding& finding : report.findings)
    json["findings"].push_back({{"name", finding.name}, {"text", finding.text}});
  json["diff"] = nlohmann::ordered_json::array();
  for (const ChangedLine& line : allocated.diff)
    json["diff"].push_back(
        {{"file", line.file}, {"line", line.line}, {"before", line.before}, {"after", line.after}});
  for (const Table* table : {&report.changes, &report.loads, &report.measures}) {
    json["tables"][table->name] = rows_json(*table);
    json["columns"][table->name] = columns_json(*table);
  }
  return json;
}

}  // namespace suits
