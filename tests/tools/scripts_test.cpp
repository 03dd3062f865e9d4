// The scripts that a new user meets first, tried on a checkout with a program of ten lines.

#include <unistd.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "tests/support/catch.hpp"
#include "tests/support/trial_folder.hpp"

namespace {

namespace fs = std::filesystem;

/// A checkout with the real scripts and a small program.
class Checkout : public suits::test::TrialFolder {
 public:
  Checkout() {
    fs::create_directories(at("elsewhere"));
    for (const char* script : {"tools/suits", "tools/setup"}) copy(script);
    write("CMakeLists.txt",
          "cmake_minimum_required(VERSION 3.22)\n"
          "project(fake LANGUAGES C)\n"
          "add_executable(suits engine/program.c)\n");
    write("CMakePresets.json",
          R"({"version": 3, "configurePresets": [{"name": "release", "generator": "Ninja",)"
          R"( "binaryDir": "${sourceDir}/build/release"}]})");
    program("one");
  }

  /// The program prints its version, its arguments and its folder, and exits with 7.
  void program(const std::string& version) const {
    write("engine/program.c",
          "#include <stdio.h>\n#include <unistd.h>\n"
          "int main(int n, char** v) {\n"
          "  char at[4096];\n"
          "  printf(\"" +
              version +
              ":\");\n"
              "  for (int i = 1; i < n; ++i) printf(\" %s\", v[i]);\n"
              "  printf(\" in %s\\n\", getcwd(at, sizeof at));\n"
              "  return 7;\n}\n");
  }
  /// Runs a shell line in the checkout's folder `elsewhere`.
  Outcome shell(const std::string& line) const { return TrialFolder::shell(line, "elsewhere"); }
};

std::string line_of(const Checkout& c, const std::string& version, const std::string& words) {
  return version + ": " + words + " in " + fs::canonical(c.at("elsewhere")).string() + "\n";
}

}  // namespace

TEST_CASE("tools/suits builds the program once, and again when a source changed", "[scripts]") {
  const Checkout checkout;
  auto seen = checkout.shell("../tools/suits run a.yaml");
  CHECK(seen.out == line_of(checkout, "one", "run a.yaml"));
  CHECK(seen.err == "suits: building it, once (some minutes)\n");
  CHECK(seen.code == 7);

  seen = checkout.shell("../tools/suits check");
  CHECK(seen.out == line_of(checkout, "one", "check"));
  CHECK(seen.err.empty());

  // File times may be as coarse as a clock tick of the kernel.
  usleep(50'000);
  checkout.program("two");
  seen = checkout.shell("../tools/suits check");
  CHECK(seen.out == line_of(checkout, "two", "check"));
  CHECK(seen.err.empty());

  usleep(50'000);
  checkout.write("engine/program.c", "this is not C\n");
  seen = checkout.shell("../tools/suits check");
  CHECK(seen.out.empty());
  CHECK(seen.err.find("program.c") != std::string::npos);
  CHECK(seen.err.find("suits: it does not build; the reason is above\n") != std::string::npos);
  CHECK(seen.code == 1);
}

TEST_CASE("tools/suits may be called several times at once on a fresh checkout", "[scripts]") {
  const Checkout checkout;
  const auto seen = checkout.shell("for i in 1 2 3; do ../tools/suits $i & done; wait");
  std::istringstream lines(seen.out);
  int count = 0;
  for (std::string line; std::getline(lines, line);) count += line.rfind("one: ", 0) == 0;
  CHECK(count == 3);
  CHECK(seen.err == "suits: building it, once (some minutes)\n");
}

TEST_CASE("tools/setup prints the line to run where it may not install", "[scripts]") {
  const Checkout checkout;
  // A machine without packages, a user who is not root, a sudo that wants a password.
  checkout.shell(
      "mkdir bin && cd bin && for p in dpkg-query sudo; do printf '#!/bin/sh\\nexit 1\\n' >$p; "
      "done;"
      "printf '#!/bin/sh\\necho 1000\\n' >id; chmod +x *");
  const auto seen = checkout.shell("PATH=\"$PWD/bin:$PATH\" ../tools/setup run");
  CHECK(seen.out.empty());
  CHECK(seen.err.find("\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends "
                      "g++ cmake ninja-build ") != std::string::npos);
  CHECK(seen.code == 1);
}

TEST_CASE("tools/setup installs what is missing, after an update where that is needed",
          "[scripts]") {
  const Checkout checkout;
  checkout.shell(
      "mkdir bin && cd bin &&"
      "printf '#!/bin/sh\\necho 0\\n' >id;"
      "printf '#!/bin/sh\\necho installed g++; exit 1\\n' >dpkg-query;"
      // The lists of packages come with the update.
      "printf '#!/bin/sh\\necho \"$@\" >>../calls\\ncase \"$*\" in *update*) touch ../lists;; "
      "*) test -e ../lists;; esac\\n' >apt-get; chmod +x *");
  const auto seen =
      checkout.shell("PATH=\"$PWD/bin:$PATH\" ../tools/setup run && cut -d' ' -f4-6 ../calls");
  CHECK(seen.out ==
        "install -y --no-install-recommends\nupdate\ninstall -y --no-install-recommends\n");
  CHECK(seen.err.rfind("setup: installing cmake ninja-build pkg-config ", 0) == 0);
  CHECK(seen.code == 0);
}
