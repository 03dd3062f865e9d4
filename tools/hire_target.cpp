#include "tools/hire_target.hpp"

#include <fmt/format.h>

#include "engine/analysis/service_target.hpp"
#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

std::string trimmed(const std::string& text) {
  const std::size_t from = text.find_first_not_of(' ');
  if (from == std::string::npos) return "";
  return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

}  // namespace

HireTarget hire_target_of(const std::string& text, const Model& model) {
  const std::string shown = truncate(printable(text), 60);
  const std::size_t at = std::min(text.find(">="), text.find("<="));
  if (at == std::string::npos)
    throw UsageError(fmt::format(
        "--target wants a measure, >= or <=, and a figure, such as 'on_time>=80%', not \"{}\"",
        shown));
  const std::string name = trimmed(text.substr(0, at));
  const std::optional<Aim> aim = find_aim(model, name);
  if (!aim) {
    std::vector<std::string> known;
    for (const Aim& one : usual_aims(model)) known.push_back(one.name);
    for (const Response& one : responses_of(model)) known.push_back(one.name);
    const std::string near = nearest(name, known);
    throw UsageError(fmt::format("--target: there is no measure \"{}\"{}",
                                 truncate(printable(name), 60),
                                 near.empty() ? "; suits compare FILE --measures lists them"
                                              : fmt::format(" (do you mean {}?)", near)));
  }
  const auto read = read_bound(model, aim->response, text.substr(at));
  if (const auto* why = std::get_if<std::string>(&read))
    throw UsageError("--target: " + printable(*why));
  const ServiceTarget& target = std::get<ServiceTarget>(read);
  if (target.relative())
    throw UsageError("--target: the last safe day is that of a figure, not of today's");
  return {*aim, {target.at_least, target.value}};
}

}  // namespace suits
