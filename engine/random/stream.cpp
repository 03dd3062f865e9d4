#include "engine/random/stream.hpp"

namespace suits {

std::uint64_t name_hash(std::string_view name) {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325u;
  for (const char c : name) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x0000'0100'0000'01B3u;
  }
  return mix(hash, name.size());
}

void uniforms(StreamKey key, Purpose purpose, std::uint64_t first_ordinal, std::span<double> out) {
  std::uint64_t ordinal = first_ordinal;
  for (double& u : out) {
    const philox4x32_ctr_t words = Draws::philox(key.value, ordinal++, 0, purpose);
    u = unit_interval(Draws::join(words.v[0], words.v[1]));
  }
}

}  // namespace suits
