#include "engine/book/database.hpp"

#include <sqlite3.h>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/book/book_error.hpp"

namespace suits {
namespace {

constexpr int kPatience = 10'000;  // [ms]

using Trouble = BookError::Kind;

[[noreturn]] void refuse(const std::string& path, int code, const std::string& said) {
  const std::string file = printable(path);
  switch (code & 0xff) {
    case SQLITE_NOTADB:
      throw BookError(Trouble::no_book,
                      fmt::format("{} is no book of runs, but a file of another kind; name another "
                                  "book with --book FILE or SUITS_BOOK",
                                  file));
    case SQLITE_CORRUPT:
      throw BookError(
          Trouble::damaged,
          fmt::format("the book of runs {0} is damaged ({1}); move it away and a new one is begun; "
                      "sqlite3 {0} .recover | sqlite3 FILE saves what can be saved",
                      file, said));
    case SQLITE_FULL:
      throw BookError(
          Trouble::full,
          fmt::format("the disk is full: the book of runs {} cannot grow; make room, or "
                      "forget old runs: suits runs forget --older-than 90 days",
                      file));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw BookError(Trouble::busy,
                      fmt::format("the book of runs {} is kept locked by another program", file));
    default:
      throw BookError(Trouble::barred,
                      fmt::format("the book of runs {} cannot be used: {}", file, said));
  }
}

}  // namespace

void Database::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

Database::Database(std::string path, bool create) : path_(std::move(path)) {
  sqlite3* connection = nullptr;
  const int how = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
  // An absolute or a dotted path: "file:…" and ":memory:" are no names of files to SQLite then.
  const std::string name = path_.starts_with("/") ? path_ : "./" + path_;
  const int code = sqlite3_open_v2(name.c_str(), &connection, how, nullptr);
  connection_.reset(connection);
  if (code != SQLITE_OK)
    refuse(path_, code, connection ? sqlite3_errmsg(connection) : sqlite3_errstr(code));
  sqlite3_busy_timeout(connection, kPatience);
}

void Database::fail() const {
  refuse(path_, sqlite3_extended_errcode(connection_.get()), sqlite3_errmsg(connection_.get()));
}

void Database::run(const std::string& statements) {
  if (sqlite3_exec(connection_.get(), statements.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    fail();
}

std::int64_t Database::number(const std::string& statement) {
  Statement one = prepare(statement);
  return one.step() ? one.number(0) : 0;
}

Statement Database::prepare(std::string_view statement) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v2(connection_.get(), statement.data(),
                                      static_cast<int>(statement.size()), &prepared, nullptr);
  if (code != SQLITE_OK) fail();
  return {*this, prepared};
}

std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(connection_.get()); }
std::int64_t Database::changes() const { return sqlite3_changes64(connection_.get()); }

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::require(int code) const {
  if (code != SQLITE_OK) database_->fail();
}

Statement& Statement::set(int parameter, std::int64_t value) {
  require(sqlite3_bind_int64(statement_.get(), parameter, value));
  return *this;
}

Statement& Statement::set(int parameter, std::string_view text) {
  require(sqlite3_bind_text64(statement_.get(), parameter, text.data(), text.size(),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::set_bytes(int parameter, std::string_view bytes) {
  require(sqlite3_bind_blob64(statement_.get(), parameter, bytes.data(), bytes.size(),
                              SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::set_null(int parameter) {
  require(sqlite3_bind_null(statement_.get(), parameter));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) database_->fail();
  return code == SQLITE_ROW;
}

void Statement::reset() { require(sqlite3_reset(statement_.get())); }

void Statement::finish() {
  while (step()) {
  }
  reset();
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes ? std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)) : "";
}

bool Statement::null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

Transaction::Transaction(Database& database, Aim aim) : database_(database) {
  database_.run(aim == Aim::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    database_.run("ROLLBACK");
  } catch (const BookError&) {
    // A full disk undoes it by itself.
  }
}

void Transaction::commit() {
  database_.run("COMMIT");
  open_ = false;
}

}  // namespace suits
