#!/usr/bin/env python3
"""The guard of the hot path: fixed workloads, counted under callgrind, against a committed budget.

  guard.py check --hot-path PROGRAM --bench PROGRAM --budget FILE --output FOLDER [--move WHY]
  guard.py compare BUDGET MEASURED    two entries of a budget, as JSON
  guard.py read FILE                  the counts of a callgrind file, as JSON

Exit codes: 0 within the budget, 1 over it, 2 it cannot be told. Called by tools/bench --guard.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

# What is counted, from which events of callgrind, and about how many cycles one costs.
KINDS = {
    "instructions": (["Ir"], 1),
    "level-1 misses": (["I1mr", "D1mr", "D1mw"], 10),
    "last-level misses": (["ILmr", "DLmr", "DLmw"], 100),
    "mispredictions": (["Bcm", "Bim"], 10),
}
# How much more of each fails. Misses and mispredictions count only where they cost as much as
# `FELT` of the workload's estimated cycles.
ROOM = {"instructions": 0.05, "cycles": 0.08, "level-1 misses": 0.15, "last-level misses": 0.15,
        "mispredictions": 0.15}
FELT = 0.01
# Functions below this share of a workload's cycles are not in the budget.
NAMED = 0.005
# Ratios to the loops written by hand: time, so with room for noise; more on another machine.
RATIO_ROOM, RATIO_ROOM_ELSEWHERE = 0.08, 0.25
RATIO_TRIES = 3
# The same caches everywhere (those of a small x86-64 server): size, ways, line.
CACHES = ["--I1=32768,8,64", "--D1=32768,8,64", "--LL=8388608,16,64"]


def short(name):
    """A function's name without what templates, parameters and lambdas add to it."""
    name = re.sub(r" \[clone [^]]*\]|'\d+$", "", name).replace("(anonymous namespace)::", "")
    kept, depth, i = "", 0, 0
    while i < len(name):
        operator = re.compile(r"operator(\(\)|<=>|<<=?|>>=?|->\*?|[<>]=?)").match(name, i)
        if operator and depth == 0:
            kept += operator[0]
            i = operator.end()
            continue
        if name[i] in "<({":
            if name[i] == "{" and depth == 0:
                kept += "lambda"
            depth += 1
        elif name[i] in ">)}":
            depth -= 1
        elif depth == 0:
            kept += name[i]
        i += 1
    kept = re.sub(r"( const| &&?)+$", "", re.sub(r"lambda#\d+", "lambda", kept))
    # A template's name begins with what it returns.
    kept = re.sub(r"^.* (?=\S)", "", kept) if "operator " not in kept else kept
    # Which one of a C library's variants is taken depends on the machine.
    kept = re.sub(r"^__(mem|str)(\w+?)_(avx|sse|evex|erms).*", r"\1\2", kept)
    return kept.replace("suits::", "") or name


def read_callgrind(lines):
    """The self counts of every function: {name: [a number per kind]}."""
    events, names, functions = [], {}, collections.defaultdict(lambda: [0] * len(KINDS))
    wanted, function, called = [], None, False
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("events:"):
            events = line.split()[1:]
            wanted = [[events.index(e) for e in sources if e in events]
                      for sources, _ in KINDS.values()]
        elif line.startswith("fn="):
            number, name = re.match(r"fn=\((\d+)\)(?: (.*))?", line).groups()
            if name:
                names[number] = name
            function = names[number]
        elif line.startswith("cfn="):
            number, name = re.match(r"cfn=\((\d+)\)(?: (.*))?", line).groups()
            if name:
                names[number] = name
        elif line.startswith("calls="):
            called = True  # the next line is what the call cost, which its function has already
        elif re.match(r"[0-9+*-]", line):
            if called:
                called = False
                continue
            costs = [int(c) for c in line.split()[1:]]
            counts = functions[short(function)]
            for k, sources in enumerate(wanted):
                counts[k] += sum(costs[s] for s in sources if s < len(costs))
    if not events:
        raise ValueError("this is not a file of callgrind")
    return functions


def cycles(counts):
    return sum(n * cost for n, (_, cost) in zip(counts, KINDS.values()))


def summary(functions):
    """What the budget keeps of a workload."""
    total = [sum(counts[k] for counts in functions.values()) for k in range(len(KINDS))]
    named = {name: counts for name, counts in sorted(functions.items(), key=lambda f: -cycles(f[1]))
             if cycles(counts) >= NAMED * cycles(total)}
    return {"total": total, "functions": named}


def figure(counts, kind):
    return cycles(counts) if kind == "cycles" else counts[list(KINDS).index(kind)]


def growth(before, now):
    return now / before - 1 if before else (float("inf") if now else 0.0)


def share(x):
    return "new" if x == float("inf") else f"{100 * x:+.1f} %"


def grown_functions(before, now, kind, most=5):
    """The functions that account for the growth, the largest first."""
    rows = []
    for name in {*before, *now}:
        old, new = (figure(f[name], kind) if name in f else 0 for f in (before, now))
        rows.append((new - old, name, old, new))
    rows.sort(key=lambda r: (-r[0], r[1]))
    return [f"    {name}: {old:,} -> {new:,} ({share(growth(old, new))})"
            for more, name, old, new in rows[:most] if more > 0]


def over_budget(budget, measured):
    """(kind, growth) of what one workload has too much of."""
    over = []
    for kind, room in ROOM.items():
        before, now = (figure(m["total"], kind) for m in (budget, measured))
        if now <= before * (1 + room):
            continue
        if kind not in ("instructions", "cycles"):
            if (now - before) * KINDS[kind][1] < FELT * cycles(budget["total"]):
                continue
        over.append((kind, growth(before, now)))
    return over


def compare(budget, measured):
    """(lines to print, whether all is within the budget) for two entries."""
    lines, good = [], True
    columns = ["instructions", "cycles", *list(KINDS)[1:]]
    heads = ["change", "cycles", "level 1", "last level", "mispredicted"]
    lines.append(f"{'workload':<16}{'instructions':>16}" + "".join(f"{h:>14}" for h in heads))
    reasons = []
    for name in sorted({*budget["workloads"], *measured["workloads"]}):
        before, now = (e["workloads"].get(name) for e in (budget, measured))
        if before is None or now is None:
            reasons.append(f"{name}: " + ("not in the budget: move it" if before is None
                                          else "in the budget, but was not played"))
            good = False
            continue
        lines.append(f"{name:<16}{now['total'][0]:>16,}" + "".join(
            f"{share(growth(figure(before['total'], c), figure(now['total'], c))):>14}"
            for c in columns))
        for kind, more in over_budget(before, now):
            good = False
            reasons.append(f"{name}: {share(more)} {kind}, more than {100 * ROOM[kind]:.0f} %; "
                           "what grew:")
            reasons += grown_functions(before["functions"], now["functions"], kind)
        if growth(figure(before["total"], "cycles"), figure(now["total"], "cycles")) < -0.05:
            reasons.append(f"{name}: faster than its budget; tools/bench --guard --move keeps that")
    ratio_lines, ratios_good = compare_ratios(budget.get("ratios", {}), measured.get("ratios", {}))
    return lines + reasons + ratio_lines, good and ratios_good


def ratio_room(budget, measured):
    same = budget.get("machine") == measured.get("machine")
    return RATIO_ROOM if same else RATIO_ROOM_ELSEWHERE


def compare_ratios(budget, measured):
    lines, good = [], True
    room = ratio_room(budget, measured)
    for name in [n for n in measured if n != "machine"]:
        now, before = measured[name], budget.get(name)
        if before is None:
            lines.append(f"{name}: its ratio to the loop is not in the budget: move it")
            good = False
            continue
        more = growth(before, now)
        bad = more > room
        good = good and not bad
        lines.append(f"{name}: {now:.2f} times the loop written by hand, budget {before:.2f} "
                     f"({share(more)})" + (f", more than {100 * room:.0f} %" if bad else ""))
    return lines, good


def file_of(name, output):
    return output / f"callgrind.{name.replace(' ', '_')}"


def counted(hot_path, name, output):
    """What the workload says, and the self counts of its functions."""
    file = file_of(name, output)
    command = ["valgrind", "--tool=callgrind", "--cache-sim=yes", "--branch-sim=yes", *CACHES,
               "--toggle-collect=suits::bench::measured*", f"--callgrind-out-file={file}",
               hot_path, name]
    # The environment lies on the stack, and so moves what lies there over the lines of a cache.
    done = subprocess.run(command, capture_output=True, text=True, env={"LC_ALL": "C"})
    if done.returncode != 0:
        raise RuntimeError(f"{name}: {done.stderr.strip()}")
    with open(file) as lines:
        return done.stdout, read_callgrind(lines)


def play(hot_path, name, output):
    return summary(counted(hot_path, name, output)[1])


def machine():
    for line in open("/proc/cpuinfo"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown"


def measure_ratios(bench):
    done = subprocess.run([bench, "--benchmark_filter=^whole/(mm1|mm10|priority_mm10)$",
                           "--benchmark_min_time=1", "--benchmark_format=json"],
                          capture_output=True, text=True, check=True)
    ratios = {b["name"].split("/")[1]: round(b["to_loop"], 3)
              for b in json.loads(done.stdout)["benchmarks"]}
    return {"machine": machine(), **ratios}


def least_ratios(bench, budget):
    """Of several tries the least, where the first ones are over the budget: noise only adds."""
    ratios = measure_ratios(bench)
    for _ in range(RATIO_TRIES - 1):
        if not budget or compare_ratios(budget, ratios)[1]:
            break
        again = measure_ratios(bench)
        ratios = {n: r if n == "machine" else min(r, again[n]) for n, r in ratios.items()}
    return ratios


def text_of(budgets):
    """JSON with a line for each function, so that a change of the budget can be read."""
    text = json.dumps(budgets, indent=1, ensure_ascii=False, sort_keys=False)
    return re.sub(r"\[\s+([^][{}]*?)\s+\]",
                  lambda m: "[" + re.sub(r"\s+", " ", m[1]) + "]", text) + "\n"


def check(options):
    output = pathlib.Path(options.output)
    output.mkdir(parents=True, exist_ok=True)

    def said(word):
        return subprocess.run([options.hot_path, word], capture_output=True, text=True,
                              check=True).stdout.split("\n")[:-1]

    compiler = said("--compiler")[0]
    names = said("--list")
    path = pathlib.Path(options.budget)
    budgets = json.loads(path.read_text()) if path.exists() else {}
    budget = budgets.get(compiler)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        counted = pool.map(lambda name: play(options.hot_path, name, output), names)
        measured = {"workloads": dict(zip(names, counted))}
    reference = budget.get("ratios", {}) if budget and options.move is None else {}
    measured["ratios"] = least_ratios(options.bench, reference)

    if options.move is not None:
        budgets[compiler] = {"because": options.move, **measured}
        path.write_text(text_of(budgets))
        print(f"guard: the budget of {compiler} is moved; commit {path} with what moved it")
    else:
        fresh = {compiler: {"because": "measured, not yet agreed", **measured}}
        (output / "budget.json").write_text(text_of(fresh))
    if budget is None:
        if options.move is None:
            print(f"guard: NOTHING IS GUARDED: there is no budget for {compiler}, only for "
                  f"{', '.join(budgets) or 'nothing'}.\n"
                  f"guard: what was measured is in {output / 'budget.json'}; "
                  "tools/bench --guard --move WHY makes it the budget")
        return 0
    lines, good = compare(budget, measured)
    print(f"{compiler}, against the budget: {budget['because']}\n" + "\n".join(lines))
    if options.move is None:
        print("guard: within the budget" if good else "guard: OVER THE BUDGET")
    return 0 if good or options.move is not None else 1


def main():
    parser = argparse.ArgumentParser(description="guards the hot path")
    commands = parser.add_subparsers(dest="command", required=True)
    checking = commands.add_parser("check")
    for option in ("--hot-path", "--bench", "--budget", "--output"):
        checking.add_argument(option, required=True)
    checking.add_argument("--move")
    comparing = commands.add_parser("compare")
    comparing.add_argument("budget")
    comparing.add_argument("measured")
    commands.add_parser("read").add_argument("file")
    options = parser.parse_args()
    try:
        if options.command == "check":
            return check(options)
        if options.command == "read":
            with open(options.file) as lines:
                print(text_of(summary(read_callgrind(lines))), end="")
            return 0
        entries = [json.loads(pathlib.Path(f).read_text())
                   for f in (options.budget, options.measured)]
        lines, good = compare(*entries)
        print("\n".join(lines))
        return 0 if good else 1
    except (OSError, ValueError, RuntimeError, subprocess.CalledProcessError) as failure:
        print(f"guard: {failure}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
