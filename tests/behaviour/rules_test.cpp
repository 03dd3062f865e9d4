// Rules, each in a tiny agency whose times were worked out by hand. March 2027 begins on a Monday;
// hours are 9 to 17. Lines read "day hh:mm-hh:mm who does what (kind and number of the job)".

#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/run/replicate.hpp"
#include "engine/run/replication.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/scenario.hpp"

namespace suits {
namespace {

using Lines = std::vector<std::string>;

std::string clock(Instant t) {
  const std::string text = to_string(t);  // 2027-03-01 09:00
  return std::to_string(std::stoi(text.substr(8, 2))) + text.substr(10);
}

/// Writes down every stretch of work.
class Scribe : public LookerOn {
 public:
  explicit Scribe(const Model& model) : model_(model) {}
  Lines lines;

  void job_arrived(const Job&) override {}
  void job_ended(const Job& job, Ending ending, Instant now,
                 const IdVector<PersonId, Server>&) override {
    if (ending == Ending::cancelled) lines.push_back(clock(now) + " cancelled: " + name(job));
  }
  void worked(const Job& job, const Task& task, const Seat& seat, Instant from, Duration,
              Instant now) override {
    lines.push_back(fmt::format("{}-{} {} {} ({})", clock(from),
                                clock(now).substr(clock(now).find(' ') + 1),
                                model_.people[seat.person].name, task.what->name, name(job)));
  }
  void booked(const Job&, const Task&, Instant) override {}
  void ring_opened(const Job& job, const Task&, const Ring&, bool, Instant now) override {
    lines.push_back(clock(now) + " one more ring: " + name(job));
  }
  void task_ended(const Job&, const Task&, bool, Instant) override {}

 private:
  std::string name(const Job& job) const {
    return fmt::format("{} {}", model_.kinds[job.kind].name, job.number + 1);
  }
  const Model& model_;
};

struct Story {
  Lines work;
  Lines rules;  // "2 10:00 NAME SUBJECT": the rules that acted
  Observations seen;
};

/// A day's time of Ann, who does mails (1 h), plans (8 h) and disputes (1 h), and Bea her superior.
std::string agency(const std::string& arrivals, const std::string& rules,
                   const std::string& more = "") {
  return R"(suits: 1
name: rules
time: { start: 2027-03-01, run: 4 weeks }
calendar: { hours: { mon-fri: [09:00-17:00] } }
classes: [ { name: urgent, interrupts: yes }, normal ]
roles:
  manager: {}
  executive: { reports_to: manager }
people:
  - { name: Ann, role: executive }
  - { name: Bea, role: manager }
accounts:
  - { name: Lion, work: { )" +
         arrivals + R"( } }
work:
  mail: { who: executive, effort: 1 h, due: 1 working day }
  plan: { class: normal, due: 2 working days, who: executive, effort: 8 h }
  dispute: { who: executive, effort: 1 h }
)" + more +
         (rules.empty() ? "" : "rules:\n") + rules;
}

Story play(const std::string& text) {
  const auto model = test::model_of(text);
  Scribe scribe(*model);
  std::vector<HistoryRecord> log;
  Replication run(*model, 1, 0);
  run.keep_history_in(log);
  run.tell(scribe);
  Story story;
  story.seen = run.play();
  story.work = std::move(scribe.lines);
  for (const HistoryRecord& record : log) {
    if (static_cast<Happening>(record.what >> 56) != Happening::rule) continue;
    const Rule& rule = model->rulebook.rules[record.what & 0xFFFF];
    story.rules.push_back(fmt::format("{} {} {}", clock(record.time), rule.name, record.who + 1));
  }
  const Conservation& c = story.seen.conservation;
  CHECK(c.jobs_arrived == c.jobs_finished + c.jobs_cancelled + c.jobs_in_progress);
  CHECK(c.effort_drawn == c.effort_done + c.effort_left + c.effort_cancelled);
  CHECK(c.integral_present == c.sum_presence);
  return story;
}

const std::string kTwoPlans = "plan: { dates: [2027-03-01 09:00, 2027-03-01 10:00] }";

}  // namespace

TEST_CASE("Without rules, first come is first served") {
  const Story s = play(agency(kTwoPlans, ""));
  CHECK(s.work == Lines{"1 09:00-17:00 Ann plan (plan 1)", "2 09:00-17:00 Ann plan (plan 2)"});
  CHECK(s.rules.empty());
}

// ---- triggers -----------------------------------------------------------------------------------

TEST_CASE("A rule acts when a job arrives") {
  const Story s = play(agency(kTwoPlans, "  - { name: r, on: job.arrives, then: note hello }\n"));
  CHECK(s.rules == Lines{"1 09:00 r 1", "1 10:00 r 2"});
}

TEST_CASE("A rule acts when a job finishes, under its condition") {
  const Story s = play(agency(kTwoPlans,
                              "  - { name: r, on: job.finishes, when: job.age > 1 day,"
                              " then: note slow }\n"));
  // The first takes eight hours, the second from 10:00 to 17:00 of the next day.
  CHECK(s.rules == Lines{"2 17:00 r 2"});
}

TEST_CASE("Rules act when a step is ready, starts and finishes") {
  const Story s = play(agency(kTwoPlans, R"(
  - { name: ready, on: step.ready, then: note x }
  - { name: starts, on: step.starts, when: person.name == Ann, then: note x }
  - { name: late start, on: step.starts, when: step.waited > 6 working hours, then: note x }
  - { name: finishes, on: step.finishes, when: step.role == executive, then: note x }
)"));
  CHECK(s.rules == Lines{"1 09:00 ready 1", "1 09:00 starts 1", "1 10:00 ready 2",
                         "1 17:00 finishes 1", "2 09:00 starts 2", "2 09:00 late start 2",
                         "2 17:00 finishes 2"});
}

TEST_CASE("A rule acts at an instant, or at the opening of a day") {
  const Story s = play(agency(kTwoPlans, R"(
  - { name: noon, at: 2027-03-02 12:00, when: job.kind == plan, then: note x }
  - { name: day, at: 2027-03-03, then: note x }
)"));
  // By noon of the 2nd the first plan is done; the run as a whole is number 1.
  CHECK(s.rules == Lines{"2 12:00 noon 2", "3 09:00 day 1"});
}

TEST_CASE("A rule acts every so often") {
  const auto fired = [](const std::string& every) {
    return play(agency("mail: { dates: [2027-03-26 16:30] }",
                       "  - { name: r, every: " + every + ", then: note x }\n"))
        .rules;
  };
  CHECK(fired("weekly") ==
        Lines{"1 09:00 r 1", "8 09:00 r 1", "15 09:00 r 1", "22 09:00 r 1", "29 09:00 r 1"});
  CHECK(fired("{ every: 2 weeks, on: wednesday, at: 14:30 }") ==
        Lines{"3 14:30 r 1", "17 14:30 r 1"});
  CHECK(fired("{ every: 1 month, on: day 15 }") == Lines{"15 09:00 r 1"});
  CHECK(fired("9 working days") == Lines{"1 09:00 r 1", "12 09:00 r 1", "25 09:00 r 1"});
}

TEST_CASE("A rule acts when time alone makes its condition true, once") {
  const Story s = play(agency(kTwoPlans, R"(
  - { name: waits, when: step.waited > 6 working hours, then: note x }
  - { name: waits long, when: step.waited >= 7 working hours, then: note x }
  - { name: age, when: job.age >= 1 day, then: note x }
  - { name: late, when: job.late > 0, then: note x }
  - { name: date, when: now >= 2027-03-04 12:34, then: note x }
  - { name: day, when: weekday == friday, then: note x }
)"));
  // The second waits from 10:00 on: six hours by 16:00, seven by 17:00, which is only passed
  // in the morning. It is due on the 3rd at 10:00, and done before.
  CHECK(s.rules == Lines{"1 16:00 waits 2", "1 17:00 waits long 2", "2 10:00 age 2",
                         "4 12:34 date 1", "5 00:00 day 1", "12 00:00 day 1", "19 00:00 day 1",
                         "26 00:00 day 1"});
}

TEST_CASE("A rule acts again when its condition has been false meanwhile") {
  const Story s =
      play(agency("mail: { dates: [2027-03-01 09:00, 2027-03-01 09:30, 2027-03-02 09:00,"
                  " 2027-03-02 09:15] }",
                  "  - { name: r, when: waiting(executive) > 0, then: note x }\n"));
  CHECK(s.rules == Lines{"1 09:30 r 1", "2 09:15 r 1"});
}

TEST_CASE("Accounts and people are looked at too") {
  const Story s = play(agency(kTwoPlans, R"(
  - { name: account, when: account.jobs > 1 and account.tier == account, then: note x }
  - { name: person, when: person.hours_worked_this_week >= 8 h, then: note x }
)"));
  CHECK(s.rules == Lines{"1 10:00 account 1", "1 17:00 person 1"});
}

// ---- actions ------------------------------------------------------------------------------------

TEST_CASE("A class given by a rule interrupts") {
  const Story s = play(agency(kTwoPlans,
                              "  - { name: r, when: step.waited > 2 working hours,"
                              " then: class = urgent }\n"));
  // At 12:00 (and a microsecond) the second plan has waited for two hours.
  CHECK(s.work == Lines{"1 09:00-12:00 Ann plan (plan 1)", "1 12:00-12:00 Ann plan (plan 2)",
                        "2 12:00-17:00 Ann plan (plan 1)"});
}

TEST_CASE("A due date set by a rule") {
  const Story s = play(agency(kTwoPlans, R"(
  - { name: set, on: job.arrives, then: due = job.due - 1 working day }
  - { name: late, when: job.late > 0, then: note x }
  - { name: bare, at: 2027-03-02 16:00, when: job.kind == plan, then: [due = 2027-03-05, note x] }
)"));
  // The second was due on the 3rd at 10:00, from now on on the 2nd at 10:00.
  CHECK(s.rules == Lines{"1 09:00 set 1", "1 10:00 set 2", "2 10:00 late 2", "2 16:00 bare 2"});
  // Both are done by the end of the 2nd: the first after its due, the second by its last one.
  std::uint64_t on_time = 0;
  for (std::size_t f = 0; f < s.seen.flows.size(); ++f) {
    if (s.seen.flow_keys[f].tier == kNone<TierId>) on_time += s.seen.flows[f].on_time;
  }
  CHECK(on_time == 2);
}

TEST_CASE("Escalating opens the next ring") {
  // Past the executives without accounts and the other executives, of whom there are none.
  const Story s =
      play(agency(kTwoPlans,
                  "  - { name: r, when: step.waited >= 3 working hours and step.rings < 4,"
                  " then: [escalate, escalate, escalate] }\n"));
  CHECK(s.work == Lines{"1 13:00 one more ring: plan 2", "1 13:00 one more ring: plan 2",
                        "1 13:00 one more ring: plan 2", "1 09:00-17:00 Ann plan (plan 1)",
                        "1 13:00-13:00 Bea plan (plan 2)"});
}

TEST_CASE("Reassigning hands work over") {
  // The first plan goes back to the queue and comes first once more: nobody else is there.
  const Story s = play(agency(kTwoPlans, R"(
  - { name: r, at: 2027-03-01 12:00, when: step.name == plan and job.age > 2 h, then: reassign }
)"));
  CHECK(s.work == Lines{"1 09:00-12:00 Ann plan (plan 1)", "1 12:00-17:00 Ann plan (plan 1)",
                        "2 09:00-17:00 Ann plan (plan 2)"});
}

TEST_CASE("Work is reassigned to somebody by name") {
  std::string text = agency(kTwoPlans, R"(
  - { name: r, at: 2027-03-01 12:00, when: job.kind == plan, then: reassign to Cleo }
)");
  text = text.replace(text.find("  - { name: Bea"), 0, "  - { name: Cleo, role: executive }\n");
  text = text.replace(text.find("  - { name: Lion,"), 17,
                      "  - { name: Lion, team: { executive: Ann },");
  const Story s = play(text);
  CHECK(s.work == Lines{"1 09:00-12:00 Ann plan (plan 1)", "1 12:00-17:00 Cleo plan (plan 1)",
                        "2 09:00-17:00 Cleo plan (plan 2)"});
}

TEST_CASE("A rule starts a job, whose draws are its parent's") {
  const Story s = play(agency(kTwoPlans, R"(
  - { name: r, on: job.finishes, when: job.kind == plan, then: start dispute }
  - { name: week, every: 2 weeks, then: start mail for Lion }
)"));
  // At nine the plan has arrived before the rule acts. The 2nd plan ends on the 3rd.
  CHECK(s.work == Lines{"1 09:00-17:00 Ann plan (plan 1)", "2 09:00-10:00 Ann mail (mail 2)",
                        "2 10:00-10:00 Ann plan (plan 3)", "3 10:00-11:00 Ann dispute (dispute 4)",
                        "3 11:00-12:00 Ann dispute (dispute 5)",
                        "15 09:00-10:00 Ann mail (mail 6)"});
}

TEST_CASE("A cancelled job is given up, whatever state it is in") {
  const Story s = play(agency(kTwoPlans + ", mail: { dates: [2027-03-01 11:00] }",
                              "  - { name: r, at: 2027-03-01 12:00, when: job.kind == plan,"
                              " then: cancel }\n"));
  CHECK(s.work == Lines{"1 09:00-12:00 Ann plan (plan 1)", "1 12:00 cancelled: plan 1",
                        "1 12:00 cancelled: plan 2", "1 12:00-13:00 Ann mail (mail 3)"});
  CHECK(s.seen.conservation.jobs_cancelled == 2);
  CHECK(s.seen.conservation.effort_cancelled == hours(13));
}

TEST_CASE("Work is turned away, and accepted again") {
  const Story s =
      play(agency("mail: { dates: [2027-03-01 09:00, 2027-03-01 10:00, 2027-03-02 10:00,"
                  " 2027-03-03 10:00] }",
                  R"(
  - { name: away, at: 2027-03-01 09:30, then: turn away everything for Lion }
  - { name: seen, when: turned_away > 1, then: note x }
  - { name: back, at: 2027-03-02 12:00, then: accept mail }
)"));
  CHECK(s.work == Lines{"1 09:00-10:00 Ann mail (mail 1)", "3 10:00-11:00 Ann mail (mail 2)"});
  CHECK(s.rules == Lines{"1 09:30 away 1", "2 10:00 seen 1", "2 12:00 back 1"});
}

TEST_CASE("Rules that start each other for ever end the run, and are named") {
  const Story s = play(agency(kTwoPlans, R"(
  - { name: one, on: job.arrives, when: job.kind != mail, then: start mail }
  - { name: two, on: job.arrives, when: job.kind == mail, then: start dispute }
)"));
  REQUIRE(s.seen.error);
  CHECK(s.seen.error->message ==
        "rules keep acting without time passing (2027-03-01 09:00): 'one', 'two'");
}

// ---- conditions of steps ------------------------------------------------------------------------

TEST_CASE("A step whose condition does not hold is passed over") {
  const std::string more = R"(  brief:
    attributes: { size: { large: { chance: 100% } } }
    steps:
      write: { who: executive, effort: 1 h }
      small: { who: executive, effort: 2 h, when: job.size != large }
      check: { who: executive, effort: 3 h, when: job.account == Lion and waiting(executive) == 0 }
)";
  const Story s = play(agency("brief: { dates: [2027-03-01 09:00] }", "", more));
  CHECK(s.work == Lines{"1 09:00-10:00 Ann write (brief 1)", "1 10:00-13:00 Ann check (brief 1)"});
}

// ---- laws ---------------------------------------------------------------------------------------

namespace {

/// A busy agency of three, with loops, meetings, sickness, and rules of every sort.
std::string busy(const std::string& and_also) {
  return fmt::format(R"yaml(suits: 1
name: busy
time: {{ start: 2027-03-01, run: 8 weeks, warm_up: 2 weeks }}
calendar: {{ hours: {{ mon-fri: [09:00-12:30, 13:30-18:00] }} }}
classes: [ {{ name: urgent, interrupts: yes }}, normal ]
sickness: {{ spells: 3/year, length: "pert(1, 2, 5 working days)" }}
roles:
  manager: {{}}
  executive: {{ reports_to: manager, handover: 1 h }}
people:
  - {{ name: Ann, role: executive }}
  - {{ name: Ben, role: executive }}
  - {{ name: Bea, role: manager }}
parties: {{ client: {{ responds_in: "lognormal(mean 1.5, p90 3 working days)" }} }}
accounts:
  - {{ name: Lion, team: {{ executive: Ann }} }}
  - {{ name: Hare, team: {{ executive: Ben }} }}
work:
  campaign:
    arrives: 1.2/week
    due: 6 working days
    attributes: {{ brief: {{ good: {{ chance: 60% }}, poor: {{ chance: 40%, effort: 1.3 }} }} }}
    steps:
      write: {{ who: executive, effort: "lognormal(mean 8 h, p90 15 h)" }}
      meet: {{ who: {{ executive: 1 h, manager: 1 h }}, notice: 1 working day }}
      polish: {{ who: executive, effort: 9 h, spread: 2 weeks, when: job.brief == poor }}
      agree: {{ takes: client.responds_in, back_to: {{ step: write, chance: 30%, rework_effort: 50% }} }}
  mail: {{ arrives: 6/week, who: executive, effort: exponential(mean 1 h), due: 1 working day }}
  dispute: {{ who: {{ executive: 1 h, manager: 1 h }}, together: scan }}
rules:
  - {{ name: late, when: job.late > 1 working day and job.kind == campaign{0}, then: start dispute }}
  - {{ name: slack, when: job.slack < 4 working hours{0}, then: class = urgent }}
  - {{ name: waits, when: step.waited > 1 working day and step.rings < 4{0}, then: escalate }}
  - {{ name: old, when: job.age > 3 weeks{0}, then: cancel }}
  - {{ name: rounds, when: job.rounds > 2{0}, then: [due = job.due + 1 week, reassign] }}
  - {{ name: left, when: step.effort > 12 h or step.slack <= 0{0}, then: note much }}
  - {{ name: full, when: waiting(executive) > 12, then: turn away mail }}
  - {{ name: better, when: waiting(executive) < 6, then: accept mail }}
  - {{ name: short, on: step.starts, when: person.level == mid and step.waited < 10 working min, then: note quick }}
)yaml",
                     and_also);
}

}  // namespace

TEST_CASE("The laws hold under rules") {
  const auto model = test::model_of(busy(""));
  std::uint64_t cancelled = 0;
  for (std::uint32_t r = 0; r < 6; ++r) {
    const Observations o = replicate(*model, 3, r);
    INFO((o.error ? o.error->message : ""));
    REQUIRE_FALSE(o.error);
    const Conservation& c = o.conservation;
    CHECK(c.jobs_arrived == c.jobs_finished + c.jobs_cancelled + c.jobs_in_progress);
    CHECK(c.effort_drawn == c.effort_done + c.effort_left + c.effort_cancelled);
    CHECK(c.integral_present == c.sum_presence);
    for (const PersonHours& person : o.people) CHECK(person.worked <= person.available);
    for (std::size_t f = 0; f < o.flows.size(); ++f) {
      const Flow& flow = o.flows[f];
      if (o.flow_keys[f].milestone < 0) {
        CHECK(flow.arrived == flow.finished + flow.censored);
      }
    }
    cancelled += c.jobs_cancelled;
    CHECK(replicate(*model, 3, r).history == o.history);
  }
  CHECK(cancelled > 0);
}

TEST_CASE("Jobs that nothing has touched need no looking at") {
  // A condition on the department makes every rule look at everything, always.
  const auto touched = test::model_of(busy("")),
             all = test::model_of(busy(" and turned_away >= 0"));
  for (std::uint32_t r = 0; r < 6; ++r) {
    CHECK(replicate(*touched, 3, r).history == replicate(*all, 3, r).history);
  }
}

TEST_CASE("Rules: a weight, for rules of dispatch that weigh", "[behaviour][rules]") {
  // Both wait behind the first: the second mail weighs 10 times as much.
  const auto mails = [](const std::string& rules) {
    return play(agency("mail: { dates: [2027-03-01 09:00, 2027-03-01 09:10] }, "
                       "dispute: { dates: [2027-03-01 09:20] }",
                       rules, "dispatch: { default: weighted_shortest }\n"));
  };
  CHECK(mails("").work == Lines{"1 09:00-10:00 Ann mail (mail 1)", "1 10:00-11:00 Ann mail (mail 2)",
                                "1 11:00-12:00 Ann dispute (dispute 3)"});
  const Story story =
      mails("  - { name: matters, on: job.arrives, when: job.kind == dispute, then: weight = 10 }\n");
  CHECK(story.work == Lines{"1 09:00-10:00 Ann mail (mail 1)", "1 10:00-11:00 Ann dispute (dispute 3)",
                            "1 11:00-12:00 Ann mail (mail 2)"});
}

TEST_CASE("Rules: the right to interrupt", "[behaviour][rules]") {
  const Story story = play(agency(
      "plan: { dates: [2027-03-01 09:00] }, mail: { dates: [2027-03-01 10:00] }",
      "  - { name: at once, on: step.ready, when: job.kind == mail, then: interrupt }\n",
      ""));
  CHECK(story.work == Lines{"1 09:00-10:00 Ann plan (plan 1)", "1 10:00-11:00 Ann mail (mail 2)",
                            "1 11:00-10:00 Ann plan (plan 1)"});
  CHECK(story.rules == Lines{"1 10:00 at once 2"});
  CHECK(story.seen.rules == std::vector<std::uint64_t>{1});
}

TEST_CASE("Rules: freelancers are called, and let go", "[behaviour][rules][staffing]") {
  // Three plans; with two waiting one is called. They come on Tuesday, and would stay a week.
  const std::string pools =
      "pools: { helpers: { role: executive, max: 2, lead: 1 working day, stay: 1 day } }\n";
  const std::string plans =
      "plan: { dates: [2027-03-01 09:00, 2027-03-01 09:30, 2027-03-01 09:40] }";
  const Story story = play(agency(
      plans, "  - { name: help, when: waiting(executive) > 1, then: call 1 from helpers }\n", pools));
  CHECK(story.rules == Lines{"1 09:40 help 1"});
  CHECK(story.work == Lines{"1 09:00-17:00 Ann plan (plan 1)", "2 09:00-17:00 Ann plan (plan 2)",
                            "2 09:40-09:40 helpers#1 plan (plan 3)"});
}

TEST_CASE("Rules: somebody is let go at a date", "[behaviour][rules][staffing]") {
  // Ann works on to the end of her last day; then Bea, her superior, is the only one left.
  const Story story =
      play(agency("plan: { dates: [2027-03-01 09:00, 2027-03-01 09:30] }",
                  "  - { name: parting, at: 2027-03-02 12:00, then: let go Ann }\n"));
  CHECK(story.work == Lines{"1 09:00-17:00 Ann plan (plan 1)", "2 09:00-17:00 Ann plan (plan 2)"});
  const Story sooner =
      play(agency("plan: { dates: [2027-03-01 09:00, 2027-03-01 09:30] }",
                  "  - { name: parting, at: 2027-03-01 12:00, then: let go Ann }\n"));
  CHECK(sooner.rules == Lines{"1 12:00 parting 1"});
  CHECK(sooner.work.back() == "2 09:00-17:00 Bea plan (plan 2)");
}

TEST_CASE("Rules: people are hired on a condition", "[behaviour][rules][staffing]") {
  const Story story = play(agency(
      "plan: { dates: [2027-03-01 09:00, 2027-03-01 09:30, 2027-03-01 09:40] }",
      "  - { name: grow, when: waiting(executive) > 1, then: hire 1 from new }\n",
      "pools: { new: { role: executive, max: 1, lead: 2 working days } }\n"));
  // Whoever is hired belongs to the role, but Lion is Ann's: they have no account to work for.
  CHECK(story.rules == Lines{"1 09:40 grow 1"});
  CHECK(story.seen.people[PersonId{2}].available.hours() > 100);
}

}  // namespace suits
