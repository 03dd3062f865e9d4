#pragma once

// The one description of the scenario's keys: which there are, whether they must be there, what
// they mean. The reader and the schema are visitors of it. A visitor has
//   object(noun)               what the mapping describes, for messages
//   required(key, field, doc)  and  optional(key, field, doc)
//   rest(map, doc)             every other key is a name of the user's

#include "engine/scenario/career_fields.hpp"
#include "engine/scenario/relationship_fields.hpp"
#include "engine/scenario/contract_fields.hpp"
#include "engine/scenario/rule_fields.hpp"
#include "engine/scenario/spec.hpp"
#include "engine/scenario/staffing_fields.hpp"
#include "engine/scenario/what_if_fields.hpp"
#include "engine/scenario/work_fields.hpp"

namespace suits {

template <class V>
void describe(V& v, TimeSpec& s) {
  v.object("the time");
  v.required("start", s.start, "The first reported instant.");
  v.required("run", s.run, "How long the reported window lasts.");
  v.optional("warm_up", s.warm_up,
             "How long the run goes on before the window (default 0), or `found`: how much of the "
             "window run, compare and sweep leave out, as a pilot's work in progress tells.");
  v.optional("cap", s.cap,
             "How long after the window jobs are followed; default three times the longest due, at "
             "least 13 weeks.");
}

template <class V>
void describe(V& v, CalendarFileSpec& s) {
  v.object("a calendar file");
  v.required("ics", s.ics, "A calendar file beside the scenario: its events for whole days.");
  v.optional("summary", s.summary, "Only events whose summary has this in it.");
}

template <class V>
void describe(V& v, PatternSpec& s) {
  v.object("a pattern of hours");
  v.required("hours", s.hours, "Opening hours by weekday, or `always`.");
  v.optional("holidays", s.holidays, "`agency` (default), `none`, or a list of dates.");
}

template <class V>
void describe(V& v, CalendarSpec& s) {
  v.object("the calendar");
  v.required("hours", s.hours, "The agency's opening hours by weekday, or `always`.");
  v.optional("holidays", s.holidays, "Dates and spans of dates on which the agency is closed.");
  v.optional("patterns", s.patterns, "Other patterns of hours, by name.");
}

template <class V>
void describe(V& v, LevelSpec& s) {
  v.object("a level");
  v.optional("speed", s.speed, "Nominal effort done per hour; default 100%.");
  v.optional("repeats", s.repeats, "Scales the chance that this person's work goes back.");
}

inline Name& shorthand(ClassSpec& s) { return s.name; }
template <class V>
void describe(V& v, ClassSpec& s) {
  v.object("a class");
  v.required("name", s.name, "The name of the class.");
  v.optional("interrupts", s.interrupts,
             "Whether it takes people from interruptible work of the classes after it.");
}

template <class V>
void describe(V& v, LeaveSpec& s) {
  v.object("the leave");
  v.required("entitlement", s.entitlement, "Working days of leave per year.");
  v.required("block", s.block, "The length of one leave.");
  v.optional("season", s.season, "The season that weights the months.");
}

template <class V>
void describe(V& v, SicknessSpec& s) {
  v.object("the sickness");
  v.required("spells", s.spells, "How often a person falls ill.");
  v.required("length", s.length, "How long a spell lasts.");
}

inline std::optional<Located<FocusCount>>& shorthand(FocusSpec& s) { return s.jobs; }
template <class V>
void describe(V& v, FocusSpec& s) {
  v.object("the focus");
  v.optional("jobs", s.jobs, "How many at a time, or `unlimited`; default 1.");
  v.optional("cost", s.cost, "So much longer everything takes while there are several.");
}

inline std::optional<Located<DispatchRule>>& shorthand(DispatchSpec& s) { return s.rule; }
template <class V>
void describe(V& v, DispatchSpec& s) {
  v.object("a dispatch rule");
  v.optional("rule", s.rule, "The rule; with `kinds` fixed, with `by` expression.");
  v.optional("known", s.known, "Efforts are known before the work; default no: their means are.");
  v.optional("lookahead", s.lookahead, "atc: over how many mean efforts it looks ahead; default 2.");
  v.optional("kinds", s.kinds, "fixed: kinds of work in their order; the others come after them.");
  v.optional("by", s.by, "expression: the least value goes first.");
}

template <class V>
void describe(V& v, FamiliaritySpec& s) {
  v.object("the familiarity");
  v.optional("extra", s.extra, "So much longer somebody takes who knows nothing; default 0.");
  v.optional("repeats", s.repeats, "So much more often their work goes back; default 0.");
  v.optional("learns_in", s.learns_in, "Hours on an account that teach 63 % of it; default 40 h.");
  v.optional("forgets_in", s.forgets_in, "Half is forgotten in so long; default never.");
  v.optional("team", s.team, "What an account's team knows at the start; default 100%.");
  v.optional("others", s.others, "What everybody else knows; default 0%.");
}

template <class V>
void describe(V& v, NewcomersSpec& s) {
  v.object("the newcomers");
  v.required("extra", s.extra, "So much longer the first hour takes.");
  v.optional("learns_in", s.learns_in, "Hours of work that teach 63 % of it; default 300 h.");
}

template <class V>
void describe(V& v, OwnershipSpec& s) {
  v.object("the limit of accounts");
  v.optional("max", s.max, "How many accounts a person may hold; default no limit.");
  v.optional("serves", s.serves, "The tiers that the role serves; default all.");
  v.optional("weight", s.weight, "What an account of a tier counts against the limit; default 1.");
}

inline Name& shorthand(CoverSpec& s) { return s.role; }
template <class V>
void describe(V& v, CoverSpec& s) {
  v.object("a cover");
  v.required("role", s.role, "The role that covers.");
  v.optional("after", s.after,
             "How long work waits for its own role; without, only for absence or vacancy.");
}

template <class V>
void describe(V& v, RoleSpec& s) {
  v.object("a role");
  v.optional("title", s.title, "What people call the role, perhaps by language.");
  v.optional("reports_to", s.reports_to, "The role or roles above; none: a head.");
  v.optional("team", s.team,
             "slot: accounts have their own people of the role (default); pool: anybody of it "
             "serves all.");
  v.optional("keep", s.keep, "Who first takes the role on a job keeps it; default the scenario's.");
  v.optional("hours_end", s.hours_end,
             "keep: work stays with its holder overnight (default); hand_back: it goes back to the "
             "queue (needs keep: none).");
  v.optional("accounts", s.accounts, "Limits on the accounts that a person holds.");
  v.optional("spare_after", s.spare_after,
             "People of the role without accounts may take the work after so long.");
  v.optional("peers_after", s.peers_after, "The role's other people may take it after so long.");
  v.optional("covered_by", s.covered_by, "Roles that cover, in order.");
  v.optional("superior_after", s.superior_after,
             "The reporting line may take it after so long, each further one after as much again.");
  v.optional("handover", s.handover,
             "Effort added where work changes hands for an absence; default 0.");
  v.optional("effort", s.effort, "Scales every effort asked of the role; default 100%.");
  v.optional("switching", s.switching,
             "Effort added where other work or an appointment interrupts; default 0.");
  v.optional("focus", s.focus, "How many requests its people work on at a time; default 1.");
  v.optional("reserve", s.reserve,
             "So many people stay free for work of a class or a more urgent one.");
  v.optional("overtime", s.overtime, "Work that goes on past the end of the day.");
  v.optional("hours", s.hours, "A pattern of hours; default `agency`.");
  v.optional("leave", s.leave, "Leave of the role's people, or `none`; default the scenario's.");
  v.optional("sickness", s.sickness, "Sickness, or `none`; default the scenario's.");
  v.optional("cost", s.cost, "Cost per hour, one or by level; default 0/h.");
  v.optional("rate", s.rate, "Charge-out rate per hour, one or by level; default 0/h.");
  v.optional("billable_target", s.billable_target,
             "Share of the available hours, shown beside the utilisation.");
}

template <class V>
void describe(V& v, PersonOwnershipSpec& s) {
  v.object("the limit of accounts");
  v.required("max", s.max, "How many accounts this person may hold.");
}

template <class V>
void describe(V& v, PersonSpec& s) {
  v.object("a person");
  v.optional("name", s.name, "The person's name; or give a count.");
  v.optional("count", s.count, "So many people, named ROLE#1, ROLE#2 …");
  v.required("role", s.role, "The role, or several, first the main one.");
  v.optional("level", s.level, "The level; with a count, how many of each.");
  v.optional("skills", s.skills, "What they can do that not everybody can.");
  v.optional("focus", s.focus, "How many requests they work on at a time; default the role's.");
  v.optional("dispatch", s.dispatch, "What they take next; default the role's rule.");
  v.optional("knows", s.knows, "How much of an account they know at the start, by account.");
  v.optional("cost", s.cost, "Cost per hour; default the role's.");
  v.optional("rate", s.rate, "Charge-out rate per hour; default the role's.");
  v.optional("hours", s.hours, "A pattern of hours; default the role's.");
  v.optional("share", s.share, "Part of each day's hours, cut at the end; default 100%.");
  v.optional("away", s.away, "Dates and spans of dates of absence.");
  v.optional("joins", s.joins, "The first day.");
  v.optional("leaves", s.leaves, "The last day.");
  v.optional("since", s.since, "The first day in the role: careers count from then on.");
  v.optional("accounts", s.accounts, "A limit of accounts of this person's own.");
  v.optional("leave", s.leave, "Leave, or `none`; default the role's.");
  v.optional("sickness", s.sickness, "Sickness, or `none`; default the role's.");
}

template <class V>
void describe(V& v, PoolSpec& s) {
  v.object("a pool");
  v.required("role", s.role, "The role in which they serve.");
  v.required("max", s.max, "How many there are at most: NAME#1, NAME#2 …");
  v.optional("level", s.level, "Their level.");
  v.optional("skills", s.skills, "What they can do that not everybody can.");
  v.optional("cost", s.cost, "Cost per hour that they are there; default the role's.");
  v.optional("rate", s.rate, "Charge-out rate per hour; default the role's.");
  v.optional("hours", s.hours, "A pattern of hours; default the role's.");
  v.optional("share", s.share, "Part of each day's hours; default 100%.");
  v.optional("lead", s.lead, "How long from the call to their coming; default 0.");
  v.optional("stay", s.stay,
             "On call: how long they stay at least; without, they are hired and stay for good.");
  v.optional("after", s.after,
             "On call: work that has waited so long calls one; without, only rules do.");
}

template <class V>
void describe(V& v, PartySpec& s) {
  v.object("a party");
  v.optional("title", s.title, "What people call the party, perhaps by language.");
  v.required("capacity", s.capacity, "How many people it has: PARTY#1, PARTY#2 …");
  v.optional("hours", s.hours, "A pattern of hours; default `agency`.");
  v.optional("keep", s.keep, "Who first takes a job's work keeps it; default the scenario's.");
  v.optional("cost", s.cost, "Cost per hour; default 0/h.");
  v.optional("rate", s.rate, "Charge-out rate per hour; default 0/h.");
  v.optional("leave", s.leave, "Leave of the party's people, or `none` (default).");
  v.optional("sickness", s.sickness, "Sickness of the party's people, or `none` (default).");
}

template <class V>
void describe(V& v, ClientSpec& s) {
  v.object("the client");
  v.optional("responds_in", s.responds_in, "How long clients take to respond; by tier.");
  v.optional("hours", s.hours, "The clients' pattern of hours; default `agency`.");
}

template <class V>
void describe(V& v, PartiesSpec& s) {
  v.object("the parties");
  v.optional("client", s.client, "The clients: one for each account.");
  v.rest(s.others, "A party outside account service, such as the creative department.");
}

template <class V>
void describe(V& v, OwnClientSpec& s) {
  v.object("a client");
  v.optional("responds_in", s.responds_in, "How long this client takes to respond.");
  v.optional("hours", s.hours, "This client's pattern of hours.");
}

template <class V>
void describe(V& v, FeeSpec& s) {
  v.object("a fee");
  v.optional("retainer", s.retainer, "Hours sold per month, or a sum per month.");
  v.optional("rate", s.rate, "What an hour is charged at; default the rates of the people.");
  v.optional("project", s.project, "Hours worked are billed.");
  v.optional("carries_over", s.carries_over,
             "What becomes of a month's hours that are not used: `1 month`, 20% of them, `none`; "
             "hours are then told month by month.");
}
template <class V>
void describe(V& v, TierFeeSpec& s) {
  describe(v, static_cast<FeeSpec&>(s));
  v.optional("share", s.share,
             "Share of the accounts with the retainer; the others pay by project.");
}

inline Name& shorthand(OwnerSpec& s) { return s.role; }
template <class V>
void describe(V& v, OwnerSpec& s) {
  v.object("an owner");
  v.required("role", s.role, "The role that owns the account.");
  v.optional("least_level", s.least_level, "The lowest level that may own it.");
  v.optional("share", s.share, "Of so many of the accounts.");
}

template <class V>
void describe(V& v, TierSpec& s) {
  v.object("a tier");
  v.optional("size", s.size, "Factor on the frequencies of work; default 1.");
  v.optional("team", s.team, "Slots by role; default one of each role with `team: slot`.");
  v.optional("owner", s.owner, "Who owns an account: a role, or several by shares.");
  v.optional("work", s.work, "Arrivals by kind of work.");
  v.optional("fee", s.fee, "How accounts of the tier pay.");
  v.optional("client", s.client, "The client of an account of the tier.");
  v.optional("health", s.health, "Health of its relationships at the start; default the usual one.");
  v.optional("contract", s.contract, "When an account of the tier is kept or lost.");
}

template <class V>
void describe(V& v, AccountSpec& s) {
  v.object("an account");
  v.optional("name", s.name, "The account's name; or give a count.");
  v.optional("count", s.count, "So many accounts, named TIER#1, TIER#2 …");
  v.optional("tier", s.tier, "The tier; may be left out where there is one, or with `like`.");
  v.optional("like", s.like,
             "Another account, whose tier, size, work, fee, client and contract it has, unless it "
             "says its own.");
  v.optional("give_or_take", s.give_or_take,
             "With `like`: its size lies anywhere up to so much below or above.");
  v.optional("size", s.size, "Factor on the frequencies of work; default the tier's.");
  v.optional("team", s.team, "Who holds the slots, by role; the others are filled before the run.");
  v.optional("owner", s.owner, "The person who owns the account.");
  v.optional("work", s.work, "Arrivals by kind of work, instead of the tier's.");
  v.optional("fee", s.fee, "How this account pays.");
  v.optional("client", s.client, "This account's client.");
  v.optional("contract", s.contract, "When this account is kept or lost.");
  v.optional("starts", s.starts,
             "The first day on which work arrives; or a month: some day of it, drawn for each course.");
  v.optional("ends", s.ends, "The last day on which work arrives.");
  v.optional("on_end", s.on_end,
             "finish: work under way goes on after the last day (default); cancel: it is given up.");
  v.optional("wins", s.wins,
             "Tentative: the chance that it is won, drawn for each course; default: it is signed.");
  v.optional("health", s.health, "Health of the relationship at the start; default the tier's.");
}

template <class V>
void describe(V& v, AgencySpec& s) {
  v.object("the agency");
  v.optional("work", s.work, "Arrivals of the agency's own jobs, by kind of work.");
}

template <class V>
void describe(V& v, BackgroundSpec& s) {
  v.object("background work");
  v.optional("title", s.title, "What people call it, perhaps by language.");
  v.required("who", s.who, "`everyone`, or the roles whose people do it.");
  v.required("per", s.per, "For each person, each person reporting to them, or each role.");
  v.required("effort", s.effort, "How much of it.");
  v.optional("each", s.each, "An item comes each week (default) or each working day.");
  v.optional("class", s.work_class, "Its class; default as for kinds of work.");
  v.optional("billable", s.billable, "Whether it is billable; default no.");
}

template <class V>
void describe(V& v, ScenarioSpec& s) {
  v.object("the scenario");
  v.required("suits", s.suits, "The version of the language: 1.");
  v.required("name", s.name, "The scenario's name.");
  v.optional("notes", s.notes, "Free text for people.");
  v.optional("currency", s.currency, "The currency of all money; default `money`.");
  v.required("time", s.time, "Which time the run covers.");
  v.optional("together", s.together, "How several people come together; default booked.");
  v.optional("keep", s.keep, "Who first takes a role on a job keeps it; default job.");
  v.required("calendar", s.calendar, "Working hours and holidays.");
  v.optional("levels", s.levels, "Levels of experience, lowest first; default one, `mid`.");
  v.optional("classes", s.classes, "Classes of urgency, most urgent first; default one, `normal`.");
  v.optional("seasons", s.seasons, "Twelve relative monthly figures by name, January first.");
  v.optional("dispatch", s.dispatch,
             "What a free person takes next, by role and `default`; default first_come.");
  v.optional("familiarity", s.familiarity, "How people learn an account, and what it does.");
  v.optional("newcomers", s.newcomers, "How whoever joins learns the work.");
  v.optional("relationship", s.relationship,
             "How well accounts are held: what moves it, and how they are lost.");
  v.optional("leave", s.leave, "The leave of the staff, or `none`.");
  v.optional("sickness", s.sickness, "The sickness of the staff, or `none`.");
  v.optional("roles", s.roles, "The roles of the department, by name.");
  v.optional("people", s.people, "The people of the department.");
  v.optional("parties", s.parties, "Whoever works outside account service.");
  v.optional("tiers", s.tiers, "Templates for accounts, by name; default one, `account`.");
  v.optional("accounts", s.accounts, "The accounts.");
  v.optional("agency", s.agency, "The agency's own jobs.");
  v.required("work", s.work, "The kinds of work, by name.");
  v.optional("background", s.background, "Recurring work of the people themselves, by name.");
  v.optional("pools", s.pools, "People on call and people to hire, by name.");
  v.optional("careers", s.careers, "Who leaves, who comes in their stead, who is promoted.");
  v.optional("in_hand", s.in_hand,
             "Work in hand as the run begins: a list of jobs, or `csv`: a table of them.");
  v.optional("changes", s.changes, "What changes on a date: of a person, an account, the calendar.");
  v.optional("limits", s.limits, "How many jobs there may be; what arrives beyond is turned away.");
  v.optional("rules", s.rules, "What is done when something comes to pass.");
  v.optional("observed", s.observed,
             "Last year's figures by measure, as `--measure` names them: a report compares them.");
  v.optional("extends", s.extends, "Another scenario of the folder, over which this one is laid.");
  v.optional("remove", s.remove, "Paths of what is not taken from it.");
  v.optional("what_if", s.what_if, "Named changes of this scenario, to be compared with it.");
}

}  // namespace suits
