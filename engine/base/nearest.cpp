#include <algorithm>
#include <cstdint>
#include <string_view>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"

namespace suits {

namespace {

constexpr std::size_t kLongest = 64;  // longer names are nobody's typing mistake

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size() && out.size() <= kLongest;) {
    const std::uint32_t c = next_code_point(text, at);
    out.push_back(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return out;
}

/// Insertions, deletions, replacements and swaps of neighbours that turn a into b (optimal string
/// alignment: Damerau 1964, no substring edited twice).
std::size_t edit_distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t differs = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + differs});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

}  // namespace

std::string nearest(const std::string& name, const std::vector<std::string>& known) {
  const std::u32string wanted = code_points(name);
  if (wanted.size() > kLongest) return "";
  const std::string* best = nullptr;
  std::size_t best_distance = 0;
  for (const std::string& candidate : known) {
    const std::u32string other = code_points(candidate);
    const std::size_t longer = std::max(wanted.size(), other.size());
    const std::size_t shorter = std::min(wanted.size(), other.size());
    const std::size_t allowed = std::max<std::size_t>(1, longer / 3);
    if (longer > kLongest || longer - shorter > allowed) continue;
    const std::size_t distance = edit_distance(wanted, other);
    if (distance > allowed || distance >= longer) continue;
    if (best == nullptr || distance < best_distance) {
      best = &candidate;
      best_distance = distance;
    }
  }
  return best == nullptr ? "" : *best;
}

}  // namespace suits
