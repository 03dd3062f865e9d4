#include "engine/scenario/source.hpp"

#include <filesystem>
#include <fstream>

#include <unistd.h>

#include "tests/support/catch.hpp"

namespace suits {
namespace {

namespace fs = std::filesystem;

/// A folder that goes away again, with a scenario's folder in it and a secret beside that.
struct Folder {
  fs::path root = fs::temp_directory_path() / ("suits_source_" + std::to_string(::getpid()));
  fs::path home = root / "home";
  Folder() {
    fs::create_directories(home / "tables");
    std::ofstream(root / "secret.csv") << "1\n";
    std::ofstream(home / "waits.csv") << "2\n";
    std::ofstream(home / "tables" / "more.csv") << "3\n";
  }
  ~Folder() { fs::remove_all(root); }
};

}  // namespace

TEST_CASE("Tables are read from the scenario's folder and from nowhere else") {
  const Folder folder;
  fs::create_symlink(folder.root / "secret.csv", folder.home / "link.csv");
  fs::create_directory_symlink(folder.root, folder.home / "up");
  fs::create_symlink("waits.csv", folder.home / "inside.csv");
  const ReadData read = data_beside(folder.home.string());
  CHECK(read("waits.csv").text == "2\n");
  CHECK(read("tables/more.csv").text == "3\n");
  CHECK(read("inside.csv").text == "2\n");
  const std::string outside = ": a file must lie in the scenario's folder";
  CHECK(read("../secret.csv").error == "../secret.csv" + outside);
  CHECK(read("tables/../../secret.csv").error == "tables/../../secret.csv" + outside);
  CHECK(read("/etc/passwd").error == "/etc/passwd" + outside);
  CHECK(read("link.csv").error == "link.csv" + outside);
  CHECK(read("up/secret.csv").error == "up/secret.csv" + outside);
  CHECK(read("none.csv").error == "none.csv: there is no such file");
  CHECK(read("tables").error == "tables: this is not a plain file");
  CHECK_FALSE(read("").text.has_value());
}

TEST_CASE("A scenario's file is read with its folder, or not at all") {
  const Folder folder;
  Diagnostics d;
  const auto text = load_scenario((folder.home / "waits.csv").string(), d);
  REQUIRE(text.has_value());
  CHECK(text->text == "2\n");
  CHECK(text->folder == folder.home.string());
  CHECK_FALSE(load_scenario((folder.home / "none.yaml").string(), d).has_value());
  CHECK_FALSE(load_scenario(folder.home.string(), d).has_value());
  CHECK(d.count() == 2);
}

}  // namespace suits
