#pragma once

// Why a book of runs cannot be used. The message names the file and says what to do.

#include <stdexcept>
#include <string>

namespace suits {

struct BookError : std::runtime_error {
  enum class Kind {
    no_book,  // another kind of file
    newer,    // of a later version of the program
    damaged,  // the file contradicts itself
    full,     // no room on the disk
    busy,     // another process kept it locked for too long
    barred,   // it cannot be opened or written: no such folder, no right, a failing disk
  };
  BookError(Kind k, const std::string& message) : std::runtime_error(message), kind(k) {}
  Kind kind;
};

}  // namespace suits
