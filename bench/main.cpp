// Names say the level: operation/ (one operation of a part), stage/ (one stage on the way from text
// to figures), whole/ (a run). The last part of a name is a size, where it is a number.

#include <benchmark/benchmark.h>

BENCHMARK_MAIN();
