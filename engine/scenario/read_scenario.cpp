#include "engine/scenario/read_scenario.hpp"

#include "engine/scenario/read_shapes.hpp"
#include "engine/scenario/source.hpp"
#include "engine/scenario/whole_document.hpp"

namespace suits {

namespace {

constexpr std::size_t kMostNames = 1000;

/// The keys of a mapping of the document, or one name where it is not there.
std::vector<std::string> names_of(const Node& root, std::string_view key, std::string otherwise,
                                  Diagnostics& diagnostics) {
  std::vector<std::string> names;
  if (const Node* node = root.find(key)) {
    for (const Member& member : node->members) {
      if (names.size() == kMostNames) {
        diagnostics.add(member.key.span, fmt::format("more than {} {}", kMostNames, key));
        break;
      }
      names.push_back(member.key.text);
    }
  }
  if (names.empty()) names.push_back(std::move(otherwise));
  return names;
}

}  // namespace

std::optional<ScenarioSpec> read_scenario(const ScenarioText& scenario, const ReadData& data,
                                          Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.count();
  const std::optional<Node> root = whole_document(scenario, data, diagnostics);
  if (!root) return std::nullopt;
  auto spec = read_scenario(*root, data, diagnostics);
  return diagnostics.count() == before ? std::move(spec) : std::nullopt;
}

std::optional<ScenarioSpec> read_scenario(const Node& root, const ReadData& data,
                                          Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.count();
  Reader reader(diagnostics, data);
  reader.tiers = names_of(root, "tiers", "account", diagnostics);
  reader.levels = names_of(root, "levels", "mid", diagnostics);
  ScenarioSpec spec;
  read_into(reader, root, spec);
  spec.file_notes = std::move(reader.notes);
  if (diagnostics.count() != before) return std::nullopt;
  return spec;
}

std::optional<ScenarioSpec> read_scenario(const ScenarioText& scenario, Diagnostics& diagnostics) {
  return read_scenario(scenario, data_beside(scenario.folder), diagnostics);
}

}  // namespace suits
