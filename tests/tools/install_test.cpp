// The README's example of the library, as a user would build it: installed, found, linked, run.

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/trial_folder.hpp"

namespace {

namespace fs = std::filesystem;

/// The first block of a language in the README.
std::string block(const std::string& language) {
  std::ifstream file(suits::source_dir() + "/README.md");
  std::stringstream text;
  text << file.rdbuf();
  const std::string all = text.str(), fence = "```" + language + "\n";
  const std::size_t from = all.find(fence);
  REQUIRE(from != std::string::npos);
  const std::size_t begin = from + fence.size();
  return all.substr(begin, all.find("```", begin) - begin);
}

}  // namespace

// What the sanitizers build links only with their own run time.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

TEST_CASE("The README's program finds the installed library, and plays a scenario", "[scripts]") {
  const suits::test::TrialFolder folder;
  const std::string build = fs::path(suits::program_path()).parent_path().string();
  auto seen = folder.shell("cmake --install '" + build + "' --prefix installed");
  CAPTURE(seen.out, seen.err);
  REQUIRE(seen.code == 0);
  folder.write("busy.cpp", block("cpp"));
  folder.write("CMakeLists.txt",
               "cmake_minimum_required(VERSION 3.22)\nproject(busy LANGUAGES CXX)\n"
               "set(CMAKE_CXX_STANDARD 20)\n" +
                   block("cmake"));
  seen = folder.shell(
      "cmake -B build -G Ninja -DCMAKE_PREFIX_PATH=\"$PWD/installed\" && cmake --build build");
  CAPTURE(seen.out, seen.err);
  REQUIRE(seen.code == 0);
  const std::string scenario = suits::source_dir() + "/bench/scenarios/mm1.yaml";
  seen = folder.shell("build/busy '" + scenario + "'");
  CHECK(seen.code == 0);
  CHECK(seen.out == "server: 89.9 % busy\n");
  CHECK(folder.shell("installed/bin/suits --version").code == 0);
  CHECK(folder.shell("build/busy missing.yaml").code == 2);
}

#endif
