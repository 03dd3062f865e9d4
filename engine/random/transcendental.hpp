#pragma once

// Logarithm, exponential and power with the same bits on every x86-64: SLEEF's deterministic
// functions without fused multiply-add, within 1 ulp. The only place that calls them. What is drawn
// at random never uses std::log and its kin, whose last bit changes with the library and the CPU;
// std::sqrt is exact to the bit everywhere and may be used.

#include <sleef.h>

namespace suits {

inline double det_log(double x) { return Sleef_cinz_logd1_u10purec(x); }
/// log(1 + x), accurate near 0.
inline double det_log1p(double x) { return Sleef_cinz_log1pd1_u10purec(x); }
inline double det_exp(double x) { return Sleef_cinz_expd1_u10purec(x); }
/// exp(x) - 1, accurate near 0.
inline double det_expm1(double x) { return Sleef_cinz_expm1d1_u10purec(x); }
inline double det_pow(double x, double y) { return Sleef_cinz_powd1_u10purec(x, y); }

}  // namespace suits
