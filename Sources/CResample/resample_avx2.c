#include "CResample.h"
#include "resample_avx2.h"

#if defined(__x86_64__)

bool resample_has_avx2(void) {
    return __builtin_cpu_supports("avx2");
}

/// Six taps of two rows, one a half, at the same weights; deep, in 32 bits.
INLINE __m256i six_taps(const uint8_t *low, const uint8_t *high, bool deep, const resample_weights *weights) {
    __m256i first, second, third;
    if (deep) {
        // Four pixels of each row at a time: fewer loads, and the halves change places in the registers.
        __m256i low_pixels = _mm256_loadu_si256((const __m256i *)low);
        __m256i high_pixels = _mm256_loadu_si256((const __m256i *)high);
        first = deep_pair(_mm256_permute2x128_si256(low_pixels, high_pixels, 0x20));
        second = deep_pair(_mm256_permute2x128_si256(low_pixels, high_pixels, 0x31));
        third = deep_pair(two_loads(low + 32, high + 32));
    } else {
        // The second load begins with the third pixel: together they read the six and nothing behind them.
        __m256i rest = two_loads(low + 8, high + 8);
        first = first_pair(two_loads(low, high));
        second = first_pair(rest);
        third = second_pair(rest);
    }
    __m256i sum = _mm256_madd_epi16(first, _mm256_set1_epi32(weights->pairs[0]));
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(second, _mm256_set1_epi32(weights->pairs[1])));
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(third, _mm256_set1_epi32(weights->pairs[2])));
    return deep ? _mm256_srai_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(1 << 13)), 14)
                : _mm256_srai_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(1 << 7)), 8);
}

// MARK: - Upright faces

INLINE void columns(
    const uint8_t *first_row, const uint8_t *second_row, bool deep, const resample_tap *taps,
    const resample_weights *weights, size_t count, int16_t *output, ptrdiff_t stride) {
    ptrdiff_t pixel = deep ? 8 : 4;
    for (size_t index = 0; index < count; index++) {
        ptrdiff_t at = taps[index].first * pixel;
        __m256i sum = six_taps(first_row + at, second_row + at, deep, &weights[taps[index].phase]);
        __m128i pixels = _mm_packs_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
        _mm_storeu_si128((__m128i *)(output + (ptrdiff_t)index * stride * samples_per_pixel), pixels);
    }
}

AVX2 void resample_columns(
    const void *first_row, const void *second_row, bool deep, const resample_tap *taps, const resample_weights *weights,
    size_t count, int16_t *output, ptrdiff_t stride) {
    if (deep) {
        columns(first_row, second_row, true, taps, weights, count, output, stride);
    } else {
        columns(first_row, second_row, false, taps, weights, count, output, stride);
    }
}

AVX2 void resample_rows(
    const int16_t *column, const resample_tap *taps, const resample_weights *weights, size_t count, uint8_t *output,
    ptrdiff_t stride) {
    size_t index = 0;
    for (; index + 2 <= count; index += 2) {
        const int16_t *low = column + (ptrdiff_t)taps[index].first * samples_per_pixel;
        const int16_t *high = column + (ptrdiff_t)taps[index + 1].first * samples_per_pixel;
        __m256i pairs = two_loads(&weights[taps[index].phase], &weights[taps[index + 1].phase]);
        __m256i sum = _mm256_madd_epi16(deep_pair(two_loads(low, high)), _mm256_shuffle_epi32(pairs, 0x00));
        sum = _mm256_add_epi32(
            sum, _mm256_madd_epi16(deep_pair(two_loads(low + 8, high + 8)), _mm256_shuffle_epi32(pairs, 0x55)));
        sum = _mm256_add_epi32(
            sum, _mm256_madd_epi16(deep_pair(two_loads(low + 16, high + 16)), _mm256_shuffle_epi32(pairs, 0xAA)));
        sum = _mm256_srai_epi32(_mm256_add_epi32(sum, _mm256_set1_epi32(1 << 19)), 20);
        __m256i words = _mm256_packs_epi32(sum, sum);
        __m256i bytes = _mm256_packus_epi16(words, words);
        store_pixel(output + (ptrdiff_t)index * stride, (uint32_t)_mm256_extract_epi32(bytes, 0));
        store_pixel(output + (ptrdiff_t)(index + 1) * stride, (uint32_t)_mm256_extract_epi32(bytes, 4));
    }
    for (; index < count; index++) {
        const int16_t *at = column + (ptrdiff_t)taps[index].first * samples_per_pixel;
        const resample_weights *pairs = &weights[taps[index].phase];
        __m128i sum = _mm_setzero_si128();
        for (int pair = 0; pair < 3; pair++) {
            __m256i pixels = _mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)(at + pair * 8)));
            sum = _mm_add_epi32(
                sum, _mm_madd_epi16(_mm256_castsi256_si128(deep_pair(pixels)), _mm_set1_epi32(pairs->pairs[pair])));
        }
        store_pixel(output + (ptrdiff_t)index * stride, to_bytes(sum));
    }
}

// MARK: - Angles

/// atan of 0...1 (or -1...1), as `arcTangentOfUnit` in Swift.
INLINE __m256 arc_tangent(__m256 x) {
    const float coefficients[] = {
        -0.0015092827379703522f, 0.009567243978381157f, -0.028490586206316948f, 0.05502789467573166f,
        -0.08213748782873154f,   0.10878004878759384f,  -0.14247222244739532f,  0.19996435940265656f,
        -0.33333179354667664f,   1.0f,
    };
    __m256 square = _mm256_mul_ps(x, x);
    __m256 sum = _mm256_set1_ps(coefficients[0]);
    for (int index = 1; index < 10; index++) {
        sum = _mm256_add_ps(_mm256_mul_ps(sum, square), _mm256_set1_ps(coefficients[index]));
    }
    return _mm256_mul_ps(sum, x);
}

INLINE void store_taps(__m256i positions, resample_tap *taps) {
    __m256i first = _mm256_srai_epi32(positions, phase_bits);
    __m256i phase = _mm256_and_si256(positions, _mm256_set1_epi32((1 << phase_bits) - 1));
    __m256i low = _mm256_unpacklo_epi32(first, phase);
    __m256i high = _mm256_unpackhi_epi32(first, phase);
    _mm256_storeu_si256((__m256i *)taps, _mm256_permute2x128_si256(low, high, 0x20));
    _mm256_storeu_si256((__m256i *)(taps + 4), _mm256_permute2x128_si256(low, high, 0x31));
}

AVX2 void resample_upright_taps(
    const float *heights, float cosine, float scale, int32_t centre, size_t count, resample_tap *taps) {
    for (size_t index = 0; index < count; index += 8) {
        __m256 height = _mm256_mul_ps(_mm256_loadu_ps(heights + index), _mm256_set1_ps(cosine));
        __m256i angle = _mm256_cvtps_epi32(_mm256_mul_ps(arc_tangent(height), _mm256_set1_ps(scale)));
        store_taps(_mm256_sub_epi32(_mm256_set1_epi32(centre), angle), taps + index);
    }
}

/// The angle from the axis of b, 0...a quarter, of a point with coordinates of 0 or more, not both 0.
INLINE __m256i angle_in_quarter(__m256 a, __m256 b, float scale, int32_t quarter) {
    __m256 ratio = _mm256_div_ps(_mm256_min_ps(a, b), _mm256_max_ps(a, b));
    __m256i angle = _mm256_cvtps_epi32(_mm256_mul_ps(arc_tangent(ratio), _mm256_set1_ps(scale)));
    __m256i is_beyond = _mm256_castps_si256(_mm256_cmp_ps(a, b, _CMP_GT_OQ));
    return _mm256_blendv_epi8(angle, _mm256_sub_epi32(_mm256_set1_epi32(quarter), angle), is_beyond);
}

AVX2 void resample_polar_positions(resample_polar_line line, size_t count, int32_t *x, int32_t *y) {
    const __m256 magnitude = _mm256_castsi256_ps(_mm256_set1_epi32(0x7FFFFFFF));
    const __m256 w = _mm256_set1_ps(line.w);
    const __m256 height = _mm256_and_ps(w, magnitude);
    for (size_t index = 0; index < count; index += 8) {
        __m256 u = _mm256_loadu_ps(line.u + index);
        __m256i column = angle_in_quarter(_mm256_and_ps(u, magnitude), height, line.columns, line.quarter_columns);
        if (line.w < 0) {
            column = _mm256_sub_epi32(_mm256_set1_epi32(2 * line.quarter_columns), column);
        }
        __m256i is_left = _mm256_srai_epi32(_mm256_castps_si256(u), 31);
        column = _mm256_sub_epi32(_mm256_xor_si256(column, is_left), is_left);
        __m256 radius = _mm256_sqrt_ps(_mm256_add_ps(_mm256_mul_ps(u, u), _mm256_mul_ps(w, w)));
        __m256i row = angle_in_quarter(radius, _mm256_set1_ps(1), line.rows, line.quarter_rows);
        _mm256_storeu_si256((__m256i *)(x + index), _mm256_add_epi32(column, _mm256_set1_epi32(line.middle)));
        _mm256_storeu_si256((__m256i *)(y + index), _mm256_add_epi32(row, _mm256_set1_epi32(line.pole)));
    }
}

// MARK: - Polar faces

/// Pixels 2n and 2n + 1 of the six, down their columns, deep in 32 bits: one in each half.
INLINE __m256i two_columns(const int16_t *const rows[3], ptrdiff_t at, const resample_weights *down) {
    __m256i sum = _mm256_set1_epi32(1 << 13);
    for (int pair = 0; pair < 3; pair++) {
        __m256i samples = _mm256_loadu_si256((const __m256i *)(rows[pair] + at));
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(samples, _mm256_set1_epi32(down->pairs[pair])));
    }
    return _mm256_srai_epi32(sum, 14);
}

AVX2 void resample_polar(
    const int32_t *x, const int32_t *y, const resample_ring *rings, const resample_weights *weights, size_t count,
    uint8_t *output) {
    for (size_t index = 0; index < count; index++) {
        const resample_ring *ring = &rings[y[index] >> phase_bits];
        int32_t column = (int32_t)(((int64_t)(x[index] + 512) * ring->scale + (1LL << 31)) >> 32) - 512;
        ptrdiff_t first = (ptrdiff_t)((column >> phase_bits) - ring->first) * 2 * samples_per_pixel;
        const resample_weights *across = &weights[column & ((1 << phase_bits) - 1)];
        const resample_weights *down = &weights[y[index] & ((1 << phase_bits) - 1)];
        const int16_t *const rows[3] = {ring->rows[0] + first, ring->rows[2] + first, ring->rows[4] + first};
        __m256i columns[3];
        for (int two = 0; two < 3; two++) {
            columns[two] = two_columns(rows, two * 4 * samples_per_pixel, down);
        }
        store_pixel(output + index * samples_per_pixel, to_bytes(six_times_weights(columns, across)));
    }
}

AVX2 void resample_interleave(const int16_t *first, const int16_t *second, size_t count, int16_t *pairs) {
    size_t index = 0;
    for (; index + 16 <= count; index += 16) {
        __m256i a = _mm256_loadu_si256((const __m256i *)(first + index));
        __m256i b = _mm256_loadu_si256((const __m256i *)(second + index));
        __m256i low = _mm256_unpacklo_epi16(a, b), high = _mm256_unpackhi_epi16(a, b);
        _mm256_storeu_si256((__m256i *)(pairs + 2 * index), _mm256_permute2x128_si256(low, high, 0x20));
        _mm256_storeu_si256((__m256i *)(pairs + 2 * index + 16), _mm256_permute2x128_si256(low, high, 0x31));
    }
    for (; index < count; index++) {
        pairs[2 * index] = first[index];
        pairs[2 * index + 1] = second[index];
    }
}

/// The sums of both halves, deep.
INLINE __m128i deep_mean(__m256i sum, bool deep) {
    __m128i whole = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
    return deep ? _mm_srai_epi32(_mm_add_epi32(whole, _mm_set1_epi32(1 << 13)), 14)
                : _mm_srai_epi32(_mm_add_epi32(whole, _mm_set1_epi32(1 << 7)), 8);
}

/// Four weights: the first pair in the low half, the second in the high one.
INLINE __m256i two_pairs(const int16_t *weights) {
    const __m256i order = _mm256_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1);
    return _mm256_permutevar8x32_epi32(_mm256_castsi128_si256(_mm_loadl_epi64((const __m128i *)weights)), order);
}

AVX2 void resample_reduce(
    const void *row, bool deep, const int32_t *firsts, const int16_t *weights, size_t tap_count, size_t count,
    int16_t *output) {
    for (size_t index = 0; index < count; index++, weights += tap_count) {
        __m256i sum = _mm256_setzero_si256();
        if (deep) {
            const int16_t *at = (const int16_t *)row + (ptrdiff_t)firsts[index] * samples_per_pixel;
            for (size_t tap = 0; tap < tap_count; tap += 4) {
                __m256i pixels = _mm256_loadu_si256((const __m256i *)(at + tap * samples_per_pixel));
                sum = _mm256_add_epi32(sum, _mm256_madd_epi16(deep_pair(pixels), two_pairs(weights + tap)));
            }
        } else {
            const uint8_t *at = (const uint8_t *)row + (ptrdiff_t)firsts[index] * samples_per_pixel;
            for (size_t tap = 0; tap < tap_count; tap += 4) {
                __m128i half = _mm_loadu_si128((const __m128i *)(at + tap * samples_per_pixel));
                const __m256i order = _mm256_setr_epi8(
                    0, -1, 4, -1, 1, -1, 5, -1, 2, -1, 6, -1, 3, -1, 7, -1, 8, -1, 12, -1, 9, -1, 13, -1, 10, -1, 14, -1, 11,
                    -1, 15, -1);
                __m256i pixels = _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(half), order);
                sum = _mm256_add_epi32(sum, _mm256_madd_epi16(pixels, two_pairs(weights + tap)));
            }
        }
        __m128i mean = deep_mean(sum, deep);
        _mm_storel_epi64((__m128i *)(output + index * samples_per_pixel), _mm_packs_epi32(mean, mean));
    }
}

// MARK: - Halving

enum { outer = -3, third = -9, second = 29, inner = 111 };

INLINE int32_t pair(int low, int high) {
    return (int32_t)((uint32_t)(uint16_t)low | (uint32_t)(uint16_t)high << 16);
}

/// Eight samples.
INLINE void halve_eight(const int16_t *row, int16_t *output) {
    const int32_t weights[] = {pair(outer, third), pair(second, inner), pair(inner, second), pair(third, outer)};
    __m256i sum = _mm256_set1_epi32(128);
    for (int two = 0; two < 4; two++) {
        // A sample of 32 bits is a pair of neighbours.
        __m256i pairs = _mm256_loadu_si256((const __m256i *)(row + 2 * two));
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi32(weights[two])));
    }
    sum = _mm256_srai_epi32(sum, 8);
    __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
    _mm_storeu_si128((__m128i *)output, words);
}

AVX2 void resample_halve_row(const int16_t *row, size_t count, int16_t *output) {
    size_t index = 0;
    for (; index + 8 <= count; index += 8) {
        halve_eight(row + 2 * index, output + index);
    }
    if (index < count && count >= 8) {
        halve_eight(row + 2 * (count - 8), output + count - 8);
        return;
    }
    const int weights[] = {outer, third, second, inner, inner, second, third, outer};
    for (; index < count; index++) {
        int32_t sum = 128;
        for (size_t tap = 0; tap < 8; tap++) {
            sum += weights[tap] * row[2 * index + tap];
        }
        sum >>= 8;
        output[index] = (int16_t)(sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : sum);
    }
}

AVX2 void resample_halve_rows(const int16_t *const *rows, size_t count, int16_t *output) {
    const int32_t weights[] = {pair(outer, third), pair(second, inner), pair(inner, second), pair(third, outer)};
    for (size_t index = 0; index < count; index += 16) {
        __m256i low = _mm256_set1_epi32(128), high = low;
        for (int two = 0; two < 4; two++) {
            __m256i upper = _mm256_loadu_si256((const __m256i *)(rows[2 * two] + index));
            __m256i lower = _mm256_loadu_si256((const __m256i *)(rows[2 * two + 1] + index));
            __m256i weight = _mm256_set1_epi32(weights[two]);
            low = _mm256_add_epi32(low, _mm256_madd_epi16(_mm256_unpacklo_epi16(upper, lower), weight));
            high = _mm256_add_epi32(high, _mm256_madd_epi16(_mm256_unpackhi_epi16(upper, lower), weight));
        }
        __m256i words = _mm256_packs_epi32(_mm256_srai_epi32(low, 8), _mm256_srai_epi32(high, 8));
        _mm256_storeu_si256((__m256i *)(output + index), _mm256_max_epi16(words, _mm256_setzero_si256()));
    }
}

#else

bool resample_has_avx2(void) {
    return false;
}

#endif
