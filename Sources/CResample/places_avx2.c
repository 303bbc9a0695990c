#include "CResample.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))
#define INLINE static inline __attribute__((always_inline, target("avx2")))

enum { phase_bits = 10, taps_before = 2, deepest = 255 * 64 };

INLINE __m256i two_loads(const void *low, const void *high) {
    return _mm256_inserti128_si256(_mm256_castsi128_si256(_mm_loadu_si128(low)), _mm_loadu_si128(high), 1);
}

/// Two neighbouring pixels of either half, sample by sample side by side: what one multiplication with a pair of weights takes.
INLINE __m256i byte_pair(__m256i pixels, bool is_second) {
    const __m256i first = _mm256_setr_epi8(
        0, -1, 4, -1, 1, -1, 5, -1, 2, -1, 6, -1, 3, -1, 7, -1, 0, -1, 4, -1, 1, -1, 5, -1, 2, -1, 6, -1, 3, -1, 7, -1);
    const __m256i second = _mm256_setr_epi8(
        8, -1, 12, -1, 9, -1, 13, -1, 10, -1, 14, -1, 11, -1, 15, -1, 8, -1, 12, -1, 9, -1, 13, -1, 10, -1, 14, -1, 11, -1,
        15, -1);
    return _mm256_shuffle_epi8(pixels, is_second ? second : first);
}

INLINE __m256i deep_pair(__m256i pixels) {
    const __m256i order = _mm256_setr_epi8(
        0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15, 0, 1, 8, 9, 2, 3, 10, 11, 4, 5, 12, 13, 6, 7, 14, 15);
    return _mm256_shuffle_epi8(pixels, order);
}

/// Six taps of two rows, one a half; deep, in 32 bits. Reads the six pixels and nothing behind them.
INLINE __m256i six_taps(const uint8_t *low, const uint8_t *high, bool deep, const __m256i *weights) {
    __m256i first, second, third;
    if (deep) {
        first = deep_pair(two_loads(low, high));
        second = deep_pair(two_loads(low + 16, high + 16));
        third = deep_pair(two_loads(low + 32, high + 32));
    } else {
        __m256i rest = two_loads(low + 8, high + 8);
        first = byte_pair(two_loads(low, high), false);
        second = byte_pair(rest, false);
        third = byte_pair(rest, true);
    }
    __m256i sum = _mm256_madd_epi16(first, weights[0]);
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(second, weights[1]));
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(third, weights[2]));
    return deep ? _mm256_srai_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(1 << 13)), 14)
                : _mm256_srai_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(1 << 7)), 8);
}

/// Six rows of deep samples times their weights: rows 0, 2, 4 in the low halves of `lines`, 1, 3, 5 in the high ones.
INLINE __m128i down(const __m256i *lines, const resample_weights *weights) {
    const __m256i first_weights = _mm256_setr_epi8(
        0, 1, 4, 5, 0, 1, 4, 5, 0, 1, 4, 5, 0, 1, 4, 5, 2, 3, 6, 7, 2, 3, 6, 7, 2, 3, 6, 7, 2, 3, 6, 7);
    const __m256i last_weights = _mm256_setr_epi8(
        8, 9, -1, -1, 8, 9, -1, -1, 8, 9, -1, -1, 8, 9, -1, -1, 10, 11, -1, -1, 10, 11, -1, -1, 10, 11, -1, -1, 10, 11, -1, -1);
    __m256i pairs = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)weights->pairs));
    __m256i sum = _mm256_add_epi32(
        _mm256_madd_epi16(
            deep_pair(_mm256_packs_epi32(lines[0], lines[1])), _mm256_shuffle_epi8(pairs, first_weights)),
        _mm256_madd_epi16(
            deep_pair(_mm256_packs_epi32(lines[2], lines[2])), _mm256_shuffle_epi8(pairs, last_weights)));
    return _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
}

INLINE void store_bytes(uint8_t *output, __m128i sum) {
    __m128i words = _mm_srai_epi32(_mm_add_epi32(sum, _mm_set1_epi32(1 << 19)), 20);
    words = _mm_packs_epi32(words, words);
    uint32_t pixel = (uint32_t)_mm_cvtsi128_si32(_mm_packus_epi16(words, words));
    __builtin_memcpy(output, &pixel, sizeof pixel);
}

INLINE void store_deep(uint8_t *output, __m128i sum) {
    __m128i samples = _mm_srai_epi32(_mm_add_epi32(sum, _mm_set1_epi32(1 << 13)), 14);
    samples = _mm_packs_epi32(samples, samples);
    samples = _mm_min_epi16(_mm_max_epi16(samples, _mm_setzero_si128()), _mm_set1_epi16(deepest));
    _mm_storel_epi64((__m128i *)output, samples);
}

INLINE void places(
    const uint8_t *first, ptrdiff_t bytes_per_row, bool deep, const int32_t *x, const int32_t *y,
    const resample_weights *weights, size_t count, bool deep_output, uint8_t *output) {
    const int32_t phase_mask = (1 << phase_bits) - 1;
    first -= taps_before * (bytes_per_row + (deep ? 8 : 4));
    for (size_t index = 0; index < count; index++) {
        const uint8_t *row = first + (y[index] >> phase_bits) * bytes_per_row + (x[index] >> phase_bits) * (deep ? 8 : 4);
        const int32_t *pairs = weights[x[index] & phase_mask].pairs;
        const __m256i across[] = {_mm256_set1_epi32(pairs[0]), _mm256_set1_epi32(pairs[1]), _mm256_set1_epi32(pairs[2])};
        __m256i lines[3];
        for (int two = 0; two < 3; two++, row += 2 * bytes_per_row) {
            lines[two] = six_taps(row, row + bytes_per_row, deep, across);
        }
        __m128i sum = down(lines, &weights[y[index] & phase_mask]);
        if (deep_output) {
            store_deep(output + index * 8, sum);
        } else {
            store_bytes(output + index * 4, sum);
        }
    }
}

AVX2 void resample_places(
    const void *first, ptrdiff_t bytes_per_row, bool deep, const int32_t *x, const int32_t *y,
    const resample_weights *weights, size_t count, bool deep_output, void *output) {
    if (deep) {
        places(first, bytes_per_row, true, x, y, weights, count, deep_output, output);
    } else {
        places(first, bytes_per_row, false, x, y, weights, count, deep_output, output);
    }
}

#endif
