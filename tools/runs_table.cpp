#include "tools/runs_table.hpp"

#include <algorithm>
#include <ctime>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/table_builder.hpp"

namespace suits {
namespace {

std::string time_text(std::int64_t ms, bool local) {
  const auto seconds = static_cast<std::time_t>(ms / 1000);
  std::tm parts{};
  if ((local ? localtime_r(&seconds, &parts) : gmtime_r(&seconds, &parts)) == nullptr) return "?";
  char text[64];
  const char* form = local ? "%Y-%m-%d %H:%M" : "%Y-%m-%dT%H:%M:%SZ";
  return {text, std::strftime(text, sizeof text, form, &parts)};
}

/// A word as a shell takes it.
std::string quoted(const std::string& word) {
  constexpr const char* kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=:,+%@";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

/// The file's name without its folders.
std::string scenario_text(const RunEntry& entry) {
  const std::string& path = entry.scenario;
  const std::size_t slash = path.rfind('/');
  return truncate(printable(slash == std::string::npos ? path : path.substr(slash + 1)), 20);
}

std::string plays_text(const RunEntry& entry) {
  const std::string each = std::to_string(entry.replications);
  return entry.points == 1 ? each : fmt::format("{} × {}", entry.points, each);
}

std::string state_text(const RunEntry& entry) {
  const std::string name = run_state_name(entry.state);
  const bool under_way = entry.state == RunState::running || entry.state == RunState::interrupted;
  const std::uint64_t all = std::uint64_t{entry.points} * entry.replications;
  if (!under_way || all == 0) return name;
  return entry.played >= all ? name + " before its report"
                             : fmt::format("{}, {} %", name, 100 * entry.played / all);
}

/// What the screen has left for the answers, beside the widest of each other column.
std::size_t room_for_answers(const std::vector<RunEntry>& entries, int width) {
  constexpr std::size_t kLeast = 24, kMargins = 2 * 8;
  std::size_t command = 7, scenario = 8, seed = 4, plays = 7, state = 5;
  for (const RunEntry& entry : entries) {
    command = std::max(command, entry.command.size());
    scenario = std::max(scenario, display_width(scenario_text(entry)));
    seed = std::max(seed, std::to_string(entry.seed).size());
    plays = std::max(plays, display_width(plays_text(entry)));
    state = std::max(state, state_text(entry).size());
  }
  const std::size_t taken = kMargins + std::string("run 2027-03-01 14:05").size() + command +
                            scenario + seed + plays + state;
  const auto all = static_cast<std::size_t>(width);
  return all > taken + kLeast ? all - taken : kLeast;
}

}  // namespace

std::string local_time(std::int64_t ms) { return time_text(ms, true); }

std::string command_line(const RunEntry& entry) {
  std::string text = "suits " + entry.command;
  for (const std::string& word : entry.arguments) text += " " + quoted(word);
  return text;
}

Table runs_table(const std::vector<RunEntry>& entries, int width) {
  TableBuilder table("runs", "Runs", "");
  Column id{"id", "run", Unit::count};
  table.column(id)
      .column(screen_column("when", "when"))
      .column(file_column("begun", "begun"))
      .column(file_column("ended", "ended"))
      .column(text_column("command", "command"))
      .column(screen_column("file", "scenario"))
      .column(file_column("scenario", "scenario"))
      .column(spare(screen_column("seed_shown", "seed"), 2))
      .column(file_column("seed", "seed"))
      .column(screen_column("plays", "courses"))
      .column(file_column("points", "points", Unit::count))
      .column(file_column("replications", "replications", Unit::count))
      .column(file_column("played", "played", Unit::count))
      .column(screen_column("how", "state"))
      .column(file_column("state", "state"))
      .column(file_column("program", "program"))
      .column(file_column("line", "as typed"))
      .column(screen_column("short", "answer"))
      .column(file_column("answer", "answer"));
  const std::size_t room = room_for_answers(entries, width);
  for (const RunEntry& entry : entries) {
    const Tone tone = entry.state == RunState::failed        ? Tone::alarm
                      : entry.state == RunState::interrupted ? Tone::dim
                                                             : Tone::plain;
    const std::string seed = std::to_string(entry.seed);
    table.row({Cell::integer(entry.id), local_time(entry.begun), time_text(entry.begun, false),
               entry.ended ? Cell(time_text(*entry.ended, false)) : Cell(), entry.command,
               scenario_text(entry), entry.scenario, seed, seed, plays_text(entry),
               Cell::integer(std::uint64_t{entry.points}),
               Cell::integer(std::uint64_t{entry.replications}), Cell::integer(entry.played),
               Cell(state_text(entry), tone), run_state_name(entry.state), entry.program,
               command_line(entry), truncate(printable(entry.headline), room), entry.headline});
  }
  return table.take();
}

}  // namespace suits
