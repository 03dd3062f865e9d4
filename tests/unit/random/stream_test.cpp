#include "engine/random/stream.hpp"

#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"

using namespace suits;

TEST_CASE("a stream's words are the published known answers of Philox4x32-10") {
  struct Known {
    std::uint64_t key, ordinal;
    std::uint32_t visit, purpose;
    std::uint64_t first, second;
  };
  // Random123's kat_vectors: counter and key all zero, all ones, digits of pi; a 64-bit word is two
  // of its 32-bit words, the lower one first.
  const Known known[] = {
      {0, 0, 0, 0, 0xe169c58d6627e8d5, 0x9b00dbd8bc57ac4c},
      {~0ull, ~0ull, ~0u, ~0u, 0x41c83b0e408f276d, 0x6d5451fda20bc7c6},
      {0x299f31d0a4093822, 0x85a308d3243f6a88, 0x13198a2e, 0x03707344, 0x94fdccebd16cfe09,
       0x24126ea15001e420},
  };
  for (const Known& k : known) {
    Draws draws(StreamKey{k.key}, k.ordinal, k.visit, static_cast<Purpose>(k.purpose));
    CHECK(draws.bits() == k.first);
    CHECK(draws.bits() == k.second);
  }
}

TEST_CASE("names and keys have the same hashes in every version") {
  CHECK(mix(0, 0) == 0x48218226ff3cd4bf);
  CHECK(name_hash("") == 0xa39fc2e1dfa4ad33);
  CHECK(name_hash("account/1") == 0x8f48eb31e8221552);
  CHECK(stream_key(1, 2, name_hash("account/1")).value == 0x94e17c7332f81148);
}

TEST_CASE("near names and near numbers get distinct streams") {
  std::set<std::uint64_t> seen;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    for (std::uint64_t replication = 0; replication < 20; ++replication) {
      for (int component = 0; component < 50; ++component) {
        const std::uint64_t name = name_hash("account#" + std::to_string(component));
        seen.insert(stream_key(seed, replication, name).value);
      }
    }
  }
  CHECK(seen.size() == 20u * 20u * 50u);
  CHECK(mix(1, 2) != mix(2, 1));
  CHECK(name_hash("ab") != name_hash("ba"));
  CHECK(name_hash(std::string("a\0", 2)) != name_hash("a"));
}

TEST_CASE("a draw depends on its arguments and on nothing else") {
  const StreamKey key = stream_key(7, 3, name_hash("brief"));
  Draws first(key, 5, 1, Purpose::effort);
  std::vector<std::uint64_t> alone;
  for (int i = 0; i < 9; ++i) alone.push_back(first.bits());

  Draws again(key, 5, 1, Purpose::effort);
  Draws other(key, 6, 1, Purpose::effort);
  for (int i = 0; i < 9; ++i) {
    other.bits();
    CHECK(again.bits() == alone[static_cast<std::size_t>(i)]);
    other.uniform();
  }
}

TEST_CASE("every argument of a draw, and its index, changes it") {
  const StreamKey key = stream_key(7, 3, name_hash("brief"));
  std::set<std::uint64_t> seen;
  const auto take = [&seen](Draws draws) {
    for (int i = 0; i < 6; ++i) seen.insert(draws.bits());
  };
  take(Draws(key, 5, 1, Purpose::effort));
  take(Draws(stream_key(8, 3, name_hash("brief")), 5, 1, Purpose::effort));
  take(Draws(stream_key(7, 4, name_hash("brief")), 5, 1, Purpose::effort));
  take(Draws(stream_key(7, 3, name_hash("briefs")), 5, 1, Purpose::effort));
  take(Draws(key, 6, 1, Purpose::effort));
  take(Draws(key, 5 + (1ull << 32), 1, Purpose::effort));
  take(Draws(key, 5, 2, Purpose::effort));
  take(Draws(key, 5, 1, Purpose::chance));
  take(Draws(key, 5, 1, numbered(Purpose::effort, 1)));
  CHECK(seen.size() == 9 * 6);
  CHECK(numbered(Purpose::effort, 0) == Purpose::effort);
}

TEST_CASE("a uniform is inside (0, 1) at both ends, exactly, and so is its complement") {
  CHECK(unit_interval(0) == 0x1p-53);
  CHECK(unit_interval(std::numeric_limits<std::uint64_t>::max()) == 1 - 0x1p-53);
  CHECK(unit_interval(0x8000'0000'0000'0000u) == 0.5 + 0x1p-53);
  const double u = unit_interval(0x1234'5678'9abc'def0u);
  CHECK(1 - (1 - u) == u);
}

namespace {

/// The chi-square statistic of counts expected to be equal; has cells - 1 degrees of freedom.
double chi_square(const std::vector<int>& cells) {
  double n = 0;
  for (const int c : cells) n += c;
  const double expected = n / static_cast<double>(cells.size());
  double sum = 0;
  for (const int c : cells) sum += (c - expected) * (c - expected) / expected;
  return sum;
}

}  // namespace

TEST_CASE("uniforms are uniform: along ordinals, visits, indices, components, and in pairs") {
  const StreamKey key = stream_key(1, 0, name_hash("uniform"));
  constexpr std::uint32_t n = 200'000;
  const auto cell = [](double u, int cells) { return static_cast<std::size_t>(u * cells); };
  std::vector<std::vector<int>> counts(5, std::vector<int>(256));
  Draws sequence(key, 0, 0, Purpose::gap);
  double last = 0.5;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double by_ordinal = Draws(key, i, 0, Purpose::effort).uniform();
    ++counts[0][cell(by_ordinal, 256)];
    ++counts[1][cell(Draws(key, 0, i, Purpose::effort).uniform(), 256)];
    ++counts[2][cell(sequence.uniform(), 256)];
    ++counts[3][cell(Draws(stream_key(1, 0, i), 0, 0, Purpose::effort).uniform(), 256)];
    ++counts[4][cell(last, 16) * 16 + cell(by_ordinal, 16)];
    last = by_ordinal;
  }
  // 255 degrees of freedom: 172.7 and 356.5 are the 1e-5 and 1 - 1e-5 quantiles.
  for (const std::vector<int>& c : counts) {
    CHECK(chi_square(c) > 172.0);
    CHECK(chi_square(c) < 357.0);
  }
}

TEST_CASE("a batch of uniforms equals the same draws one by one") {
  const StreamKey key = stream_key(11, 4, name_hash("batch"));
  for (const std::uint64_t first : {0ull, 3ull, 0xFFFF'FFFBull, 0xFFFF'FFFF'FFFF'FFFAull}) {
    for (const std::size_t n : {0u, 1u, 7u, 8u, 9u, 33u}) {
      std::vector<double> batch(n, -1.0);
      uniforms(key, Purpose::gap, first, batch);
      for (std::size_t i = 0; i < n; ++i) {
        CHECK(batch[i] == Draws(key, first + i, 0, Purpose::gap).uniform());
      }
    }
  }
}

TEST_CASE("the later draws of a stream are not the draws of a numbered component") {
  const StreamKey key = stream_key(7, 3, name_hash("brief"));
  Draws long_one(key, 5, 0, Purpose::effort);
  long_one.bits();
  long_one.bits();
  for (std::uint64_t block = 1; block < 50; ++block) {
    const std::uint64_t word = long_one.bits();
    long_one.bits();
    CHECK(word != Draws({mix(key.value, block)}, 5, 0, Purpose::effort).bits());
  }
}
