// Every law can be broken: a course that holds, falsified in one place.

#include <algorithm>
#include <functional>

#include "engine/run/happening.hpp"
#include "tests/laws/laws.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits::test {
namespace {

/// Three briefs: a talk of two, six hours of writing, which run into overtime, and a review.
Course three_briefs() {
  static const auto model = model_of(R"(
suits: 1
name: Three briefs
time: { start: 2027-01-04, run: 2 weeks }
together: scan
calendar: { hours: { mon-fri: [09:00-12:00, 13:00-17:00] } }
roles:
  manager: {}
  executive: { reports_to: manager, overtime: { up_to: 1 h, a_week: 2 h } }
people: [{ name: Ann, role: manager }, { name: Ben, role: executive }]
accounts: [{ name: North, work: { brief: { dates: [2027-01-04 09:00, 2027-01-05 09:00, 2027-01-06 11:00] } } }]
work:
  brief:
    steps:
      talk: { who: [manager, executive], effort: 2 h }
      write: { who: executive, effort: 6 h }
      review: { who: manager, effort: 1 h }
)");
  return play_course(*model, 1, 0);
}

using Law = std::string (*)(const Course&);
using Lie = std::function<void(Course&)>;

/// Checks that the law is broken by the lie, and was not before.
void breaks(Law law, const Lie& lie) {
  Course course = three_briefs();
  CHECK(broken_laws(course) == "");
  lie(course);
  CHECK(law(course) != "");
}

Course::Stretch& joint(Course& course) {
  return *std::find_if(course.stretches.begin(), course.stretches.end(), [&](const auto& s) {
    return course.requests.at(s.request).together && s.seat == 1;
  });
}
HistoryRecord& first(Course& course, Happening what) {
  return *std::find_if(course.log.begin(), course.log.end(), [&](const HistoryRecord& r) {
    return static_cast<Happening>(r.what >> 56) == what;
  });
}
void drop_first(Course& course, Happening what) {
  course.log.erase(course.log.begin() + (&first(course, what) - course.log.data()));
}

constexpr Duration kTick = microseconds(1);
void later(Instant& t) { t = t + kTick; }
void earlier(Instant& t) { t = t - kTick; }

}  // namespace

TEST_CASE("The course to be falsified has what the laws speak of", "[laws]") {
  Course course = three_briefs();
  CHECK(course.jobs.size() == 3);
  CHECK(course.overtime.size() == 2);  // on Monday and Tuesday until 18:00; more the week forbids
  CHECK(course.seen.people[PersonId{1}].overtime == hours(2));
  CHECK(joint(course).to - joint(course).from == hours(2));
  CHECK(course.jobs[0].way.size() > 2);
}

TEST_CASE("A job lost or counted twice breaks the law of jobs", "[laws]") {
  breaks(lost_jobs, [](Course& c) { --c.seen.conservation.jobs_finished; });
  breaks(lost_jobs, [](Course& c) { drop_first(c, Happening::job_done); });
  breaks(lost_jobs, [](Course& c) { drop_first(c, Happening::arrival); });
  breaks(lost_jobs, [](Course& c) { ++c.arrived; });
  breaks(lost_jobs, [](Course& c) { c.jobs[1].number = c.jobs[0].number; });
  breaks(lost_jobs, [](Course& c) { c.jobs[1].ending = Ending::unfinished; });
  breaks(lost_jobs, [](Course& c) { --c.seen.flows[0].arrived; });
}

TEST_CASE("Effort lost, or booked once only, breaks the law of effort", "[laws]") {
  breaks(lost_effort, [](Course& c) { c.seen.conservation.effort_done -= kTick; });
  breaks(lost_effort, [](Course& c) { c.requests.begin()->second.left = kTick; });
  breaks(lost_effort, [](Course& c) { c.requests.begin()->second.left.reset(); });
  breaks(lost_effort, [](Course& c) { c.seen.people[PersonId{1}].worked_by_week[0] += kTick; });
  breaks(lost_effort, [](Course& c) { c.seen.people[PersonId{1}].worked_by_kind[0] -= kTick; });
  breaks(lost_effort, [](Course& c) { c.seen.accounts[AccountId{0}].worked += kTick; });
}

TEST_CASE("A job that is there longer or shorter breaks Little's law", "[laws]") {
  breaks(broken_little, [](Course& c) { c.seen.conservation.integral_present += 1; });
  breaks(broken_little, [](Course& c) { c.seen.conservation.sum_presence -= 1; });
  breaks(broken_little, [](Course& c) { later(first(c, Happening::job_done).time); });
  breaks(broken_little, [](Course& c) { later(c.jobs[0].arrived); });
  breaks(broken_little, [](Course& c) { drop_first(c, Happening::job_done); });
}

TEST_CASE("Work off hours or booked wrongly breaks the law of hours", "[laws]") {
  breaks(off_hours, [](Course& c) { earlier(c.stretches[0].from); });
  breaks(off_hours, [](Course& c) { earlier(c.stretches[0].to); });
  breaks(off_hours, [](Course& c) { later(c.requests.begin()->second.ready); });
  breaks(off_hours, [](Course& c) { c.requests.begin()->second.lacking = 1; });
  breaks(off_hours, [](Course& c) { c.seen.people[PersonId{0}].worked += kTick; });
  breaks(off_hours, [](Course& c) { c.seen.people[PersonId{0}].available_by_week[0] = {}; });
  breaks(off_hours, [](Course& c) { c.seen.people[PersonId{1}].overtime -= kTick; });
  // More than the day allows, more than the week allows, before the hours end.
  breaks(off_hours, [](Course& c) {
    later(c.overtime[0].to);
    c.seen.people[PersonId{1}].overtime += kTick;
  });
  breaks(off_hours, [](Course& c) {
    const Instant friday = c.overtime[0].from + days(4);
    c.overtime.push_back({PersonId{1}, friday, friday + kTick});
    c.seen.people[PersonId{1}].overtime += kTick;
  });
  breaks(off_hours, [](Course& c) {
    earlier(c.overtime[0].from);
    earlier(c.overtime[0].to);
  });
}

TEST_CASE("Two things at once break the law of attention", "[laws]") {
  breaks(scattered, [](Course& c) {
    HistoryRecord more = first(c, Happening::start);
    more.what += 1;
    c.log.insert(c.log.begin() + (&first(c, Happening::start) - c.log.data()), more);
  });
  breaks(scattered, [](Course& c) { drop_first(c, Happening::finish); });
  breaks(scattered, [](Course& c) { drop_first(c, Happening::start); });
}

TEST_CASE("Joint work without somebody breaks the law of joint steps", "[laws]") {
  breaks(torn_apart, [](Course& c) { later(joint(c).from); });
  breaks(torn_apart, [](Course& c) { later(joint(c).to); });
  breaks(torn_apart, [](Course& c) { joint(c).done = false; });
  breaks(torn_apart, [](Course& c) { joint(c).person = PersonId{0}; });
  breaks(torn_apart, [](Course& c) {
    c.stretches.erase(c.stretches.begin() + (&joint(c) - c.stretches.data()));
  });
}

TEST_CASE("An instant without a label, or with two, breaks the law of the breakdown", "[laws]") {
  breaks(broken_breakdown, [](Course& c) { earlier(c.jobs[0].way[0].to); });
  breaks(broken_breakdown, [](Course& c) { earlier(c.jobs[0].way[1].from); });
  breaks(broken_breakdown, [](Course& c) { c.jobs[0].way.pop_back(); });
  breaks(broken_breakdown, [](Course& c) { c.jobs[0].way[0].labelled += kTick; });
  breaks(broken_breakdown, [](Course& c) { later(c.jobs[0].ended); });
  breaks(broken_breakdown, [](Course& c) { c.seen.flows[0].breakdown.by_role[0][0] -= kTick; });
  breaks(broken_breakdown, [](Course& c) { c.seen.flows[0].breakdown.total += kTick; });
  breaks(broken_breakdown, [](Course& c) {
    c.seen.flows[0].breakdown.rework = c.seen.flows[0].breakdown.total + kTick;
  });
}

TEST_CASE("An account that is lost and not, or held too long, breaks the law of accounts", "[laws]") {
  const AccountId north{0};
  breaks(held_too_long, [&](Course& c) { c.seen.accounts[north].there += kTick; });
  breaks(held_too_long, [&](Course& c) { c.seen.accounts[north].left = c.jobs[0].ended; });
  breaks(held_too_long, [&](Course& c) {
    c.log.push_back({c.jobs[0].arrived,
                     static_cast<std::uint64_t>(Happening::account_left) << 56 | raw(north), 0});
    c.seen.accounts[north].left = c.jobs[0].arrived;
    c.seen.accounts[north].there = {};
  });
  breaks(held_too_long, [](Course& c) {
    c.seen.health.resize(c.model->accounts.size());
    c.seen.health[0].time = kTick;
  });
}

}  // namespace suits::test
