#include "tools/hire_target.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

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
  const std::string figure = trimmed(text.substr(at + 2));
  HireTarget out{*aim, {text[at] == '>', 0}};
  const char* end = figure.data() + figure.size();
  const auto [stop, error] = std::from_chars(figure.data(), end, out.bound.bound);
  const std::string unit = trimmed(std::string(stop, end));
  const bool share = aim->response.quantity == Quantity::share;
  if (error != std::errc() || !std::isfinite(out.bound.bound) ||
      (share ? unit != "%" : !unit.empty()))
    throw UsageError(fmt::format("--target: {} wants a figure {}, not \"{}\"", printable(name),
                                 share ? "in per cent, such as 80%" : "in its unit, without it",
                                 truncate(printable(figure), 60)));
  if (share) out.bound.bound /= 100;
  return out;
}

}  // namespace suits
