// Contracts and new business: how their scalars are written, and what may be judged from one place.

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/random_text.hpp"
#include "engine/scenario/reader.hpp"
#include "engine/scenario/scalar_text.hpp"

namespace suits {

template <>
const ScalarForm& scalar_form<CarryOver>() {
  static const ScalarForm f{"what hours carry over", "1 month, 20% or none",
                            R"(^ *([0-9]*\.?[0-9]+ *%|[0-9]+ *months?|none) *$)"};
  return f;
}
template <>
const ScalarForm& scalar_form<LateRule>() {
  static const ScalarForm f{"what lateness costs",
                            "10% or lost",
                            R"(^ *([0-9]*\.?[0-9]+ *%|lost) *$)",
                            false,
                            false,
                            false,
                            true};
  return f;
}
template <>
const ScalarForm& scalar_form<DateOrMonth>() {
  static const ScalarForm f{"a date or a month", "2027-03-01 or 2027-03",
                            "^ *[0-9]{4}-[0-9]{2}(-[0-9]{2})? *$"};
  return f;
}

namespace {

template <class T>
bool is_not(Cursor& cursor, std::size_t from) {
  cursor.back_to(from);
  cursor.skip_spaces();
  const std::string_view found = cursor.text(cursor.at(), cursor.text().size());
  return cursor.fail(cursor.at(), cursor.text().size(),
                     fmt::format("'{}' is not {}", truncate(found, 40), scalar_form<T>().noun),
                     fmt::format("e.g. {}", scalar_form<T>().example));
}

void above_zero(Reader& r, const std::optional<Located<FixedLapse>>& lapse, const char* what) {
  if (lapse && lapse->value.amount <= 0) {
    r.error(lapse->span, fmt::format("{} must be more than 0", what));
  }
}

}  // namespace

bool parse(Cursor& cursor, CarryOver& out) {
  const std::size_t from = cursor.at();
  if (!cursor.number_next()) return cursor.word() == "none" || is_not<CarryOver>(cursor, from);
  double number = 0;
  if (!cursor.number(number)) return false;
  if (cursor.take('%')) {
    out.share = number / 100;
    return number <= 100 || cursor.fail(from, cursor.at(), "more than 100 %");
  }
  const std::string_view unit = cursor.word();
  if (unit != "month" && unit != "months") return is_not<CarryOver>(cursor, from);
  if (number < 1 || number > 60 || number != static_cast<double>(static_cast<int>(number))) {
    return cursor.fail(from, cursor.at(), "whole months from 1 to 60", "e.g. 1 month");
  }
  out.months = static_cast<std::uint32_t>(number);
  return true;
}

bool parse(Cursor& cursor, LateRule& out) {
  const std::size_t from = cursor.at();
  if (!cursor.number_next()) {
    out.lost = cursor.word() == "lost";
    return out.lost || is_not<LateRule>(cursor, from);
  }
  return take_share(cursor, out.costs);
}

void check(Reader& r, const Node&, ContractSpec& s) { above_zero(r, s.term, "the term"); }

void check(Reader& r, const Node&, WonAccountSpec& s) {
  if (s.at_most.value.value == 0) r.error(s.at_most.span, "the number must be more than 0");
  if (s.size && s.size->value.amount.mean() <= 0) {
    r.error(s.size->span, "the size must be more than 0");
  }
  if (s.ramp_up && s.ramp_up->value.clock != Clock::elapsed) {
    r.error(s.ramp_up->span, "an account grows week by week", "write 8 weeks");
  }
}

void check(Reader& r, const Node& node, WinsSpec& s) {
  if (s.starts.has_value() == s.account.has_value()) {
    r.error(node.span,
            s.starts ? "only one of starts and account is taken" : "it does not say what is won",
            "write 'starts: campaign', a job on the account, or 'account: { at_most: 6 }'");
  }
}

}  // namespace suits
