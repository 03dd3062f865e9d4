#include "engine/book/layout.hpp"

#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/book/book.hpp"

namespace suits {
namespace {

constexpr std::int64_t kStamp = 0x53554954;  // "SUIT"

/// Texts are kept once: a scenario that is played a hundred times is the same text.
constexpr const char* kTables = R"(
CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  command TEXT NOT NULL,
  plan TEXT NOT NULL,
  scenario TEXT NOT NULL,
  seed INTEGER NOT NULL,
  points INTEGER NOT NULL,
  replications INTEGER NOT NULL,
  program TEXT NOT NULL,
  begun INTEGER NOT NULL,
  ended INTEGER,
  state INTEGER NOT NULL,
  headline TEXT NOT NULL DEFAULT ''
);
CREATE TABLE argument (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  place INTEGER NOT NULL,
  word TEXT NOT NULL,
  PRIMARY KEY (run, place)
) WITHOUT ROWID;
CREATE TABLE text (id INTEGER PRIMARY KEY, digest INTEGER NOT NULL, body BLOB NOT NULL);
CREATE INDEX text_digest ON text (digest);
CREATE TABLE file (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  text INTEGER NOT NULL REFERENCES text,
  PRIMARY KEY (run, place)
) WITHOUT ROWID;
CREATE INDEX file_text ON file (text);
CREATE TABLE figure (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  place INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (run, place)
) WITHOUT ROWID;
CREATE TABLE result (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  point INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  history INTEGER NOT NULL,
  pairs BLOB NOT NULL,
  rest BLOB NOT NULL DEFAULT x'',
  PRIMARY KEY (run, point, replication)
) WITHOUT ROWID;
CREATE TABLE report (
  run INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE,
  screen TEXT NOT NULL,
  json TEXT NOT NULL
);
)";

/// SQLite does not wait for others while it changes this mode, so we do.
void write_ahead(Database& database) {
  for (int tries = 0;; ++tries) {
    try {
      database.run("PRAGMA journal_mode = WAL");
      return;
    } catch (const BookError& error) {
      if (error.kind != BookError::Kind::busy || tries >= 200) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
}

/// Whether it is a book; false: an empty file. Requires: a transaction, as somebody else may be
/// about to make it one.
bool is_book(Database& database) {
  const std::int64_t stamp = database.number("PRAGMA application_id");
  if (stamp == kStamp) return true;
  if (stamp == 0 && database.number("SELECT count(*) FROM sqlite_schema") == 0) return false;
  throw BookError(BookError::Kind::no_book,
                  fmt::format("{} is a database of another program, no book of runs; name another "
                              "book with --book FILE or SUITS_BOOK",
                              printable(database.path())));
}

bool looks_like_book(Database& database) {
  const Transaction look(database, Transaction::Aim::read);
  return is_book(database);
}

/// What an earlier layout lacks is added; what is there stays.
void bring_up(Database& database) {
  if (database.number("PRAGMA user_version") != 1) return;
  Transaction transaction(database);
  if (database.number("PRAGMA user_version") == 1)  // nobody was quicker
    database.run(
        "ALTER TABLE result ADD COLUMN rest BLOB NOT NULL DEFAULT x''; PRAGMA user_version = 2");
  transaction.commit();
}

void require_version(Database& database) {
  const std::int64_t version = database.number("PRAGMA user_version");
  if (version == kBookVersion) return;
  throw BookError(BookError::Kind::newer,
                  fmt::format("the book of runs {} is of a newer version of suits (layout {}; this "
                              "program knows {}): use that one, or name another book with --book "
                              "FILE or SUITS_BOOK",
                              printable(database.path()), version, kBookVersion));
}

}  // namespace

void lay_out(Database& database) {
  if (!looks_like_book(database)) {
    database.run("PRAGMA auto_vacuum = INCREMENTAL");
    write_ahead(database);
    Transaction transaction(database);
    if (!is_book(database)) {  // nobody was quicker
      database.run(kTables);
      database.run(fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", kStamp,
                               kBookVersion));
    }
    transaction.commit();
  }
  bring_up(database);
  require_version(database);
  database.run("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF");
}

}  // namespace suits
