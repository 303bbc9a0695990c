#include "CResample.h"
#include "resample_avx2.h"

#if defined(__x86_64__)

enum { taps_before = 2, deepest = 255 * 64 };

/// Six taps of two rows, one a half; deep, in 32 bits. Reads the six pixels and nothing behind them.
INLINE __m256i six_taps(const uint8_t *low, const uint8_t *high, bool deep, const __m256i *weights) {
    __m256i first, second, third;
    if (deep) {
        first = deep_pair(two_loads(low, high));
        second = deep_pair(two_loads(low + 16, high + 16));
        third = deep_pair(two_loads(low + 32, high + 32));
    } else {
        __m256i rest = two_loads(low + 8, high + 8);
        first = first_pair(two_loads(low, high));
        second = first_pair(rest);
        third = second_pair(rest);
    }
    __m256i sum = _mm256_madd_epi16(first, weights[0]);
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(second, weights[1]));
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(third, weights[2]));
    return deep ? _mm256_srai_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(1 << 13)), 14)
                : _mm256_srai_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(1 << 7)), 8);
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
        __m128i sum = six_times_weights(lines, &weights[y[index] & phase_mask]);
        if (deep_output) {
            store_deep(output + index * 8, sum);
        } else {
            store_pixel(output + index * samples_per_pixel, to_bytes(sum));
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
