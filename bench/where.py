#!/usr/bin/env python3
"""What a replication of mid_agency costs and where: instructions under callgrind, by part of the engine.

  where.py PROGRAM             plays `PROGRAM replication` (suits_hot_path) under callgrind
  where.py --read FILE EVENTS  what callgrind wrote of it, and how many events there were

Prints the table that stands in bench/NOTES.md. What a function costs itself counts, in the first
part that names it.
"""

import os
import re
import subprocess
import sys
import tempfile

import guard

PARTS = [
    ("future events", r"EventQueue|NearHeap|FarBuckets|^Replication::(play|handle)$"),
    ("who takes what", r"^Replication::(match|best_for|choose|may_take|better|attends|ends_in_time|"
                       r"least_urgent|held_free|has_room|as_chosen|as_found|consider|look_on|"
                       r"reconsider|takers_of|can_fill|mark_dirty|task_candidate|group_of)|"
                       r"^Candidates|^AskingOrder"),
    ("queues of what waits", r"WaitingQueue|^urgency|"
                             r"^Replication::(enqueue|dequeue|enter_queues|urgency_of|priority_in|"
                             r"waits|of_now|requeue)"),
    ("work begins and ends", r"^Replication::(start$|begin_|book_hours|lay_down|interrupt|finish_seat|"
                             r"on_finish|schedule_finish|list_|keep_for|note_step_start|note_week|"
                             r"stay_late|settle$|person_time|hands_back)"),
    ("requests are made", r"^Replication::(activate|new_task|add_seat|make_ready|end_task|free_task|"
                          r"open_rings|open_more|arm_|nobody_there|next_part|part_effort|"
                          r"expected_left|keeper)|draw_asks|begin_visit|mean_effort"),
    ("jobs come and go", r"^Replication::(admit|arrive|enter$|new_job|end_job|end_visit|on_arrival|"
                         r"advance_job|replace|list|unlist)|begin_job|finish_step|notify|"
                         r"^ArrivalProcess|DrawAhead|uniforms"),
    ("whom they wait for", r"^Replication::(open_wait|close_wait|settle_waits|snapshot|waited_for|"
                           r"add_under_way|name_missing|missing_seat|wait_anew)"),
    ("figures", r"^Recorder|labels_of|share_busy|QuantileSketch|Accumulator|QueueLevel"),
    ("rules and overtime", r"^Replication::(look|act|trigger|note_|forget_|watch_|Facts|holds|"
                           r"on_threshold_of_rule|on_rule|match_and_look|of_request|touch|see_touched)|"
                           r"evaluate"),
    ("appointments", r"^Replication::(book|search|earliest|for_each_att|may_attend|asked_else|"
                     r"anybody|on_meeting)"),
    ("calendars", r"^Hours|^Availability|^after$"),
    ("knowledge", r"^Knowledge|remembered|learned"),
    ("chance, exp and log", r"Sleef|^law::|^Draws|philox|draw_"),
]


def play(program):
    """The functions of a replication and its events."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "callgrind")
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", "--collect-atstart=no",
             "--toggle-collect=suits::bench::measured*", program, "replication"],
            capture_output=True, text=True, check=True)
        with open(out) as lines:
            return guard.read_callgrind(lines), int(done.stdout.split()[0])


def rows_of(functions):
    """(part, instructions) from the largest on; what no part names comes last."""
    parts, rest = dict.fromkeys((name for name, _ in PARTS), 0), 0
    for function, (instructions, *_) in functions.items():
        part = next((name for name, names in PARTS if re.search(names, function)), None)
        if part is None:
            rest += instructions
        else:
            parts[part] += instructions
    return [*sorted(parts.items(), key=lambda row: -row[1]), ("all else", rest)]


def main():
    if sys.argv[1:2] == ["--read"] and len(sys.argv) == 4:
        with open(sys.argv[2]) as lines:
            functions, events = guard.read_callgrind(lines), int(sys.argv[3])
    elif len(sys.argv) == 2 and not sys.argv[1].startswith("-"):
        functions, events = play(sys.argv[1])
    else:
        sys.exit(__doc__)
    rows = rows_of(functions)
    total = sum(instructions for _, instructions in rows)
    print(f"A replication of mid_agency: {total / 1e6:.0f} M instructions, {events:,} events, "
          f"{total / events:,.0f} an event.\n")
    print("| part | M instructions | share |\n|---|---:|---:|")
    for part, instructions in rows:
        print(f"| {part} | {instructions / 1e6:.1f} | {100 * instructions / total:.1f} % |")


if __name__ == "__main__":
    main()
