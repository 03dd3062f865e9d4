#pragma once

// Logarithm, exponential and power with the same bits on every x86-64: SLEEF's deterministic
// functions without fused multiply-add, within 1 ulp. The only place that calls them. What is drawn
// at random never uses std::log and its kin, whose last bit changes with the library and the CPU;
// std::sqrt is exact to the bit everywhere and may be used.

#include <sleef.h>

#include <cstddef>
#include <span>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace suits {

inline double det_log(double x) { return Sleef_cinz_logd1_u10purec(x); }
/// log(1 + x), accurate near 0.
inline double det_log1p(double x) { return Sleef_cinz_log1pd1_u10purec(x); }
inline double det_exp(double x) { return Sleef_cinz_expd1_u10purec(x); }
/// exp(x) - 1, accurate near 0.
inline double det_expm1(double x) { return Sleef_cinz_expm1d1_u10purec(x); }
inline double det_pow(double x, double y) { return Sleef_cinz_powd1_u10purec(x, y); }

/// Each x becomes det_log(x), to the bit; two at a time where the processor can.
inline void det_logs(std::span<double> xs) {
  std::size_t i = 0;
#ifdef __SSE2__
  for (; i + 2 <= xs.size(); i += 2) {
    _mm_storeu_pd(&xs[i], Sleef_cinz_logd2_u10sse2(_mm_loadu_pd(&xs[i])));
  }
#endif
  for (; i < xs.size(); ++i) xs[i] = det_log(xs[i]);
}

}  // namespace suits
