#include "bench/scenario.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "engine/scenario/load.hpp"

namespace suits::bench {

std::string text_of(const std::string& path) {
  std::ifstream file(std::string(SUITS_SOURCE_DIR) + "/" + path);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (text.empty()) throw std::runtime_error("cannot read " + path);
  return text;
}

std::shared_ptr<const Model> model_of(const std::string& text) {
  Diagnostics diagnostics;
  auto model = load_scenario_text(text, diagnostics);
  if (!model) throw std::runtime_error(diagnostics.render("scenario", text));
  return model;
}

}  // namespace suits::bench
