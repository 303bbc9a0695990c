/// What the kernels for AVX2 share.
#pragma once

#if defined(__x86_64__)

#include <immintrin.h>

// No fused operations: the portable kernels have none.
#pragma STDC FP_CONTRACT OFF

#define AVX2 __attribute__((target("avx2")))
#define INLINE static inline __attribute__((always_inline, target("avx2")))

#endif
