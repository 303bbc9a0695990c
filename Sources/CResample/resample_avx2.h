/// What the kernels for AVX2 share.
#pragma once

#if defined(__x86_64__)

#include "CResample.h"

#include <immintrin.h>

// No fused operations: the portable kernels have none.
#pragma STDC FP_CONTRACT OFF

#define AVX2 __attribute__((target("avx2")))
#define INLINE static inline __attribute__((always_inline, target("avx2")))

enum { phase_bits = 10, samples_per_pixel = 4 };

// MARK: - Loading pairs of taps

// A pair of pixels, sample by sample side by side: what one multiplication with a pair of weights takes.

/// Pixels 0, 1 of each half as 16-bit samples.
INLINE __m256i first_pair(__m256i pixels) {
    const __m256i order = _mm256_setr_epi8(
        0, -1, 4, -1, 1, -1, 5, -1, 2, -1, 6, -1, 3, -1, 7, -1, 0, -1, 4, -1, 1, -1, 5, -1, 2, -1, 6, -1, 3, -1, 7, -1);
    return _mm256_shuffle_epi8(pixels, order);
}

/// Pixels 2, 3 of each half.
INLINE __m256i second_pair(__m256i pixels) {
    const __m256i order = _mm256_setr_epi8(
        8, -1, 12, -1, 9, -1, 13, -1, 10, -1, 14, -1, 11, -1, 15, -1, 8, -1, 12, -1, 9, -1, 13, -1, 10, -1, 14, -1, 11, -1,
        15, -1);
    return _mm256_shuffle_epi8(pixels, order);
}

/// The two deep pixels of each half.
INLINE __m256i deep_pair(__m256i pixels) {
    const __m256i order = _mm256_setr_epi8(
        0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15, 0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15);
    return _mm256_shuffle_epi8(pixels, order);
}

INLINE __m256i two_loads(const void *low, const void *high) {
    return _mm256_inserti128_si256(
        _mm256_castsi128_si256(_mm_loadu_si128(low)), _mm_loadu_si128(high), 1);
}

// MARK: - Weighted sums

/// Six pixels, deep in 32 bits, times their weights: 0, 2 and 4 in the low halves of `pixels`, 1, 3 and 5 in the high ones.
INLINE __m128i six_times_weights(const __m256i pixels[3], const resample_weights *weights) {
    // Weights 0 and 2 for the first half, 1 and 3 for the second; then 4 and 5, with nothing.
    const __m256i first_weights = _mm256_setr_epi8(
        0, 1, 4, 5, 0, 1, 4, 5, 0, 1, 4, 5, 0, 1, 4, 5, 2, 3, 6, 7, 2, 3, 6, 7, 2, 3, 6, 7, 2, 3, 6, 7);
    const __m256i last_weights = _mm256_setr_epi8(
        8, 9, -1, -1, 8, 9, -1, -1, 8, 9, -1, -1, 8, 9, -1, -1, 10, 11, -1, -1, 10, 11, -1, -1, 10, 11, -1, -1, 10, 11, -1, -1);
    __m256i pairs = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)weights->pairs));
    __m256i sum = _mm256_add_epi32(
        _mm256_madd_epi16(
            deep_pair(_mm256_packs_epi32(pixels[0], pixels[1])), _mm256_shuffle_epi8(pairs, first_weights)),
        _mm256_madd_epi16(
            deep_pair(_mm256_packs_epi32(pixels[2], pixels[2])), _mm256_shuffle_epi8(pairs, last_weights)));
    return _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
}

/// From 2^20 steps to a grey level.
INLINE uint32_t to_bytes(__m128i sum) {
    __m128i levels = _mm_srai_epi32(_mm_add_epi32(sum, _mm_set1_epi32(1 << 19)), 20);
    __m128i words = _mm_packs_epi32(levels, levels);
    return (uint32_t)_mm_cvtsi128_si32(_mm_packus_epi16(words, words));
}

INLINE void store_pixel(uint8_t *output, uint32_t pixel) {
    __builtin_memcpy(output, &pixel, sizeof pixel);
}

#endif
