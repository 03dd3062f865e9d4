#pragma once

// The tables of a book and the stamps that tell it from other files.

#include "engine/book/database.hpp"

namespace suits {

/// Requires a book of this version, or makes one of an empty file. Throws BookError.
void lay_out(Database& database);

}  // namespace suits
