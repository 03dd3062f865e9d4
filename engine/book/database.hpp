#pragma once

// SQLite as values: a connection, its statements, a transaction that is undone unless committed.
// Every failure is a BookError that names the file.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace suits {

class Statement;

/// One connection, to be used by one thread at a time.
class Database {
 public:
  /// Opens the file, created where it is not there (`create`). Others are waited for up to 10 s.
  Database(std::string path, bool create);

  const std::string& path() const { return path_; }
  /// Runs statements that answer nothing of interest.
  void run(const std::string& statements);
  /// The one number that a statement answers.
  std::int64_t number(const std::string& statement);
  Statement prepare(std::string_view statement);
  std::int64_t last_id() const;
  /// Rows that the last statement inserted, changed or removed.
  std::int64_t changes() const;
  /// What SQLite said last, as a BookError.
  [[noreturn]] void fail() const;

 private:
  struct Close {
    void operator()(sqlite3* connection) const;
  };
  std::string path_;
  std::unique_ptr<sqlite3, Close> connection_;
};

/// Parameters and columns count from 1 and 0, as in SQLite.
class Statement {
 public:
  Statement(const Database& database, sqlite3_stmt* statement)
      : database_(&database), statement_(statement) {}

  Statement& set(int parameter, std::int64_t value);
  Statement& set(int parameter, std::string_view text);
  Statement& set_bytes(int parameter, std::string_view bytes);
  Statement& set_null(int parameter);
  /// Goes on to the next row; false: there is none.
  bool step();
  /// Back to before its first row, to be run again with other parameters.
  void reset();
  /// Runs it to its end, and back.
  void finish();

  std::int64_t number(int column) const;
  /// Text or bytes; "" where it is null.
  std::string text(int column) const;
  bool null(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  void require(int code) const;
  const Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// Sees one state of the file from its first look on. To write, it takes the right to do so at
/// once, so that it cannot fail for want of it later.
class Transaction {
 public:
  enum class Aim { write, read };
  explicit Transaction(Database& database, Aim aim = Aim::write);
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace suits
