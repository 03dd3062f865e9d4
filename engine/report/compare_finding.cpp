// The answer of a comparison in words.

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/report/compare_report.hpp"
#include "engine/report/phrase.hpp"
#include "engine/report/response_text.hpp"

namespace suits {
namespace {

constexpr std::size_t kMostSaid = 4;

/// One variant's differences, sorted by what there is to say of them.
struct Sorted {
  std::vector<std::size_t> found;    // measures; the headline first, then the surest
  std::vector<std::size_t> unclear;  // they move, but not by more than chance
  std::size_t same = 0;
};

Sorted sorted(const Comparison& comparison, const std::vector<Difference>& differences) {
  Sorted out;
  for (std::size_t m = 0; m < differences.size(); ++m) {
    const Difference& one = differences[m];
    if (one.sort == Difference::Sort::unmatched) continue;
    if (one.sort == Difference::Sort::same)
      ++out.same;
    else
      (one.differs ? out.found : out.unclear).push_back(m);
  }
  const bool headline = comparison.has_headline && !out.found.empty() && out.found[0] == 0;
  std::stable_sort(
      out.found.begin() + (headline ? 1 : 0), out.found.end(),
      [&](std::size_t a, std::size_t b) { return differences[a].p < differences[b].p; });
  return out;
}

class DifferenceWords {
 public:
  DifferenceWords(const Compared& compared, const std::vector<Difference>& differences)
      : compared_(compared),
        differences_(differences),
        figures_(*compared.models.front().model, compared.units) {}

  /// "the wait for Creative falls by 0.3 ± 0.1 working hours (2.1 to 1.8 working hours)".
  std::string found(std::size_t m) const {
    const Difference& one = differences_[m];
    const Response& measure = compared_.comparison.measures[m];
    return fmt::format("the {} {} by {} ({})", words(m),
                       one.difference.value > 0 ? "rises" : "falls",
                       figures_.amount(measure, one.difference, one.base),
                       figures_.from_to(measure, one.base, one.variant, one.difference));
  }
  /// "the wait for Creative changes by −0.1 ± 0.3 working hours".
  std::string unclear(std::size_t m) const {
    const Difference& one = differences_[m];
    return fmt::format("the {} changes by {}", words(m),
                       figures_.change(compared_.comparison.measures[m], one.difference, one.base));
  }

 private:
  std::string words(std::size_t m) const {
    const Response& measure = compared_.comparison.measures[m];
    return printable(response_words(compared_.model_of(measure), measure));
  }

  const Compared& compared_;
  const std::vector<Difference>& differences_;
  ResponseFigures figures_;
};

std::string courses(std::uint32_t n) {
  return n == 1 ? "the one possible course" : fmt::format("{} possible courses", n);
}

/// What is to be said of the measures that were not found to differ.
std::string rest(const Sorted& all) {
  if (all.unclear.empty()) return all.same > 0 ? "; nothing else moves" : "";
  return fmt::format(
      "; of {} other measure{} that move{} no difference can be told apart from chance",
      all.unclear.size(), all.unclear.size() == 1 ? "" : "s", all.unclear.size() == 1 ? "s" : "");
}

}  // namespace

std::string compare_finding(const Compared& compared, std::size_t variant) {
  const Comparison& comparison = compared.comparison;
  const std::vector<Difference>& differences = comparison.variants[variant];
  const Sorted all = sorted(comparison, differences);
  const DifferenceWords words(compared, differences);
  if (all.found.empty() && all.unclear.empty())
    return all.same == 0 ? "Base and variant have nothing in common that could be compared."
                         : fmt::format("Nothing moves: {} the same to the last digit in {}.",
                                       all.same == 1 ? "the measure is" : "all measures are",
                                       courses(comparison.replications));
  if (comparison.replications < 2)
    return fmt::format("In {} {}; one course cannot tell a difference from chance.", courses(1),
                       words.unclear(all.unclear.front()));
  if (all.found.empty())
    return fmt::format("No difference can be told apart from chance in {}: {}.",
                       courses(comparison.replications), words.unclear(all.unclear.front()));
  std::vector<std::string> said;
  for (std::size_t i = 0; i < std::min(all.found.size(), kMostSaid); ++i)
    said.push_back(words.found(all.found[i]));
  const std::size_t more = all.found.size() - said.size();
  std::string text;
  for (std::size_t i = 0; i < said.size(); ++i) {
    const bool last = i + 1 == said.size() && more == 0;
    text += (i == 0 ? "" : last ? ", and " : ", ") + said[i];
  }
  if (more > 0)
    text += fmt::format(", and {} more measure{} differ{}", more, more == 1 ? "" : "s",
                        more == 1 ? "s" : "");
  const bool others = comparison.has_headline && all.found.front() != 0 &&
                      differences[0].sort == Difference::Sort::moves;
  if (others) text += "; " + words.unclear(0) + ", which may be chance";
  return sentence_case(text) + rest(all) + ".";
}

}  // namespace suits
