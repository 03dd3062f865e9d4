#include "tests/support/allocations.hpp"

#include <atomic>
#include <cstddef>

namespace {

thread_local std::uint64_t count = 0;
std::atomic<std::int64_t> bytes{0}, peak{0};

void note_taken(std::size_t size_taken) {
  ++count;
  const auto size = static_cast<std::int64_t>(size_taken);
  const std::int64_t now = bytes.fetch_add(size, std::memory_order_relaxed) + size;
  std::int64_t most = peak.load(std::memory_order_relaxed);
  while (now > most && !peak.compare_exchange_weak(most, now, std::memory_order_relaxed)) {
  }
}

void note_given_back(std::size_t size) {
  bytes.fetch_sub(static_cast<std::int64_t>(size), std::memory_order_relaxed);
}

}  // namespace

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)

// A sanitizer has an operator new of its own, and hooks for such as us (GCC brings no header of them).
extern "C" {
int __sanitizer_install_malloc_and_free_hooks(void (*taken)(const volatile void*, std::size_t),
                                              void (*given_back)(const volatile void*));
std::size_t __sanitizer_get_allocated_size(const volatile void* block);
}

namespace {

void taken(const volatile void*, std::size_t size) { note_taken(size); }
void given_back(const volatile void* block) {
  note_given_back(__sanitizer_get_allocated_size(block));
}
[[maybe_unused]] const int installed = __sanitizer_install_malloc_and_free_hooks(taken, given_back);

}  // namespace

#else

#include <malloc.h>

#include <cstdlib>
#include <new>

namespace {

void* counted(void* block) {
  if (block == nullptr) throw std::bad_alloc();
  note_taken(malloc_usable_size(block));
  return block;
}

void give_back(void* block) {
  note_given_back(malloc_usable_size(block));
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

#endif

namespace suits {

Allocations allocations() { return {count, bytes.load(), peak.load()}; }
void reset_peak() { peak = bytes.load(); }

}  // namespace suits
