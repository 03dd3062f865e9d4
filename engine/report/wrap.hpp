#pragma once

// Prose broken into lines for a terminal. Widths are terminal columns, so wide characters count
// two; text without spaces (Japanese) breaks between wide characters.

#include <cstddef>
#include <string>

namespace suits {

/// Lines of at most `width` columns where words allow, each ended by a newline; `first` begins the
/// first line, `rest` the others.
std::string wrap(const std::string& text, std::size_t width, const std::string& first,
                 const std::string& rest);

}  // namespace suits
