#include "tools/staff_setup.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "engine/base/display_width.hpp"
#include "engine/scenario/path_text.hpp"
#include "tools/named.hpp"
#include "tools/tool.hpp"

namespace suits {
namespace {

constexpr double kWeeksOfYear = 52;
constexpr std::size_t kMostPositions = 12;

/// A text in double quotes, as YAML reads it.
std::string yaml_text(const std::string& text) {
  std::string out = "\"";
  for (const char c : text)
    out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out + "\"";
}

std::vector<std::string> listed_names(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    if (end > at) out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// Of the people of a role (at a level): whose main role it is.
std::vector<PersonId> heads_of(const Model& model, RoleId role, LevelId level) {
  std::vector<PersonId> out;
  for (const PersonId p : model.roles[role].people)
    if (model.people[p].roles.front() == role && !model.people[p].pool &&
        (level == kNone<LevelId> || model.people[p].level == level))
      out.push_back(p);
  return out;
}

LevelId commonest_level(const Model& model, const std::vector<PersonId>& people) {
  std::vector<std::size_t> counts(model.levels.size(), 0);
  for (const PersonId p : people) ++counts[raw(model.people[p].level)];
  return static_cast<LevelId>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

/// Places that somebody holds.
std::size_t places_of(const Model& model, PersonId person) {
  std::size_t places = 0;
  for (const Account& account : model.accounts)
    for (const Slot& slot : account.team)
      places +=
          static_cast<std::size_t>(std::count(slot.holders.begin(), slot.holders.end(), person));
  return places;
}

double yearly(const Person& person) {
  return person.cost * person.weekly_hours.hours() * kWeeksOfYear;
}

}  // namespace

StaffSetup::StaffSetup(const Options& options, const DraftFile& file) : file_(file) {
  levels_ = options.has("vary-levels");
  find_positions(options);
  bound_positions(options);
  if (!options.has("keep-teams")) reopen_places();
  price();
}

void StaffSetup::find_positions(const Options& options) {
  const Model& model = *file_.file().model;
  std::vector<RoleId> chosen;
  for (const std::string& name : listed_names(options.text("roles", ""))) {
    const auto r = static_cast<RoleId>(find_named(model.roles.items(), name, "role"));
    if (model.roles[r].sort != RoleSort::staff)
      throw UsageError(fmt::format("{} is no role of the department", printable(name)));
    if (std::find(chosen.begin(), chosen.end(), r) == chosen.end()) chosen.push_back(r);
  }
  if (chosen.empty())
    for (const RoleId r : ids(model.roles))
      if (model.roles[r].sort == RoleSort::staff && !heads_of(model, r, kNone<LevelId>).empty())
        chosen.push_back(r);
  for (const RoleId r : chosen) {
    const std::vector<PersonId> people = heads_of(model, r, kNone<LevelId>);
    std::vector<LevelId> levels{commonest_level(model, people)};
    if (levels_) {
      levels.clear();
      for (const LevelId l : ids(model.levels)) levels.push_back(l);
    }
    for (const LevelId l : levels) {
      StaffPosition own;
      own.role = r;
      own.level = l;
      own.name = levels_ ? fmt::format("{} {}", model.levels[l].name, model.roles[r].name)
                         : model.roles[r].name;
      positions_.push_back(own);
      roles_.push_back(r);
    }
  }
  if (positions_.empty())
    throw UsageError("nobody has a role of the department: there is nothing to count");
  if (positions_.size() > kMostPositions)
    throw UsageError(fmt::format(
        "these are {} sorts of heads, and at most {} are varied together: name fewer with --roles",
        positions_.size(), kMostPositions));
}

void StaffSetup::bound_positions(const Options& options) {
  const Model& model = *file_.file().model;
  for (StaffPosition& own : positions_) {
    std::vector<PersonId> people = heads_of(model, own.role, levels_ ? own.level : kNone<LevelId>);
    own.today = static_cast<int>(people.size());
    // Who wears no other hat may go: whoever holds the fewest places first, the last by name.
    std::erase_if(people, [&](PersonId p) {
      return model.people[p].roles.size() > 1 || !model.people[p].later_roles.empty();
    });
    std::vector<std::pair<std::size_t, PersonId>> order;
    for (const PersonId p : people) order.emplace_back(places_of(model, p), p);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : b.second < a.second;
    });
    std::vector<std::string> names;
    for (const auto& [places, p] : order) names.push_back(model.people[p].name);
    const int spared = levels_ ? 0 : 1;  // a role is not done away with
    own.least = std::max(own.today - static_cast<int>(names.size()), std::min(own.today, spared));
    const auto usual = static_cast<std::uint64_t>(std::max(own.today + 3, own.today * 3 / 2));
    own.most = static_cast<int>(options.number("at-most", usual, 1, 10'000));
    own.most = std::max(own.most, own.least);
    leavers_.push_back(std::move(names));
  }
}

/// Places of the roles that vary are given out by the allocator, as if nobody was named for them.
void StaffSetup::reopen_places() {
  const Model& model = *file_.file().model;
  const Node* accounts = file_.draft().document().find("accounts");
  if (accounts == nullptr || !accounts->sequence()) return;
  for (const Node& one : accounts->items) {
    const Node* name = one.find("name");
    const Node* team = one.find("team");
    if (name == nullptr || team == nullptr || !team->mapping()) continue;
    for (std::size_t p = 0; p < roles_.size(); ++p) {
      const std::string& role = model.roles[roles_[p]].name;
      if ((p > 0 && roles_[p] == roles_[p - 1]) || team->find(role) == nullptr) continue;
      opening_.push_back(
          {Edit::Sort::remove,
           fmt::format("accounts.{}.team.{}", path_part(name->text), path_part(role)), "--roles"});
    }
  }
  const std::vector<std::string> lost = lost_places();
  std::erase_if(opening_, [&](const EditArgument& edit) {
    return std::find(lost.begin(), lost.end(), edit.text) != lost.end();
  });
  reopened_ = !opening_.empty();
}

std::vector<std::string> StaffSetup::lost_places() const {
  const Model& today = *file_.file().model;
  Diagnostics diagnostics;
  diagnostics.use_texts(file_.file().texts);
  const auto opened = file_.draft().edited("", opening_, diagnostics);
  std::vector<std::string> lost;
  if (!opened) {  // all of them stay as they are
    for (const EditArgument& edit : opening_) lost.push_back(edit.text);
    return lost;
  }
  const auto places = [](const Model& model, AccountId a, RoleId role) {
    const std::int32_t s = model.accounts[a].slot_of_role[raw(role)];
    if (s < 0) return std::size_t{0};
    const auto slot = static_cast<std::uint32_t>(s);
    std::size_t count = model.accounts[a].team[slot].holders.size();
    for (const VacantPlace& place : model.staffing.vacant)
      count += place.account == a && place.slot == slot ? 1 : 0;
    return count;
  };
  for (const AccountId a : ids(today.accounts))
    for (const RoleId role : roles_)
      if (!today.accounts[a].agency && places(*opened->model, a, role) < places(today, a, role))
        lost.push_back(fmt::format("accounts.{}.team.{}", path_part(today.accounts[a].name),
                                   path_part(today.roles[role].name)));
  return lost;
}

void StaffSetup::price() {
  const Model& model = *file_.file().model;
  HeadCounts today;
  for (const StaffPosition& own : positions_) today.push_back(own.today);
  for (std::size_t p = 0; p < positions_.size(); ++p) {
    StaffPosition& own = positions_[p];
    double now = 0;
    for (const PersonId person : heads_of(model, own.role, levels_ ? own.level : kNone<LevelId>))
      now += yearly(model.people[person]);
    std::vector<double> costs(static_cast<std::size_t>(std::max(own.most, own.today)) + 1, now);
    double less = now;
    for (int n = own.today - 1; n >= own.least; --n) {
      const std::string& gone = leavers_[p][static_cast<std::size_t>(own.today - 1 - n)];
      for (const Person& person : model.people)
        if (person.name == gone) less -= yearly(person);
      costs[static_cast<std::size_t>(n)] = less;
    }
    double one = 0;
    if (own.most > own.today) {
      HeadCounts more = today;
      ++more[p];
      const StaffedModel staffed = this->model(more);
      if (!staffed.model)
        throw UsageError(fmt::format("one more {} makes no scenario: {}", own.name, staffed.why));
      for (const Person& person : staffed.model->people) {
        const bool known = std::any_of(model.people.begin(), model.people.end(),
                                       [&](const Person& old) { return old.name == person.name; });
        if (!known && person.roles.front() == own.role) one = yearly(person);
      }
    }
    own.cost = one;
    for (int n = own.today + 1; n <= own.most; ++n)
      costs[static_cast<std::size_t>(n)] = now + one * (n - own.today);
    money_ = money_ || now > 0 || one > 0;
    costs_.push_back(std::move(costs));
  }
  if (money_) return;
  for (std::size_t p = 0; p < positions_.size(); ++p) {
    std::iota(costs_[p].begin(), costs_[p].end(), 0.0);
    positions_[p].cost = 1;
  }
}

double StaffSetup::cost(const HeadCounts& heads) const {
  double sum = 0;
  for (std::size_t p = 0; p < heads.size(); ++p)
    sum += costs_[p][static_cast<std::size_t>(heads[p])];
  return sum;
}

/// Accounts that somebody owns by name who goes: each to whoever stays of the role and owns the
/// fewest, of equals the first by name.
void StaffSetup::hand_on_accounts(const HeadCounts& heads, std::vector<EditArgument>& edits) const {
  const Model& model = *file_.file().model;
  const Node* accounts = file_.draft().document().find("accounts");
  if (accounts == nullptr || !accounts->sequence()) return;
  std::map<std::string, std::size_t> owned;
  for (const Node& one : accounts->items)
    if (const Node* owner = one.find("owner"); owner != nullptr && owner->scalar())
      ++owned[owner->text];
  std::vector<std::string> gone;
  for (std::size_t p = 0; p < heads.size(); ++p)
    for (int n = positions_[p].today; n > heads[p]; --n)
      gone.push_back(leavers_[p][static_cast<std::size_t>(positions_[p].today - n)]);
  const auto leaves = [&](const std::string& name) {
    return std::find(gone.begin(), gone.end(), name) != gone.end();
  };
  for (const Node& one : accounts->items) {
    const Node* name = one.find("name");
    const Node* owner = one.find("owner");
    if (name == nullptr || owner == nullptr || !owner->scalar() || !leaves(owner->text)) continue;
    RoleId role = kNone<RoleId>;
    for (const Person& person : model.people)
      if (person.name == owner->text) role = person.roles.front();
    std::string heir;
    for (const PersonId p : heads_of(model, role, kNone<LevelId>)) {
      const std::string& own = model.people[p].name;
      if (!leaves(own) && (heir.empty() || owned[own] < owned[heir])) heir = own;
    }
    if (heir.empty()) continue;
    ++owned[heir];
    edits.push_back({Edit::Sort::set,
                     fmt::format("accounts.{}.owner={}", path_part(name->text), yaml_text(heir)),
                     "--roles"});
  }
}

std::vector<EditArgument> StaffSetup::edits(const HeadCounts& heads) const {
  const Model& model = *file_.file().model;
  std::vector<EditArgument> out = opening_;
  hand_on_accounts(heads, out);
  for (std::size_t p = 0; p < heads.size(); ++p) {
    const StaffPosition& own = positions_[p];
    const std::string& role = model.roles[own.role].name;
    for (int n = own.today; n > heads[p]; --n) {
      const std::string& gone = leavers_[p][static_cast<std::size_t>(own.today - n)];
      out.push_back({Edit::Sort::remove, "people." + path_part(gone), "--roles"});
    }
    std::string newcomer = fmt::format("people={{ role: {}", yaml_text(role));
    if (model.levels.size() > 1)
      newcomer += fmt::format(", level: {}", yaml_text(model.levels[own.level].name));
    for (int n = own.today; n < heads[p]; ++n)
      out.push_back({Edit::Sort::add, newcomer + " }", "--roles"});
  }
  return out;
}

StaffedModel StaffSetup::model(const HeadCounts& heads) {
  if (const auto known = models_.find(heads); known != models_.end()) return known->second;
  Diagnostics diagnostics;
  diagnostics.use_texts(file_.file().texts);
  StaffedModel out;
  if (const auto variant = file_.draft().edited("", edits(heads), diagnostics))
    out.model = variant->model;
  else
    out.why =
        diagnostics.items().empty() ? "it makes no scenario" : diagnostics.items().front().message;
  models_[heads] = out;
  return out;
}

std::vector<std::string> StaffSetup::changes(const HeadCounts& heads) const {
  std::vector<std::string> out;
  for (std::size_t p = 0; p < heads.size(); ++p) {
    const StaffPosition& own = positions_[p];
    for (int n = own.today; n > heads[p]; --n)
      out.push_back("without " + leavers_[p][static_cast<std::size_t>(own.today - n)]);
    if (heads[p] > own.today)
      out.push_back(fmt::format("{} more of {}", heads[p] - own.today, own.name));
  }
  return out;
}

}  // namespace suits
