#pragma once

// The naive executor's state and the parts it is made of. Each theme has a file of its own:
// events.cpp what comes next, people.cpp who is there, staffing.cpp what changes on dates and who
// is called, jobs.cpp how jobs move on, in_hand.cpp those there at first, requests.cpp the life of a
// request, rings.cpp who may be asked, dispatch.cpp what is urgent, knowledge.cpp who knows what,
// matching.cpp who takes what, work.cpp stretches of work, booking.cpp appointments, background.cpp
// recurring work of people, overtime.cpp work past the end of the day, limits.cpp jobs turned away
// and withdrawn, rules.cpp when rules act, facts.cpp what they ask, actions.cpp what
// they do.

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/kernel/event_queue.hpp"
#include "engine/model/work_ahead.hpp"
#include "engine/run/absences.hpp"
#include "engine/run/arrivals.hpp"
#include "engine/run/progress.hpp"
#include "engine/run/replication.hpp"
#include "tests/support/naive.hpp"

namespace suits {

inline constexpr std::size_t kNobody = ~std::size_t{0};

/// In which capacity somebody is asked.
enum class Capacity {
  own, other_holders, spare, peers, cover_holders, cover, superior_holders, superior, on_call,
};

/// One ring as README tells it: some people, the role in which they serve, a threshold.
struct NaiveRing {
  Capacity capacity = Capacity::own;
  std::vector<PersonId> people;
  RoleId serving{};
  std::size_t pool = kNobody;  // of people on call
  bool cover = false;
  std::optional<Threshold> after;
  int times = 1;           // … counts so often
  Instant opens = kNever;  // by its threshold
  bool open = false;
};

/// One alternative of a seat.
struct NaiveWay {
  RoleId wanted{};  // kNone: the owner
  RoleId asked{};
  std::size_t place = 0;  // in the keepers
  std::vector<NaiveRing> rings;
};

struct NaiveSeat {
  std::vector<NaiveWay> ways;
  PersonId forced = kNone<PersonId>;
  RequirementId requirement{};
  Duration effort, left, expected;
  PersonId person = kNone<PersonId>;  // works on it, or did last
  RoleId serving{};
  std::size_t way = 0, ring = 0;
  bool done = false;
  Instant booked_to;  // of an appointment; a microsecond after its start at the least
};

struct NaiveRequest {
  enum class State { waiting, running, booked, delay, between_parts, over };
  State state = State::delay;
  std::uint64_t number = 0;
  std::size_t job = 0;
  StepId step{};
  std::uint32_t ask = 0;  // which of its visit's requests
  Instant ready;
  std::vector<NaiveSeat> seats;
  std::uint32_t part = 0;
  Instant until = kNever;  // of a delay, of the pause between parts; the start of an appointment
  bool meeting = false;    // under way by appointment
  bool begun = false;      // somebody was at it, in whatever part
  Instant taken;           // … since, while they are
  bool pushes = false;     // a rule gave it the right to interrupt
};

/// A stretch of work of one person on one seat.
struct NaiveWork {
  std::size_t request = 0, seat = 0;
  Instant begun;
  Duration stretch;  // of the person's hours, from Person.since on, if they did nothing else
  double factor = 1;  // frozen at the beginning: person's time per nominal effort
  bool goes_on = false;  // begun before, or right after a meeting, perhaps at the end of the hours
};

/// What somebody knows of an account, a share from 0 to 1.
struct NaiveKnown {
  double share = 0;
  Instant last;  // time spent on it is in `share` up to here
};

struct NaivePerson {
  std::vector<RoleId> roles;  // now; first the main one
  LevelId level{};
  Duration weekly_hours;
  Availability there;  // as far as it is known
  Absences absences;
  std::size_t spells = 0;
  bool away = false, absent = false, left = false;
  Focus focus;
  std::vector<NaiveWork> works;  // in order of their requests
  std::optional<NaiveWork> paused;  // joint work laid aside for a meeting
  Instant since, idle_since;     // hours are booked up to; with nothing in hand since
  Instant late_to = kDawn;        // overtime under way, until then at the most; kDawn: none
  std::vector<std::pair<Instant, Instant>> late;  // overtime, as far as hours are booked
  std::vector<std::pair<Instant, Instant>> busy;  // with work in hand, as far as hours are booked
  std::uint32_t kept = 0;
  std::vector<NaiveKnown> knows;  // by account
  double trade = 1;               // what a newcomer knows of the trade
  // Of pools
  bool hired = true;              // one of the role's people; never those on call
  Instant comes = kNever, may_go = kNever;
  std::vector<std::pair<Instant, Instant>> stays;  // the last one goes on while they are there
};

/// A place in an account's team.
struct NaivePlace {
  RoleId role{};
  std::vector<PersonId> holders;
  bool of_role = true;  // the account's place of the role; else an owner's own
};

struct NaiveTeam {
  std::vector<NaivePlace> places;
  std::size_t owner = kNobody;  // which of them
};

/// Of what a rule speaks.
struct NaiveSubject {
  std::size_t job = kNobody, request = kNobody;
  AccountId account = kNone<AccountId>;
  PersonId person = kNone<PersonId>;
};

/// A rule that is to act, once the phase in which it was noted is over.
struct NaiveFiring {
  std::size_t rule = 0;
  NaiveSubject subject;
  StreamKey key;  // of the jobs it starts, and their number under it
  std::uint64_t ordinal = 0;
  std::uint64_t depth = 0;  // one more than that of the firing which brought it about
};

/// Who would take one seat.
struct Pick {
  PersonId person = kNone<PersonId>;
  std::size_t way = 0, ring = 0;
};

enum class Sort {
  nothing, calendar, away, spell, back, change, account_end, join, finish, answer, meeting,
  threshold, part, look, rule, withdrawal, arrival, burst, background,
};

class Naive {
 public:
  Naive(const Model& model, std::uint64_t seed, std::uint32_t replication)
      : m_(model), seed_(seed), replication_(replication), ahead_(model), now_(model.window.warm_up) {
    history_.keep_in(out_.log);
  }
  NaiveResult run();

 private:
  using State = NaiveRequest::State;
  struct Event {
    Instant time = kNever;
    EventClass event_class{};
    std::uint64_t id = 0;
    Sort sort = Sort::nothing;
    std::size_t what = 0;
  };
  struct Burst {
    Instant time;
    std::uint64_t ordinal;
    std::size_t stream;
  };

  void begin();
  Event next() const;
  void handle(const Event& event);
  void record(Happening what, std::uint64_t subject, std::uint64_t who) {
    history_.record(now_, static_cast<std::uint64_t>(what) << 56 | subject, who);
  }
  void fail(std::string message) {
    if (!out_.error) out_.error = RunError{{}, std::move(message)};
  }

  // people
  void go_away(PersonId p);
  bool gone_for_good(const NaivePerson& person) const;
  void become_absent(PersonId p);
  void fall_ill(PersonId p);
  void learn_absences(PersonId p);
  void dismiss(PersonId p);
  void come_back(PersonId p);
  void remake(std::vector<std::pair<Instant, std::size_t>> broken);
  void lose_all_kept(PersonId p);
  bool has_role(PersonId p, RoleId role) const;
  bool on_duty(PersonId p) const {
    return m_.patterns[m_.people[p].pattern].open(now_) && !people_[p].away;
  }
  std::vector<PersonId> people_with(RoleId role) const;

  // people over time
  void end_account(std::size_t account);
  void change(const DatedChange& change);
  void change_person(const DatedChange& change);
  void change_team(const DatedChange& change);
  void lose_kept(PersonId p, AccountId account, std::size_t place);
  void regroup(const std::vector<AccountId>& new_teams);
  const NaivePlace* place_of(AccountId account, RoleId role) const;
  void call(std::size_t pool, std::size_t n);
  void call_for_ring(std::size_t pool);
  void join(PersonId p);
  void show_stays(PersonId p);
  void take_places(PersonId p);
  void let_go(PersonId p);
  void let_go(std::size_t pool, std::size_t n);
  bool leave_idle();
  void leave(PersonId p);

  // jobs
  std::size_t new_job(KindId kind, AccountId account);
  void on_arrival(std::size_t stream);
  void arrive(std::size_t stream, std::uint64_t ordinal);
  void admit(KindId kind, AccountId account, StreamKey key, std::uint64_t ordinal,
             std::uint64_t source, StreamId stream = kNone<StreamId>);
  void advance(std::size_t job, std::vector<StepId> ready);
  void activate(std::size_t job, StepId step, std::vector<StepId>& ready);
  void end_visit(std::size_t job, StepId step, bool performed, std::vector<StepId>& ready);
  void end_job(std::size_t job);

  // work in hand
  void take_in_hand(const JobInHand& in_hand);
  const JobInHand::AtStep* in_hand_at(StepId step) const;
  void hold_in_hand(std::size_t r);

  // requests
  std::size_t new_request(std::size_t job, StepId step);
  void add_seat(std::size_t r, const Ask& ask);
  NaiveWay way_of(AccountId account, RoleId role) const;
  Instant slack_falls_to(const NaiveRequest& r, double slack) const;
  void set_thresholds(NaiveRequest& r);
  Duration part_effort(const NaiveRequest& r, const NaiveSeat& seat) const;
  void make_ready(std::size_t r);
  void open_rings(std::size_t r, bool by_threshold);
  bool nobody_there(const NaiveRequest& r, const NaiveSeat& seat, const NaiveWay& way,
                    const NaiveRing& ring, std::optional<Instant> at) const;
  PersonId keeper(const NaiveRequest& r, const NaiveSeat& seat, const NaiveWay& way) const;
  std::vector<PersonId> people_of(const NaiveRequest& r, const NaiveSeat& seat,
                                  const NaiveWay& way, const NaiveRing& ring) const;
  void finish_part(PersonId p, std::size_t work);
  void end_request(std::size_t r);
  void leave_off(PersonId p, std::size_t request);
  Duration left_of(const NaiveRequest& r) const;
  Duration cancel(std::size_t r);
  void give_up(std::size_t job, Duration left, Ending how = Ending::cancelled);
  void cancel_job(std::size_t job, Ending how = Ending::cancelled);

  // limits
  bool waits(std::size_t job) const;
  std::uint64_t counted(const Limit& limit, AccountId account, bool waiting) const;
  bool room_for(KindId kind, AccountId account) const;
  Instant patience_of(const Job& job) const;
  bool turn_away_waiting();
  void replace(const Job& job);

  // knowledge
  void begin_knowing();
  void forget(PersonId p);
  bool learns(PersonId p, AccountId account) const;
  double time_factor(PersonId p, AccountId account) const;
  void note_hours(PersonId p, AccountId account, Duration time);
  double repeats_of(PersonId p, AccountId account) const;

  // rules
  struct Facts;
  NaiveSubject of_job(std::size_t j) const { return {j, kNobody, jobs_[j].account, kNone<PersonId>}; }
  NaiveSubject of_request(std::size_t i) const {
    const std::size_t j = requests_[i].job;
    return {j, i, jobs_[j].account, kNone<PersonId>};
  }
  void begin_rules();
  std::vector<NaiveSubject> subjects_of(const Rule& rule) const;
  std::uint64_t number_of(const Rule& rule, const NaiveSubject& subject) const;
  bool holds(const Program& condition, const NaiveSubject& subject) const;
  void note(std::size_t rule, const NaiveSubject& subject);
  void trigger(Rule::Trigger trigger, const NaiveSubject& subject);
  void on_rule(std::size_t rule);
  void match_and_look();
  bool act();
  bool look_at_rules();
  void note_falls();
  Instant next_turn(Instant limit) const;
  bool any_asks_day() const;
  Duration remaining_of(std::size_t job) const;
  Duration waited(const NaiveRequest& r, Instant now) const;
  Duration worked_this_week(PersonId p) const;
  void act(const NaiveFiring& firing);
  void act(const Action& action, std::size_t index, const NaiveFiring& firing);
  void turn_away(KindId kind, AccountId account, bool away);
  void set_due(std::size_t job, double due);
  void escalate(std::size_t request);
  void reassign(std::size_t request, PersonId to);

  // dispatch
  Duration expected_left(const NaiveRequest& r, const NaiveSeat& seat) const;
  Duration expected_left(const NaiveRequest& r) const;
  Duration tail_of(const NaiveRequest& r) const;
  Quotient urgency_of(const NaiveRequest& r, const Dispatch& rule) const;
  double value_of(std::size_t request, const Dispatch& rule) const;

  // overtime
  void on_change_of_hours();
  void stay_late(PersonId p);
  Duration hours_of(const NaivePerson& p, Instant from, Instant to) const;
  Instant hours_after(const NaivePerson& p, Instant from, Duration time) const;

  // matching
  bool takes_all(const NaiveRequest& r) const {
    return r.meeting || r.seats.size() > 1 || !step_of(r).interruptible;
  }
  bool has_room(PersonId p) const;
  std::size_t least_urgent(const NaiveRequest& r, PersonId p) const;
  bool attends(const NaiveRequest& r, PersonId p) const;
  bool held_free(const NaiveRequest& r, RoleId serving, PersonId p) const;
  bool can_take(const NaiveRequest& r, const NaiveSeat& seat, PersonId p) const;
  bool better(const NaiveRequest& r, const NaiveSeat& seat, PersonId a, PersonId b) const;
  bool seat_all(const NaiveRequest& r, std::vector<Pick>& taken) const;
  void match();
  void start(std::size_t r, const std::vector<Pick>& picks);

  // work
  struct Due {  // what ends first of what somebody does
    Instant at = kNever;
    std::size_t work = 0;
    bool back = false;  // given back at the end of the hours
    bool late = false;  // the overtime is over
  };
  bool hands_back(const NaiveWork& work) const;
  Due due_of(const NaivePerson& p) const;
  Instant done_at(const NaivePerson& p, std::size_t work) const;
  std::size_t work_on(const NaivePerson& p, std::size_t request) const;
  double pace(const NaivePerson& p) const;
  Duration progress_of(const NaivePerson& p) const;
  Duration done_of(const NaivePerson& p, std::size_t work) const;
  void keep_for(NaiveRequest& r, NaiveSeat& seat);
  void begin_work(std::size_t r);
  void take_up(std::size_t r, std::size_t seat, PersonId p, bool goes_on);
  void book_hours(PersonId p);
  void lay_down(PersonId p, std::size_t work);
  enum class Why { hours_end, absence, other_work };
  void interrupt(PersonId p, std::size_t work, Why why);

  // what nobody will ever take
  bool ever_taken(const NaiveRequest& r, const NaiveSeat& seat) const;
  void find_never_begun();

  // appointments
  struct Search {
    Instant from, limit;
    std::vector<std::size_t> rings;
    std::vector<Pick> people;
    Instant start = kNever;
    std::size_t blocked = 0;
    bool nobody = false;
    bool lasting = false;  // without those who leave for good
  };
  bool could_attend(PersonId p, Instant at, Duration length, std::size_t not_counting) const;
  Instant earliest_for(PersonId p, Instant from, Instant limit, Duration length,
                       std::size_t not_counting) const;
  void earliest(std::size_t r, Search& search) const;
  void look(std::size_t r, Search& search) const;
  bool asked_elsewhere(const NaiveRequest& r, std::size_t seat, PersonId p) const;
  void book(std::size_t r);
  void come_together(std::size_t r);
  Instant next_appointment(PersonId p) const;

  // background
  void on_background(bool daily);
  void issue(KindId kind, AccountId account, RoleId role, PersonId forced, Duration effort,
             Instant due);
  void follow_up(std::size_t job, Instant due);
  void supervise(std::size_t job, StepId step, Instant due);

  bool meets(const NaiveSeat& seat, PersonId p) const {
    return m_.meets(seat.requirement, people_[p].level, m_.people[p].skills);
  }
  ClassId class_of(const NaiveRequest& r) const {
    const ClassId of_job = jobs_[r.job].work_class;
    return of_job != kNone<ClassId> ? of_job : step_of(r).work_class;
  }
  const Step& step_of(const NaiveRequest& r) const {
    return m_.kinds[jobs_[r.job].kind].steps[raw(r.step)];
  }
  AccountId agency() const {
    return AccountId{static_cast<std::uint32_t>(m_.accounts.size() - 1)};
  }

  const Model& m_;
  const std::uint64_t seed_;
  const std::uint32_t replication_;
  const WorkAhead ahead_;
  Instant now_;
  NaiveResult out_;
  History history_;
  IdVector<PersonId, NaivePerson> people_;
  IdVector<AccountId, NaiveTeam> teams_;
  std::deque<Job> jobs_;  // all that ever arrived
  std::deque<NaiveRequest> requests_;  // all that were ever made
  std::vector<std::size_t> visits_ended_;  // by job
  StepId activating_ = kNone<StepId>;      // while its condition is looked at
  std::vector<StreamKey> keys_;
  std::vector<ArrivalProcess> arrivals_;
  std::vector<ArrivalProcess::Arrival> pending_;
  std::vector<std::uint64_t> ordinals_;
  std::vector<Burst> bursts_;
  std::vector<bool> ended_;  // accounts
  std::size_t changes_ = 0;  // dated changes that have come to pass
  bool look_ = false;        // a matching phase at this instant, whatever comes to pass
  const JobInHand* in_hand_ = nullptr;  // while it is taken in hand
  Instant weekly_ = kNever, daily_ = kNever;
  std::vector<std::vector<PersonId>> account_keepers_;
  std::uint64_t outstanding_ = 0, at_instant_ = 0;
  // Of rules: the times to come by rule; what held when last looked at and how often they acted, by
  // rule and number of the subject; what is noted; what is turned away.
  std::vector<std::vector<Instant>> rule_times_;
  std::map<std::pair<std::size_t, std::uint64_t>, bool> held_;
  std::map<std::pair<std::size_t, std::uint64_t>, std::uint64_t> firings_of_;
  std::deque<NaiveFiring> noted_;
  Instant fired_at_ = kDawn;
  std::uint64_t fired_ = 0, rounds_ = 0;  // at that instant: firings, and phases of matching after any
  std::uint64_t depth_ = 0;               // of the firing that is acted upon
  std::set<std::pair<AccountId, KindId>> closed_;
  std::uint64_t turned_away_ = 0;
  std::vector<std::size_t> knocking_;  // jobs that came by a stream since the last matching phase
  std::vector<Instant> patience_;      // by job: withdrawn if nothing of it has begun by then
};

}  // namespace suits
