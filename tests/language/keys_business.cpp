// Proofs of the keys of contracts and new business.

#include "tests/language/keys.hpp"

namespace suits::test {

namespace {

const std::string kBusiness = R"(suits: 1
name: business
currency: EUR
time: { start: 2027-01-04, run: 12 weeks, cap: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
roles: { executive: { rate: 100/h } }
people: [ { role: executive, count: 3 } ]
tiers: { key: {}, small: { size: 1.5 } }
accounts:
  - { name: North, tier: key }
  - { name: South, tier: small }
agency: { work: { pitch: 2/week } }
work:
  mail: { arrives: { key: 3/week, small: 6/week }, who: executive, effort: 5 h }
  renewal: { who: executive, effort: 60 h }
  idea: { arrives: 1/week, who: executive, effort: 1 h, wins: { chance: 50%, lead: 2 weeks, starts: mail } }
  pitch: { who: executive, effort: 2 h, due: 1 working hour, wins: { chance: 60%, late: 10%, lead: 1 week, account: { at_most: 3, tier: key, size: 1, ramp_up: 4 weeks } } }
)";

const std::string kContract =
    "contract: { renews: 2027-01-20, term: 2 weeks, by: renewal, ahead: 5 days, chance: 90%, "
    "late_costs: 10%, on_loss: finish, notice: 1 week }";

/// Of an account, or of a tier: the text `here` is where its contract stands.
void prove_contract(std::vector<KeyProof>& all, const std::string& path, const std::string& here) {
  const bool first = here.back() == '{';
  const std::string with = here + (first ? " " : ", ") + kContract;
  const std::string kept = replaced(kBusiness, here, with);
  const std::string lost = replaced(kept, "chance: 90%", "chance: 0%");
  all.push_back({path, kBusiness, here, with});
  all.push_back({path + ".renews", kept, "renews: 2027-01-20", "renews: 2027-02-10"});
  all.push_back({path + ".term", kept, "term: 2 weeks", "term: 5 weeks"});
  all.push_back({path + ".by", kept, "by: renewal", "by: mail"});
  all.push_back({path + ".ahead", kept, "ahead: 5 days", "ahead: 9 days"});
  all.push_back({path + ".chance", kept, "chance: 90%", "chance: 0%"});
  all.push_back({path + ".late_costs", kept, "late_costs: 10%", "late_costs: 100%"});
  all.push_back({path + ".on_loss", replaced(lost, "effort: 5 h", "effort: 24 h"),
                 "on_loss: finish", "on_loss: cancel"});
  all.push_back({path + ".notice", lost, "notice: 1 week", "notice: 3 weeks"});
}

}  // namespace

std::vector<KeyProof> keys_of_business() {
  const std::string account = "account: { at_most: 3, tier: key, size: 1, ramp_up: 4 weeks }";
  const std::string like =
      replaced(kBusiness, "tier: key, size: 1, ramp_up", "like: North, ramp_up");
  const std::string deal =
      replaced(kBusiness, "  - { name: South",
               "  - { name: East, like: North, give_or_take: 20% }\n  - { name: South");
  std::vector<KeyProof> all{
      {"accounts.like", deal, "like: North", "like: South"},
      {"accounts.give_or_take", deal, "give_or_take: 20%", "give_or_take: 60%"},
      {"work.*.wins", kBusiness, ", wins: { chance: 50%, lead: 2 weeks, starts: mail }", ""},
      {"work.*.wins.chance", kBusiness, "chance: 50%", "chance: 0%"},
      {"work.*.wins.late", kBusiness, "late: 10%", "late: lost"},
      {"work.*.wins.starts", kBusiness, "starts: mail", "starts: renewal"},
      {"work.*.wins.lead", kBusiness, "lead: 1 week", "lead: 3 weeks"},
      {"work.*.wins.account", kBusiness, account, "starts: mail"},
      {"work.*.wins.account.at_most", kBusiness, "at_most: 3", "at_most: 1"},
      {"work.*.wins.account.tier", kBusiness, "tier: key, size: 1, r", "tier: small, size: 1, r"},
      {"work.*.wins.account.like", like, "like: North", "like: South"},
      {"work.*.wins.account.size", kBusiness, "size: 1,", "size: 2,"},
      {"work.*.wins.account.ramp_up", kBusiness, "ramp_up: 4 weeks", "ramp_up: 12 weeks"},
  };
  prove_contract(all, "accounts.contract", "name: North, tier: key");
  prove_contract(all, "tiers.*.contract", "tiers: { key: {");
  return all;
}

std::vector<KeyProof> reports_of_business() {
  const std::string fee = "fee: { retainer: 90 h/month, rate: 90/h, carries_over: none }";
  const std::string tier = replaced(kBusiness, "key: {}", "key: { " + fee + " }");
  const std::string own = replaced(kBusiness, "name: North, ", "name: North, " + fee + ", ");
  return {
      {"tiers.*.fee.carries_over", tier, "carries_over: none", "carries_over: 1 month"},
      {"accounts.fee.carries_over", own, "carries_over: none", "carries_over: 20%"},
  };
}

}  // namespace suits::test
