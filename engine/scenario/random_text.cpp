#include "engine/scenario/random_text.hpp"

#include <cmath>
#include <initializer_list>
#include <vector>

#include <fmt/format.h>

#include "engine/base/diagnostic.hpp"
#include "engine/base/display_width.hpp"
#include "engine/scenario/arguments.hpp"
#include "engine/scenario/number_column.hpp"

namespace suits {

namespace {

struct Law {
  std::string_view name, form, labels;
};
constexpr Law kLaws[] = {
    {"constant", "constant(2 h)", ""},
    {"uniform", "uniform(1 h, 3 h)", ""},
    {"exponential", "exponential(mean 2 h)", "mean"},
    {"erlang", "erlang(k 3, mean 2 h)", "k mean"},
    {"gamma", "gamma(mean 2 h, sd 1 h) or gamma(mean 2 h, cv 0.5)", "mean sd cv"},
    {"lognormal", "lognormal(mean 12 h, p90 22 h), or mean with sd or cv, or median with p90",
     "mean median p90 sd cv"},
    {"triangular", "triangular(1 h, 2 h, 4 h)", ""},
    {"pert", "pert(1 h, 2 h, 4 h)", ""},
    {"hyperexponential", "hyperexponential(mean 2 h, cv 3) or hyperexponential(30% 1 h, 70% 5 h)",
     "mean cv"},
    {"discrete", "discrete(30% 1 h, 70% 2 h)", ""},
    {"empirical", "empirical(1 h, 2 h, 2.5 h) or empirical(file waits.csv, in h)", ""},
};

/// Hands the figures out to a law, and says what is missing or left over.
class Builder {
 public:
  Builder(Cursor& cursor, const Law& law, Arguments& arguments)
      : cursor_(cursor), law_(law), arguments_(arguments) {}

  std::optional<DistributionOrError> build() {
    if (!check_labels()) return std::nullopt;
    const std::string_view n = law_.name;
    if (n == "constant" && positional(1)) return Distribution::constant(number(0));
    if (n == "uniform" && positional(2) && ascending({"least", "most"})) {
      return Distribution::uniform(number(0), number(1));
    }
    if ((n == "triangular" || n == "pert") && positional(3) &&
        ascending({"least", "most likely", "most"})) {
      return n == "pert" ? Distribution::pert(number(0), number(1), number(2))
                         : Distribution::triangular(number(0), number(1), number(2));
    }
    if (n == "exponential" && labelled({"mean"})) {
      return Distribution::exponential_mean(of("mean"));
    }
    if (n == "erlang" && labelled({"k", "mean"})) {
      const double k = of("k");
      if (k < 1 || k > 1e6 || k != std::floor(k)) {
        const Figure& figure = find("k")->figure;
        cursor_.fail(figure.from, figure.to, "k is a whole number from 1 to 1,000,000");
        return std::nullopt;
      }
      return Distribution::erlang(static_cast<int>(k), of("mean"));
    }
    if (n == "gamma" && labelled({"mean", "sd"})) {
      return Distribution::gamma_mean_sd(of("mean"), of("sd"));
    }
    if (n == "gamma" && labelled({"mean", "cv"})) {
      return Distribution::gamma_mean_cv(of("mean"), of("cv"));
    }
    if (n == "lognormal" && labelled({"mean", "p90"})) {
      return Distribution::lognormal_mean_p90(of("mean"), of("p90"));
    }
    if (n == "lognormal" && labelled({"mean", "sd"})) {
      return Distribution::lognormal_mean_sd(of("mean"), of("sd"));
    }
    if (n == "lognormal" && labelled({"mean", "cv"})) {
      return Distribution::lognormal_mean_cv(of("mean"), of("cv"));
    }
    if (n == "lognormal" && labelled({"median", "p90"})) {
      return Distribution::lognormal_median_p90(of("median"), of("p90"));
    }
    if (n == "hyperexponential" && labelled({"mean", "cv"})) {
      return Distribution::hyperexponential_mean_cv(of("mean"), of("cv"));
    }
    if ((n == "hyperexponential" || n == "discrete") && weighted()) {
      if (!shares_add_up()) return std::nullopt;
      return n == "discrete" ? Distribution::discrete(numbers_, shares_)
                             : Distribution::hyperexponential(shares_, numbers_);
    }
    if (n == "empirical" && positional(arguments_.items.size()) && !arguments_.items.empty()) {
      for (const Argument& a : arguments_.items) numbers_.push_back(a.figure.number);
      return Distribution::empirical(numbers_);
    }
    cursor_.fail(arguments_.from, arguments_.to, fmt::format("these figures make no {}", n),
                 fmt::format("write {}", law_.form));
    return std::nullopt;
  }

 private:
  const Argument* find(std::string_view label) const {
    for (const Argument& a : arguments_.items) {
      if (a.label == label) return &a;
    }
    return nullptr;
  }
  double of(std::string_view label) const { return find(label)->figure.number; }
  double number(std::size_t i) const { return arguments_.items[i].figure.number; }

  bool check_labels() {
    for (const Argument& a : arguments_.items) {
      if (a.label.empty()) continue;
      const std::size_t from = static_cast<std::size_t>(a.label.data() - cursor_.text().data());
      const std::size_t to = from + a.label.size();
      if (find(a.label) != &a) return cursor_.fail(from, to, fmt::format("a second {}", a.label));
      if ((" " + std::string(law_.labels) + " ").find(fmt::format(" {} ", a.label)) ==
          std::string::npos) {
        return cursor_.fail(
            from, to, fmt::format("'{}' means nothing to {}", truncate(a.label, 40), law_.name),
            fmt::format("write {}", law_.form));
      }
    }
    return true;
  }
  bool positional(std::size_t n) const {
    for (const Argument& a : arguments_.items) {
      if (!a.label.empty() || a.share) return false;
    }
    return arguments_.items.size() == n;
  }
  bool labelled(std::initializer_list<std::string_view> labels) const {
    for (const std::string_view label : labels) {
      if (find(label) == nullptr) return false;
    }
    return arguments_.items.size() == labels.size();
  }
  bool weighted() {
    for (const Argument& a : arguments_.items) {
      if (!a.label.empty() || !a.share) return false;
    }
    return !arguments_.items.empty();
  }
  bool ascending(std::initializer_list<std::string_view> names) {
    for (std::size_t i = 1; i < arguments_.items.size(); ++i) {
      if (number(i - 1) <= number(i)) continue;
      const Figure& low = arguments_.items[i - 1].figure;
      const Figure& high = arguments_.items[i].figure;
      return cursor_.fail(high.from, high.to,
                          fmt::format("the {}, {}, is below the {}, {}", names.begin()[i],
                                      cursor_.text(high.from, high.to), names.begin()[i - 1],
                                      cursor_.text(low.from, low.to)));
    }
    return true;
  }
  bool shares_add_up() {
    double sum = 0;
    for (const Argument& a : arguments_.items) sum += *a.share;
    if (!whole(sum)) {
      return cursor_.fail(arguments_.from, arguments_.to,
                          fmt::format("the shares add up to {:.6g}%, not to 100%", 100 * sum));
    }
    for (const Argument& a : arguments_.items) {
      shares_.push_back(*a.share / sum);
      numbers_.push_back(a.figure.number);
    }
    return true;
  }

  Cursor& cursor_;
  const Law& law_;
  Arguments& arguments_;
  std::vector<double> numbers_, shares_;
};

/// `empirical(file NAME, in UNIT)`: the values of a column of numbers.
std::optional<DistributionOrError> from_file(Cursor& cursor, Measure measure, const Arguments& all,
                                             const Unit& unit) {
  const std::size_t to = all.file_at + all.file.size();
  const auto fail = [&](const std::string& why, const char* hint = "") {
    cursor.fail(all.file_at, to, why, hint);
    return std::nullopt;
  };
  if (!all.items.empty()) return fail("either figures or a file");
  if (all.in == nullptr && measure != Measure::number) {
    return fail(fmt::format("the numbers of {} are of what?", truncate(all.file, 40)),
                measure == Measure::effort ? "e.g. empirical(file waits.csv, in h)"
                                           : "e.g. empirical(file waits.csv, in working days)");
  }
  if (cursor.data() == nullptr || !*cursor.data()) return fail("no file can be read here");
  const DataText data = (*cursor.data())(std::string(all.file));
  if (!data.text) return fail(data.error);
  const NumberColumn column = read_number_column(*data.text, std::string(all.column));
  if (column.line == 0 && !column.error.empty()) {
    return fail(fmt::format("{}: {}", truncate(all.file, 40), column.error));
  }
  if (!column.error.empty()) {
    return fail(fmt::format("{}:{}: {}", truncate(all.file, 40), column.line, column.error));
  }
  for (const double value : column.values) {
    if (value * unit.factor > (measure == Measure::number ? 1e9 : most(unit.clock))) {
      return fail(fmt::format("{} holds {}: more than 1000 years", truncate(all.file, 40), value));
    }
  }
  return Distribution::empirical(column.values);
}

bool take_law(Cursor& cursor, Measure measure, Distribution& out, Clock& clock) {
  Arguments all;
  all.from = cursor.at();
  const std::string name(cursor.word());
  const std::size_t name_to = cursor.at();
  const Law* law = nullptr;
  std::vector<std::string> known;
  for (const Law& l : kLaws) {
    if (l.name == name) law = &l;
    known.emplace_back(l.name);
  }
  if (law == nullptr) {
    const std::string near = nearest(name, known);
    return cursor.fail(all.from, name_to, fmt::format("no distribution '{}'", truncate(name, 40)),
                       near.empty() ? "constant, uniform, exponential, erlang, gamma, lognormal, "
                                      "triangular, pert, hyperexponential, discrete, empirical"
                                    : fmt::format("did you mean '{}'?", near));
  }
  if (!cursor.take('(')) {
    return cursor.fail(all.from, name_to, fmt::format("{} needs figures", name),
                       fmt::format("write {}", law->form));
  }
  if (!take_arguments(cursor, measure, all)) return false;
  if (law->name != "empirical" && !(all.file.empty() && all.column.empty() && !all.in)) {
    return cursor.fail(all.from, all.to, "only empirical reads a file");
  }
  const Unit* unit = settle_units(cursor, measure, all);
  if (unit == nullptr) return false;
  const auto made = all.file.empty() ? Builder(cursor, *law, all).build()
                                     : from_file(cursor, measure, all, *unit);
  if (!made) return false;
  if (const auto* why = std::get_if<std::string>(&*made)) {
    return cursor.fail(all.from, all.to, *why);
  }
  out = std::get<Distribution>(*made).scaled(unit->factor);
  clock = unit->clock;
  return true;
}

}  // namespace

bool whole(double sum) { return std::fabs(sum - 1) < 1e-6; }

bool take_fixed(Cursor& cursor, Measure measure, double& out, Clock& clock) {
  Figure figure;
  if (!take_figure(cursor, measure, figure)) return false;
  if (figure.unit == nullptr && cursor.peek() == ',') return cursor.finish();
  const bool needs_unit = measure != Measure::number && figure.number != 0;
  if (figure.unit == nullptr && needs_unit) return missing_unit(cursor, figure, measure);
  const Unit& unit = figure.unit == nullptr ? no_unit() : *figure.unit;
  if (!check_range(cursor, figure, measure, unit)) return false;
  out = figure.number * unit.factor;
  clock = unit.clock;
  return true;
}

bool take_random(Cursor& cursor, Measure measure, Distribution& out, Clock& clock) {
  if (!cursor.number_next()) return take_law(cursor, measure, out, clock);
  double value = 0;
  if (!take_fixed(cursor, measure, value, clock)) return false;
  out = Distribution(value);
  return true;
}

bool take_share(Cursor& cursor, double& out) {
  cursor.skip_spaces();
  const std::size_t from = cursor.at();
  if (!cursor.number_next()) {
    const std::string_view found = cursor.until("");
    return cursor.fail(from, cursor.at(), fmt::format("'{}' is not a share", truncate(found, 40)),
                       "write a share like 20%");
  }
  if (!cursor.number(out)) return false;
  const std::size_t to = cursor.at();
  if (!cursor.take('%')) {
    if (out == 0) return true;
    const std::string percent = out <= 1 ? fmt::format("{:.6g}%", 100 * out) : "20%";
    return cursor.fail(from, to, "a share is given in per cent",
                       fmt::format("write it like {}", percent));
  }
  if (out > 100) return cursor.fail(from, cursor.at(), "more than 100%");
  out /= 100;
  return true;
}

}  // namespace suits
