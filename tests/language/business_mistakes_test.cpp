#include "tests/language/compile_support.hpp"
#include "tests/support/catch.hpp"

using namespace suits;

namespace {

/// Lines 5 to 7; a test goes on from line 8.
const std::string kOffice = kHead +
                            "roles: { ae: {} }\n"
                            "people: [ { name: Ben, role: ae } ]\n"
                            "work: { job: { who: ae, effort: 2 h, arrives: 1/week } }\n";

}  // namespace

TEST_CASE("An account is like one that there is, and not like itself") {
  CHECK(mistakes(kOffice + "accounts: [ { name: North }, { name: East, like: Nort } ]\n") ==
        "8: there is no account 'Nort' [did you mean 'North'?]");
  CHECK(
      mistakes(kOffice + "accounts: [ { name: North, like: East }, { name: East, like: North } ]\n")
          .find("8: this account is like itself, by way of others") == 0);
  CHECK(mistakes(kOffice + "accounts: [ { name: North, give_or_take: 20% } ]\n") ==
        "8: give or take of what? There is no 'like' [a size of its own may be random: size: "
        "uniform(0.7, 1.3)]");
  CHECK(mistakes(kOffice +
                 "accounts: [ { name: North, size: \"uniform(1, 2)\" }, { name: East, like: "
                 "North, give_or_take: 20% } ]\n") ==
        "8: the size to give or take from is itself left to chance [say a size of its own: size: "
        "uniform(0.7, 1.3)]");
}

TEST_CASE("A vague date is a month that there is, in the run") {
  CHECK(mistakes(kOffice + "accounts: [ { name: North, starts: 2027-13 } ]\n") ==
        "8: there is no 2027-13-01 [e.g. 2027-03]");
  CHECK(mistakes(kOffice + "accounts: [ { name: North, starts: 2035-01 } ]\n")
            .find("8: never starts: the run ends on") == 0);
  CHECK(mistakes(kOffice + "accounts: [ { name: North, starts: 2027-01, ends: 2027-01-20 } ]\n") ==
        "8: this is before the account starts");
}

TEST_CASE("A contract says its chance, and what prepares it is known") {
  const auto contract = [](const std::string& text) {
    return mistakes(kOffice + "accounts: [ { name: North, contract: { " + text + " } } ]\n");
  };
  CHECK(contract("term: 1 year") == "8: 'chance' is missing from a contract [e.g. chance: 90%]");
  CHECK(contract("chance: 90%, by: jbo") ==
        "8: there is no kind of work 'jbo' [did you mean 'job'?]");
  CHECK(contract("chance: 90%, ahead: 20 days") ==
        "8: nothing prepares this renewal [say which kind of work does: by: renewal]");
  CHECK(contract("chance: 90%, renews: 2026-06-30") ==
        "8: the run begins on 2027-01-04: this renewal is over [write the next one]");
  CHECK(contract("chance: 90%, term: 20 working days") ==
        "8: the term goes by the calendar [write 1 year, 6 months or 26 weeks]");
  CHECK(contract("chance: 90%, by: job, ahead: 2 months") ==
        "8: the preparation goes by the calendar [write 60 days or 8 weeks]");
  CHECK(contract("chance: 90%, term: 0 days") == "8: the term must be more than 0");
}

TEST_CASE("What is won is one thing, and known") {
  const auto pitch = [](const std::string& text) {
    return mistakes(kHead +
                    "roles: { ae: {} }\npeople: [ { name: Ben, role: ae } ]\naccounts: [ { name: "
                    "North } ]\nagency: { work: { pitch: 1/week } }\nwork:\n  job: { who: ae, "
                    "effort: 2 h, arrives: 1/week }\n  pitch: { who: ae, effort: 2 h, wins: { " +
                    text + " } }\n");
  };
  CHECK(pitch("chance: 50%") ==
        "11: it does not say what is won [write 'starts: campaign', a job on the account, or "
        "'account: "
        "{ at_most: 6 }']");
  CHECK(pitch("chance: 50%, starts: jb") ==
        "11: there is no kind of work 'jb' [did you mean 'job'?]");
  CHECK(pitch("chance: 50%, late: lost, starts: job") ==
        "11: pitch has no due date to be late at [see its 'due']");
  CHECK(pitch("chance: 50%, account: { at_most: 0 }") == "11: the number must be more than 0");
  CHECK(pitch("chance: 50%, account: { at_most: 2, like: Nort }") ==
        "11: there is no account 'Nort' [did you mean 'North'?]");
  CHECK(pitch("chance: 50%, account: { at_most: 2, ramp_up: 10 working days }") ==
        "11: an account grows week by week [write 8 weeks]");
  CHECK(pitch("chance: 50%, late: soon, account: { at_most: 2 }") ==
        "11: 'soon' is not what lateness costs [e.g. 10% or lost]");
}

TEST_CASE("An account is not there until it is won") {
  const std::string office =
      kHead +
      "roles: { ae: {} }\npeople: [ { name: Ben, role: ae } ]\naccounts: [ { name: "
      "North } ]\nagency: { work: { pitch: 1/week } }\nwork:\n  job: { who: ae, "
      "effort: 2 h, arrives: 1/week }\n  pitch: { who: ae, effort: 2 h, wins: { "
      "chance: 50%, account: { at_most: 2 } } }\n";
  CHECK(mistakes(office) == "");
  CHECK(mistakes(office + "in_hand: [ { kind: job, account: \"pitch#1\", step: job } ]\n") ==
        "12: pitch#1 is not there until it is won");
  CHECK(mistakes(office + "changes: [ { at: 2027-01-11, account: \"pitch#2\", owner: Ben } ]\n") ==
        "12: pitch#2 is not there until it is won");
}

TEST_CASE("Only hours that are sold carry over") {
  const auto fee = [](const std::string& text) {
    return mistakes(kOffice + "accounts: [ { name: North, fee: { " + text + " } } ]\n");
  };
  CHECK(fee("retainer: 3000/month, carries_over: 1 month") ==
        "8: only hours that are sold carry over [e.g. retainer: 180 h/month]");
  CHECK(fee("retainer: 20 h/month, carries_over: sometimes") ==
        "8: 'sometimes' is not what hours carry over [e.g. 1 month, 20% or none]");
  CHECK(fee("retainer: 20 h/month, carries_over: 120%") == "8: more than 100 %");
  CHECK(fee("retainer: 20 h/month, carries_over: 0 months") ==
        "8: whole months from 1 to 60 [e.g. 1 month]");
}
