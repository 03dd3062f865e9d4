#include "tools/replay.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"

namespace suits {
namespace {

std::string place_of(const RunEntry& entry, const StoredResult& result) {
  const std::string replication = fmt::format("replication {}", result.replication + 1);
  return entry.points == 1 ? replication
                           : fmt::format("point {}, {}", result.point + 1, replication);
}

bool before(const StoredResult& a, const StoredResult& b) {
  return a.point != b.point ? a.point < b.point : a.replication < b.replication;
}

std::string result_difference(const RunEntry& entry, const StoredResult& kept,
                              const std::vector<StoredResult>& now) {
  const auto at = std::lower_bound(now.begin(), now.end(), kept, before);
  if (at == now.end() || before(kept, *at))
    return place_of(entry, kept) + " is not played any more";
  if (at->history != kept.history) return place_of(entry, kept) + " takes another course";
  if (at->pairs != kept.pairs || at->rest != kept.rest)
    return place_of(entry, kept) + " takes the same course, but gives other figures";
  return "";
}

}  // namespace

ReplayCommand replay_of(const std::string& command) {
  return command == "run"       ? replay_run
         : command == "compare" ? replay_compare
         : command == "sweep"   ? replay_sweep
                                : nullptr;
}

std::string difference(const RunEntry& entry, const std::vector<StoredResult>& kept,
                       const std::optional<StoredReport>& report, const Replay& replay) {
  for (const StoredResult& result : kept)
    if (replay.failed.contains(result.point))
      continue;
    else if (std::string words = result_difference(entry, result, replay.results); !words.empty())
      return words;
  if (entry.state == RunState::failed)
    return !replay.stopped ? "it stopped then, and goes through now"
           : *replay.stopped == entry.headline
               ? ""
               : "it stops for another reason: " + printable(*replay.stopped);
  if (replay.stopped) return fmt::format("it stops now: {}", printable(*replay.stopped));
  if (!report) return "";
  if (report->json != replay.report.json) return "the figures of the report are others";
  if (report->screen != replay.report.screen) return "the report says the same in other words";
  return "";
}

}  // namespace suits
