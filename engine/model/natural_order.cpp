#include "engine/model/natural_order.hpp"

#include <cstdint>
#include <tuple>

namespace suits {
namespace {

struct Key {
  std::string_view stem;
  bool numbered = false;
  std::uint64_t number = 0;
};

Key key_of(std::string_view name) {
  const std::size_t mark = name.rfind('#');
  if (mark == std::string_view::npos) return {name};
  const std::string_view digits = name.substr(mark + 1);
  if (digits.empty() || digits.size() > 18) return {name};
  std::uint64_t number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return {name};
    number = number * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return {name.substr(0, mark), true, number};
}

}  // namespace

bool natural_less(std::string_view a, std::string_view b) {
  const Key ka = key_of(a), kb = key_of(b);
  return std::tie(ka.stem, ka.numbered, ka.number, a) <
         std::tie(kb.stem, kb.numbered, kb.number, b);
}

}  // namespace suits
