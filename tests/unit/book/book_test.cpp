// The book of runs as one process sees it, and as two do.

#include "engine/book/book.hpp"

#include <fstream>
#include <limits>
#include <thread>
#include <vector>

#include "engine/book/result_writer.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/tools/program.hpp"

using namespace suits;
using suits::test::Folder;

namespace {

RunHeading heading(const std::string& text = "suits: 1\n") {
  RunHeading h;
  h.command = "run";
  h.arguments = {"agency.yaml", "--seed", "7"};
  h.plan = "seed 7, replications 3";
  h.files = {{"agency.yaml", text}, {"jobs.csv", std::string("a,b\0c\n", 6)}};
  h.figures = {"mail.turnaround", "mail.on_time", "busy"};
  h.seed = 0xFFFF'FFFF'FFFF'FFFFu;
  h.replications = 3;
  h.program = "0.1.0";
  return h;
}

StoredResult result(std::uint32_t point, std::uint32_t replication) {
  return {point,
          replication,
          0x8000'0000'0000'0001u + replication,
          {{0.1 * replication, 3, false}, {0, 1, true}, {-0.0, 1e-300, false}}};
}

/// What it takes to refuse a book; "" where it opens.
std::string refusal(const std::string& path) {
  try {
    Book(path).list();
    return "";
  } catch (const BookError& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("A book gives back what was written, to the bit", "[book]") {
  const Folder folder;
  const std::string path = folder.path("runs.db");
  {
    Book book(path);
    CHECK(book.begin(heading()) == 1);
    book.add(1, std::vector{result(1, 0), result(0, 1)});
    book.add(1, std::vector{result(0, 0)});
    book.finish(1, {"Nobody is late.", "the screen\n", "{\"a\":1}"});
  }
  Book book(path);
  const auto entries = book.list();
  REQUIRE(entries.size() == 1);
  const RunEntry& entry = entries[0];
  CHECK(entry.command == "run");
  CHECK(entry.arguments == heading().arguments);
  CHECK(entry.plan == heading().plan);
  CHECK(entry.scenario == "agency.yaml");
  CHECK(entry.seed == heading().seed);
  CHECK(entry.played == 3);
  CHECK(entry.state == RunState::done);
  CHECK(entry.headline == "Nobody is late.");
  REQUIRE(entry.ended);
  CHECK(*entry.ended >= entry.begun);
  CHECK(book.results(1) == std::vector{result(0, 0), result(0, 1), result(1, 0)});
  CHECK(std::signbit(book.results(1)[0].pairs[2].y));
  REQUIRE(book.report(1));
  CHECK(book.report(1)->screen == "the screen\n");
  CHECK(book.report(1)->json == "{\"a\":1}");
  CHECK(book.figures(1) == heading().figures);
  const auto files = book.files(1);
  REQUIRE(files.size() == 2);
  CHECK(files[1].name == "jobs.csv");
  CHECK(files[1].text == heading().files[1].text);
  CHECK_FALSE(book.find(2));
  book.check();
}

TEST_CASE("A run whose process is gone is interrupted, and can be taken up by one", "[book]") {
  const Folder folder;
  const std::string path = folder.path("runs.db");
  auto first = std::make_unique<Book>(path);
  first->begin(heading());
  first->add(1, std::vector{result(0, 0)});
  Book second(path);
  CHECK(second.find(1)->state == RunState::running);
  CHECK_FALSE(second.find_interrupted(heading()));
  CHECK_FALSE(second.take_up(1));
  first.reset();
  CHECK(second.find(1)->state == RunState::interrupted);
  REQUIRE(second.find_interrupted(heading()));
  CHECK_FALSE(second.find_interrupted(heading("suits: 1 # another text\n")));
  RunHeading other = heading();
  other.plan = "seed 8, replications 3";
  CHECK_FALSE(second.find_interrupted(other));
  CHECK(second.take_up(1));
  CHECK_FALSE(Book(path).take_up(1));
  CHECK(Book(path).find(1)->state == RunState::running);
  second.finish(1, {"", "", ""});
  CHECK_FALSE(Book(path).take_up(1));
  CHECK(Book(path).find(1)->state == RunState::done);
}

TEST_CASE("A text is kept once, and goes with the last run that played it", "[book]") {
  const Folder folder;
  Book book(folder.path("runs.db"));
  const std::string text(1'000'000, 'x');
  for (int i = 0; i < 20; ++i) {
    const std::int64_t id = book.begin(heading(text));
    book.fail(id, "no such step");
  }
  CHECK(book.find(20)->state == RunState::failed);
  CHECK(book.find(20)->headline == "no such step");
  CHECK(book.bytes() < 6'000'000);
  for (int id = 1; id < 20; ++id) CHECK(book.forget(id));
  CHECK(book.files(20)[0].text == text);
  CHECK(book.forget(20));
  CHECK_FALSE(book.forget(20));
  Database raw(folder.path("runs.db"), false);
  CHECK(raw.number("SELECT count(*) FROM text") == 0);
  CHECK(raw.number("SELECT count(*) FROM argument") == 0);
  CHECK(raw.number("PRAGMA freelist_count") == 0);
  CHECK(book.begin(heading()) == 21);  // numbers are never given again
}

TEST_CASE("What is no book of ours is refused by name, and left alone", "[book]") {
  const Folder folder;
  const std::string text = folder.file("notes.txt", std::string(5000, 'n'));
  CHECK(refusal(text) == text +
                             " is no book of runs, but a file of another kind; name another book "
                             "with --book FILE or SUITS_BOOK");
  CHECK(suits::test::text_of(text) == std::string(5000, 'n'));

  const std::string other = folder.path("other.db");
  Database(other, true).run("CREATE TABLE t (a)");
  CHECK(refusal(other) == other +
                              " is a database of another program, no book of runs; name another "
                              "book with --book FILE or SUITS_BOOK");

  const std::string newer = folder.path("newer.db");
  Book{newer};
  Database(newer, false).run("PRAGMA user_version = 7");
  CHECK(refusal(newer) ==
        "the book of runs " + newer +
            " is of a newer version of suits (layout 7; this program knows 2): use "
            "that one, or name another book with --book FILE or SUITS_BOOK");

  CHECK(refusal(folder.path("no/such/runs.db")) ==
        "the book of runs " + folder.path("no/such/runs.db") +
            " cannot be used: unable to open database file");
  CHECK(refusal(folder.file("empty.db", "")) == "");
}

TEST_CASE("A book of the layout before is brought up, and keeps what it has", "[book]") {
  const Folder folder;
  const std::string path = folder.path("runs.db");
  std::int64_t id = 0;
  {
    Book book(path);
    id = book.begin(heading());
    const StoredResult old = result(0, 1);
    book.add(id, std::span(&old, 1));
  }
  Database(path, false).run("ALTER TABLE result DROP COLUMN rest; PRAGMA user_version = 1");
  Book book(path);
  CHECK(book.results(id) == std::vector<StoredResult>{result(0, 1)});
  StoredResult whole = result(0, 2);
  whole.rest = std::string("\0more", 5);
  book.add(id, std::span(&whole, 1));
  CHECK(book.results(id) == std::vector<StoredResult>{result(0, 1), whole});
  CHECK(Database(path, false).number("PRAGMA user_version") == suits::kBookVersion);
}

TEST_CASE("A damaged book says so", "[book]") {
  const Folder folder;
  const std::string path = folder.path("runs.db");
  {
    Book book(path);
    const std::int64_t id = book.begin(heading(std::string(100'000, 'y')));
    for (std::uint32_t r = 0; r < 500; ++r) book.add(id, std::vector{result(0, r)});
    Database(path, false).run("PRAGMA wal_checkpoint(TRUNCATE)");
  }
  {
    std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
    for (int page = 1; page < 20; ++page) {
      file.seekp(page * 4096);
      file << std::string(200, '\xee');
    }
  }
  try {
    Book book(path);
    book.check();
    FAIL("nobody noticed");
  } catch (const BookError& error) {
    CHECK(error.kind == BookError::Kind::damaged);
    const std::string what = error.what();
    CHECK(what.find("the book of runs " + path + " is damaged (") == 0);
    CHECK(what.find("move it away and a new one is begun; sqlite3 " + path + " .recover") !=
          std::string::npos);
  }
}

TEST_CASE("On a full disk what was committed stays, and the rest is refused", "[book]") {
  const Folder folder;
  const std::string path = folder.path("runs.db");
  std::size_t taken = 0;
  {
    Book book(path);
    const std::int64_t id = book.begin(heading());
    book.limit_pages(30);
    try {
      for (; taken < 100'000; ++taken)
        book.add(id, std::vector{result(0, static_cast<std::uint32_t>(taken))});
    } catch (const BookError& error) {
      CHECK(error.kind == BookError::Kind::full);
    }
    ResultWriter writer(book, id, std::chrono::milliseconds(0));
    for (std::uint32_t r = 0; r < 10'000 && writer.add(result(1, r)); ++r) {
    }
    const auto error = writer.close();
    REQUIRE(error);
    CHECK(error->kind == BookError::Kind::full);
    CHECK(std::string(error->what()).find("the disk is full: the book of runs " + path) == 0);
    CHECK_FALSE(writer.add(result(2, 0)));
  }
  Book book(path);
  book.check();
  const auto kept = book.results(1);
  CHECK(taken > 100);
  REQUIRE(kept.size() == taken);
  for (std::uint32_t r = 0; r < taken; ++r) CHECK(kept[r] == result(0, r));
  CHECK(book.find(1)->state == RunState::interrupted);
}

TEST_CASE("A writer writes everything, in whatever batches", "[book]") {
  const Folder folder;
  Book book(folder.path("runs.db"));
  const std::int64_t id = book.begin(heading());
  ResultWriter writer(book, id, std::chrono::milliseconds(20));
  for (std::uint32_t r = 0; r < 10'000; ++r) REQUIRE(writer.add(result(0, r)));
  CHECK_FALSE(writer.close());
  CHECK(book.find(id)->played == 10'000);
}

TEST_CASE("Several at once begin one book and all write into it", "[book]") {
  const Folder folder;
  const std::string path = folder.path("runs.db");
  std::vector<std::string> wrong(6);
  {
    std::vector<std::jthread> crowd;
    for (std::size_t t = 0; t < wrong.size(); ++t)
      crowd.emplace_back([&, t] {
        try {
          Book book(path);
          const std::int64_t id = book.begin(heading(std::string(t + 1, 'z')));
          for (std::uint32_t r = 0; r < 50; ++r) book.add(id, std::vector{result(0, r)});
          book.finish(id, {std::to_string(t), "", ""});
        } catch (const BookError& error) {
          wrong[t] = error.what();
        }
      });
  }
  CHECK(wrong == std::vector<std::string>(6));
  Book book(path);
  book.check();
  const auto entries = book.list();
  REQUIRE(entries.size() == 6);
  for (const RunEntry& entry : entries) {
    CHECK(entry.played == 50);
    CHECK(entry.state == RunState::done);
    CHECK(std::to_string(book.files(entry.id)[0].text.size() - 1) == entry.headline);
  }
}
