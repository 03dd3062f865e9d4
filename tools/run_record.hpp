#pragma once

// What a command writes into the book of runs while it works. The book never changes a result:
// where it cannot be written that is said on `err`, once, and the command goes on without it.

#include <memory>
#include <optional>
#include <string>

#include "engine/analysis/experiment.hpp"
#include "engine/analysis/response.hpp"
#include "engine/book/book.hpp"
#include "engine/book/result_writer.hpp"
#include "tools/options.hpp"
#include "tools/tool.hpp"

namespace suits {

/// --book FILE and --no-record: the flags of every command that records.
inline const Flag kBookFlag{"book", true}, kNoRecordFlag{"no-record", false};

/// The book that --book names, else SUITS_BOOK, else runs.db in the user's folder for such things
/// (XDG Base Directory Specification: $XDG_STATE_HOME, or ~/.local/state). "" where there is no
/// such folder.
std::string book_path(const Options& options);

class RunRecord {
 public:
  /// Begins a line, unless --no-record. Throws UsageError where --book names what is no book: that
  /// is refused before the work. `outlives` as in Book; with `power` results are written at once,
  /// else some ten times a second.
  RunRecord(const Options& options, const RunHeading& heading, Book::Outlives outlives,
            const Console& console);
  /// Takes up an interrupted run; another process may have been quicker, then it begins a line.
  RunRecord(const Options& options, const RunHeading& heading, Book::Outlives outlives,
            const Console& console, std::optional<std::int64_t> interrupted);
  RunRecord(const RunRecord&) = delete;
  RunRecord& operator=(const RunRecord&) = delete;

  /// From any thread, one call at a time.
  void add(StoredResult result);
  void done(const StoredReport& report);
  void failed(const std::string& why);
  /// Nothing where it is not recorded.
  std::optional<std::int64_t> id() const { return id_; }

 private:
  template <class Closing>
  void close(const Closing& closing);
  void give_up(const BookError& error);

  const Console& console_;
  std::unique_ptr<Book> book_;
  std::optional<std::int64_t> id_;
  std::unique_ptr<ResultWriter> writer_;
  bool given_up_ = false;
};

/// A run that was interrupted, with what is kept of it.
struct InterruptedRun {
  RunEntry entry;
  std::vector<StoredResult> results;
};
/// The last one of this heading in the options' book; nothing where there is none, or no book that
/// can be read, or nothing is to be recorded.
std::optional<InterruptedRun> find_interrupted(const Options& options, const RunHeading& heading);

/// A replication as the book keeps it: the pairs of these responses.
StoredResult stored(std::uint32_t point, const FoldedReplication& replication,
                    const std::vector<Response>& responses);
std::vector<std::string> names_of(const std::vector<Response>& responses);

}  // namespace suits
