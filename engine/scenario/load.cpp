#include "engine/scenario/load.hpp"

#include "engine/scenario/compile.hpp"
#include "engine/scenario/read_scenario.hpp"
#include "engine/scenario/source.hpp"

namespace suits {

std::shared_ptr<const Model> load_scenario(const std::string& path, Diagnostics& diagnostics,
                                           std::string& text) {
  const auto scenario = load_scenario(path, diagnostics);
  if (!scenario) return nullptr;
  text = scenario->text;
  const auto spec = read_scenario(*scenario, diagnostics);
  return spec ? compile(*spec, diagnostics) : nullptr;
}

std::shared_ptr<const Model> load_scenario_text(const std::string& text,
                                                Diagnostics& diagnostics) {
  const ReadData no_files = [](const std::string& name) -> DataText {
    return {{}, name + ": a text alone has no files beside it"};
  };
  const auto spec = read_scenario({"", "", text}, no_files, diagnostics);
  return spec ? compile(*spec, diagnostics) : nullptr;
}

}  // namespace suits
