// `suits check`: validates a scenario and says what was understood.

#include <fmt/format.h>

#include "engine/analysis/analytic.hpp"
#include "engine/analysis/offered_load.hpp"
#include "engine/base/display_width.hpp"
#include "engine/report/analytic_report.hpp"
#include "engine/report/check_report.hpp"
#include "engine/report/json.hpp"
#include "tools/options.hpp"
#include "tools/scenario_file.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr const char* kHelp = R"(usage: suits check FILE [flags]

Validates the scenario in FILE and says what was understood: the hierarchy, who may do
what, the teams, each kind of work step by step, the load against capacity in the mean,
every default that was applied, and what each what-if changes. Mistakes are told all at
once, each with its place.

  --analytic    instead: how full people are, how long work waits for each role and how long
                each kind of work takes, estimated in milliseconds by formulas of queueing
                theory, with what these are bad at; tools/analytic_error measures by how much
  --format F    table (for people, the default) | json
  --color C     auto (on a terminal, the default) | always | never
  --no-color    the same as --color never
)";
constexpr const char* kExamples = R"(
examples:
  suits check scenarios/mid_agency.yaml
  suits check scenarios/mid_agency.yaml --analytic
  suits check agency.yaml --format json | jq '.verdicts[]'

exit codes: 0 the scenario is valid (also where a role cannot keep up); 2 it is not
)";

/// What each what-if changes, in words.
std::string what_ifs_text(const Variants& variants) {
  const std::vector<Variant>& what_ifs = variants.what_ifs;
  if (what_ifs.empty() && variants.unfit.empty()) return "";
  std::string text = "\nWhat if\n";
  for (const Variant& v : what_ifs) {
    text += fmt::format("  {}{}\n", printable(v.name),
                        v.title == v.name ? "" : ": " + printable(v.title));
    for (const std::string& change : v.changes) text += "    " + printable(change) + "\n";
  }
  for (const auto& [name, why] : variants.unfit)
    text +=
        fmt::format("  {} does not fit what was changed: {}\n", printable(name), printable(why));
  return text;
}

nlohmann::ordered_json what_ifs_json(const std::vector<Variant>& what_ifs) {
  auto list = nlohmann::ordered_json::array();
  for (const Variant& v : what_ifs)
    list.push_back({{"name", v.name}, {"title", v.title}, {"changes", v.changes}});
  return list;
}

}  // namespace

int command_check(const std::vector<std::string>& args, const Console& console) {
  const Options options(
      "check",
      with_variant_flags(
          {{"analytic", false}, {"format", true}, {"color", true}, {"no-color", false}}),
      args);
  if (options.help()) {
    console.out << kHelp << kVariantHelp << kExamples;
    return kDone;
  }
  const std::string format = options.word("format", "table", {"table", "json"});
  const ScreenStyle style{options.colorful(console.colorful), console.width, 0, 1};
  const Variants variants = open_variants(options, console);
  if (!variants.base) return kInputWrong;
  std::shared_ptr<const Model> chosen = variants.base;
  for (const Variant& v : variants.what_ifs)
    if (options.has("what-if") && v.name == options.text("what-if", "")) chosen = v.model;
  const Model& model = *chosen;
  if (options.has("analytic")) {
    const AnalyticEstimate estimate = analytic_estimate(model);
    console.out << (format == "json" ? json_text(analytic_json(model, estimate))
                                     : analytic_screen(model, estimate, style));
    return kDone;
  }
  const OfferedLoad load = offered_load(model);
  if (format == "json") {
    auto json = check_json(model, load);
    if (!variants.what_ifs.empty()) json["what_if"] = what_ifs_json(variants.what_ifs);
    for (const auto& [name, why] : variants.unfit) json["unfit"][name] = why;
    console.out << json_text(json);
  } else {
    console.out << check_screen(model, load, style) << what_ifs_text(variants);
  }
  return kDone;
}

}  // namespace suits
