#!/usr/bin/env python3
"""What an event costs against the number of people: networks of one make-up (bench/network.cpp),
counted under callgrind with its simulated caches, which are the same on every machine; and where a
replication of mid_agency goes.

  scale.py --hot-path PROGRAM --output FOLDER [--sizes 25,250,2500] [--record]

Prints instructions, misses and mispredictions an event, the functions that grow most from the
smallest network to the largest, and writes what it printed to FOLDER/scale.md; --record puts it
into NOTES.md beside this file too. Called by tools/bench --scale.
"""

import argparse
import collections
import pathlib
import re
import sys

import guard
import report

MARK, END = "<!-- scale -->", "<!-- end of scale -->"
MOST = 8  # functions named
# What the functions of a run are about: the first that matches.
SUBJECTS = [
    ("calendars", r"Hours::|Availability::|add_working_days|^after$"),
    ("draws and their laws", r"Sleef|law::|Draws|draw_|det_|philox|sample|Distribution"),
    ("who knows the account", r"Knowledge::"),
    ("who takes what: candidates", r"Replication::(match|person_candidate|task_candidate|as_|look_on|"
                                   r"look_again|consider|mark_dirty)|Candidates::"),
    ("who takes what: who may, who is asked first", r"Replication::(choose|can_|attends|meets|better|"
     r"keeper|least_urgent|has_room|held_free|group_of|standing|belongs|takers)|AskingOrder::|Groups::"),
    ("queues of what waits", r"WaitingQueue|queue|urgency|priority|variant|worked_now|waits$"),
    ("rings", r"Replication::(open_rings|nobody_there|arm_|opens_at|reopen)|RingPlan"),
    ("stretches of work: begin, interrupt, finish", r"Replication::(start$|begin_|settle$|lay_down|"
     r"list_idle|schedule_finish|finish_|interrupt|on_finish|pace|progress|done_since|keep_for|"
     r"note_step|first_to|hands_back|on_hand|person_time)"),
    ("whom work waits for", r"Replication::(open_wait|close_wait|waited|snapshot|add_under_way|"
                            r"name_missing|wait_anew|settle_waits|missing|note_idle)"),
    ("rules", r"rule|Facts|evaluate|look|crossing|trigger|act$|touch|note_week|holds|firing|forget_|"
              r"note_task|note_running|of_request"),
    ("appointments", r"Replication::(book|unbook|search|earliest|anybody|may_attend|on_meeting|"
                     r"asked_elsewhere|for_each_attendance)"),
    ("figures", r"Recorder|QueueLevel|Quantile|Moments|label|walk_|share_busy|most_visits"),
    ("jobs, steps and arrivals", r"Replication::(on_|admit|enter|arrive|activate|advance|end_|new_|"
     r"add_seat|make_ready|free_|next_part|expected_left|issue|supervise|follow|list|unlist|give_up|"
     r"replace|cancel|count|set_state|in_hand)|Arrival|begin_job|finish_step|begin_visit|notify|reopen"),
    ("events: take the next out, put one in", r"EventQueue|FarBuckets|NearHeap|Replication::(play|handle)"),
    ("memory", r"malloc|free|memcpy|memmove|memset|operator (new|delete)|_int_|realloc"),
]


def count(program, size, output):
    """The events of a network's run, and the self counts of its functions."""
    said, functions = guard.counted(program, f"network_{size}", output)
    return int(said.split()[0]), functions


def total(functions, kind):
    return sum(counts[kind] for counts in functions.values())


def tables(sizes, counted):
    kinds = list(guard.KINDS)
    rows = []
    for k, kind in enumerate(kinds):
        each = [total(functions, k) / events for events, functions in counted]
        rows.append([kind] + [f"{x:,.1f}" if x < 100 else f"{x:,.0f}" for x in each])
    each = [guard.cycles([total(f, k) for k in range(len(kinds))]) / events
            for events, f in counted]
    rows.append(["cycles, estimated"] + [f"{x:,.0f}" for x in each])
    head = [f"{size:,}" for size in sizes]
    out = report.table(["", *head], rows)
    (few, small), (many, large) = counted[0], counted[-1]
    names = sorted(set(small) | set(large), key=lambda n: -grown(n, small, few, large, many))
    rows = [[f"`{name}`"] + [f"{f[name][0] / n if name in f else 0:,.0f}" for n, f in counted]
            for name in names[:MOST]]
    return out, report.table(["", *head], rows)


def grown(name, small, few, large, many):
    return (large[name][0] / many if name in large else 0) - (
        small[name][0] / few if name in small else 0)


def subject_of(name):
    return next((s for s, pattern in SUBJECTS if re.search(pattern, name)), "the rest")


def shares(events, functions):
    """Where a run's instructions go, by subject."""
    by_subject = collections.Counter()
    for name, counts in functions.items():
        by_subject[subject_of(name)] += counts[0]
    whole = sum(by_subject.values())
    rows = [[subject, f"{100 * n / whole:.1f} %", f"{n / events:,.0f}"]
            for subject, n in by_subject.most_common()]
    rows.append(["all", f"{whole / 1e6:,.0f} M", f"{whole / events:,.0f}"])
    return report.table(["", "instructions", "an event"], rows)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--hot-path", required=True)
    parser.add_argument("--output", required=True, type=pathlib.Path)
    parser.add_argument("--sizes", default="25,250,2500")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    sizes = [int(size) for size in options.sizes.split(",")]
    try:
        counted = [count(options.hot_path, size, options.output) for size in sizes]
        said, replication = guard.counted(options.hot_path, "replication", options.output)
    except (OSError, ValueError, RuntimeError) as failure:
        print(f"scale: {failure}", file=sys.stderr)
        return 2
    each, functions = tables(sizes, counted)
    text = ("An event of a network of so many people, on simulated caches (32 KiB, 8 MiB):\n\n"
            + "\n".join(each) + "\n\nWhat grows most, in instructions an event:\n\n"
            + "\n".join(functions) + "\n\nWhere a replication of `mid_agency` goes:\n\n"
            + "\n".join(shares(int(said.split()[0]), replication)) + "\n")
    print(text)
    (options.output / "scale.md").write_text(text)
    if options.record:
        notes = pathlib.Path(__file__).resolve().parent / "NOTES.md"
        before, _, rest = notes.read_text().partition(MARK)
        _, _, after = rest.partition(END)
        notes.write_text(f"{before}{MARK}\n{text}{END}{after}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
