#pragma once

// YAML as a small tree that knows its places. A subset: one document of scalars, sequences and
// mappings; anchors, aliases, tags, merge keys and duplicate keys are errors. Whatever a hostile
// file holds, reading it ends within seconds and bounded memory.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/scenario/written_text.hpp"

namespace suits {

inline constexpr std::size_t kMaxFileSize = 16u << 20;  // [bytes]
inline constexpr std::size_t kMaxDepth = 64;
inline constexpr std::size_t kMaxNodes = 2'000'000;

struct Member;

struct Node {
  enum class Sort : unsigned char { scalar, sequence, mapping };
  Sort sort = Sort::scalar;
  bool plain = false;     // a scalar without quotes
  bool verbatim = false;  // a scalar that stands in the text as it is, in one line
  Span span;              // of all of it, quotes included; of a block its text alone
  std::string text;       // of a scalar
  std::shared_ptr<const WrittenText> written;  // of a scalar that is not verbatim
  std::vector<Node> items;                     // of a sequence
  std::vector<Member> members;                 // of a mapping, in written order, keys distinct

  bool scalar() const { return sort == Sort::scalar; }
  bool sequence() const { return sort == Sort::sequence; }
  bool mapping() const { return sort == Sort::mapping; }
  /// `key:` with nothing behind it.
  bool blank() const { return scalar() && plain && text.empty(); }

  /// The value of a key; null where there is none, or where this is no mapping.
  const Node* find(std::string_view key) const;
  /// The place of `length` bytes of a scalar's text from `offset` on, however it is written.
  Span within(std::size_t offset, std::size_t length) const;
};

struct Member {
  Node key;  // a scalar
  Node value;
};

/// The document, or nothing where it cannot be read as a whole; then, and for duplicate keys (of
/// which the first stays), there are diagnostics. `begin`: where the text begins, see kTextStride.
std::optional<Node> read_document(std::string_view text, Diagnostics& diagnostics,
                                  std::size_t begin = 0);
/// All of it moved on by so many bytes, and by so many columns in its first line.
void move_places(Node& node, std::size_t bytes, std::size_t columns = 0);

}  // namespace suits
