#pragma once

// Commands that are killed, and go on where they were.

#include <string>

namespace suits::test {

/// Kills a command that writes into a book again and again, `kills` times with something to show
/// for it or until it goes through; checks that its output is then that of one that never was
/// killed. `first_ms`: how long it lives at least. Returns how often it was killed with something
/// to show.
int killed_to_death(const std::string& book, const std::string& line, int kills, int first_ms);

}  // namespace suits::test
