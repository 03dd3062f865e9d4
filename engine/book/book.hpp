#pragma once

// The book of runs: one SQLite file that keeps what was played, from which text, and what came of
// it. It knows rows, not statistics: figures are pairs of numbers to it, reports are text.
//
// Each write is one short transaction in WAL mode, so that several processes may write at once and
// one that is killed leaves all that it had committed. The file says what it is (application_id
// "SUIT") and in which layout (user_version).

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/book/at_work.hpp"
#include "engine/book/book_error.hpp"
#include "engine/book/database.hpp"

namespace suits {

inline constexpr std::int64_t kBookVersion = 2;

struct StoredFile {
  std::string name;  // as it was named
  std::string text;
};

/// What a run is, before anything of it is played.
struct RunHeading {
  std::string command;                 // "run", "sweep", …
  std::vector<std::string> arguments;  // as typed after it
  /// What of the arguments decides the results, in one writing; with the files the same plan gives
  /// the same results.
  std::string plan;
  std::vector<StoredFile> files;     // the scenario, then those that it names
  std::vector<std::string> figures;  // the names of each result's pairs
  std::uint64_t seed = 0;
  std::uint32_t points = 1;        // models played
  std::uint32_t replications = 0;  // of each; 0: not known beforehand
  std::string program;             // its version
};

enum class RunState { running, interrupted, done, failed };
/// "running" …
const char* run_state_name(RunState state);

/// A line of the book.
struct RunEntry {
  std::int64_t id = 0;
  std::string command;
  std::vector<std::string> arguments;
  std::string plan;
  std::string scenario;  // the name of its file
  std::uint64_t seed = 0;
  std::uint32_t points = 0, replications = 0;
  std::uint64_t played = 0;  // results that are kept
  std::string program;
  std::int64_t begun = 0;             // [ms since 1970, UTC]
  std::optional<std::int64_t> ended;  // likewise
  RunState state = RunState::running;
  std::string headline;  // the answer in a sentence; of a failed run, why
};

/// A figure of one replication: y ÷ x, where both are sums over replications.
struct StoredPair {
  double y = 0, x = 1;
  bool missing = false;
  bool operator==(const StoredPair&) const = default;
};

/// What came of one replication of one point.
struct StoredResult {
  std::uint32_t point = 0, replication = 0;
  std::uint64_t history = 0;  // hash of its events
  std::vector<StoredPair> pairs;
  std::string rest = {};  // what else its command needs to go on from here: bytes to the book
  bool operator==(const StoredResult&) const = default;
};

/// The answer of a run.
struct StoredReport {
  std::string headline, screen, json;
};

class Book {
 public:
  /// How much a committed write outlives: `process` the end of the process (kill -9), `power` a
  /// power cut as well, for an fsync each. Neither damages the file.
  enum class Outlives { process, power };

  /// Opens the file or begins one. Throws BookError, as all of this class may.
  explicit Book(const std::string& path, Outlives outlives = Outlives::process);
  /// Whether there is such a file.
  static bool exists(const std::string& path);
  const std::string& path() const { return database_.path(); }

  /// A new line, and its id. This process is at it until `finish`, `fail` or the end of the book.
  std::int64_t begin(const RunHeading& heading);
  /// Takes up an interrupted run. False: it is none, or somebody was quicker.
  bool take_up(std::int64_t id);
  /// All or none of them.
  void add(std::int64_t id, std::span<const StoredResult> results);
  void finish(std::int64_t id, const StoredReport& report);
  void fail(std::int64_t id, const std::string& why);

  /// By id.
  std::vector<RunEntry> list();
  std::optional<RunEntry> find(std::int64_t id);
  /// The last interrupted run of the same command, plan, files and version of the program.
  std::optional<RunEntry> find_interrupted(const RunHeading& heading);
  /// Nothing where the run has none.
  std::optional<StoredReport> report(std::int64_t id);
  std::vector<StoredFile> files(std::int64_t id);
  std::vector<std::string> figures(std::int64_t id);
  /// By point and replication.
  std::vector<StoredResult> results(std::int64_t id);
  /// Removes the line and all that belongs to it. False: there is no such run.
  bool forget(std::int64_t id);

  /// Reads the whole file for contradictions; throws where there are some.
  void check();
  /// What it takes on the disk.
  std::uint64_t bytes() const;
  /// It may not grow past so many pages: for tests of what a full disk does.
  void limit_pages(std::int64_t pages);

 private:
  void close_line(std::int64_t id, RunState state, const std::string& headline);
  std::vector<RunEntry> entries(const std::string& where, std::int64_t parameter);
  std::int64_t keep_text(const std::string& text);

  Database database_;
  std::unique_ptr<AtWork> at_work_;
};

}  // namespace suits
