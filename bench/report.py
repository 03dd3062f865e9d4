#!/usr/bin/env python3
"""Runs the benchmarks and says what they gave. Called by tools/bench.

  report.py --bench PROGRAM --compiler NAME --output FOLDER [--filter REGEX] [--seconds S] [--record]

Prints tables, and charts of cost against size; leaves bench.json, bench.md and a chart (SVG) for each
group in the folder. --record writes the tables into NOTES.md beside this file.
"""

import argparse
import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MARK = "<!-- figures -->"
# What Google Benchmark says of each besides the counters.
OWN = {"name", "family_index", "per_family_instance_index", "run_name", "run_type", "repetitions",
       "repetition_index", "threads", "iterations", "real_time", "cpu_time", "time_unit",
       "error_occurred", "error_message"}
UNIT = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}
MOST_IN_TERMINAL = 5  # curves of a chart


def time_text(ns):
    for unit, one in (("s", 1e9), ("ms", 1e6), ("µs", 1e3), ("ns", 1)):
        if ns >= one or unit == "ns":
            return f"{ns / one:.3g} {unit}" if ns / one < 1000 else f"{ns / one:.0f} {unit}"


def number_text(x):
    for unit, one in ((" G", 1e9), (" M", 1e6), (" k", 1e4)):
        if x >= one:
            return f"{x / (1e3 if unit == ' k' else one):.3g}{unit}"
    return f"{x:.4g}"


def table(head, rows):
    """Markdown that reads well as it is."""
    cells = [head, *rows]
    widths = [max(len(row[c]) for row in cells) for c in range(len(head))]

    def line(row):
        return "| " + " | ".join(
            cell.ljust(w) if c == 0 else cell.rjust(w)
            for c, (cell, w) in enumerate(zip(row, widths))) + " |"
    rule = "|" + "|".join("-" * (w + 2) if c == 0 else "-" * (w + 1) + ":"
                          for c, w in enumerate(widths)) + "|"
    return [line(head), rule, *map(line, rows)]


def cost(benchmark):
    """[ns] of an operation, or of an event where it says so."""
    if "ns_per_event" in benchmark:
        return benchmark["ns_per_event"]
    return benchmark["cpu_time"] * UNIT[benchmark["time_unit"]]


class Results:
    """Those with a size by group and curve (operation/take, first_come), and the others by level."""

    def __init__(self, benchmarks):
        self.sized = collections.defaultdict(lambda: collections.defaultdict(dict))
        self.single = collections.defaultdict(list)
        self.failed = []
        for b in benchmarks:
            # What fixes its iterations or clock says so at the end of its name.
            parts = [p for p in b["name"].split("/") if not p.startswith(("iterations:", "manual"))]
            if b.get("error_occurred"):
                self.failed.append((b["name"], b["error_message"]))
            elif parts[-1].isdigit():
                curve = "/".join(parts[2:-1]) or parts[1]
                self.sized["/".join(parts[:2])][curve][int(parts[-1])] = b
            else:
                self.single[parts[0]].append(("/".join(parts[1:]), b))

    def lines(self):
        lines = []
        for group, curves in self.sized.items():
            sizes = sorted({n for curve in curves.values() for n in curve})
            any_one = next(iter(next(iter(curves.values())).values()))
            of = "an event" if "ns_per_event" in any_one else "each"
            lines += ["", f"**{group}**: {of}, against the size", ""]
            lines += table(["", *[f"{n:,}" for n in sizes]],
                           [[name, *[time_text(cost(curve[n])) if n in curve else "" for n in sizes]]
                            for name, curve in curves.items()])
            extra = sorted({k for curve in curves.values() for b in curve.values() for k in b}
                           - OWN - {"ns_per_event", "events_per_second"})
            rows = [[name, k, *[number_text(curve[n][k]) if n in curve and k in curve[n] else ""
                                for n in sizes]]
                    for name, curve in curves.items() for k in extra]
            if rows:
                lines += ["", *table(["", "", *[f"{n:,}" for n in sizes]], rows)]
        for level, benchmarks in self.single.items():
            lines += ["", f"**{level}**", ""]
            rows = []
            for name, b in benchmarks:
                extra = [f"{k} {number_text(v)}" for k, v in b.items()
                         if k not in OWN and k != "ns_per_event"]
                what = "event" if "ns_per_event" in b else ""
                rows.append([name, time_text(cost(b)) + (" an event" if what else ""),
                             ", ".join(extra)])
            lines += table(["", "cost", "counters"], rows)
        return lines


def chart(title, curves, terminal):
    """The script for gnuplot: cost against size, both by powers of ten."""
    script = [f"set terminal {terminal}", "set logscale xy", f"set title '{title}'",
              "set xlabel 'size'", "set ylabel 'ns'", "set key outside",
              "set format x '10^{%L}'" if "svg" in terminal else "set format x '1e%L'"]
    plots = ", ".join(f"'-' with linespoints title '{name.replace('_', ' ')}'" for name in curves)
    script.append("plot " + plots)
    for curve in curves.values():
        script += [f"{n} {cost(b)}" for n, b in sorted(curve.items())] + ["e"]
    return "\n".join(script) + "\n"


def draw(script):
    return subprocess.run(["gnuplot"], input=script, capture_output=True, text=True,
                          check=True).stdout


def charts(results, output):
    if shutil.which("gnuplot") is None:
        print("bench: no charts: there is no gnuplot (tools/setup bench installs it)",
              file=sys.stderr)
        return
    width = min(shutil.get_terminal_size((100, 40)).columns, 100)
    for group, curves in results.sized.items():
        if max(len(curve) for curve in curves.values()) < 2:
            continue
        file = output / (group.replace("/", "_") + ".svg")
        file.write_text(draw(chart(group, curves, "svg size 900,500 font 'sans,12'")))
        if len(curves) <= MOST_IN_TERMINAL:
            print(draw(chart(group, curves, f"dumb size {width},20")).rstrip("\f\n"))
        print(f"chart: {file}")


def about(compiler):
    """Machine, compiler and commit."""
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), "unknown")

    def git(*words):
        done = subprocess.run(["git", "-C", str(HERE), *words], capture_output=True, text=True)
        return done.stdout.strip()
    changed = " and changes" if git("status", "--porcelain", "--", "../engine", ".") else ""
    return {"machine": f"{model}, {os.cpu_count()} processors", "compiler": compiler,
            "commit": (git("rev-parse", "--short", "HEAD") or "unknown") + changed,
            "load": f"{os.getloadavg()[0]:.1f}"}


def main():
    parser = argparse.ArgumentParser(description="runs the benchmarks")
    for option in ("--bench", "--compiler", "--output"):
        parser.add_argument(option, required=True)
    parser.add_argument("--filter", default=".")
    parser.add_argument("--seconds", default="0.3")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    output = pathlib.Path(options.output)
    output.mkdir(parents=True, exist_ok=True)
    where = about(options.compiler)
    file = output / "bench.json"
    done = subprocess.run(
        [options.bench, f"--benchmark_filter={options.filter}",
         f"--benchmark_min_time={options.seconds}", f"--benchmark_out={file}",
         "--benchmark_out_format=json",
         "--benchmark_context=" + ",".join(f"{k}={v.replace(',', ';')}" for k, v in where.items())],
        stdout=sys.stderr)
    if done.returncode != 0:
        return 2
    results = Results(json.loads(file.read_text())["benchmarks"])
    lines = [f"At commit {where['commit']}, {where['machine']} (load {where['load']}), "
             f"{where['compiler']}.", *results.lines()]
    text = "\n".join(lines) + "\n"
    (output / "bench.md").write_text(text)
    print(text)
    charts(results, output)
    if options.record:
        notes = HERE / "NOTES.md"
        before = notes.read_text().split(MARK)[0]
        notes.write_text(before + MARK + "\nRecorded by `tools/bench --record`. " + text)
    for name, why in results.failed:
        print(f"bench: {name}: {why}", file=sys.stderr)
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())
