#include "engine/report/explain_report.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "engine/report/explain_timeline.hpp"
#include "engine/report/moment_text.hpp"
#include "engine/report/page.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

constexpr std::size_t kBar = 24;  // of the longest part [columns]

// ---- where the time went -------------------------------------------------------------------------

/// What one part of the turnaround went to, by whom.
struct Share {
  std::string words;
  Duration total;
  std::array<Duration, kLabels> labels{};
  std::vector<Occupation> busy_with;
  bool anybody = false;  // waiting for anybody of a role: what its people did
};

std::string person_and_role(const Model& model, PersonId p) {
  return fmt::format("{} ({})", person_text(model, p),
                     title_of(model.roles[model.people[p].roles.front()]));
}

std::string share_words(const Model& model, const TaskHistory& task, const HistoryPiece& piece) {
  const auto sort_of = [&](RoleId r) { return model.roles[r].sort; };
  switch (piece.sort) {
    case Segment::Sort::client:
      return "with the client";
    case Segment::Sort::delay:
      return "in set waiting times";
    case Segment::Sort::appointment:
      return "until everybody could meet";
    case Segment::Sort::work:
    case Segment::Sort::overtime:
      if (task.asked.size() > 1) return "in meetings and joint work";
      if (sort_of(piece.role) == RoleSort::client) return "with the client";
      if (sort_of(piece.role) == RoleSort::party)
        return "in hand at " + words_of(model, piece.role).name;
      return "in hand at " + person_and_role(model, piece.person);
    case Segment::Sort::wait:
      break;
  }
  if (piece.person == kNone<PersonId> || piece.anybody || sort_of(piece.role) != RoleSort::staff)
    return "waiting for " + words_of(model, piece.role).name;
  return "waiting for " + person_and_role(model, piece.person);
}

std::vector<Share> shares_of(const Model& model, const JobHistory& history) {
  std::vector<Share> shares;
  for (const JobHistory::Way& step : history.way) {
    const TaskHistory& task = history.tasks[step.task];
    const HistoryPiece& piece = task.pieces[step.piece];
    const std::string words = share_words(model, task, piece);
    auto at = std::find_if(shares.begin(), shares.end(),
                           [&](const Share& s) { return s.words == words; });
    if (at == shares.end()) {
      at = shares.insert(shares.end(), Share{});
      at->words = words;
      at->anybody = piece.anybody || (piece.person != kNone<PersonId> &&
                                      model.roles[piece.role].sort != RoleSort::staff);
    }
    at->total += piece.to - piece.from;
    for (std::size_t l = 0; l < kLabels; ++l) at->labels[l] += piece.labels[l];
    at->busy_with.insert(at->busy_with.end(), piece.busy_with.begin(), piece.busy_with.end());
  }
  // Work in hand is older than the run.
  if (!history.way.empty() && history.job.arrived < model.window.warm_up) {
    shares.emplace_back();
    shares.back().words = "before the run began";
    shares.back().total = model.window.warm_up - history.job.arrived;
  }
  std::stable_sort(shares.begin(), shares.end(),
                   [](const Share& a, const Share& b) { return a.total > b.total; });
  return shares;
}

/// Whole units for each part that add up to the whole's: largest remainders first.
std::vector<std::int64_t> apportion(const std::vector<Duration>& parts, Duration unit,
                                    std::int64_t whole) {
  std::vector<std::int64_t> units;
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (const Duration part : parts) units.push_back(part.us / unit.us);
  std::int64_t left = whole - std::accumulate(units.begin(), units.end(), std::int64_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return parts[a].us % unit.us > parts[b].us % unit.us;
  });
  for (std::size_t i = 0; i < order.size() && left > 0; ++i, --left) ++units[order[i]];
  for (auto i = order.rbegin(); i != order.rend() && left < 0; ++i)
    if (units[*i] > 0) --units[*i], ++left;
  return units;
}

/// The unit people think in at this length, and how its figures look.
struct TimeUnit {
  Duration tick;  // smallest shown
  const char* name;
  bool decimal;
  std::string text(std::int64_t ticks) const {
    return decimal ? fmt::format("{}.{}", ticks / 10, ticks % 10) : fmt::format("{}", ticks);
  }
};

TimeUnit unit_for(Duration whole) {
  if (whole >= days(3)) return {Duration{days(1).us / 10}, "days", true};
  if (whole >= hours(5)) return {minutes(6), "hours", true};
  return {minutes(1), "minutes", false};
}

std::int64_t ticks_of(Duration whole, const TimeUnit& unit) {
  return (whole.us + unit.tick.us / 2) / unit.tick.us;
}

Duration label(const Share& share, Label l) { return share.labels[static_cast<std::size_t>(l)]; }

/// What a part consists of, beyond nights and weekends, in hours and days.
std::string detail(const Model& model, const Share& share) {
  std::vector<std::string> parts;
  if (label(share, Label::working) >= minutes(1) && share.total >= hours(5))
    parts.push_back(span_text(label(share, Label::working)) + " of work");
  const std::string busy = occupations_text(model, share.busy_with, 4);
  if (!busy.empty() && label(share, Label::busy) >= minutes(1))
    parts.push_back((share.anybody
                         ? "meanwhile at work on "
                         : span_text(label(share, Label::busy)) + " of that at other work: ") +
                    busy);
  if (label(share, Label::away) >= minutes(1))
    parts.push_back(fmt::format("away or nobody there for {:.1f} days",
                                label(share, Label::away).hours() / 24));
  if (label(share, Label::free) >= minutes(6))
    parts.push_back(span_text(label(share, Label::free)) +
                    " there and not busy, but it could not begin");
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out;
}

void add_shares(const Model& model, const JobHistory& history, Page& page) {
  if (history.way.empty()) return;
  const Duration whole = history.turnaround();
  const TimeUnit unit = unit_for(whole);
  const std::int64_t all = ticks_of(whole, unit);
  std::vector<Share> shares = shares_of(model, history);
  // What is less than a hundredth goes together, where there are several.
  const auto small = std::find_if(shares.begin(), shares.end(), [&](const Share& s) {
    return s.total.us < whole.us / 100;
  });
  if (shares.end() - small > 1) {
    Share rest;
    rest.words = "the rest";
    for (auto s = small; s != shares.end(); ++s) rest.total += s->total;
    shares.erase(small, shares.end());
    shares.push_back(rest);
  }
  std::vector<Duration> parts;
  for (const Share& share : shares) parts.push_back(share.total);
  const std::vector<std::int64_t> ticks = apportion(parts, unit.tick, all);
  const std::vector<std::int64_t> cents =
      apportion(parts, Duration{std::max<std::int64_t>(whole.us / 100, 1)}, 100);
  page.head(fmt::format("Where the {} {} went", unit.text(all), unit.name));
  page.line(fmt::format("By the calendar; nights and weekends count to what they interrupt."));
  const std::string indent(kBar + 19, ' ');
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (ticks[i] == 0 && cents[i] == 0) continue;
    const double length = static_cast<double>(shares[i].total.us) /
                          static_cast<double>(shares[0].total.us) * static_cast<double>(kBar);
    std::string bar;
    for (std::size_t b = 0; b < std::max<std::size_t>(static_cast<std::size_t>(length + 0.5), 1); ++b)
      bar += "█";
    page.line(shares[i].words,
              fmt::format("  {:>6} {:>4} %  {}  ", unit.text(ticks[i]), cents[i],
                          pad_right(bar, kBar)),
              indent);
    const std::string more = detail(model, shares[i]);
    if (!more.empty()) page.line(more, indent, indent);
  }
  page.add(fmt::format("  {:>6} {:>4} %  in all", unit.text(all), 100));
  const std::int64_t rework = ticks_of(history.rework, unit);
  if (rework > 0)
    page.add(fmt::format(", {} of it in second and later rounds", unit.text(rework)));
  page.add("\n");
}

// ---- the head ------------------------------------------------------------------------------------

std::string ended_words(const Model& model, const JobOutline& job) {
  std::string text = moment_text(job.ended, true);
  if (job.ending == Ending::unfinished) text = "not yet, when the run stopped on " + text;
  if (job.ending == Ending::cancelled) text = "given up on " + text;
  if (job.ending == Ending::withdrawn)
    text = "withdrawn by the client on " + text + ", nothing of it had begun";
  if (job.ending == Ending::turned_away) text = "turned away on " + text;
  if (job.due >= kNever || (job.ending != Ending::done && job.ending != Ending::unfinished))
    return text;
  if (job.ended > job.due)
    return text + fmt::format(": {} late{}", working_text(model, job.due, job.ended),
                              job.ending == Ending::unfinished ? " by then" : "");
  if (job.ending == Ending::done)
    text += ": in time, " + working_text(model, job.ended, job.due) + " before it was due";
  return text;
}

std::string rounds_words(const Model& model, const JobHistory& history) {
  const Kind& kind = model.kinds[history.job.kind];
  std::vector<std::string> parts;
  std::vector<std::uint16_t> rounds(kind.steps.size());
  for (const VisitHistory& visit : history.visits)
    if (!visit.passed_over)
      rounds[raw(visit.step)] = std::max(rounds[raw(visit.step)], visit.visit);
  for (std::size_t s = 0; s < rounds.size(); ++s) {
    const auto back = std::find_if(kind.steps.begin(), kind.steps.end(), [&](const Step& step) {
      return step.back && raw(step.back->target) == s;
    });
    if (back != kind.steps.end() && rounds[s] > 0)
      parts.push_back(fmt::format("{} {}", rounds[s], rounds[s] == 1
                                                          ? "round of " + spaced(kind.steps[s].name)
                                                          : "rounds of " + spaced(kind.steps[s].name)));
  }
  return enumerated(parts);
}

void add_head(const Model& model, const JobHistory& history, Page& page) {
  const JobOutline& job = history.job;
  page.head(printable(sentence_case(job_words(model, job))));
  page.add(fmt::format("  arrived  {}\n", moment_text(job.arrived, true)));
  if (job.due < kNever) page.add(fmt::format("  due      {}\n", moment_text(job.due, true)));
  page.add(fmt::format("  done     {}\n", ended_words(model, job)));
  page.add(fmt::format("  took     {}{}\n", working_text(model, job.arrived, job.ended),
                       job.ending == Ending::unfinished || job.ending == Ending::cancelled
                           ? " so far"
                           : ""));
  const Kind& kind = model.kinds[job.kind];
  for (const auto& [m, reached] : history.milestones)
    page.line(fmt::format("{} reached on {}, after {}", spaced(kind.milestones[m].name),
                          moment_text(reached, true), working_text(model, job.arrived, reached)));
  const std::string rounds = rounds_words(model, history);
  if (!rounds.empty()) page.line(rounds);
}

}  // namespace

std::string job_words(const Model& model, const JobOutline& job) {
  const Account& account = model.accounts[job.account];
  std::string text = fmt::format("{} {}", one_of(model.kinds[job.kind]), number_text(job.number + 1));
  if (account.agency) return text + " of the agency itself";
  text += " for " + account.name;
  if (model.tiers.size() > 1) text += fmt::format(" ({})", spaced(model.tiers[account.tier].name));
  return text;
}

std::string explain_screen(const Model& model, const JobHistory& history, const ScreenStyle& style,
                           bool every_stretch) {
  Page page(style);
  add_head(model, history, page);
  add_shares(model, history, page);
  add_picture(model, history, style, page);
  add_timeline(model, history, every_stretch, page);
  return page.take();
}

const char* ending_name(Ending ending) {
  switch (ending) {
    case Ending::done:
      return "done";
    case Ending::cancelled:
      return "cancelled";
    case Ending::unfinished:
      return "unfinished";
    case Ending::withdrawn:
      return "withdrawn";
    case Ending::turned_away:
      return "turned away";
  }
  return "";
}

Table jobs_table(const Model& model, const std::vector<JobOutline>& jobs) {
  const bool dues =
      std::any_of(jobs.begin(), jobs.end(), [](const JobOutline& j) { return j.due < kNever; });
  TableBuilder table("jobs", "Jobs", "Late and taken in working days.");
  table.column({"job", "job", Unit::count})
      .column(text_column("kind", "kind of work"))
      .column(text_column("account", "account"))
      .column(text_column("arrived", "arrived"))
      .column(text_column("due", "due"), dues)
      .column(text_column("ended", "done"))
      .column(file_column("ending", "ending"))
      .column({"late", "late", Unit::working_days}, dues)
      .column({"took", "took", Unit::working_days});
  const double day = static_cast<double>(model.standard_day.us);
  const auto working = [&](Instant a, Instant b) {
    return static_cast<double>(model.agency().between(a, b).us) / day;
  };
  for (const JobOutline& job : jobs) {
    const std::string done = job.ending == Ending::done        ? to_string(job.ended)
                             : job.ending == Ending::cancelled  ? "given up"
                             : job.ending == Ending::unfinished ? "not yet"
                                                                : ending_name(job.ending);
    Cell late;
    if (job.due < kNever)
      late = Cell::number(job.ended > job.due ? working(job.due, job.ended)
                                              : -working(job.ended, job.due));
    table.row({Cell::integer(job.number + 1), one_of(model.kinds[job.kind]),
               model.accounts[job.account].name, to_string(job.arrived),
               job.due < kNever ? Cell(to_string(job.due)) : Cell(), done,
               std::string(ending_name(job.ending)), late,
               Cell::number(working(job.arrived, job.ended))});
  }
  return table.take();
}

}  // namespace suits
