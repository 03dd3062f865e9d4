// Files meant to do harm: each must be refused within seconds and bounded memory.

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "engine/scenario/read_scenario.hpp"
#include "engine/scenario/source.hpp"
#include "tests/support/catch.hpp"

namespace suits {
namespace {

/// What is said first of a text; "" where nothing is. Fails where that takes long.
std::string first_error(const std::string& text) {
  const auto before = std::chrono::steady_clock::now();
  Diagnostics d;
  const auto spec = read_scenario({"f.yaml", "", text}, d);
  const std::string shown = d.render("f.yaml", text);
  CHECK(shown.size() < 100'000);
  CHECK(spec.has_value() == d.empty());
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(30));
  return d.empty() ? "" : d.items()[0].message;
}

std::string repeated(const std::string& piece, std::size_t n) {
  std::string out;
  out.reserve(piece.size() * n);
  for (std::size_t i = 0; i < n; ++i) out += piece;
  return out;
}

}  // namespace

TEST_CASE("Aliases that would grow without end are refused") {
  std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c < 'k'; ++c) {
    const std::string before = "*" + std::string(1, static_cast<char>(c - 1));
    bomb += std::string(1, c) + ": &" + c + " [" + repeated(before + ", ", 9) + before + "]\n";
  }
  CHECK(first_error(bomb) == "anchors are not part of the language");
}

TEST_CASE("Deep nesting is refused before it costs anything") {
  for (const std::string piece : {"[", "{a: ", "- ", "? "}) {
    for (const std::size_t depth : {65u, 10'000u, 1'000'000u}) {
      INFO(piece << " " << depth);
      CHECK(!first_error(repeated(piece, depth)).empty());
    }
  }
  CHECK(first_error(repeated("[", 10'000)) == "nested more than 64 levels deep");
}

TEST_CASE("A file of 100 MB is refused without being read") {
  const auto path = std::filesystem::temp_directory_path() /
                    ("suits_large_" + std::to_string(::getpid()) + ".yaml");
  std::ofstream(path).put('a');
  std::filesystem::resize_file(path, 100u << 20);
  Diagnostics d;
  const auto before = std::chrono::steady_clock::now();
  CHECK_FALSE(load_scenario(path.string(), d).has_value());
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::milliseconds(500));
  std::filesystem::remove(path);
  REQUIRE(d.count() == 1);
  CHECK(d.items()[0].message == "the file is larger than 16 MB");
}

TEST_CASE("Texts at the limit of the size end in time") {
  const std::size_t n = 15u << 20;
  CHECK(!first_error(std::string(n, 'a')).empty());
  CHECK(!first_error("name: " + std::string(n, 'a')).empty());
  CHECK(!first_error("name: \"" + std::string(n, 'a')).empty());
  CHECK(!first_error(std::string(n, '\n')).empty());
  CHECK(!first_error(std::string(n, '#')).empty());
  CHECK(!first_error("work: { mail: { who: ae, effort: " + std::string(n, '9') + " h } }").empty());
  CHECK(!first_error("roles: { a: { effort: \"pert(" + repeated("1,", n / 2) + "\" } }").empty());
  CHECK(first_error(std::string(17u << 20, 'a')) == "the file is larger than 16 MB");
}

TEST_CASE("A million mistakes are counted, not told") {
  std::string keys = "suits: 1\n";
  for (int i = 0; i < 200'000; ++i) keys += "k" + std::to_string(i) + ": 1\n";
  CHECK(!first_error(keys).empty());
  CHECK(!first_error("people: [" + repeated("[], ", 200'000) + "[]]").empty());
  CHECK(!first_error("roles: {" + repeated("a: 1, ", 200'000) + "a: 1}").empty());
  CHECK(first_error("notes: [" + repeated("a, ", 2'100'000) + "a]") ==
        "more than 2000000 values in the file");
}

TEST_CASE("Many tiers and maps of them stay cheap") {
  std::string tiers;
  for (int i = 0; i < 20'000; ++i) tiers += "t" + std::to_string(i) + ": {}, ";
  CHECK(!first_error("tiers: {" + tiers + "}\nwork: { m: { effort: {" + tiers + "} } }\n").empty());
}

}  // namespace suits
