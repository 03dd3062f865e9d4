#include "tools/run_record.hpp"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"

namespace suits {
namespace {

namespace fs = std::filesystem;

/// The folder of an environment variable; "" where it is not set to an absolute one.
std::string folder_of(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && value[0] == '/' ? value : "";
}

/// The user's folder of state, made where it is not there.
std::string state_folder() {
  std::string base = folder_of("XDG_STATE_HOME");
  if (base.empty()) {
    const std::string home = folder_of("HOME");
    if (home.empty()) return "";
    base = home + "/.local/state";
  }
  return base + "/suits";
}

void make_folder(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  std::error_code error;
  if (folder.empty() || fs::exists(folder, error)) return;
  if (folder == state_folder() && fs::create_directories(folder, error))
    fs::permissions(folder, fs::perms::owner_all, error);  // scenarios are nobody else's business
  if (!fs::exists(folder, error))
    throw BookError(BookError::Kind::barred,
                    fmt::format("the book of runs {} cannot be begun: there is no folder {}",
                                printable(path), printable(folder.string())));
}

std::chrono::milliseconds rest_of(Book::Outlives outlives) {
  return std::chrono::milliseconds(outlives == Book::Outlives::power ? 0 : 100);
}

}  // namespace

std::string book_path(const Options& options) {
  if (options.has("book")) {
    const std::string path = options.text("book", "");
    if (path.empty()) throw UsageError("--book needs the name of a file");
    return path;
  }
  const char* named = std::getenv("SUITS_BOOK");
  if (named != nullptr && *named != '\0') return named;
  const std::string folder = state_folder();
  return folder.empty() ? "" : folder + "/runs.db";
}

RunRecord::RunRecord(const Options& options, const RunHeading& heading, Book::Outlives outlives,
                     const Console& console)
    : RunRecord(options, heading, outlives, console, std::nullopt) {}

RunRecord::RunRecord(const Options& options, const RunHeading& heading, Book::Outlives outlives,
                     const Console& console, std::optional<std::int64_t> interrupted)
    : console_(console) {
  if (options.has("no-record")) {
    if (options.has("book"))
      throw UsageError("--book and --no-record do not go together: one names where it is recorded");
    return;
  }
  try {
    const std::string path = book_path(options);
    if (path.empty())
      throw BookError(BookError::Kind::barred,
                      "there is no folder for the book of runs, as HOME is not set; --book FILE "
                      "names one, --no-record does without");
    make_folder(path);
    book_ = std::make_unique<Book>(path, outlives);
    id_ = interrupted && book_->take_up(*interrupted) ? *interrupted : book_->begin(heading);
    writer_ = std::make_unique<ResultWriter>(*book_, *id_, rest_of(outlives));
  } catch (const BookError& error) {
    if (options.has("book")) throw UsageError(error.what());
    give_up(error);
  }
}

void RunRecord::give_up(const BookError& error) {
  given_up_ = true;
  id_.reset();
  console_.err << fmt::format("suits: this run is not recorded, its results are whole: {}\n",
                              error.what());
}

void RunRecord::add(StoredResult result) {
  if (!writer_ || given_up_ || writer_->add(std::move(result))) return;
  give_up(*writer_->close());
}

template <class Closing>
void RunRecord::close(const Closing& closing) {
  if (!writer_ || given_up_) return;
  if (const auto error = writer_->close()) return give_up(*error);
  try {
    closing();
  } catch (const BookError& error) {
    give_up(error);
  }
}

void RunRecord::done(const StoredReport& report) {
  close([&] { book_->finish(*id_, report); });
}

void RunRecord::failed(const std::string& why) {
  close([&] { book_->fail(*id_, why); });
}

std::optional<InterruptedRun> find_interrupted(const Options& options, const RunHeading& heading) {
  if (options.has("no-record")) return std::nullopt;
  try {
    const std::string path = book_path(options);
    if (path.empty() || !Book::exists(path)) return std::nullopt;
    Book book(path);
    const auto entry = book.find_interrupted(heading);
    if (!entry) return std::nullopt;
    return InterruptedRun{*entry, book.results(entry->id)};
  } catch (const BookError&) {
    return std::nullopt;  // RunRecord says why
  }
}

StoredResult stored(std::uint32_t point, const FoldedReplication& replication,
                    const std::vector<Response>& responses) {
  StoredResult result{point, replication.replication, replication.history, {}};
  for (const Response& response : responses) {
    const Sample& sample = replication.samples[response.index];
    result.pairs.push_back({sample.y, sample.x, sample.missing});
  }
  return result;
}

std::vector<std::string> names_of(const std::vector<Response>& responses) {
  std::vector<std::string> names;
  for (const Response& response : responses) names.push_back(response.name);
  return names;
}

}  // namespace suits
