// Histories in words, and where two of them part.

#include <algorithm>

#include <fmt/format.h>

#include "engine/run/replication.hpp"
#include "tests/support/model_builder.hpp"
#include "tests/support/naive.hpp"

namespace suits {

std::string describe(const Model& model, const NaiveResult& naive, const HistoryRecord& record) {
  const auto what = static_cast<Happening>(record.what >> 56);
  const std::uint64_t subject = record.what & ((std::uint64_t{1} << 56) - 1);
  const auto person = [&](std::uint64_t p) {
    return p < model.people.size() ? model.people[static_cast<PersonId>(p)].name
                                   : fmt::format("person {}", p);
  };
  const auto request = [&](std::uint64_t r) {
    if (r >= naive.requests.size()) return fmt::format("#{}", r);
    const auto& about = naive.requests[r];
    const Kind& kind = model.kinds[about.kind];
    return fmt::format("#{} ({} {}, {})", r, kind.name, about.job,
                       kind.steps[raw(about.step)].name);
  };
  const std::string at = clock_text(record.time);
  switch (what) {
    case Happening::arrival:
      return fmt::format("{} arrival of job {}, stream {}", at, subject, record.who);
    case Happening::start: return fmt::format("{} {} starts {}", at, person(record.who), request(subject));
    case Happening::stop: return fmt::format("{} {} stops {}", at, person(record.who), request(subject));
    case Happening::finish:
      return fmt::format("{} {} finishes {}", at, person(record.who), request(subject));
    case Happening::booked:
      return fmt::format("{} {} is booked for {}", at, person(record.who), request(subject));
    case Happening::answer: return fmt::format("{} answer to {}", at, request(subject));
    case Happening::away: return fmt::format("{} {} is away", at, person(subject));
    case Happening::back: return fmt::format("{} {} is back", at, person(subject));
    case Happening::job_done: return fmt::format("{} job {} is done", at, subject);
    case Happening::cancelled: return fmt::format("{} job {} is given up", at, subject);
    case Happening::rule: return fmt::format("{} rule {} acts for {}", at, subject, record.who);
    case Happening::turned_away: return fmt::format("{} job turned away", at);
    case Happening::withdrawn: return fmt::format("{} job {} is withdrawn", at, subject);
    case Happening::refused: return fmt::format("{} job {} is turned away", at, subject);
    case Happening::account_left: return fmt::format("{} account {} leaves", at, subject);
    case Happening::health_fell: return fmt::format("{} health of account {} falls", at, subject);
    case Happening::account_won: return fmt::format("{} account {} is won", at, subject);
    case Happening::renewal: return fmt::format("{} account {} is kept: {}", at, subject, record.who);
    case Happening::decided: return fmt::format("{} job {} wins: {}", at, subject, record.who);
    case Happening::opened:
      return fmt::format("{} ring {} opens of {}", at, record.who, request(subject));
  }
  return fmt::format("{} appointment of {}", at, request(subject));
}

std::string first_difference(const Model& model, const NaiveResult& naive,
                             const std::vector<HistoryRecord>& fast) {
  std::size_t i = 0;
  while (i < naive.log.size() && i < fast.size() && naive.log[i] == fast[i]) ++i;
  if (i == naive.log.size() && i == fast.size()) return {};
  std::string text = fmt::format("histories differ at record {} (naive {}, fast {})\n", i,
                                 naive.log.size(), fast.size());
  for (std::size_t k = i < 12 ? 0 : i - 12; k < i; ++k) {
    text += "         " + describe(model, naive, naive.log[k]) + '\n';
  }
  for (std::size_t k = i; k < std::min(i + 6, naive.log.size()); ++k) {
    text += "  naive: " + describe(model, naive, naive.log[k]) + '\n';
  }
  for (std::size_t k = i; k < std::min(i + 6, fast.size()); ++k) {
    text += "  fast:  " + describe(model, naive, fast[k]) + '\n';
  }
  return text;
}

}  // namespace suits
