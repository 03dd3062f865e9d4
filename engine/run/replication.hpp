#pragma once

// One replication while it is played: the state of everything, the events that change it, and the
// matching phase after each instant's changes. The rules are those of the semantics; the naive
// executor in tests/support gives the same history from one flat list.
//
// Where to find what: replication.cpp the events and the life of tasks, matching.cpp who takes
// what, choosing.cpp who may and is asked first, ring_opening.cpp when others may, groups.cpp large
// groups of people, seating.cpp work of several, booking.cpp appointments,
// background.cpp recurring work of people, overtime.cpp work past the end of the day, staffing.cpp
// people over time, career_events.cpp who leaves, comes and rises, accounts.cpp accounts that end or
// are lost, health.cpp their relationships, new_business.cpp what is won, contracts.cpp contracts that
// are kept or lost, cancel.cpp jobs
// given up, limits.cpp jobs turned away and withdrawn, pools.cpp who is called and hired, in_hand.cpp
// work in hand, waits.cpp whom requests wait for, never_begun.cpp
// what is nobody's at the end, recorder.* the figures.

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/kernel/event_queue.hpp"
#include "engine/kernel/history.hpp"
#include "engine/model/work_ahead.hpp"
#include "engine/run/account_life.hpp"
#include "engine/run/arrivals.hpp"
#include "engine/run/bounds.hpp"
#include "engine/run/candidates.hpp"
#include "engine/run/careers.hpp"
#include "engine/run/contracts.hpp"
#include "engine/run/groups.hpp"
#include "engine/run/happening.hpp"
#include "engine/run/knowledge.hpp"
#include "engine/run/looker_on.hpp"
#include "engine/run/meeting.hpp"
#include "engine/run/new_business.hpp"
#include "engine/run/recorder.hpp"
#include "engine/run/relationships.hpp"
#include "engine/run/rings.hpp"
#include "engine/run/rules.hpp"
#include "engine/run/server.hpp"
#include "engine/run/task.hpp"
#include "engine/run/waiting.hpp"

namespace suits {

class Replication {
 public:
  Replication(const Model& model, std::uint64_t seed, std::uint32_t replication);
  Observations play();
  /// Keeps the history's records, for tests. Requires: the log outlives the run.
  void keep_history_in(std::vector<HistoryRecord>& log) { history_.keep_in(log); }
  /// Roles of so many people are looked through one by one, where somebody of all of them is asked;
  /// for larger ones those who are free are kept in order. The history is the same.
  void look_through_up_to(std::size_t people) { groups_.few = people; }
  /// Tells somebody of what happens. Requires: they outlive the run.
  void tell(LookerOn& looker_on) { looker_on_ = &looker_on; }
  /// The account's client gives notice: it leaves at a midnight, now or later, with all its work (and
  /// what is under way then, if that is given up). The earliest of several notices counts. Without
  /// effect where the account has ended, or is not there in this course. May be called from
  /// anywhere in the run, and before it.
  void give_notice(AccountId account, Instant leaves, bool gives_up);

 private:
  /// Ids of events that share a class: each kind of event has a range of its own.
  static constexpr std::uint64_t range(std::uint64_t n) { return n << 52; }

  // What an event's payload says, in its upper byte.
  enum class Type : std::uint8_t {
    open, close, away, back, spell, finish, hand_back, answer, threshold, meeting, part, arrival,
    burst, background, account_end, change, joins, stay_over, late_end, rule, threshold_of_rule, midnight,
    withdrawal, account_leaves, places_freed, career_week, post_opens, post_closes, notice, resigned,
    successor, health_look, turns_late, client_minds, deadline, won, preparation, renewal,
  };
  static std::uint64_t payload(Type type, std::uint64_t what) {
    return static_cast<std::uint64_t>(type) << 56 | what;
  }

  // ---- set-up and events (replication.cpp)
  void start_calendars();
  void start_people();
  void start_streams();
  void handle(const EventQueue::Event& event);
  void on_opening(PatternId pattern);
  void on_closing(PatternId pattern);
  void on_away(PersonId p);
  bool gone_for_good(PersonId p) const;
  void become_absent(PersonId p);
  void on_back(PersonId p);
  void learn_absences(PersonId person);
  void await_absence(PersonId p);
  void on_spell(PersonId p);
  void on_arrival(StreamId stream);
  void on_burst(std::uint64_t stream_and_ordinal);
  void on_answer(TaskId task);
  void on_threshold(TaskId task);
  void on_part(TaskId task);
  void schedule_absences(PersonId p);
  void record(Happening what, std::uint64_t subject, std::uint64_t who) {
    history_.record(now_, static_cast<std::uint64_t>(what) << 56 | subject, who);
  }
  [[gnu::cold]] void fail(Span span, std::string message);

  // ---- jobs and tasks (replication.cpp)
  JobId new_job(KindId kind, AccountId account);
  void fall_due(Job& job, Instant due) const {
    job.due = due;
    job.due_worked = due < kNever ? model_.agency().worked(due) : Duration{};
  }
  void arrive(StreamId stream, std::uint64_t ordinal);
  /// A job comes in: `source` says in the history by what.
  void admit(KindId kind, AccountId account, StreamKey key, std::uint64_t ordinal,
             std::uint64_t source, StreamId stream = kNone<StreamId>, Instant due = kNever);
  void enter(JobId job);
  void advance_job(JobId job);
  void activate(JobId job, StepId step);
  void end_visit(JobId job, StepId step, bool performed, std::int32_t last_segment);
  void end_job(JobId job);
  void list(JobId job);
  void unlist(const Job& job);
  TaskId new_task(JobId job, StepId step);
  void add_seat(Task& task, const Ask& ask);
  void free_task(TaskId task);
  void make_ready(TaskId task);
  static Duration part_effort(const Task& task, const Seat& seat);
  void end_task(TaskId task);
  bool next_part(TaskId task);
  static const Step& step_of(const Task& t) { return *t.what; }
  /// Expected effort left on a seat of the task; of the part at hand, where there are parts.
  static Duration expected_left(const Task& task, const Seat& seat);
  /// Expected effort left on the task: of the seat that has most.
  static Duration expected_left(const Task& task);

  // ---- segments of a visit's time (waits.cpp)
  void open_wait(TaskId task, Segment::Sort sort, PersonId person, RoleId role);
  void close_wait(TaskId task, PersonId taker);
  void add_under_way(PersonId p, Duration* by_kind) const;
  std::int32_t snapshot(Job& job, PersonId person, RoleId role) const;

  // ---- matching (matching.cpp)
  void match();
  void match_in_order();
  void look_on(PersonId p);
  bool any_group_waits(RoleId role) const;
  void consider(Candidate candidate);
  void reconsider(const Candidacy& candidacy);
  bool on_duty(PersonId p) const {
    const Server& s = servers_[p];
    return !s.away && pattern_open_[s.pattern];
  }
  bool meets(const Seat& seat, PersonId p) const {
    return model_.meets(seat.requirement, servers_[p].level, servers_[p].skills);
  }
  /// Whether the request may take people from work of later classes.
  bool interrupts(const Task& task) const {
    return (task.pushes || model_.classes[task.work_class].interrupts) && task.seats.size() == 1;
  }
  int least_urgent(const Task& task, PersonId p) const;
  /// Whether a person's attention suffices: somebody with room, or to be interrupted.
  bool attends(const Task& task, PersonId p) const {
    return servers_[p].works.empty() || attends_beside(task, p);
  }
  bool attends_beside(const Task& task, PersonId p) const;
  bool held_free(const Task& task, RoleId serving, PersonId p) const;
  void everybody_looks();
  bool can_take(const Task& task, const Seat& seat, PersonId p) const {
    return on_duty(p) && attends(task, p) && meets(seat, p) &&
           (task.what->interruptible || ends_in_time(task, seat, p));
  }
  bool ends_in_time(const Task& task, const Seat& seat, PersonId p) const;
  bool may_take(const Task& task, const Seat& seat, const Ring& ring, PersonId p) const;
  bool better(const Task& task, const Seat& seat, PersonId a, PersonId b) const;
  void choose_among(const Task& task, const Seat& seat, std::uint32_t way, std::uint32_t ring,
                    Choice& best) const;
  void choose_of_role(const Task& task, const Seat& seat, std::uint32_t way, std::uint32_t ring,
                      Choice& best) const;
  Choice choose(const Task& task, std::uint32_t seat) const;
  /// Somebody for every seat, or false; `choices_` holds them.
  bool choose_all(const Task& task);
  using Takers = std::vector<std::vector<PersonId>>;  // by seat: all who could take it
  Takers takers_of(const Task& task) const;
  bool can_fill(const Takers& takers, std::size_t first) const;
  /// Who keeps the role, if they may take the seat.
  PersonId keeper(const Task& task, const Seat& seat, const RingPlan& plan) const {
    if (plan.keep == Keep::none) return kNone<PersonId>;
    const Job& job = jobs_[task.job];
    const PersonId keeper = plan.keep == Keep::job
                                ? job.keepers[plan.place]
                                : account_keepers_[raw(job.account)][plan.place];
    const bool may = keeper != kNone<PersonId> && !servers_[keeper].left && meets(seat, keeper);
    return may ? keeper : kNone<PersonId>;
  }
  Candidate as_chosen(TaskId task);
  std::optional<Candidate> as_found(TaskId task, std::uint64_t rank, const Priority& priority);
  std::optional<Candidate> task_candidate(TaskId task);
  void look_again();
  std::optional<Candidate> person_candidate(PersonId p) {
    return on_duty(p) && anything_waits_for(p) ? best_for(p) : std::nullopt;
  }
  std::optional<Candidate> best_for(PersonId p);
  /// Whether anything stands in the queues that they look through, stale entries among it.
  bool anything_waits_for(PersonId p) const {
    for (std::uint32_t m = first_membership_[p]; m < last_membership(p); ++m) {
      if (!queues_[m].empty() || groups_wait_[memberships_[m].role]) return true;
    }
    return false;
  }
  /// Where a person's memberships end; they begin at first_membership_.
  std::uint32_t last_membership(PersonId p) const {
    return raw(p) + 1 < first_membership_.size()
               ? first_membership_[PersonId{raw(p) + 1}]
               : static_cast<std::uint32_t>(memberships_.size());
  }
  bool has_role(PersonId p, RoleId role) const;
  void count_present(PersonId p, int by);
  void mark_dirty(PersonId p);
  void mark_dirty(TaskId t);

  // ---- large groups (groups.cpp)
  /// Those of a role who meet a requirement (if `spare`, only those without accounts) in the order in
  /// which they are asked; null where they are few enough to look at one by one.
  AskingOrder* group_of(RoleId role, RequirementId requirement, bool spare, AskedBy by) const;
  /// Those of a role who meet a requirement, if `spare` only those without accounts, by id.
  const std::vector<PersonId>& people_of(RoleId role, RequirementId requirement, bool spare) const;
  /// Whether they are of a role now, and among the spare ones if asked for these.
  bool belongs(PersonId p, RoleId role, bool spare) const;
  AskingOrder::Standing standing_of(PersonId p, AskedBy by) const;
  /// The rank of those whose least urgent work is of a class.
  std::uint32_t by_work(ClassId work_class) const {
    return static_cast<std::uint32_t>(model_.classes.size()) - raw(work_class);
  }
  /// What they do, keep or whether they are there has changed.
  void note_standing(PersonId p) { groups_.note(p); }
  void count_kept(PersonId p, int by) {
    servers_[p].kept += static_cast<std::uint32_t>(by);
    note_standing(p);
  }

  // ---- work (work.cpp)
  enum class Cause : std::uint8_t { absence, other_work, hours_end };
  void start(TaskId task);
  void begin_work(TaskId task);
  void keep_for(Task& task, Seat& seat);
  void note_step_start(Job& job, StepId step);
  bool has_room(PersonId p) const {
    const Server& server = servers_[p];
    return server.works.empty() || (server.focus != 1 && has_room_beside(p));
  }
  bool has_room_beside(PersonId p) const;
  /// Puts a person among the idle of their roles, or takes them out, as they have room or not.
  void list_idle(PersonId p) {
    note_standing(p);
    if (servers_[p].listed) list_among_idle(p);
  }
  void list_among_idle(PersonId p);
  double level_factor(PersonId p) const;
  Duration person_time(AccountId account, PersonId p, Duration nominal) const;
  void begin_stretch(TaskId task, std::uint32_t seat, PersonId p);
  double pace(PersonId p) const;
  Duration progress_of(PersonId p) const;
  Duration progress_after(PersonId p, Duration time) const;
  Duration done_since(const Work& work, Duration progress) const;
  static std::size_t first_to_finish(const Server& server);
  bool hands_back(const Server& server, const Work& work) const;
  void schedule_finish(PersonId p);
  void on_finish(PersonId p);
  void on_hand_back(PersonId p);
  /// Books the hours and the nominal effort of what is under way, up to now.
  void settle(PersonId p) {
    Server& server = servers_[p];
    if (server.works.empty() || server.since == now_) {
      server.since = now_;
    } else {
      book_hours(p);
    }
  }
  void book_hours(PersonId p);
  Work lay_down(PersonId p, std::size_t index);
  void interrupt(PersonId p, std::size_t index, Cause cause);
  void interrupt_all(PersonId p, Cause cause);
  void finish_seat(PersonId p, std::size_t index);

  // ---- overtime (overtime.cpp)
  void stay_late(PersonId p);
  void on_late_end(PersonId p);
  Duration overtime_left(PersonId p, const OvertimeRule& rule);
  void mark_overtime(PersonId p, Segment::Sort sort);

  // ---- queues (queues.cpp)
  void lay_out_queues();
  std::size_t group_queue(RoleId role, std::size_t spare, RequirementId requirement,
                          std::size_t variant) const {
    return group_queues_[role] + (2 * variant + spare) * model_.requirements.size() +
           raw(requirement);
  }
  /// By whose rule a person looks through the role's queues: 0, or one more than their place among
  /// those with a rule of their own.
  std::size_t variant_of(RoleId role, PersonId p) const {
    if (!any_own_rules_ || !model_.people[p].dispatch) return 0;
    const std::vector<PersonId>& own = own_rules_[role];
    return static_cast<std::size_t>(std::find(own.begin(), own.end(), p) - own.begin()) + 1;
  }
  const Dispatch& rule_of(RoleId role, PersonId p) const;
  /// The agency's working time by now.
  Duration worked_now() const {
    if (worked_at_ != now_) {
      worked_at_ = now_;
      worked_now_ = model_.agency().worked(now_);
    }
    return worked_now_;
  }
  Urgency urgency_of(TaskId task, const Dispatch& dispatch) const;
  Quotient of_now(TaskId task, const Urgency& urgency) const;
  Priority priority_in(TaskId task, RoleId serving, bool cover, PersonId p);
  /// The place in the match of a role's requests, or of those that a person with a rule of their own
  /// would take.
  std::uint64_t line(RoleId role, PersonId p) const {
    const bool has_own = any_own_rules_ && model_.people[p].dispatch;
    const std::uint64_t own = has_own ? std::uint64_t{raw(p)} + 1 : 0;
    return rank_[role] * (model_.people.size() + 1) + own;
  }
  bool waits(const WaitingQueue::Entry& e) const;
  /// Calls visit(entry, priority) for what waits in a queue, the first first, until it returns false.
  /// Nothing may enter or leave the queue meanwhile.
  template <class F>
  void look_through(std::size_t queue, F visit) {
    if (queues_[queue].empty()) return;
    queues_[queue].look(
        any_moving_ ? worked_now() : Duration{}, [this](const WaitingQueue::Entry& e) { return waits(e); },
        [this](const WaitingQueue::Entry& e) { return of_now(e.task, e.urgency); }, way_, visit);
  }
  template <class F>
  void for_each_queue(const Task& task, const Seat& seat, std::uint32_t way, std::uint32_t ring,
                      F visit) const;
  void enter_queues(TaskId task, const Seat& seat, std::uint32_t way, std::uint32_t ring);
  void enqueue(TaskId task);
  void dequeue(TaskId task);

  // ---- rings (matching.cpp)
  void open_rings(TaskId task, bool by_threshold = true) {
    if (!only_first_ring(tasks_[task], by_threshold)) open_more_rings(task, by_threshold);
  }
  void open_more_rings(TaskId task, bool by_threshold);
  /// Whether no other ring opens, as nearly always: nothing to wait for, and somebody is there.
  bool only_first_ring(const Task& task, bool by_threshold) const {
    const Seat& seat = task.seats[0];
    if (task.seats.size() != 1 || seat.way_count != 1) return false;
    if (seat.forced != kNone<PersonId>) return true;
    const RingPlan& plan = *seat.ways[0].plan;
    if (by_threshold && plan.thresholds) return false;
    const Ring& ring = plan.rings[0];
    if (ring.keeper) {
      if (const PersonId p = keeper(task, seat, plan); p != kNone<PersonId>) {
        return !servers_[p].absent;
      }
    }
    return ring.source == Ring::Source::named && ring.people.size() == 1 &&
           !servers_[ring.people[0]].absent && meets(seat, ring.people[0]);
  }
  void open_rings_of(const Job& job);
  Instant opens_at(const Task& task, const Ring& ring) const;
  void arm_threshold(TaskId task) {
    const Task& t = tasks_[task];
    if (t.seats.size() != 1 || t.seats[0].way_count != 1 || t.seats[0].ways[0].plan->thresholds) {
      arm_next_threshold(task);
    }
  }
  void arm_next_threshold(TaskId task);
  /// Calls visit(person) for whoever the ring reaches, as things stand.
  template <class F>
  void for_each_of_ring(const Task& task, const Seat& seat, const RingPlan& plan, const Ring& ring,
                        F visit) const {
    if (seat.forced != kNone<PersonId>) return visit(seat.forced);
    if (ring.keeper) {
      if (const PersonId p = keeper(task, seat, plan); p != kNone<PersonId>) return visit(p);
    }
    const bool named = ring.source == Ring::Source::named;
    for (PersonId p : named ? ring.people : role_people_[ring.serving]) {
      if (ring.source == Ring::Source::spare && plans_.has_accounts(p)) continue;
      visit(p);
    }
  }
  /// Now, as this instant's changes have come to pass so far; or at an instant by the calendars.
  bool nobody_there(const Task& task, const RingPlan& plan, const Ring& ring, const Seat& seat,
                    std::optional<Instant> at = std::nullopt) const;
  void reopen_queues_of(PersonId p);

  // ---- whom requests wait for (waits.cpp)
  void note_idle();
  PersonId waited_for(const Task& task, const Seat& seat) const;
  std::uint32_t missing_seat(const Task& task);
  bool somebody_on_duty(const Task& task, const Seat& seat) const;
  void wait_anew(TaskId task, std::uint32_t seat);
  void name_missing();
  void settle_waits(TaskId task, const std::vector<Choice>& taken);

  // ---- what nobody will ever take (never_begun.cpp)
  bool somebody_comes(RoleId role, const Seat& seat) const;
  std::string never_taken(const Task& task, const Seat& seat) const;
  bool all_held(const Task& task, RoleId serving) const;
  void find_never_begun();

  // ---- appointments (booking.cpp)
  void book(TaskId task);
  void unbook(TaskId task);
  void remake_appointments(PersonId p);
  void on_meeting(TaskId task);
  Instant earliest_for(PersonId p, Duration length, Instant from, Instant limit) const;
  void earliest(Meeting& meeting) const;
  void search(Meeting& meeting);
  bool may_attend(const Meeting& meeting, std::uint32_t seat, std::uint32_t ring, PersonId p) const;
  template <class F>
  bool for_each_attendance(const Meeting& meeting, std::uint32_t seat, std::uint32_t ring, F visit);
  bool anybody(const Meeting& meeting, std::uint32_t seat) const;
  bool asked_elsewhere(const Task& task, std::uint32_t seat, PersonId p) const;

  // ---- jobs that are given up (cancel.cpp)
  static Duration effort_left(const Task& task);
  void leave_off(PersonId p, TaskId task);
  Duration cancel_task(TaskId task);
  void cancel_job(JobId job);
  void give_up(JobId job, Duration effort_left, Ending how = Ending::cancelled);

  // ---- how many jobs there may be, and how long they wait (limits.cpp)
  void start_limits();
  bool room_for(KindId kind, AccountId account) const;
  void count_in(JobId job);
  void count_out(Job& job);
  /// The first step of the job begins.
  void begins(Job& job);
  bool too_many_wait(const Job& job) const;
  bool turn_away_waiting();
  void on_withdrawal(JobId job);
  Duration cancel_waiting(JobId job, bool take_back);
  void replace(const Job& job);

  // ---- accounts that end or are lost (accounts.cpp)
  void start_account_ends();
  void on_account_end(AccountId account);
  void on_account_leaves(AccountId account);
  void free_places(AccountId account);

  // ---- the health of relationships (health.cpp)
  void start_relationships();
  void on_health_look();
  void move_health(AccountId account, double points);
  void tell_warnings();
  void watch_health(JobId job, bool arrives);
  void watch_due(JobId job);
  void on_turns_late(JobId job);
  void on_client_minds(JobId job);
  void leave_health(JobId job, bool done);
  void round_of_client(JobId job, StepId step);
  void lose_contact(AccountId account);
  void lose_contacts_of(PersonId p);

  // ---- what is won (new_business.cpp)
  void start_new_business();
  void arm_deadline(JobId job);
  void on_deadline(JobId job);
  void decide_win(const Job& job);
  void on_won(std::uint32_t coming);
  void welcome(AccountId account);
  void give_out(AccountId account, const WonTeam& won);
  std::vector<double> loads_held() const;
  double held(PersonId person, RoleId role) const;
  bool may_hold(PersonId person, const Team& team, const WonTeam::Place& place, TierId tier) const;

  // ---- contracts (contracts.cpp)
  void start_contracts();
  void start_contract(AccountId account, Instant from);
  void schedule_renewal(AccountId account, Date renews);
  bool goes_on(AccountId account) const;
  void on_preparation(AccountId account);
  void on_renewal(AccountId account);
  void end_preparation(const Job& job, bool done);
  void decide_renewal(AccountId account, bool late);

  // ---- people over time (staffing.cpp)
  void start_changes();
  void on_change(std::uint32_t change);
  void change_person(const DatedChange& change);
  void change_team(const DatedChange& change);
  void hold_roles(PersonId p);
  void take_roles(PersonId p, const std::vector<RoleId>& roles);
  void lose_kept(PersonId p, AccountId account, std::size_t place);
  void set_team(AccountId account, Team team);
  /// So many more of a pool are called (or hired), as far as there are any; returns how many.
  std::uint32_t call(std::uint32_t pool, std::uint32_t n);
  /// They go as soon as they are idle, not before their stay is over.
  void let_go(PersonId person);
  /// Somebody of the staff leaves with the end of the day.
  void dismiss(PersonId person);
  std::uint32_t let_go(std::uint32_t pool, std::uint32_t n);
  void call_for_ring(std::uint32_t pool);
  void on_join(PersonId p);
  void show_stays(PersonId p);
  void set_held(PersonId p, bool held);
  void take_places(PersonId p);
  bool leave_idle();
  void leave(PersonId p);
  void regroup(const std::function<void()>& change);

  // ---- careers (career_events.cpp); posts by their place in the model's
  void start_careers();
  void schedule_career_week();
  void on_career_week();
  void on_post_opens(std::uint32_t post);
  void on_post_closes(PersonId person);
  void take_stock(PersonId person);
  void expose(PersonId person);
  void on_notice(PersonId person);
  void on_resigned(PersonId person);
  void lose_all_kept(PersonId person);
  void vacate(std::uint32_t post);
  void expect_successor(std::uint32_t post, Instant at);
  PersonId next_successor(std::uint32_t post);
  void on_successor(std::uint32_t post);
  void come(PersonId person, std::uint32_t post);
  void hold_post(std::uint32_t post, PersonId person);
  void promote();
  void promote(PersonId person, std::uint32_t post);
  PersonId who_rises_to(RoleId role) const;

  // ---- work in hand (in_hand.cpp)
  void start_in_hand();
  void take_in_hand(const JobInHand& in_hand);
  /// Where the job that is being taken in hand stands, if at this step.
  const JobInHand::AtStep* in_hand_at(StepId step) const;
  void hold_in_hand(Task& task);

  // ---- recurring work of people (background.cpp)
  void start_background();
  void on_background(bool daily);
  void issue(KindId kind, AccountId account, RoleId role, PersonId forced, Duration effort,
             Instant due);
  void follow_up(JobId job, Instant due);
  void supervise(JobId job, StepId step, Instant due);

  // ---- rules (rules.cpp, rule_facts.cpp, rule_actions.cpp)
  struct Facts;
  FactSubject of_job(JobId job) const {
    return {job, kNone<TaskId>, jobs_[job].account, kNone<PersonId>};
  }
  FactSubject of_request(TaskId task) const;
  bool holds(const Program& condition, const FactSubject& subject) const;
  Duration waited(const Task& task) const;
  void start_rules();
  void schedule_rule(std::size_t rule);
  void schedule_midnight();
  void on_rule(std::size_t rule);
  void on_threshold_of_rule(std::size_t timer);
  void note_week(Server& server, Duration time) const;
  /// The job or task comes in, or goes.
  void note_running(JobId job);
  void note_task(TaskId task);
  void forget_running(JobId job);
  void forget_task(TaskId task);
  /// Something about the job has changed.
  void touch(JobId job) {
    if (!rules_.edges || !rules_.watched[jobs_[job].kind]) return;
    if (raw(job) >= rules_.is_touched.size()) rules_.is_touched.items().resize(raw(job) + 1, 0);
    if (rules_.is_touched[job]) return;
    rules_.is_touched[job] = true;
    rules_.touched.push_back(job);
  }
  /// The task's state and what is left of it are about to change (-1), or have changed (1).
  void count_waiting(const Task& task, int by) {
    if (!model_.rulebook.any()) return;
    if (task.state != TaskState::waiting && task.state != TaskState::booked) return;
    for (const Seat& seat : task.seats) {
      const RoleId role = seat.ways[0].plan->asked;
      rules_.waiting[role] += static_cast<std::uint32_t>(by);
      rules_.load[role] += expected_left(task, seat) * by;
    }
  }
  void set_state(Task& task, TaskState state) {
    count_waiting(task, -1);
    task.state = state;
    count_waiting(task, 1);
  }
  /// Something has come to pass that rules wait for.
  void trigger(Rule::Trigger trigger, const FactSubject& subject) {
    if (any_triggers(trigger)) note_trigger(trigger, subject);
  }
  void note_trigger(Rule::Trigger trigger, const FactSubject& subject);
  bool any_triggers(Rule::Trigger trigger) const {
    return (rules_.triggers >> static_cast<unsigned>(trigger) & 1) != 0;
  }
  void note_firing(std::size_t rule, const FactSubject& subject);
  /// The matching phase with the rules around it.
  void match_and_look();
  /// Acts upon what was noted, and upon what that brings about. False where there was nothing.
  bool act() {
    if (rules_.firings.empty()) return false;
    act_upon_firings();
    return true;
  }
  void act_upon_firings();
  /// Looks at the rules that wait to become true, each for all its subjects, and acts at once. False
  /// where nothing has become true.
  bool look() {
    return rules_.edges && !(rules_.of_jobs_alone && rules_.touched.empty()) && look_at_all();
  }
  bool look_at_all();
  void see_touched();
  void note_falls();
  bool look_at(std::size_t rule, const FactSubject& subject, std::uint32_t place,
               std::uint64_t number);
  void watch_crossings(const Rule& rule, const Facts& facts, RuleState::Watch& watch);
  template <class F>
  void for_each_request(const std::vector<JobId>& jobs, F visit);
  template <class F>
  void for_each_subject(const Rule& rule, F visit);
  template <class F>
  void for_each_looked_at(std::size_t rule, F visit);
  void act(const Firing& firing);
  void act(const Action& action, std::size_t index, const Firing& firing);
  void set_class(JobId job, ClassId work_class);
  void set_due(JobId job, Instant due);
  void push(TaskId task);
  void escalate(TaskId task);
  std::uint32_t next_ring(const Task& task, const Seat& seat, const Seat::Way& way) const;
  void reassign(TaskId task, PersonId to);
  void turn_away(const Action& action, AccountId account, bool away);
  bool turned_away(AccountId account, KindId kind) const {
    return !rules_.closed.empty() && rules_.closed[raw(account)][raw(kind)];
  }
  const std::vector<TaskId>& requests_of(JobId job) const { return rules_.requests[job]; }
  void requeue(TaskId task);

  const Model& model_;
  const std::uint64_t seed_;
  const std::uint32_t replication_;
  Instant now_;
  EventQueue events_;
  History history_;
  Recorder recorder_;
  LookerOn* looker_on_ = nullptr;
  RingPlans plans_;
  WorkAhead ahead_;
  Knowledge knowledge_;
  std::unique_ptr<CareerState> careers_;  // null: nobody has one
  std::optional<RunError> error_;

  IdVector<StreamId, StreamKey> stream_keys_;
  std::vector<ArrivalProcess> arrivals_;
  std::vector<std::uint64_t> ordinals_;
  std::vector<ArrivalProcess::Arrival> pending_;
  IdVector<AccountId, double> sizes_;
  IdVector<AccountId, AccountLife> lives_;
  Relationships relationships_;
  NewBusiness new_business_;
  Contracts contracts_;
  const JobInHand* in_hand_ = nullptr;               // while it is taken in hand
  std::vector<PersonId> pool_there_;                 // people of pools who are there, by id

  IdVector<PatternId, std::uint8_t> pattern_open_;
  IdVector<PatternId, std::vector<PersonId>> pattern_people_;
  IdVector<PersonId, Server> servers_;
  IdVector<RoleId, std::uint32_t> rank_;            // place in the match order
  std::vector<Membership> memberships_;  // they number the people's own queues and the idle lists
  IdVector<PersonId, std::uint32_t> first_membership_;
  IdVector<RoleId, std::uint32_t> idle_head_, idle_tail_;
  /// Whether a role's idle people are listed: else whoever asks all its people looks through them.
  IdVector<RoleId, std::uint8_t> lists_idle_;
  IdVector<RoleId, std::vector<PersonId>> role_people_;  // who has the role now, by id
  IdVector<RoleId, std::uint32_t> present_;          // people of the role not absent
  mutable Groups groups_;                            // large ones, made when they are asked first
  std::vector<WaitingQueue> queues_;
  IdVector<RoleId, std::size_t> group_queues_;       // where each role's begin
  IdVector<RoleId, std::uint8_t> groups_wait_;       // something may stand in these
  IdVector<RoleId, std::vector<PersonId>> own_rules_;  // people with a rule of their own
  WaitingQueue line_;                                // in_order: everybody in one line

  IdVector<JobId, Job> jobs_;
  std::vector<JobId> free_jobs_;
  IdVector<KindId, std::uint8_t> any_rework_;             // some step of the kind goes back
  IdVector<KindId, JobId> first_running_, last_running_;  // jobs of kinds with hours a week on each
  IdVector<TaskId, Task> tasks_;
  std::vector<TaskId> free_tasks_;
  std::vector<std::vector<PersonId>> account_keepers_;
  std::uint64_t jobs_arrived_ = 0, requests_ = 0;
  std::uint64_t outstanding_ = 0;                    // jobs of the window not yet done
  std::uint64_t at_instant_ = 0;                     // work of no length at this instant

  // Of limits: by limit and account (one, where all are counted together).
  struct Room {
    std::uint32_t in_progress = 0, waiting = 0;
  };
  std::vector<std::vector<Room>> rooms_;
  Room& room(std::uint32_t limit, AccountId account) {
    return rooms_[limit][model_.limits[limit].each_account ? raw(account) : 0];
  }
  const Room& room(std::uint32_t limit, AccountId account) const {
    return rooms_[limit][model_.limits[limit].each_account ? raw(account) : 0];
  }
  IdVector<KindId, std::vector<std::uint32_t>> limits_of_;  // those that count the kind
  IdVector<KindId, std::uint8_t> waits_matter_;             // whether nothing of it has begun
  bool any_limits_ = false;                                 // limits, or patience of clients
  std::vector<std::pair<JobId, std::uint64_t>> knocking_;   // since the last matching phase, by number

  RuleState rules_;
  StepId activating_ = kNone<StepId>;      // while its condition is looked at

  // Scratch, kept for its capacity
  std::vector<StepId> ready_, background_ready_;
  std::vector<Ask> asks_;
  std::vector<TaskId> dirty_tasks_;
  std::vector<PersonId> dirty_people_;
  Candidates candidates_;
  std::vector<Candidacy> reconsidered_;
  std::vector<TaskId> joint_;  // waiting requests for several people together
  bool freed_ = false;         // somebody has finished work of no length in this matching phase
  std::vector<TaskId> replanned_;  // waiting requests whose rings have changed
  std::vector<WaitingQueue::Place> way_;
  mutable Instant worked_at_ = kDawn;
  mutable Duration worked_now_;  // the agency's working time at worked_at_
  struct IdleTime {  // with somebody of a role idle
    Duration total;  // up to `since` …
    Instant since;
    bool idle = false;  // … and whether it goes on
    Duration up_to(Instant now) const { return idle ? total + (now - since) : total; }
  };
  IdVector<RoleId, IdleTime> idle_;        // where some are kept free, or one line blocks
  std::vector<std::optional<Duration>> waited_;  // scratch: by seat
  TaskId blocked_ = kNone<TaskId>;         // in_order: the head of the line, where it cannot start
  std::vector<Attendance> attendances_;    // who may take a seat of a meeting
  std::vector<Choice> best_choices_;       // of the best that a person could take
  Candidate first_;                        // of the candidates, …
  std::vector<Choice> first_choices_;      // … with whom it would start, …
  bool first_known_ = false;               // … if that is known
  std::vector<Choice> choices_, chosen_;  // who would take the request looked at; who takes it
  bool any_interrupts_ = false;            // some class interrupts, or some request may
  bool any_pushes_ = false;                // some request was given the right to interrupt
  bool any_own_rules_ = false;             // somebody has a rule of dispatch of their own
  bool any_focus_ = false;                 // somebody works on several things at a time
  bool any_overtime_ = false;              // some role has overtime
  bool any_reserve_ = false;               // some role keeps people free
  bool any_hand_back_ = false;             // work of some role goes back at the end of the hours
  /// Somebody of a role may have nothing to do while others wait for the role: what stands first in
  /// one line blocks it, or people are kept free.
  bool watches_idle_ = false;
  bool any_moving_ = false;                // some dispatch rule moves with time
  bool any_computed_ = false;              // some dispatch rule asks what may change at any time
};

}  // namespace suits
