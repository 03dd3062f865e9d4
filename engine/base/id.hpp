#pragma once

// Strong ids, and vectors that accept only their own id. An id is an enum class over uint32, so
// it costs nothing and mixes with nothing.

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

namespace suits {

template <class Id>
concept StrongId = std::is_enum_v<Id> && std::is_same_v<std::underlying_type_t<Id>, std::uint32_t>;

template <StrongId Id>
constexpr std::uint32_t raw(Id id) {
  return static_cast<std::uint32_t>(id);
}
/// "None of them", for ids that may be absent.
template <StrongId Id>
inline constexpr Id kNone = static_cast<Id>(0xFFFF'FFFFu);

/// A vector indexed by its own id.
template <StrongId Id, class T>
class IdVector {
 public:
  IdVector() = default;
  explicit IdVector(std::size_t n, const T& v = T{}) : items_(n, v) {}

  T& operator[](Id id) { return items_[raw(id)]; }
  const T& operator[](Id id) const { return items_[raw(id)]; }
  Id push_back(T v) {
    items_.push_back(std::move(v));
    return static_cast<Id>(items_.size() - 1);
  }
  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  void assign(std::size_t n, const T& v) { items_.assign(n, v); }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }
  const std::vector<T>& items() const { return items_; }
  std::vector<T>& items() { return items_; }

 private:
  std::vector<T> items_;
};

/// for (RoleId r : ids<RoleId>(n)) counts 0 … n-1.
template <StrongId Id>
class IdRange {
 public:
  struct Iterator {
    std::uint32_t at;
    Id operator*() const { return static_cast<Id>(at); }
    Iterator& operator++() { ++at; return *this; }
    bool operator!=(const Iterator& o) const { return at != o.at; }
  };
  explicit IdRange(std::size_t n) : n_(static_cast<std::uint32_t>(n)) {}
  Iterator begin() const { return {0}; }
  Iterator end() const { return {n_}; }

 private:
  std::uint32_t n_;
};
template <StrongId Id>
IdRange<Id> ids(std::size_t n) { return IdRange<Id>(n); }
template <StrongId Id, class T>
IdRange<Id> ids(const IdVector<Id, T>& v) { return IdRange<Id>(v.size()); }

}  // namespace suits
