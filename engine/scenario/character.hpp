#pragma once

// The sorts of characters that the small languages of scalars know.

namespace suits {

inline bool digit(char c) { return c >= '0' && c <= '9'; }
/// Of a name: everything beyond ASCII counts.
inline bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace suits
