#pragma once

// Counter-based random streams: every draw is a pure function of (seed, replication, component)
// and (ordinal, visit, purpose, index). Nothing is numbered by its position or remembers what was
// drawn before, so adding, renaming or removing one component never disturbs another's draws.
//
// The generator is Philox4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as
// 1, 2, 3", SC'11), as Random123 ships it. One block of it gives two 64-bit words:
//   key      64 bits: the StreamKey
//   counter 128 bits: ordinal (64), visit (32), purpose (32)
// The words of a sequence come two by two from block 0, 1, 2, …; blocks after the first use the
// key mix(block, key), so that ordinal, visit and purpose keep their full range (and not
// mix(key, block), which could be the key of a component numbered `block`).

#include <Random123/philox.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace suits {

/// A bijection of each argument where the other is held; every bit depends on every bit.
/// Two rounds of the finaliser of SplitMix64 (Steele, Lea, Flood 2014; constants: Stafford's
/// Mix13).
constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  constexpr auto scramble = [](std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58'476D'1CE4'E5B9u;
    x = (x ^ (x >> 27)) * 0x94D0'49BB'1331'11EBu;
    return x ^ (x >> 31);
  };
  constexpr std::uint64_t golden = 0x9E37'79B9'7F4A'7C15u;
  return scramble(scramble(a + golden) ^ b);
}

/// The same on every machine and in every version: FNV-1a, finished by `mix`. Linear in the name.
std::uint64_t name_hash(std::string_view name);

/// One component in one replication.
struct StreamKey {
  std::uint64_t value = 0;
  constexpr bool operator==(const StreamKey&) const = default;
};

/// Distinct for distinct components of one replication.
constexpr StreamKey stream_key(std::uint64_t seed, std::uint64_t replication,
                               std::uint64_t component) {
  return {mix(mix(seed, replication), component)};
}

/// What a draw is for. Appended to, never reordered: a number here is part of every history.
enum class Purpose : std::uint32_t {
  gap,          // between two arrivals
  phase,        // where in its period a pattern begins
  batch,        // how many arrive at once
  size,         // of a job
  effort,       // of a step
  chance,       // whether something happens
  back,         // whether a job is sent back
  choice,       // which of several
  delay,        // elapsed without work
  notice,       // ahead of an appointment
  attribute,    // of a job
  participant,  // whether somebody attends
  share,        // who of several by stated shares
  leave,
  sickness,
  spread,
  season,
  patience,     // how long a job waits before it is withdrawn
  win,          // whether a tentative account is won
  leaving,      // how much hazard somebody bears before they leave
  replacement,  // how long a place stays vacant
  promotion,    // how long somebody is in a role before they may rise
  loss,         // when a client leaves
  first_day,    // of an account that starts some day of a month
  outcome,      // whether a job wins something
  renewal,      // whether a contract is kept
};

/// The purpose of the n-th of several alike (the effort of the third participant); `numbered(p, 0)`
/// is p itself. Requires: n < 2^24.
constexpr Purpose numbered(Purpose purpose, std::uint32_t n) {
  return static_cast<Purpose>(static_cast<std::uint32_t>(purpose) + (n << 8));
}

/// The uniform in (0, 1) made of a word's upper 52 bits: an odd multiple of 2^-53. So it is never 0
/// or 1, both u and 1 - u are exact, and the law is symmetric about 1/2. (A half step added to 53
/// bits would round up to 1.)
constexpr double unit_interval(std::uint64_t word) {
  // The bits become the fraction of a number in [1, 2); the difference is exact.
  return std::bit_cast<double>(word >> 12 | 0x3FF0'0000'0000'0000u) - (1 - 0x1p-53);
}

/// The sequence of draws for one (ordinal, visit, purpose) of a stream. Two with equal arguments
/// give equal sequences, whatever else was drawn, in whatever order.
class Draws {
 public:
  Draws(StreamKey key, std::uint64_t ordinal, std::uint32_t visit, Purpose purpose)
      : key_(key), ordinal_(ordinal), visit_(visit), purpose_(purpose) {}

  /// The next 64 random bits.
  std::uint64_t bits() {
    const std::uint64_t index = index_++;
    if (index % 2 == 1) return spare_;
    const std::uint64_t block = index / 2;
    const std::uint64_t key = block == 0 ? key_.value : mix(block, key_.value);
    const philox4x32_ctr_t words = philox(key, ordinal_, visit_, purpose_);
    spare_ = join(words.v[2], words.v[3]);
    return join(words.v[0], words.v[1]);
  }
  /// The next uniform, in (0, 1); see `unit_interval`.
  double uniform() { return unit_interval(bits()); }

 private:
  static constexpr std::uint64_t join(std::uint32_t low, std::uint32_t high) {
    return std::uint64_t{high} << 32 | low;
  }
  static philox4x32_ctr_t philox(std::uint64_t key, std::uint64_t ordinal, std::uint32_t visit,
                                 Purpose purpose) {
    const philox4x32_ctr_t counter = {{static_cast<std::uint32_t>(ordinal),
                                       static_cast<std::uint32_t>(ordinal >> 32), visit,
                                       static_cast<std::uint32_t>(purpose)}};
    const philox4x32_key_t halves = {
        {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)}};
    return philox4x32_R(10, counter, halves);
  }

  StreamKey key_;
  std::uint64_t ordinal_;
  std::uint32_t visit_;
  Purpose purpose_;
  std::uint64_t index_ = 0;
  std::uint64_t spare_ = 0;
};

/// out[i] = Draws(key, first_ordinal + i, visit, purpose).uniform(), to the bit; faster in long spans.
void uniforms(StreamKey key, Purpose purpose, std::uint64_t first_ordinal, std::span<double> out,
              std::uint32_t visit = 0);

}  // namespace suits
