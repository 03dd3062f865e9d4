#include "engine/scenario/load.hpp"

#include "engine/scenario/variant.hpp"

namespace suits {

std::shared_ptr<const Model> load_scenario(const std::string& path, Diagnostics& diagnostics,
                                           std::string& text) {
  auto draft = ScenarioDraft::load(path, diagnostics, text);
  return draft ? draft->base(diagnostics) : nullptr;
}

std::shared_ptr<const Model> load_scenario_text(const std::string& text,
                                                Diagnostics& diagnostics) {
  const ReadData no_files = [](const std::string& name) -> DataText {
    return {{}, name + ": a text alone has no files beside it"};
  };
  auto draft = ScenarioDraft::of_text({"", "", text}, no_files, diagnostics);
  return draft ? draft->base(diagnostics) : nullptr;
}

}  // namespace suits
