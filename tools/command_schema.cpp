// `suits schema`: the JSON Schema of the scenario language.

#include "engine/report/json.hpp"
#include "engine/scenario/schema.hpp"
#include "tools/options.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits schema

Prints the JSON Schema of scenario files, so that an editor completes and checks them.

example, for the YAML extension of VS Code:
  suits schema > suits.schema.json
  # then, as the first line of a scenario:
  # yaml-language-server: $schema=suits.schema.json
)";

}  // namespace

int command_schema(const std::vector<std::string>& args, const Console& console) {
  const Options options("schema", {}, args);
  if (options.help()) {
    console.out << kHelp;
    return kDone;
  }
  options.no_files();
  console.out << json_text(scenario_schema());
  return kDone;
}

}  // namespace suits
