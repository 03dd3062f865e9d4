#include "engine/report/dispatch_text.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "engine/report/phrase.hpp"

namespace suits {
namespace {

/// The kinds that a fixed order names, in their order.
std::vector<std::string> named_kinds(const Model& model, const Dispatch& dispatch) {
  std::vector<std::pair<std::uint32_t, std::string>> placed;
  for (const KindId k : ids(model.kinds))
    if (raw(k) < dispatch.place.size() && dispatch.place[raw(k)] < model.kinds.size())
      placed.emplace_back(dispatch.place[raw(k)], many_of(model.kinds[k]));
  std::stable_sort(placed.begin(), placed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  // Those not named share the last place.
  std::vector<std::string> names;
  for (std::size_t i = 0; i < placed.size(); ++i)
    if (i + 1 == placed.size() || placed[i + 1].first != placed[i].first)
      if (i == 0 || placed[i - 1].first != placed[i].first) names.push_back(placed[i].second);
  return names;
}

}  // namespace

std::string dispatch_text(const Model& model, const Dispatch& dispatch) {
  const char* foresight = dispatch.known ? " as it will turn out" : "";
  switch (dispatch.rule) {
    case DispatchRule::first_come:
      return "what came first";
    case DispatchRule::last_come:
      return "what came last";
    case DispatchRule::earliest_due:
      return "what is due earliest";
    case DispatchRule::earliest_step_due:
      return "whose step must be finished earliest, counted back from the due date";
    case DispatchRule::shortest:
      return dispatch.known ? "the shortest work, as it will turn out" : "the shortest expected work";
    case DispatchRule::weighted_shortest:
      return fmt::format("the shortest work for its weight{}", foresight);
    case DispatchRule::least_slack:
      return fmt::format("what has the least slack: time to its due date less the work to do{}",
                         foresight);
    case DispatchRule::weighted_slack:
      return fmt::format(
          "what has the least slack for its weight: time to its due date less the work to do{}",
          foresight);
    case DispatchRule::critical_ratio:
      return fmt::format("where the time to the due date is least against the work to do{}",
                         foresight);
    case DispatchRule::atc:
      return fmt::format(
          "what costs most by waiting (apparent tardiness cost, looking {:.4g} mean efforts ahead)",
          dispatch.lookahead);
    case DispatchRule::random:
      return "anything, by lot";
    case DispatchRule::fixed: {
      const std::vector<std::string> names = named_kinds(model, dispatch);
      return names.empty() ? "kinds of work in a fixed order"
                           : fmt::format("kinds of work in this order: {}", enumerated(names));
    }
    case DispatchRule::expression:
      return fmt::format("what has the smallest '{}'",
                         model.rulebook.keys[static_cast<std::size_t>(dispatch.expression)].written);
  }
  return "";
}

std::string dispatch_name(const Model& model, const Dispatch& dispatch) {
  switch (dispatch.rule) {
    case DispatchRule::first_come:
      return "first come first";
    case DispatchRule::last_come:
      return "last come first";
    case DispatchRule::earliest_due:
      return "earliest due first";
    case DispatchRule::earliest_step_due:
      return "earliest due step first";
    case DispatchRule::shortest:
      return "shortest first";
    case DispatchRule::weighted_shortest:
      return "shortest for its weight first";
    case DispatchRule::least_slack:
      return "least slack first";
    case DispatchRule::weighted_slack:
      return "least slack for its weight first";
    case DispatchRule::critical_ratio:
      return "smallest critical ratio first";
    case DispatchRule::atc:
      return "largest apparent tardiness cost first";
    case DispatchRule::random:
      return "by lot";
    case DispatchRule::fixed:
      return "kinds in a fixed order";
    case DispatchRule::expression: {
      const RuleBook::Key& key = model.rulebook.keys[static_cast<std::size_t>(dispatch.expression)];
      return fmt::format("by '{}', least first ({})", key.written,
                         key.lasts ? "a heap: it stays as it is while work waits"
                                   : "a scan: it may change while work waits");
    }
  }
  return "";
}

}  // namespace suits
