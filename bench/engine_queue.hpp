#pragma once

// The engine's event queue as the hold model asks for it.

#include "engine/kernel/event_queue.hpp"

namespace suits::bench {

class EngineQueue {
 public:
  void push(Instant time, std::uint64_t id) { queue_.schedule(time, EventClass::finish, id, id); }
  Instant pop() { return queue_.pop().time; }

 private:
  EventQueue queue_;
};

}  // namespace suits::bench
