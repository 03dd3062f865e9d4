#include "engine/book/book.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <limits>
#include <system_error>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/book/layout.hpp"

namespace suits {
namespace {

std::int64_t now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::int64_t signed_of(std::uint64_t bits) { return static_cast<std::int64_t>(bits); }
std::uint64_t unsigned_of(std::int64_t bits) { return static_cast<std::uint64_t>(bits); }

/// FNV-1a: finds a text again; equality decides.
std::int64_t digest_of(const std::string& text) {
  std::uint64_t digest = 0xCBF2'9CE4'8422'2325u;
  for (const char c : text)
    digest = (digest ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3u;
  return signed_of(digest);
}

/// y and x one after the other; what is missing is no number.
std::string bytes_of(const std::vector<StoredPair>& pairs) {
  std::string bytes(pairs.size() * 2 * sizeof(double), '\0');
  char* at = bytes.data();
  for (const StoredPair& pair : pairs) {
    const double y = pair.missing ? std::numeric_limits<double>::quiet_NaN() : pair.y;
    std::memcpy(at, &y, sizeof y);
    std::memcpy(at + sizeof y, &pair.x, sizeof pair.x);
    at += 2 * sizeof(double);
  }
  return bytes;
}

std::vector<StoredPair> pairs_of(const std::string& bytes) {
  std::vector<StoredPair> pairs(bytes.size() / (2 * sizeof(double)));
  const char* at = bytes.data();
  for (StoredPair& pair : pairs) {
    std::memcpy(&pair.y, at, sizeof pair.y);
    std::memcpy(&pair.x, at + sizeof pair.y, sizeof pair.x);
    at += 2 * sizeof(double);
    if (pair.y != pair.y) pair = {0, pair.x, true};
  }
  return pairs;
}

/// Words of a run, with their places.
void keep_words(Database& database, const char* insertion, std::int64_t id,
                const std::vector<std::string>& words) {
  Statement insert = database.prepare(insertion);
  std::int64_t place = 0;
  for (const std::string& word : words) insert.set(1, id).set(2, place++).set(3, word).finish();
}

std::vector<std::string> kept_words(Database& database, const char* query, std::int64_t id) {
  Statement rows = database.prepare(query);
  rows.set(1, id);
  std::vector<std::string> words;
  while (rows.step()) words.push_back(rows.text(0));
  return words;
}

constexpr const char* kSynchronous[] = {"NORMAL", "FULL"};

}  // namespace

const char* run_state_name(RunState state) {
  static constexpr const char* names[] = {"running", "interrupted", "done", "failed"};
  return names[static_cast<int>(state)];
}

bool Book::exists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

Book::Book(const std::string& path, Outlives outlives) : database_(path, true) {
  lay_out(database_);
  database_.run(std::string("PRAGMA synchronous = ") + kSynchronous[static_cast<int>(outlives)]);
}

std::int64_t Book::keep_text(const std::string& text) {
  const std::int64_t digest = digest_of(text);
  Statement known = database_.prepare("SELECT id FROM text WHERE digest = ? AND body = ?");
  known.set(1, digest).set_bytes(2, text);
  if (known.step()) return known.number(0);
  database_.prepare("INSERT INTO text (digest, body) VALUES (?, ?)")
      .set(1, digest)
      .set_bytes(2, text)
      .finish();
  return database_.last_id();
}

std::int64_t Book::begin(const RunHeading& heading) {
  Transaction transaction(database_);
  database_
      .prepare(
          "INSERT INTO run (command, plan, scenario, seed, points, replications, program, "
          "begun, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .set(1, heading.command)
      .set(2, heading.plan)
      .set(3, heading.files.empty() ? "" : heading.files.front().name)
      .set(4, signed_of(heading.seed))
      .set(5, heading.points)
      .set(6, heading.replications)
      .set(7, heading.program)
      .set(8, now())
      .set(9, static_cast<std::int64_t>(RunState::running))
      .finish();
  const std::int64_t id = database_.last_id();
  keep_words(database_, "INSERT INTO argument VALUES (?, ?, ?)", id, heading.arguments);
  keep_words(database_, "INSERT INTO figure VALUES (?, ?, ?)", id, heading.figures);
  std::int64_t place = 0;
  for (const StoredFile& file : heading.files) {
    const std::int64_t text = keep_text(file.text);
    database_.prepare("INSERT INTO file VALUES (?, ?, ?, ?)")
        .set(1, id)
        .set(2, place++)
        .set(3, file.name)
        .set(4, text)
        .finish();
  }
  // Before anybody sees the line, so that it is never taken for interrupted.
  at_work_ = std::make_unique<AtWork>(path(), id);
  transaction.commit();
  return id;
}

bool Book::take_up(std::int64_t id) {
  auto at_work = std::make_unique<AtWork>(path(), id);
  if (!at_work->got()) return false;
  Statement state = database_.prepare("SELECT state FROM run WHERE id = ?");
  state.set(1, id);
  if (!state.step() || state.number(0) != static_cast<int>(RunState::running)) return false;
  at_work_ = std::move(at_work);
  return true;
}

void Book::add(std::int64_t id, std::span<const StoredResult> results) {
  Transaction transaction(database_);
  Statement insert = database_.prepare("INSERT INTO result VALUES (?, ?, ?, ?, ?, ?)");
  for (const StoredResult& result : results)
    insert.set(1, id)
        .set(2, result.point)
        .set(3, result.replication)
        .set(4, signed_of(result.history))
        .set_bytes(5, bytes_of(result.pairs))
        .set_bytes(6, result.rest)
        .finish();
  transaction.commit();
}

void Book::close_line(std::int64_t id, RunState state, const std::string& headline) {
  database_.prepare("UPDATE run SET state = ?, ended = ?, headline = ? WHERE id = ?")
      .set(1, static_cast<std::int64_t>(state))
      .set(2, now())
      .set(3, headline)
      .set(4, id)
      .finish();
}

void Book::finish(std::int64_t id, const StoredReport& report) {
  Transaction transaction(database_);
  close_line(id, RunState::done, report.headline);
  database_.prepare("INSERT INTO report VALUES (?, ?, ?)")
      .set(1, id)
      .set(2, report.screen)
      .set(3, report.json)
      .finish();
  transaction.commit();
  at_work_.reset();
}

void Book::fail(std::int64_t id, const std::string& why) {
  Transaction transaction(database_);
  close_line(id, RunState::failed, why);
  transaction.commit();
  at_work_.reset();
}

std::vector<RunEntry> Book::entries(const std::string& where, std::int64_t parameter) {
  Statement rows = database_.prepare(
      "SELECT id, command, plan, scenario, seed, points, replications, program, begun, ended, "
      "state, headline, (SELECT count(*) FROM result WHERE run = id) FROM run " +
      where + " ORDER BY id");
  rows.set(1, parameter);
  std::vector<RunEntry> entries;
  while (rows.step()) {
    RunEntry entry;
    entry.id = rows.number(0);
    entry.command = rows.text(1);
    entry.plan = rows.text(2);
    entry.scenario = rows.text(3);
    entry.seed = unsigned_of(rows.number(4));
    entry.points = static_cast<std::uint32_t>(rows.number(5));
    entry.replications = static_cast<std::uint32_t>(rows.number(6));
    entry.program = rows.text(7);
    entry.begun = rows.number(8);
    if (!rows.null(9)) entry.ended = rows.number(9);
    entry.state = static_cast<RunState>(rows.number(10));
    entry.headline = rows.text(11);
    entry.played = unsigned_of(rows.number(12));
    if (entry.state == RunState::running && !AtWork::anybody(path(), entry.id))
      entry.state = RunState::interrupted;
    entry.arguments =
        kept_words(database_, "SELECT word FROM argument WHERE run = ? ORDER BY place", entry.id);
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<RunEntry> Book::list() { return entries("WHERE ? = 0", 0); }

std::optional<RunEntry> Book::find(std::int64_t id) {
  std::vector<RunEntry> found = entries("WHERE id = ?", id);
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<RunEntry> Book::find_interrupted(const RunHeading& heading) {
  std::vector<RunEntry> running = entries("WHERE state = ?", static_cast<int>(RunState::running));
  for (auto entry = running.rbegin(); entry != running.rend(); ++entry) {
    if (entry->state != RunState::interrupted || entry->command != heading.command ||
        entry->plan != heading.plan || entry->program != heading.program)
      continue;
    const std::vector<StoredFile> kept = files(entry->id);
    const bool same =
        std::equal(kept.begin(), kept.end(), heading.files.begin(), heading.files.end(),
                   [](const StoredFile& a, const StoredFile& b) { return a.text == b.text; });
    if (same) return *entry;
  }
  return std::nullopt;
}

std::optional<StoredReport> Book::report(std::int64_t id) {
  Statement row = database_.prepare(
      "SELECT headline, screen, json FROM report JOIN run ON run.id = report.run WHERE id = ?");
  row.set(1, id);
  if (!row.step()) return std::nullopt;
  return StoredReport{row.text(0), row.text(1), row.text(2)};
}

std::vector<StoredFile> Book::files(std::int64_t id) {
  Statement rows = database_.prepare(
      "SELECT name, body FROM file JOIN text ON text.id = file.text WHERE run = ? ORDER BY place");
  rows.set(1, id);
  std::vector<StoredFile> files;
  while (rows.step()) files.push_back({rows.text(0), rows.text(1)});
  return files;
}

std::vector<std::string> Book::figures(std::int64_t id) {
  return kept_words(database_, "SELECT name FROM figure WHERE run = ? ORDER BY place", id);
}

std::vector<StoredResult> Book::results(std::int64_t id) {
  Statement rows = database_.prepare(
      "SELECT point, replication, history, pairs, rest FROM result WHERE run = ? "
      "ORDER BY point, replication");
  rows.set(1, id);
  std::vector<StoredResult> results;
  while (rows.step())
    results.push_back({static_cast<std::uint32_t>(rows.number(0)),
                       static_cast<std::uint32_t>(rows.number(1)), unsigned_of(rows.number(2)),
                       pairs_of(rows.text(3)), rows.text(4)});
  return results;
}

bool Book::forget(std::int64_t id) {
  Transaction transaction(database_);
  database_.prepare("DELETE FROM run WHERE id = ?").set(1, id).finish();
  const bool found = database_.changes() > 0;
  database_.run("DELETE FROM text WHERE id NOT IN (SELECT text FROM file)");
  transaction.commit();
  database_.run("PRAGMA incremental_vacuum");
  return found;
}

void Book::check() {
  Statement answer = database_.prepare("PRAGMA quick_check(1)");
  if (!answer.step() || answer.text(0) == "ok") return;
  throw BookError(
      BookError::Kind::damaged,
      fmt::format("the book of runs {0} is damaged ({1}); move it away and a new one is begun; "
                  "sqlite3 {0} .recover | sqlite3 FILE saves what can be saved",
                  printable(path()), printable(answer.text(0))));
}

std::uint64_t Book::bytes() const {
  std::error_code error;
  const auto size = std::filesystem::file_size(path(), error);
  const auto ahead = std::filesystem::file_size(path() + "-wal", error);
  return size + (error ? 0 : ahead);
}

void Book::limit_pages(std::int64_t pages) {
  database_.run(fmt::format("PRAGMA max_page_count = {}", pages));
}

}  // namespace suits
