#!/usr/bin/env python3
"""What an event costs against the number of people: networks of one make-up (bench/network.cpp),
counted under callgrind with its simulated caches, which are the same on every machine; and where a
replication of mid_agency goes.

  scale.py --hot-path PROGRAM --bench PROGRAM --output FOLDER [--sizes N[:LENGTH],...] [--record]

Prints instructions, misses and mispredictions an event, the estimated cycles and what of them grows
from the smallest network to the largest, time and memory where a benchmark has them, and the
functions that grow most; writes what it printed to FOLDER/scale.md; --record puts it into NOTES.md
beside this file too. Of 25,000 people a week would take callgrind half an hour: a day of them stands
beside a day of fewer. Called by tools/bench --scale.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import subprocess
import sys

import guard
import report

MARK, END = "<!-- scale -->", "<!-- end of scale -->"
MOST = 8  # functions named
SIZES = "25,250,2500,25:1 day,2500:1 day,25000:1 day"
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


def played(program, name, output):
    """The events of a run, and the self counts of its functions. What this very program has counted
    before is read again: counts repeat to the unit, and the largest network takes minutes."""
    counts = guard.file_of(name, output)
    said = counts.with_suffix(counts.suffix + ".said")
    newest = os.path.getmtime(program)
    if said.exists() and min(f.stat().st_mtime for f in (said, counts)) > newest:
        with open(counts) as lines:
            return int(said.read_text().split()[0]), guard.read_callgrind(lines)
    told, functions = guard.counted(program, name, output)
    said.write_text(told)
    return int(told.split()[0]), functions


def count(program, size, output):
    people, _, length = size.partition(":")
    return played(program, f"network_{people} {length}".strip(), output)


def total(functions, kind):
    return sum(counts[kind] for counts in functions.values())


def figure(x):
    return f"{x:,.1f}" if x < 100 else f"{x:,.0f}"


def each_event(counted):
    """Per size: what an event takes of each kind."""
    return [[total(functions, k) / events for k in range(len(guard.KINDS))]
            for events, functions in counted]


def head_of(size):
    length = size.partition(":")[2]
    return f"{people_of(size):,}" + (f" ({length})" if length else "")


def people_of(size):
    return int(size.partition(":")[0])


def tables(sizes, counted):
    each = each_event(counted)
    rows = [[kind] + [figure(e[k]) for e in each] for k, kind in enumerate(guard.KINDS)]
    rows.append(["cycles, estimated"] + [figure(guard.cycles(e)) for e in each])
    head = [head_of(size) for size in sizes]
    out = report.table(["", *head], rows)
    length = sizes[-1].partition(":")[2]  # only over equal times does a difference come of size
    first = next(i for i, size in enumerate(sizes) if size.partition(":")[2] == length)
    (few, small), (many, large) = counted[first], counted[-1]
    names = sorted(set(small) | set(large), key=lambda n: -grown(n, small, few, large, many))
    rows = [[f"`{name}`"] + [f"{f[name][0] / n if name in f else 0:,.0f}" for n, f in counted]
            for name in names[:MOST]]
    return out, report.table(["", *head], rows)


def growth_text(sizes, counted):
    """By how much cycles grow over one length, and what of it the caches are."""
    lines = []
    for length in dict.fromkeys(size.partition(":")[2] for size in sizes):
        ours = [i for i, size in enumerate(sizes) if size.partition(":")[2] == length]
        if len(ours) < 2:
            continue
        few, many = (each_event([counted[i]])[0] for i in (ours[0], ours[-1]))
        before, more = guard.cycles(few), guard.cycles(many) - guard.cycles(few)
        parts = [(many[k] - few[k]) * cost for k, (_, cost) in enumerate(guard.KINDS.values())]
        shares = ", ".join(f"{kind} {part:+,.0f}" for kind, part in zip(guard.KINDS, parts))
        lines.append(f"From {people_of(sizes[ours[0]]):,} to {people_of(sizes[ours[-1]]):,} people "
                     f"{'over ' + length if length else 'over a week'}: {many[0] / few[0]:.2f} times the instructions, "
                     f"{1 + more / before:.2f} times the estimated cycles; of {more:+,.0f} cycles "
                     f"{shares}.")
    return "\n".join(lines)


def timed(bench, sizes):
    """Time and memory, from the benchmark of whole networks, of those that it has."""
    people = "|".join(dict.fromkeys(size.partition(":")[0] for size in sizes))
    done = subprocess.run([bench, f"--benchmark_filter=^whole/network/({people})$",
                           "--benchmark_min_time=0.2", "--benchmark_format=json"],
                          capture_output=True, text=True, check=True)
    known = sorted(((int(b["name"].split("/")[-1]), b)
                    for b in json.loads(done.stdout)["benchmarks"]), key=lambda p: p[0])
    rows = [["time of an event"] + [report.time_text(b["ns_per_event"]) for _, b in known],
            ["memory of a run, a person"] + [f"{b['bytes_per_person'] / 1e3:.1f} kB" for _, b in known],
            ["the scenario's, a person"] + [f"{b['model_bytes_per_person'] / 1e3:.1f} kB"
                                            for _, b in known]]
    return (f"Timed over a week on this machine, {guard.machine()}, load {os.getloadavg()[0]:.1f}:"
            "\n\n" + "\n".join(report.table(["", *(f"{n:,}" for n, _ in known)], rows)) + "\n\n")


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
    parser.add_argument("--bench", help="the benchmarks, for time and memory")
    parser.add_argument("--output", required=True, type=pathlib.Path)
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    sizes = options.sizes.split(",")
    try:
        counted = [count(options.hot_path, size, options.output) for size in sizes]
        events, replication = played(options.hot_path, "replication", options.output)
        times = timed(options.bench, sizes) if options.bench else ""
    except (OSError, ValueError, RuntimeError, subprocess.CalledProcessError) as failure:
        print(f"scale: {failure}", file=sys.stderr)
        return 2
    each, functions = tables(sizes, counted)
    text = ("An event of a network of so many people, over a week unless it says otherwise, on "
            "simulated caches (32 KiB, 8 MiB):\n\n"
            + "\n".join(each) + "\n\n" + growth_text(sizes, counted) + "\n\n" + times
            + "What grows most, in instructions an event:\n\n"
            + "\n".join(functions) + "\n\nWhere a replication of `mid_agency` goes:\n\n"
            + "\n".join(shares(events, replication)) + "\n")
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
