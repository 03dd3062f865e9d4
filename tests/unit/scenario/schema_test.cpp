#include "engine/scenario/schema.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include "engine/scenario/read_scenario.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/paths.hpp"
#include "tests/unit/scenario/yaml_json.hpp"

namespace suits {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

nlohmann::json json_of(const std::string& text) {
  Diagnostics d;
  const auto root = read_document(text, d);
  REQUIRE(root.has_value());
  return to_json(*root);
}

class Schema {
 public:
  Schema() {
    const nlohmann::json json = nlohmann::json::parse(scenario_schema().dump());
    valijson::adapters::NlohmannJsonAdapter adapter(json);
    valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(adapter, schema_);
  }
  /// "" where the scenario is right, else the first complaint.
  std::string complaint(const nlohmann::json& scenario) const {
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::adapters::NlohmannJsonAdapter target(scenario);
    valijson::ValidationResults results;
    if (validator.validate(schema_, target, &results)) return "";
    valijson::ValidationResults::Error error;
    results.popError(error);
    std::string out;
    for (const std::string& part : error.context) out += part;
    return out + ": " + error.description;
  }

 private:
  valijson::Schema schema_;
};

const std::string kFolder = suits::source_dir() + "/tests/unit/scenario/";

/// The paths of the keys that a document uses, `*` for the user's names, as far as the language
/// knows them; lists, tiers and levels add nothing.
void collect(const nlohmann::json& json, const std::string& path,
             const std::set<std::string>& known, std::set<std::string>& used) {
  if (json.is_array()) {
    for (const auto& item : json) collect(item, path, known, used);
  }
  if (!json.is_object()) return;
  const std::string before = path.empty() ? "" : path + ".";
  for (const auto& [key, value] : json.items()) {
    if (known.count(before + key) > 0) {
      used.insert(before + key);
      collect(value, before + key, known, used);
      continue;
    }
    collect(value, before + "*", known, used);  // a name of the user's …
    collect(value, path, known, used);          // … or a tier
  }
}

}  // namespace

TEST_CASE("The schema accepts what the reader accepts: every key, and the shipped scenarios") {
  const Schema schema;
  std::vector<std::filesystem::path> files = {kFolder + "every_key.yaml",
                                              kFolder + "table.yaml", kFolder + "profile.yaml", kFolder + "over.yaml",
                                              kFolder + "calendar_file.yaml"};
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(suits::source_dir() + "/scenarios")) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  for (const auto& path : files) {
    INFO(path.string());
    const std::string text = text_of(path);
    Diagnostics d;
    read_scenario({path.string(), path.parent_path().string(), text}, d);
    CHECK(d.render(path.string(), text) == "");
    CHECK(schema.complaint(json_of(text)) == "");
  }
}

TEST_CASE("The schema refuses unknown keys, wrong words and wrong units at any depth") {
  const Schema schema;
  const nlohmann::json good = json_of(text_of(kFolder + "every_key.yaml"));
  const auto refused = [&](const char* pointer, const nlohmann::json& value) {
    nlohmann::json bad = good;
    bad[nlohmann::json::json_pointer(pointer)] = value;
    INFO(pointer << " = " << value.dump());
    CHECK(schema.complaint(bad) != "");
  };
  refused("/colour", 1);
  refused("/keep", "jobb");
  refused("/time/run", "52");
  refused("/time/run", 52);
  refused("/time/start", "soon");
  refused("/roles/account_executive/colour", "red");
  refused("/roles/account_executive/cost", 62);
  refused("/roles/account_executive/effort", -1);
  refused("/people/0/level", nlohmann::json::array());
  refused("/people/0/colour", "red");
  refused("/parties/creative/capacity", "many");
  refused("/tiers/key/fee/colour", "red");
  refused("/work/campaign/due/key", "60 wroking days");
  refused("/work/campaign/steps/take/whom", "ae");
  refused("/work/campaign/steps/agree/back_to/chance", 0.2);
  refused("/work/mail/effort", "12");
  refused("/observed/campaign.on_time", "78 percent");
  refused("/observed/campaign.on_time", -3);
  refused("/observed/campaign.turnaround", "2 months");
  refused("/observed/campaign.finished", nlohmann::json::object());
  refused("/seasons/agency", nlohmann::json::array({1, 2}));
  refused("/background/internal/per", "week");
  for (const char* key : {"suits", "name", "time", "calendar", "work"}) {
    nlohmann::json bad = good;
    bad.erase(key);
    CHECK(schema.complaint(bad) != "");
  }
}

TEST_CASE("Every key has its meaning written down, and stands in the scenario of every key") {
  std::set<std::string> known, used;
  for (const KeyDoc& key : scenario_keys()) {
    CHECK(known.insert(key.path).second);
    INFO(key.path);
    CHECK(key.text.size() > 8);
  }
  CHECK(known.size() > 200);
  collect(json_of(text_of(kFolder + "every_key.yaml")), "", known, used);
  collect(json_of(text_of(kFolder + "table.yaml")), "", known, used);
  collect(json_of(text_of(kFolder + "profile.yaml")), "", known, used);
  collect(json_of(text_of(kFolder + "over.yaml")), "", known, used);
  collect(json_of(text_of(kFolder + "calendar_file.yaml")), "", known, used);
  std::string missing;
  for (const std::string& path : known) {
    if (used.count(path) == 0) missing += path + "\n";
  }
  CHECK(missing == "");
}

}  // namespace suits
