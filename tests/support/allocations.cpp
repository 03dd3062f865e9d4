#include "tests/support/allocations.hpp"

#include <malloc.h>

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

thread_local std::uint64_t count = 0;
std::atomic<std::int64_t> bytes{0}, peak{0};

void* counted(void* block) {
  if (block == nullptr) throw std::bad_alloc();
  ++count;
  const auto size = static_cast<std::int64_t>(malloc_usable_size(block));
  const std::int64_t now = bytes.fetch_add(size, std::memory_order_relaxed) + size;
  std::int64_t most = peak.load(std::memory_order_relaxed);
  while (now > most && !peak.compare_exchange_weak(most, now, std::memory_order_relaxed)) {
  }
  return block;
}

void give_back(void* block) {
  bytes.fetch_sub(static_cast<std::int64_t>(malloc_usable_size(block)), std::memory_order_relaxed);
  std::free(block);
}

}  // namespace

void* operator new(std::size_t size) { return counted(std::malloc(size)); }
void* operator new(std::size_t size, std::align_val_t alignment) {
  const auto to = static_cast<std::size_t>(alignment);
  return counted(std::aligned_alloc(to, (size + to - 1) / to * to));
}
void operator delete(void* block) noexcept { give_back(block); }
void operator delete(void* block, std::size_t) noexcept { give_back(block); }
void operator delete(void* block, std::align_val_t) noexcept { give_back(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { give_back(block); }

namespace suits {

Allocations allocations() { return {count, bytes.load(), peak.load()}; }
void reset_peak() { peak = bytes.load(); }

}  // namespace suits
