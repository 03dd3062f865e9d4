#include "tests/unit/report/sample_agency.hpp"

#include <cmath>

namespace suits::sample {
namespace {

constexpr int kWeeks = 4;

Role role(const char* name, const char* title, RoleSort sort, std::vector<PersonId> people) {
  Role r;
  r.name = name;
  r.title = title;
  r.sort = sort;
  r.people = std::move(people);
  return r;
}

Person person(const char* name, RoleId role) {
  Person p;
  p.name = name;
  p.roles = {role};
  return p;
}

Duration days_of(double d) { return Duration{std::llround(d * 8.64e10)}; }

void add_parts(Breakdown& parts, const Days& d, int jobs) {
  const auto put = [&](RoleId r, Label label, double days) {
    parts.by_role[raw(r)][static_cast<std::size_t>(label)] += days_of(days) * jobs;
    parts.total += days_of(days) * jobs;
  };
  put(kExecutive, Label::working, d.executive_work);
  put(kPlanner, Label::working, d.planner_work);
  put(kCreative, Label::working, d.creative_work);
  put(kClient, Label::client, d.client);
  put(kExecutive, Label::busy, d.wait_executive);
  put(kPlanner, Label::busy, d.wait_planner);
  put(kCreative, Label::busy, d.wait_creative);
  for (const RoleId r : {kExecutive, kPlanner, kCreative}) {
    parts.busy_with[raw(r)][raw(kCampaign)] += hours(3);
    parts.busy_with[raw(r)][raw(kMail)] += hours(1);
  }
  parts.jobs += static_cast<std::uint64_t>(jobs);
}

Flow campaigns(const Model& model, const Story& story) {
  Flow flow;
  flow.arrived = static_cast<std::uint64_t>(story.jobs);
  flow.censored = static_cast<std::uint64_t>(story.unfinished);
  flow.finished = flow.arrived - flow.censored;
  flow.with_due = flow.arrived;
  flow.on_time = flow.finished - static_cast<std::uint64_t>(story.late);
  const double total = story.days.total();
  const int finished = story.jobs - story.unfinished;
  for (int i = 0; i < finished; ++i) {
    flow.working.add(total * 8);
    flow.elapsed.add(total * 24);
    flow.working_quantiles.add(total * 8);
    flow.elapsed_quantiles.add(total * 24);
    flow.rounds.add(1);
  }
  for (int i = 0; i < story.late; ++i) flow.lateness.add(16);
  flow.breakdown.by_role.resize(model.roles.size());
  flow.breakdown.busy_with.assign(model.roles.size(), std::vector<Duration>(model.kinds.size()));
  add_parts(flow.breakdown, story.days, finished);
  return flow;
}

PersonHours hours_of(double busy) {
  PersonHours h;
  const auto share = [&](Duration d) {
    return Duration{std::llround(static_cast<double>(d.us) * busy)};
  };
  for (int w = 0; w < kWeeks; ++w) {
    h.available_by_week.push_back(hours(40));
    h.worked_by_week.push_back(share(hours(40)));
  }
  h.available = hours(160);
  h.worked = share(hours(160));
  h.billable = Duration{h.worked.us / 2};
  return h;
}

}  // namespace

Model agency() {
  Model m;
  m.name = "Sample";
  m.currency = "EUR";
  const Date start{20878};  // 2027-03-01, a Monday
  m.window = {midnight(start), midnight(start), midnight(start + 28), midnight(start + 56)};
  m.standard_day = hours(8);
  m.standard_week = hours(40);
  m.patterns.push_back(Hours());
  m.levels.push_back({"mid", 1, 1});
  m.tiers.push_back({"account"});
  m.classes.push_back({"normal", false});
  m.roles.push_back(role("executive", "Account Executive", RoleSort::staff, {kAnn, kBen}));
  m.roles.push_back(role("planner", "Account Planner", RoleSort::staff, {kKei, kPia}));
  m.roles.push_back(role("creative", "Creative", RoleSort::party, {PersonId{4}}));
  m.roles.push_back(role("client", "Client", RoleSort::client, {}));
  m.people.push_back(person("Ann", kExecutive));
  m.people.push_back(person("Ben", kExecutive));
  m.people.push_back(person("慧", kPlanner));
  m.people.push_back(person("Pia", kPlanner));
  m.people.push_back(person("creative#1", kCreative));
  Kind campaign;
  campaign.name = "campaign";
  campaign.title = "Campaign";
  campaign.deliverable = true;
  Milestone brief;
  brief.name = "brief_turnaround";
  campaign.milestones = {brief};
  m.kinds.push_back(campaign);
  Kind mail;
  mail.name = "daily_mail";
  mail.title = "Mail or call";
  m.kinds.push_back(mail);
  Account account;
  account.name = "Northwind";
  m.accounts.push_back(account);
  return m;
}

Observations seen(const Model& model, const Story& story) {
  Observations o;
  o.history = 7;
  o.flow_keys = {{kCampaign, -1, kNone<TierId>}, {kCampaign, 0, kNone<TierId>}};
  o.flows = {campaigns(model, story), campaigns(model, story)};
  o.flows[1].with_due = o.flows[1].on_time = 0;
  o.account_flows.assign(1, std::vector<AccountFlow>(model.kinds.size()));
  o.people.push_back(hours_of(story.executives));
  o.people.push_back(hours_of(story.executives));
  o.people.push_back(hours_of(story.planners));
  o.people.push_back(hours_of(story.planners));
  o.people.push_back(hours_of(0.4));
  o.roles.assign(model.roles.size(), RoleQueue());
  for (const RoleId r : {kExecutive, kPlanner, kCreative}) {
    RoleQueue& queue = o.roles[r];
    queue.started = 20;
    queue.waited = 10;
    for (int i = 0; i < 20; ++i) queue.wait.add(i % 2 == 0 ? 0 : 4);
    queue.mean_waiting = 1.5;
    queue.waiting_by_week.assign(kWeeks, 1.5);
  }
  o.roles[kExecutive].asked = Duration{o.people[kAnn].worked.us * 2};
  o.roles[kPlanner].asked =
      Duration{std::llround(static_cast<double>(o.people[kKei].worked.us * 2) * story.asked)};
  o.roles[kCreative].asked = o.people[PersonId{4}].worked;
  o.accounts.push_back({});
  o.accounts[AccountId{0}].worked = hours(400);
  return o;
}

}  // namespace suits::sample
