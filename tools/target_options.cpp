#include "tools/target_options.hpp"

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/response_text.hpp"
#include "tools/tool.hpp"

namespace suits {

std::vector<ServiceTarget> targets_of(const Model& model, const std::vector<std::string>& typed,
                                      const std::string& flag) {
  const std::vector<Response> all = responses_of(model);
  std::vector<ServiceTarget> out;
  for (const std::string& text : typed) {
    auto read = read_target(model, all, text);
    if (const auto* why = std::get_if<std::string>(&read))
      throw UsageError(
          fmt::format("{} \"{}\": {}", flag, truncate(printable(text), 80), printable(*why)));
    out.push_back(std::move(std::get<ServiceTarget>(read)));
  }
  if (out.empty()) out = default_targets(model, all);
  if (out.empty()) throw UsageError(fmt::format("there is nothing to hold: say it with {}", flag));
  return out;
}

void require_known(const Model& model, const std::vector<ServiceTarget>& targets,
                   const std::vector<Linearised>& today) {
  for (std::size_t t = 0; t < targets.size(); ++t)
    if (!(today[t].value == today[t].value))
      throw UsageError(fmt::format(
          "today has no figure for the {} ({}): too little of it, or nothing, comes about",
          response_words(model, targets[t].response), targets[t].response.name));
}

}  // namespace suits
