// The quantities of a relationship, and what may be judged of its parts alone.

#include <algorithm>

#include "engine/random/transcendental.hpp"
#include "engine/scenario/reader.hpp"
#include "engine/scenario/unit.hpp"

namespace suits {
namespace {

constexpr double kMostPoints = 100;

/// "'lots' is not a health", with an example; always false.
template <class T>
bool not_points(Cursor& cursor) {
  const ScalarForm& form = scalar_form<T>();
  cursor.skip_spaces();
  const std::size_t end = cursor.text().size();
  return cursor.fail(
      cursor.at(), end,
      fmt::format("'{}' is not {}", truncate(cursor.text(cursor.at(), end), 40), form.noun),
      fmt::format("e.g. {}", form.example));
}

/// A number up to a hundred, perhaps with the word `points`.
template <class T>
bool points(Cursor& cursor, std::size_t from, double& out) {
  if (!cursor.number_next()) {
    cursor.back_to(from);
    return not_points<T>(cursor);
  }
  if (!cursor.number(out)) return false;
  const std::size_t unit = cursor.at();
  const std::string_view word = cursor.word();
  if (!word.empty() && word != "points" && word != "point") {
    return cursor.fail(unit, cursor.at(), "a number of points, without any other unit",
                       fmt::format("e.g. {}", scalar_form<T>().example));
  }
  return out <= kMostPoints || cursor.fail(from, cursor.at(), "more than 100 points");
}

}  // namespace

bool parse(Cursor& cursor, Points& out) {
  const std::size_t from = cursor.at();
  const bool minus = cursor.take('-');
  if (!minus) cursor.take('+');
  if (!points<Points>(cursor, from, out.value)) return false;
  if (minus) out.value = -out.value;
  return true;
}

bool parse(Cursor& cursor, Health& out) { return points<Health>(cursor, cursor.at(), out.value); }

bool parse(Cursor& cursor, WeeklyShare& out) {
  const std::size_t from = cursor.at();
  if (!cursor.number_next()) return not_points<WeeklyShare>(cursor);
  double percent = 0;
  if (!cursor.number(percent)) return false;
  if (percent == 0 && cursor.at_end()) return true;
  const bool share = cursor.take('%') && cursor.take('/');
  const Unit* unit = share ? take_unit(cursor) : nullptr;
  if (cursor.fault()) return false;
  double weeks = 0;
  if (unit != nullptr && unit->per && unit->per_factor == 1) {
    weeks = *unit->per == Per::day     ? 1.0 / 7
            : *unit->per == Per::week  ? 1
            : *unit->per == Per::month ? 365.25 / 84
            : *unit->per == Per::year  ? 365.25 / 7
                                       : 0;
  }
  if (weeks == 0) {
    cursor.back_to(from);
    return not_points<WeeklyShare>(cursor);
  }
  if (percent > 100) return cursor.fail(from, cursor.at(), "more than 100 %");
  out.value = percent == 100 ? 1 : 1 - det_pow(1 - percent / 100, 1 / weeks);
  if (weeks == 1) out.value = percent / 100;
  return true;
}

void check(Reader& r, const Node& node, KindMovesSpec& s) {
  if (s.waits.has_value() != s.past.has_value()) {
    r.error(node.span, "'waits' and 'past' go together",
            "e.g. { waits: -1, past: 4 working hours }");
  }
  const bool any = s.arrives || s.finishes || s.on_time || s.late || s.round || s.waits;
  if (!any && !s.past) r.error(node.span, "this moves nothing");
}

void check(Reader& r, const Node& node, WarningsSpec& s) {
  if (s.below.empty()) r.error(node.find("below")->span, "no health is named", "e.g. [60, 45]");
  for (std::size_t i = 1; i < s.below.size(); ++i) {
    const auto before = s.below.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::any_of(s.below.begin(), before, [&](const Located<Health>& other) {
          return other.value.value == s.below[i].value.value;
        })) {
      r.error(s.below[i].span, fmt::format("{} stands here twice", s.below[i].value.value));
    }
  }
  if (s.below.size() > 8) r.error(s.below[8].span, "more than 8 warnings");
  for (std::size_t i = 1; i < s.tell.size(); ++i) {
    const auto before = s.tell.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::any_of(s.tell.begin(), before,
                    [&](const Name& other) { return other.text == s.tell[i].text; })) {
      r.error(s.tell[i].span, fmt::format("'{}' stands here twice", truncate(s.tell[i].text, 60)));
    }
  }
}

void check(Reader& r, const Node&, LossSpec& s) {
  if (s.doubles_every && s.doubles_every->value.value < 0.1) {
    r.error(s.doubles_every->span, "the points must be at least 0.1", "e.g. 15 points");
  }
}

}  // namespace suits
