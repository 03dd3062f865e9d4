// The arithmetic of the guard of the hot path, on budgets and counts written by hand.

#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"

namespace {

namespace fs = std::filesystem;

class Guard {
 public:
  Guard() {
    std::string pattern = (fs::temp_directory_path() / "suits guard.XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    folder_ = pattern;
  }
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;
  ~Guard() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  struct Outcome {
    int code;
    std::string out;
  };
  Outcome compare(const std::string& budget, const std::string& measured) const {
    write("budget", budget);
    write("measured", measured);
    return run("compare '" + at("budget") + "' '" + at("measured") + "'");
  }
  Outcome read(const std::string& callgrind) const {
    write("callgrind", callgrind);
    return run("read '" + at("callgrind") + "'");
  }

 private:
  std::string at(const std::string& name) const { return (folder_ / name).string(); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  Outcome run(const std::string& words) const {
    const std::string guard = (fs::path(suits::source_dir()) / "bench" / "guard.py").string();
    const std::string command =
        "python3 '" + guard + "' " + words + " >'" + at("out") + "' 2>&1 </dev/null";
    const int status = std::system(command.c_str());
    std::ostringstream text;
    text << std::ifstream(folder_ / "out").rdbuf();
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text.str()};
  }
  fs::path folder_;
};

/// An entry of one workload: instructions, level-1 misses, last-level misses, mispredictions of two
/// functions.
std::string entry(const std::string& match, const std::string& draw, const std::string& total) {
  return R"({"workloads": {"mm1": {"total": [)" + total + R"(], "functions": {"match": [)" + match +
         R"(], "draw": [)" + draw + "]}}}}";
}
std::string ratios(const std::string& machine, const std::string& ratio) {
  return R"({"workloads": {}, "ratios": {"machine": ")" + machine + R"(", "mm1": )" + ratio + "}}";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// 1,000,000 instructions, 1,000 misses at 10 cycles, 10 at 100, 2,000 mispredictions at 10:
// 1,031,000 cycles.
const std::string kBudget =
    entry("600000, 1000, 10, 2000", "400000, 0, 0, 0", "1000000, 1000, 10, 2000");

}  // namespace

TEST_CASE("More than 5 % more instructions fail, and the function that grew is named", "[guard]") {
  const Guard guard;
  // 50,000 more are 5.0 %: the last that are within the budget.
  auto seen = guard.compare(
      kBudget, entry("650000, 1000, 10, 2000", "400000, 0, 0, 0", "1050000, 1000, 10, 2000"));
  CHECK(seen.code == 0);
  seen = guard.compare(
      kBudget, entry("652000, 1000, 10, 2000", "399000, 0, 0, 0", "1051000, 1000, 10, 2000"));
  CHECK(seen.code == 1);
  CHECK(has(seen.out,
            "mm1: +5.1 % instructions, more than 5 %; what grew:\n"
            "    match: 600,000 -> 652,000 (+8.7 %)\n"));
  CHECK_FALSE(has(seen.out, "    draw:"));
}

TEST_CASE("A function that the budget does not know is named as new", "[guard]") {
  const Guard guard;
  const auto seen = guard.compare(
      kBudget, R"({"workloads": {"mm1": {"total": [1100000, 1000, 10, 2000], "functions":
               {"match": [600000, 1000, 10, 2000], "draw": [400000, 0, 0, 0],
                "spin": [100000, 0, 0, 0]}}}})");
  CHECK(seen.code == 1);
  CHECK(has(seen.out, "    spin: 0 -> 100,000 (new)\n"));
}

TEST_CASE("Misses and mispredictions fail where they are felt", "[guard]") {
  const Guard guard;
  // 1,200 more mispredictions are 60 %, and 12,000 cycles of 1,031,000: 1.2 %.
  auto seen = guard.compare(
      kBudget, entry("600000, 1000, 10, 3200", "400000, 0, 0, 0", "1000000, 1000, 10, 3200"));
  CHECK(seen.code == 1);
  CHECK(has(seen.out,
            "mm1: +60.0 % mispredictions, more than 15 %; what grew:\n"
            "    match: 2,000 -> 3,200 (+60.0 %)\n"));
  // 1,000 more are 50 %, but 1.0 % less a little.
  seen = guard.compare(
      kBudget, entry("600000, 1000, 10, 3000", "400000, 0, 0, 0", "1000000, 1000, 10, 3000"));
  CHECK(seen.code == 0);
  // Together with instructions they are cycles: 4 % more instructions, and 4,500 more misses of
  // the first level (85,000 cycles, 8.2 %).
  seen = guard.compare(
      kBudget, entry("640000, 5500, 10, 2000", "400000, 0, 0, 0", "1040000, 5500, 10, 2000"));
  CHECK(seen.code == 1);
  CHECK(has(seen.out, "mm1: +8.2 % cycles, more than 8 %"));
  CHECK_FALSE(has(seen.out, "% instructions, more"));
}

TEST_CASE("Fewer instructions pass, with a word on keeping them", "[guard]") {
  const Guard guard;
  const auto seen = guard.compare(
      kBudget, entry("500000, 1000, 10, 2000", "400000, 0, 0, 0", "900000, 1000, 10, 2000"));
  CHECK(seen.code == 0);
  CHECK(has(seen.out, "mm1: faster than its budget"));
}

TEST_CASE("A workload that only one side knows fails", "[guard]") {
  const Guard guard;
  const std::string none = R"({"workloads": {}})";
  auto seen = guard.compare(none, kBudget);
  CHECK(seen.code == 1);
  CHECK(has(seen.out, "mm1: not in the budget"));
  seen = guard.compare(kBudget, none);
  CHECK(seen.code == 1);
  CHECK(has(seen.out, "mm1: in the budget, but was not played"));
}

TEST_CASE("Ratios to the loops have room for noise, and more on another machine", "[guard]") {
  const Guard guard;
  CHECK(guard.compare(ratios("A", "2.0"), ratios("A", "2.15")).code == 0);  // 7.5 %
  auto seen = guard.compare(ratios("A", "2.0"), ratios("A", "2.18"));       // 9 %
  CHECK(seen.code == 1);
  CHECK(has(seen.out,
            "mm1: 2.18 times the loop written by hand, budget 2.00 (+9.0 %), more than 8 %"));
  CHECK(guard.compare(ratios("A", "2.0"), ratios("B", "2.48")).code == 0);  // 24 %
  CHECK(guard.compare(ratios("A", "2.0"), ratios("B", "2.52")).code == 1);  // 26 %
}

TEST_CASE("The counts of callgrind are a function's own, under its short name", "[guard]") {
  const Guard guard;
  const auto seen = guard.read(R"(# callgrind format
version: 1
positions: line
events: Ir Dr Dw I1mr D1mr D1mw ILmr DLmr DLmw Bc Bcm Bi Bim

fn=(1) suits::Replication::match()
10 1000 0 0 1 2 3 4 5 6 0 7 0 8
+2 100
cfn=(2) void suits::WaitingQueue::look<suits::match()::{lambda(unsigned long)#1}>(suits::Duration) const [clone .isra.0]
calls=3 20
* 99999 0 0 9 9 9 9 9 9 9 9 9 9

fn=(2)
20 400 0 0 1

fn=(3) suits::run(int)::{lambda(auto:1 const&)#2}::operator()(int) const
5 30

fn=(4) (anonymous namespace)::sum'2
5 20
fn=(1)
12 50

totals: 1600
)");
  CHECK(seen.code == 0);
  // match: 1,000 + 100 + 50; 1 + 2 + 3 misses; 4 + 5 + 6; 7 + 8. What it calls counts for itself.
  CHECK(seen.out ==
        "{\n \"total\": [1600, 7, 15, 15],\n \"functions\": {\n"
        "  \"Replication::match\": [1150, 6, 15, 15],\n"
        "  \"WaitingQueue::look\": [400, 1, 0, 0],\n"
        "  \"run::lambda::operator()\": [30, 0, 0, 0],\n"
        "  \"sum\": [20, 0, 0, 0]\n }\n}\n");
}
