#pragma once

// Quantities of a model in words, in the units people write them in.

#include <optional>
#include <string>
#include <vector>

#include "engine/model/model.hpp"

namespace suits {

/// "2 h", "45 min", "lognormal, mean 12, p90 22 h": an effort [us].
std::string effort_text(const Distribution& effort);
/// "2 working days", "pert, least 0.5, likely 1.5, most 3 working days".
std::string lapse_text(const Lapse& lapse);
/// "6/year", "every 2 weeks on Monday at 10:00", "on 3 dates".
std::string stream_text(const Stream& stream);
/// "35%", "12.5%".
std::string share_text(double share);

/// One text, or "key 4 h, core 2 h, small –" where the tiers differ.
template <class T, class Text>
std::string by_tier_text(const Model& model, const ByTier<T>& values, Text text) {
  std::vector<std::string> texts;
  bool same = true;
  for (const T& value : values.items()) {
    texts.push_back(text(value));
    same = same && texts.back() == texts.front();
  }
  if (same) return texts.front();
  std::string out;
  for (std::size_t t = 0; t < texts.size(); ++t) {
    if (t > 0) out += ", ";
    out += model.tiers[static_cast<TierId>(t)].name + " " + texts[t];
  }
  return out;
}

}  // namespace suits
