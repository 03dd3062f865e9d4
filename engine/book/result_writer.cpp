#include "engine/book/result_writer.hpp"

#include <exception>
#include <utility>

namespace suits {
namespace {

constexpr std::size_t kMostWaiting = 4096;  // more are waited for, so that memory stays flat

}  // namespace

ResultWriter::ResultWriter(Book& book, std::int64_t run, std::chrono::milliseconds rest)
    : book_(book), run_(run), rest_(rest), thread_([this] { work(); }) {}

ResultWriter::~ResultWriter() { close(); }

bool ResultWriter::add(StoredResult result) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return error_ || waiting_.size() < kMostWaiting; });
  if (error_) return false;
  waiting_.push_back(std::move(result));
  changed_.notify_all();
  return true;
}

std::optional<BookError> ResultWriter::close() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
  return error_;
}

void ResultWriter::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const std::vector<StoredResult> batch = std::exchange(waiting_, {});
    changed_.notify_all();
    lock.unlock();
    std::optional<BookError> error;
    try {
      book_.add(run_, batch);
    } catch (const BookError& why) {
      error = why;
    } catch (const std::exception& why) {  // out of memory
      error = BookError(BookError::Kind::barred, why.what());
    }
    lock.lock();
    if (error) {
      error_ = std::move(error);
      waiting_.clear();
      changed_.notify_all();
      return;
    }
    changed_.wait_for(lock, rest_, [&] { return closing_ || waiting_.size() >= kMostWaiting; });
  }
}

}  // namespace suits
