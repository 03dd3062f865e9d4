#include "tests/support/paths.hpp"

namespace suits {

std::string source_dir() { return SUITS_SOURCE_DIR; }
std::string program_path() { return SUITS_PROGRAM; }

}  // namespace suits
