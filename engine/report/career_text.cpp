#include "engine/report/career_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/report/phrase.hpp"
#include "engine/report/quantity_text.hpp"

namespace suits {
namespace {

std::string leaving_text(const Leaving& leaving, std::ptrdiff_t places) {
  std::string text = fmt::format(
      "{} leave in a year at ordinary load ({:.3g} of {} {})", share_text(leaving.a_year),
      leaving.a_year * static_cast<double>(places), places, places == 1 ? "place" : "places");
  text += leaving.notice ? fmt::format(", {} after giving notice", lapse_text(*leaving.notice))
                         : ", at once";
  return text;
}

std::string replacement_text(const Model& model, const std::optional<Replacement>& how) {
  if (!how) return "nobody comes in their stead";
  std::string text = fmt::format("a successor comes {} later", lapse_text(how->after));
  if (how->level) text += fmt::format(", {}", model.levels[*how->level].name);
  return text;
}

std::string promotion_text(const Model& model, const Promotion& up) {
  std::string text = fmt::format("whoever has been there for ");
  if (up.after) text += lapse_text(*up.after);
  if (up.after && up.experience.us > 0) text += " and ";
  if (up.experience.us > 0) text += fmt::format("{:.4g} h of work", up.experience.hours());
  text += fmt::format(" takes a vacant place of {}", model.roles[up.to].name);
  if (up.level) text += fmt::format(", as {}", model.levels[*up.level].name);
  return text;
}

}  // namespace

std::vector<std::string> career_lines(const Model& model) {
  std::vector<std::string> lines;
  if (!model.careers) return lines;
  const Careers& careers = *model.careers;
  for (const RoleId r : ids(model.roles)) {
    if (careers.has_posts[r] == 0) continue;
    const auto places = std::count_if(careers.posts.begin(), careers.posts.end(),
                                      [&](const Post& post) { return post.role == r; });
    std::vector<std::string> parts;
    if (careers.leaving[r]) parts.push_back(leaving_text(*careers.leaving[r], places));
    if (careers.promotion[r]) parts.push_back(promotion_text(model, *careers.promotion[r]));
    parts.push_back(replacement_text(model, careers.replacement[r]));
    lines.push_back(
        fmt::format("{}: {}", model.roles[r].name, fmt::format("{}", fmt::join(parts, "; "))));
  }
  if (const auto& overload = careers.overload) {
    lines.push_back(fmt::format(
        "Above a load of {} over {} weeks the hazard of leaving doubles with every {} more",
        share_text(overload->above), overload->weeks, share_text(overload->doubles_every)));
  }
  return lines;
}

}  // namespace suits
