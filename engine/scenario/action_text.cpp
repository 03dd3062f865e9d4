#include "engine/scenario/action_text.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/model/weight.hpp"

namespace suits {
namespace {

enum class PoolId : std::uint32_t {};

struct Verb {
  std::string_view text;
  Action::Sort sort;
};
using Sort = Action::Sort;
/// Of an expression that asks for none.
struct NoFacts {
  double fact(FactId, std::uint32_t) const { return 0; }
  double add_working(double, double) const { return 0; }
};
constexpr Verb kVerbs[] = {
    {"class", Sort::set_class},     {"due", Sort::set_due},   {"escalate", Sort::escalate},
    {"reassign", Sort::reassign},   {"start", Sort::start},   {"cancel", Sort::cancel},
    {"turn away", Sort::turn_away}, {"accept", Sort::accept}, {"note", Sort::note},
    {"weight", Sort::set_weight},   {"call", Sort::call},     {"hire", Sort::hire},
    {"let go", Sort::let_go},       {"interrupt", Sort::interrupt},
};

class ActionReader {
 public:
  ActionReader(Compilation& c, const Vocabulary& vocabulary, const NameTable<AccountId>& accounts,
               const Node& node)
      : c_(c), vocabulary_(vocabulary), accounts_(accounts), node_(node), cursor_(node.text) {}

  std::optional<Action> read() {
    if (!read_verb()) return std::nullopt;
    switch (action_.sort) {
      case Sort::set_class:
        if (!sign()) return std::nullopt;
        return resolved(c_.classes, action_.work_class, "");
      case Sort::set_due:
        return value({ValueSort::instant});
      case Sort::set_weight:
        return weight();
      case Sort::call:
      case Sort::hire:
        return of_pool();
      case Sort::let_go:
        cursor_.skip_spaces();
        if (cursor_.number_next()) return of_pool();
        return dismissed();
      case Sort::reassign:
        if (cursor_.at_end()) return action_;
        if (!keyword("to")) return std::nullopt;
        return resolved(c_.people, action_.person, "");
      case Sort::start:
        if (!resolved(c_.kinds, action_.kind, " for ")) return std::nullopt;
        return for_account();
      case Sort::turn_away:
      case Sort::accept:
        if (!everything() && !resolved(c_.kinds, action_.kind, " for ")) return std::nullopt;
        return for_account();
      case Sort::note:
        action_.text = name("").text;
        if (broken_) return std::nullopt;
        if (action_.text.empty()) return fail(0, "a note says something", "e.g. note \"late\"");
        return action_;
      default:
        if (cursor_.at_end()) return action_;
        return fail(cursor_.at(), fmt::format("unexpected '{}'", rest()));
    }
  }

 private:

  std::string rest() { return truncate(cursor_.text().substr(cursor_.at()), 40); }
  std::optional<Action> fail(std::size_t from, std::string message, std::string hint = "") {
    const std::size_t length = std::max<std::size_t>(node_.text.size() - from, 1);
    c_.error(node_.within(from, length), std::move(message), std::move(hint));
    return std::nullopt;
  }

  bool read_verb() {
    cursor_.skip_spaces();
    const std::size_t from = cursor_.at();
    std::vector<std::string> known;
    for (const Verb& verb : kVerbs) {
      known.emplace_back(verb.text);
      const std::size_t to = from + verb.text.size();
      if (cursor_.text().substr(from, verb.text.size()) != verb.text) continue;
      cursor_.back_to(to);
      const char next = to < cursor_.text().size() ? cursor_.text()[to] : ' ';
      if (next == ' ' || next == '=' || next == '\n') {
        action_.sort = verb.sort;
        return true;
      }
    }
    cursor_.back_to(from);
    const std::string found(cursor_.word());
    if (std::find(known.begin(), known.end(), found) != known.end()) {
      fail(from + found.size(), fmt::format("unexpected '{}'", rest()),
           "several actions are a list: [cancel, note \"too late\"]");
      return false;
    }
    const std::string near = nearest(found, known);
    c_.error(node_.within(from, std::max<std::size_t>(found.size(), 1)),
             fmt::format("no action '{}'", truncate(found, 40)),
             near.empty() ? fmt::format("actions are {}", fmt::join(known, ", "))
                          : fmt::format("did you mean '{}'?", near));
    return false;
  }
  bool sign() {
    const std::size_t from = cursor_.at();
    if (cursor_.take('=')) {
      if (cursor_.at() >= cursor_.text().size() || cursor_.text()[cursor_.at()] != '=') return true;
      cursor_.back_to(from);
      fail(cursor_.peek() == '=' ? cursor_.at() : from, "'==' compares: it gives no value",
           fmt::format("write {} = …", verb(action_.sort)));
      return false;
    }
    fail(cursor_.at(), fmt::format("'{} = …' is meant", verb(action_.sort)));
    return false;
  }
  bool keyword(std::string_view word) {
    cursor_.skip_spaces();
    const std::size_t from = cursor_.at();
    if (cursor_.word() == word) return true;
    cursor_.back_to(from);
    fail(from, fmt::format("'{}' where '{}' is meant", rest(), word));
    return false;
  }
  bool everything() {
    const std::size_t from = cursor_.at();
    if (cursor_.word() == "everything") return true;
    cursor_.back_to(from);
    return false;
  }

  /// What stands before `stop` (or the end), perhaps in quotes.
  Name name(std::string_view stop) {
    cursor_.skip_spaces();
    std::size_t from = cursor_.at(), to = cursor_.text().size();
    const char quote = from < to ? cursor_.text()[from] : ' ';
    const bool quoted = quote == '"' || quote == '\'';
    const std::size_t end = quoted ? cursor_.text().find(quote, from + 1) : std::string::npos;
    broken_ = quoted && end == std::string::npos;
    if (broken_) fail(from, "a quote that does not end");
    if (end != std::string::npos) {
      cursor_.back_to(end + 1);
      ++from;
      to = end;
    } else {
      if (!stop.empty()) to = std::min(to, cursor_.text().find(stop, from));
      cursor_.back_to(to);
      while (to > from && std::isspace(static_cast<unsigned char>(cursor_.text()[to - 1]))) --to;
    }
    return {std::string(cursor_.text(from, to)),
            node_.within(from, std::max<std::size_t>(to - from, 1))};
  }
  template <class Id>
  std::optional<Action> resolved(const NameTable<Id>& table, Id& out, std::string_view stop) {
    const Name written = name(stop);
    if (broken_) return std::nullopt;
    const auto id = table.resolve(written, c_.diagnostics);
    if (!id) return std::nullopt;
    out = *id;
    if (!stop.empty() || cursor_.at_end()) return action_;
    return fail(cursor_.at(), fmt::format("unexpected '{}'", rest()));
  }
  /// `2 from freelancers`
  std::optional<Action> of_pool() {
    cursor_.skip_spaces();
    const std::size_t from = cursor_.at();
    double count = 1;
    const bool digits = from < cursor_.text().size() && std::isdigit(
                            static_cast<unsigned char>(cursor_.text()[from])) != 0;
    if (!digits || !cursor_.number(count)) count = 0;
    if (!(count >= 1 && count <= 1e6 && count == std::floor(count))) {
      return fail(from, "how many is a whole number from 1 on", "e.g. 2 from …");
    }
    action_.count = static_cast<std::uint32_t>(count);
    if (!keyword("from")) return std::nullopt;
    NameTable<PoolId> pools("pool");
    const std::vector<Pool>& all = c_.model.staffing.pools;
    for (std::uint32_t i = 0; i < all.size(); ++i) pools.add(all[i].name, PoolId{i});
    cursor_.skip_spaces();
    const std::size_t named = cursor_.at();
    PoolId pool{};
    if (!resolved(pools, pool, "")) return std::nullopt;
    action_.pool = raw(pool);
    const bool stays = !all[action_.pool].stay;
    if (action_.sort == Sort::call && stays) {
      return fail(named, fmt::format("the people of '{}' stay for good: they are hired",
                                     all[action_.pool].name), "e.g. hire 1 from …");
    }
    if (action_.sort == Sort::let_go && !stays) return goes_alone(named, all[action_.pool]);
    const std::size_t most = all[action_.pool].people.size();
    if (action_.count > most) {
      return fail(from, fmt::format("{} of '{}', which has {} at most", action_.count,
                                    all[action_.pool].name, most), "see the pool's 'max'");
    }
    if (action_.sort == Sort::hire && !stays) {
      return fail(named, fmt::format("the people of '{}' stay a while: they are called",
                                     all[action_.pool].name), "e.g. call 1 from …");
    }
    return action_;
  }
  std::optional<Action> goes_alone(std::size_t from, const Pool& pool) {
    return fail(from, fmt::format("the people of '{}' stay a while: they go by themselves",
                                  pool.name), "see the pool's 'stay'");
  }
  std::optional<Action> dismissed() {
    const std::size_t named = cursor_.at();
    if (!resolved(c_.people, action_.person, "")) return std::nullopt;
    const auto pool = c_.model.people[action_.person].pool;
    if (!pool || !c_.model.staffing.pools[*pool].stay) return action_;
    return goes_alone(named, c_.model.staffing.pools[*pool]);
  }
  std::optional<Action> for_account() {
    if (cursor_.at_end()) return action_;
    if (!keyword("for")) return std::nullopt;
    return resolved(accounts_, action_.account, "");
  }
  std::optional<Action> value(Type type) {
    if (!sign()) return std::nullopt;
    cursor_.skip_spaces();
    const std::size_t from = cursor_.at();
    auto read = parse_expression(cursor_.text().substr(from), vocabulary_, {type});
    if (auto* faults = std::get_if<std::vector<Fault>>(&read)) {
      for (Fault& f : *faults) {
        c_.error(node_.within(from + f.at, std::max<std::size_t>(f.length, 1)),
                 std::move(f.message), std::move(f.hint));
      }
      return std::nullopt;
    }
    action_.value = std::get<Expression>(std::move(read));
    return action_;
  }

  std::optional<Action> weight() {
    if (!value({ValueSort::number})) return std::nullopt;
    if (!action_.value.uses.empty()) return action_;
    const double weight = evaluate(action_.value.program, NoFacts{});
    if (weight >= kLeastWeight && weight <= kMostWeight) return action_;
    return fail(cursor_.at(), fmt::format("a weight of {:.6g}", weight),
                "weights are positive: from 0.001 to 1,000,000");
  }

  Compilation& c_;
  const Vocabulary& vocabulary_;
  const NameTable<AccountId>& accounts_;
  const Node& node_;
  Cursor cursor_;
  bool broken_ = false;  // a name begins with a quote that does not end
  Action action_;
};

}  // namespace

std::string_view verb(Action::Sort sort) {
  for (const Verb& verb : kVerbs) {
    if (verb.sort == sort) return verb.text;
  }
  return "";
}

std::optional<Action> compile_action(Compilation& c, const Vocabulary& vocabulary,
                                     const NameTable<AccountId>& accounts, const ActionSpec& spec) {
  auto action = ActionReader(c, vocabulary, accounts, spec.node).read();
  if (action) action->written = spec.node.text;
  return action;
}

}  // namespace suits
