#pragma once

// The words of an expression: quantities, dates, names, signs.

#include <cstddef>
#include <string_view>

#include "engine/scenario/cursor.hpp"
#include "engine/scenario/unit.hpp"

namespace suits {

struct Token {
  enum class Kind : unsigned char { end, quantity, instant, name, quoted, sign };
  Kind kind = Kind::end;
  std::size_t from = 0, to = 0;
  std::string_view text;       // of a name (quotes left out), a sign
  double value = 0;            // of a quantity, in its unit; of an instant [us]
  const Unit* unit = nullptr;  // of a quantity; null: none was written, or `%`
  std::size_t number_to = 0;   // of a quantity: where the unit begins

  bool is(std::string_view sign_or_word) const {
    return (kind == Kind::sign || kind == Kind::name) && text == sign_or_word;
  }
};

/// Takes the next token; `end` at the end and where there is a fault, which the cursor keeps.
Token take_token(Cursor& cursor);

/// Whether a word is one of the language's own, not a name.
bool reserved(std::string_view word);

}  // namespace suits
