// `suits runs`: the book of what was run.

#include <charconv>
#include <chrono>
#include <optional>

#include <fmt/format.h>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "engine/report/json.hpp"
#include "tools/options.hpp"
#include "tools/replay.hpp"
#include "tools/run_record.hpp"
#include "tools/runs_table.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits runs [list]
       suits runs show ID
       suits runs play ID
       suits runs forget ID... | --older-than 90 days

Every run is written into a book: the text that it played, its seed, what came of each
course as it came, and the report. `runs` lists them, the last one at the end.

  show ID             the report as it was; --format json for all of its figures
  play ID             play it again from the text that was kept, and say whether the
                      results are the same, to the byte
  forget ID...        remove these runs (several, or 3..8), or all that are older

  --all               list all of them, not only the last 20
  --format F          table (for people, the default) | json | csv (lists)
  --book FILE         the book; else the file that SUITS_BOOK names, else
                      $XDG_STATE_HOME/suits/runs.db, else ~/.local/state/suits/runs.db
  --threads N         of `play` (one per core); never changes the results
  --color C           auto (on a terminal, the default) | always | never
  --no-color          the same as --color never

examples:
  suits runs
  suits runs show 12
  suits runs show 12 --format json | jq '.findings[].text'
  suits runs play 12
  suits runs forget --older-than 90 days
  suits run agency.yaml --no-record             # not recorded at all

exit codes: 0 done; 1 the book cannot be used, or `play` gave other results; 2 the input is wrong
)";

constexpr std::size_t kListed = 20;
constexpr int kKeptWidth = 100;  // of the reports in the book [columns]

std::int64_t number_of(const std::string& word) {
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), id);
  if (error != std::errc() || end != word.data() + word.size() || id < 1)
    throw UsageError(fmt::format("\"{}\" is no number of a run; suits runs lists them",
                                 truncate(printable(word), 60)));
  return id;
}

/// The book, which must be there: looking at it begins none.
std::optional<Book> open_book(const Options& options, const Console& console) {
  const std::string path = book_path(options);
  if (path.empty())
    throw UsageError(
        "there is no folder for the book of runs, as HOME is not set; --book FILE "
        "names one");
  if (Book::exists(path)) return std::optional<Book>(std::in_place, path);
  if (options.has("book")) throw UsageError(printable(path) + ": there is no such book");
  console.err << fmt::format("suits: nothing is recorded yet ({} is not there)\n", printable(path));
  return std::nullopt;
}

RunEntry find_run(Book& book, std::int64_t id) {
  const std::optional<RunEntry> entry = book.find(id);
  if (!entry)
    throw UsageError(
        fmt::format("there is no run {} in {}; suits runs lists them", id, printable(book.path())));
  return *entry;
}

std::string size_text(std::uint64_t bytes) {
  return bytes < 10'000'000 ? fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6)
                            : fmt::format("{} MB", bytes / 1'000'000);
}

int list_runs(Book& book, const Options& options, const Console& console) {
  const std::string format = options.word("format", "table", {"table", "json", "csv"});
  book.check();
  std::vector<RunEntry> entries = book.list();
  if (format == "json") {
    nlohmann::ordered_json json{{"suits", 1}, {"book", book.path()}};
    json["runs"] = rows_json(runs_table(entries, console.width));
    console.out << json_text(json);
    return kDone;
  }
  if (format == "csv") {
    console.out << render_csv(runs_table(entries, console.width));
    return kDone;
  }
  const std::size_t all = entries.size();
  if (all > kListed && !options.has("all"))
    entries.erase(entries.begin(), entries.end() - static_cast<std::ptrdiff_t>(kListed));
  Table table = runs_table(entries, console.width);
  table.title = fmt::format("Runs in {}, {}", printable(book.path()), size_text(book.bytes()));
  if (entries.size() < all)
    table.more = fmt::format("{} earlier ones: --all", all - entries.size());
  console.out << render_screen(table, {options.colorful(console.colorful), console.width, 0, 1});
  return kDone;
}

/// What is said of a run that has no report.
std::string without_report(const RunEntry& entry) {
  const std::uint64_t all = std::uint64_t{entry.points} * entry.replications;
  const std::string courses =
      all > 0 ? fmt::format("{} of {}", entry.played, all) : std::to_string(entry.played);
  const bool resumes = entry.command == "sweep" || entry.command == "compare";
  const std::string resumed =
      resumes ? fmt::format("; suits {} --resume {} goes on", entry.command, entry.id) : "";
  switch (entry.state) {
    case RunState::failed:
      return fmt::format("it stopped: {}", printable(entry.headline));
    case RunState::running:
      return fmt::format("it is being played: {} courses so far", courses);
    default:
      return fmt::format("it was interrupted after {} courses, so there is no report{}", courses,
                         resumed);
  }
}

int show_run(Book& book, std::int64_t id, const Options& options, const Console& console) {
  const std::string format = options.word("format", "table", {"table", "json"});
  const RunEntry entry = find_run(book, id);
  console.err << fmt::format("suits: run {} of {}: {}\n", id, local_time(entry.begun),
                             printable(command_line(entry)));
  const auto report = book.report(id);
  if (!report) {
    console.err << fmt::format("suits: {}\n", without_report(entry));
    return kRunFailed;
  }
  if (format == "table" && console.err_is_terminal && console.width != kKeptWidth)
    console.err << fmt::format(
        "suits: as it was kept, {} columns wide; this screen has {}: {} prints it anew\n",
        kKeptWidth, console.width,
        entry.command == "run" ? printable(command_line(entry))
                               : fmt::format("suits {} --resume {}", entry.command, id));
  console.out << (format == "json"
                      ? json_text(nlohmann::ordered_json::parse(report->json, nullptr, false))
                      : report->screen);
  return kDone;
}

/// The arguments that play it, with the threads of today.
std::vector<std::string> replay_arguments(const RunEntry& entry, const Options& options) {
  std::vector<std::string> args;
  for (std::size_t i = 0; i < entry.arguments.size(); ++i) {
    const std::string& word = entry.arguments[i];
    if (word.starts_with("--threads")) {
      if (word == "--threads") ++i;
      continue;
    }
    args.push_back(word);
  }
  if (options.has("threads")) args.push_back("--threads=" + options.text("threads", ""));
  return args;
}

int play_run(Book& book, std::int64_t id, const Options& options, const Console& console) {
  const RunEntry entry = find_run(book, id);
  const auto again = replay_of(entry.command);
  if (again == nullptr)
    throw UsageError(fmt::format("run {} is of suits {}, which this version cannot play again", id,
                                 printable(entry.command)));
  const Replay replay = again(replay_arguments(entry, options), book.files(id), console);
  if (replay.refused) {
    console.err << fmt::format(
        "suits: this version of the program ({}) refuses the text that {} played\n", kVersion,
        printable(entry.program));
    return kRunFailed;
  }
  const std::string words = difference(entry, book.results(id), book.report(id), replay);
  if (words.empty()) {
    console.out << fmt::format(
        "Run {} played again: the same results to the byte ({} courses{}).\n", id, entry.played,
        entry.state == RunState::done          ? ", and the report"
        : entry.state == RunState::interrupted ? ", of those that were kept"
        : entry.state == RunState::failed      ? ", and it stops for the same reason"
                                               : "");
    return kDone;
  }
  console.out << fmt::format("Run {} played again: not the same, {}.\n", id, words);
  if (entry.program != kVersion)
    console.out << fmt::format("It was played by suits {}; this is {}.\n", printable(entry.program),
                               kVersion);
  return kRunFailed;
}

/// "90" and "days", or "90 days" in one word.
std::chrono::hours age_of(std::string text, const std::vector<std::string>& words) {
  for (std::size_t i = 1; i < words.size(); ++i) text += " " + words[i];
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  std::string unit(end, static_cast<const char*>(text.data()) + text.size());
  unit.erase(0, unit.find_first_not_of(' ') == std::string::npos ? unit.size()
                                                                 : unit.find_first_not_of(' '));
  if (unit.ends_with('s')) unit.pop_back();
  const int hours = unit == "hour" ? 1 : unit == "day" ? 24 : unit == "week" ? 7 * 24 : 0;
  if (error != std::errc() || hours == 0 || n > 1'000'000)
    throw UsageError(
        fmt::format("--older-than wants an age in hours, days or weeks, as in 90 days, not \"{}\"",
                    truncate(printable(text), 60)));
  return std::chrono::hours(static_cast<std::int64_t>(n) * hours);
}

/// Those that are old enough and not being played.
std::vector<std::int64_t> older_than(Book& book, std::chrono::hours age) {
  using namespace std::chrono;
  const auto then = duration_cast<milliseconds>((system_clock::now() - age).time_since_epoch());
  std::vector<std::int64_t> ids;
  for (const RunEntry& entry : book.list())
    if (entry.begun < then.count() && entry.state != RunState::running) ids.push_back(entry.id);
  return ids;
}

/// 3, or 3..8 for those of them that are there.
std::vector<std::int64_t> named_runs(Book& book, const std::vector<std::string>& words) {
  if (words.size() < 2)
    throw UsageError(
        "suits runs forget wants the numbers of runs, or --older-than 90 days; suits runs lists "
        "them");
  std::vector<std::int64_t> ids;
  for (auto word = words.begin() + 1; word != words.end(); ++word) {
    const std::size_t dots = word->find("..");
    if (dots == std::string::npos) {
      ids.push_back(find_run(book, number_of(*word)).id);
      continue;
    }
    const std::int64_t first = number_of(word->substr(0, dots));
    const std::int64_t last = number_of(word->substr(dots + 2));
    if (last < first)
      throw UsageError(fmt::format("{0}..{1} goes down: write {1}..{0}", first, last));
    const std::size_t before = ids.size();
    for (const RunEntry& entry : book.list())
      if (entry.id >= first && entry.id <= last) ids.push_back(entry.id);
    if (ids.size() == before)
      throw UsageError(fmt::format("there is no run from {} to {} in {}; suits runs lists them",
                                   first, last, printable(book.path())));
  }
  for (const std::int64_t id : ids)
    if (const auto entry = book.find(id); entry && entry->state == RunState::running)
      throw UsageError(fmt::format("run {} is being played: end it first", id));
  return ids;
}

int forget_runs(Book& book, const Options& options, const Console& console) {
  const std::vector<std::int64_t> ids =
      options.has("older-than")
          ? older_than(book, age_of(options.text("older-than", ""), options.words()))
          : named_runs(book, options.words());
  std::size_t forgotten = 0;
  for (const std::int64_t id : ids) forgotten += book.forget(id);
  console.err << fmt::format("suits: forgot {} run{}; the book takes {}\n", forgotten,
                             forgotten == 1 ? "" : "s", size_text(book.bytes()));
  return kDone;
}

std::int64_t one_id(const Options& options, const std::string& what) {
  if (options.words().size() != 2)
    throw UsageError(
        fmt::format("suits runs {0} wants the number of one run, as in suits runs {0} 12; suits "
                    "runs lists them",
                    what));
  return number_of(options.words()[1]);
}

int dispatch(Book& book, const std::string& what, const Options& options, const Console& console) {
  if (what == "show") return show_run(book, one_id(options, what), options, console);
  if (what == "play") return play_run(book, one_id(options, what), options, console);
  if (what == "forget") return forget_runs(book, options, console);
  if (options.words().size() > 1)
    throw UsageError("suits runs list takes no numbers; suits runs show 12 shows one");
  return list_runs(book, options, console);
}

/// What is to be done; refused where nobody knows it.
std::string errand(const Options& options) {
  const std::vector<std::string> known{"list", "show", "play", "forget"};
  const std::string what = options.words().empty() ? "list" : options.words().front();
  if (std::find(known.begin(), known.end(), what) != known.end()) return what;
  const std::string near = nearest(what, known);
  const bool number = what.find_first_not_of("0123456789") == std::string::npos;
  throw UsageError(fmt::format("suits runs knows list, show, play and forget, not \"{}\"{}",
                               truncate(printable(what), 60),
                               number         ? fmt::format(" (do you mean show {}?)", what)
                               : near.empty() ? ""
                                              : fmt::format(" (do you mean {}?)", near)));
}

}  // namespace

int command_runs(const std::vector<std::string>& args, const Console& console) {
  const Options options("runs",
                        {{"all", false},
                         {"older-than", true},
                         {"threads", true},
                         {"format", true},
                         kBookFlag,
                         {"color", true},
                         {"no-color", false}},
                        args);
  if (options.help()) {
    console.out << kHelp;
    return kDone;
  }
  const auto& words = options.words();
  if (options.has("older-than") && (words.empty() || words.front() != "forget"))
    throw UsageError("--older-than goes with forget: suits runs forget --older-than 90 days");
  const std::string what = errand(options);
  try {
    std::optional<Book> book = open_book(options, console);
    return book ? dispatch(*book, what, options, console) : kDone;
  } catch (const BookError& error) {
    console.err << "suits: " << error.what() << "\n";
    return kRunFailed;
  }
}

}  // namespace suits
