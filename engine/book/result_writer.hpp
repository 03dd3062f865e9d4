#pragma once

// Writes results into a book while others play on: a thread of its own takes what has come since it
// wrote last and commits it in one go. So a slow disk slows nobody down, and what may be lost is
// what came during one write (and `rest`).

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "engine/book/book.hpp"

namespace suits {

class ResultWriter {
 public:
  /// Between two writes lies at least `rest`. The book is the thread's own until `close`.
  ResultWriter(Book& book, std::int64_t run, std::chrono::milliseconds rest);
  ResultWriter(const ResultWriter&) = delete;
  ResultWriter& operator=(const ResultWriter&) = delete;
  ~ResultWriter();

  /// From any thread. False: a write has failed, and nothing is taken any more.
  bool add(StoredResult result);
  /// Writes what is left and ends the thread; why a write failed, where one did.
  std::optional<BookError> close();

 private:
  void work();

  Book& book_;
  const std::int64_t run_;
  const std::chrono::milliseconds rest_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<StoredResult> waiting_;
  bool closing_ = false;
  std::optional<BookError> error_;
  std::jthread thread_;
};

}  // namespace suits
