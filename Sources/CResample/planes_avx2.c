#include "CResample.h"
#include "resample_avx2.h"

#if defined(__x86_64__)

AVX2 void resample_interleave_quarters(const uint8_t *row, size_t count, uint8_t *pixels) {
    size_t column = 0;
    for (; column + 16 <= count; column += 16) {
        __m128i quarters[4];
        for (int quarter = 0; quarter < 4; quarter++) {
            quarters[quarter] = _mm_loadu_si128((const __m128i *)(row + column + (size_t)quarter * count));
        }
        __m128i *to = (__m128i *)(pixels + column * samples_per_pixel);
        __m128i low = _mm_unpacklo_epi8(quarters[0], quarters[1]);
        __m128i high = _mm_unpacklo_epi8(quarters[2], quarters[3]);
        _mm_storeu_si128(to, _mm_unpacklo_epi16(low, high));
        _mm_storeu_si128(to + 1, _mm_unpackhi_epi16(low, high));
        low = _mm_unpackhi_epi8(quarters[0], quarters[1]);
        high = _mm_unpackhi_epi8(quarters[2], quarters[3]);
        _mm_storeu_si128(to + 2, _mm_unpacklo_epi16(low, high));
        _mm_storeu_si128(to + 3, _mm_unpackhi_epi16(low, high));
    }
    for (; column < count; column++) {
        for (size_t quarter = 0; quarter < 4; quarter++) {
            pixels[column * samples_per_pixel + quarter] = row[column + quarter * count];
        }
    }
}

// MARK: - From quarters to planes

/// Every fourth of 64 bytes.
INLINE __m128i every_fourth(const uint8_t *samples) {
    const __m256i lowest = _mm256_set1_epi32(0xFF);
    const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 0, 4, 1, 5);
    __m256i first = _mm256_and_si256(_mm256_loadu_si256((const __m256i *)samples), lowest);
    __m256i second = _mm256_and_si256(_mm256_loadu_si256((const __m256i *)(samples + 32)), lowest);
    // Halves hold 0-3, 8-11 and 4-7, 12-15.
    __m256i words = _mm256_packus_epi32(first, second);
    return _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(_mm256_packus_epi16(words, words), order));
}

INLINE __m128i reversed(__m128i bytes) {
    return _mm_shuffle_epi8(bytes, _mm_setr_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
}

/// One row, or column, of samples, `step` apart in the plane.
INLINE void take_slowly(const uint8_t *samples, size_t count, uint8_t *plane, ptrdiff_t step) {
    for (size_t index = 0; index < count; index++) {
        plane[(ptrdiff_t)index * step] = samples[index * samples_per_pixel];
    }
}

/// 16 rows of 16 bytes become columns.
INLINE void transpose(__m128i *rows) {
    // Four times the rows of both halves are shuffled together, as cards are.
    for (int round = 0; round < 4; round++) {
        __m128i mixed[16];
        for (int row = 0; row < 8; row++) {
            mixed[2 * row] = _mm_unpacklo_epi8(rows[row], rows[row + 8]);
            mixed[2 * row + 1] = _mm_unpackhi_epi8(rows[row], rows[row + 8]);
        }
        for (int row = 0; row < 16; row++) {
            rows[row] = mixed[row];
        }
    }
}

/// Rows of the picture stay rows of the plane.
INLINE void take_rows(
    const uint8_t *samples, size_t width, size_t height, uint8_t *plane, ptrdiff_t across, ptrdiff_t down) {
    for (size_t row = 0; row < height; row++) {
        const uint8_t *from = samples + row * width * samples_per_pixel;
        uint8_t *to = plane + (ptrdiff_t)row * down;
        size_t column = 0;
        // The last vector of the last row would read three bytes too far.
        for (; column + 16 < width; column += 16) {
            __m128i bytes = every_fourth(from + column * samples_per_pixel);
            if (across == 1) {
                _mm_storeu_si128((__m128i *)(to + column), bytes);
            } else {
                _mm_storeu_si128((__m128i *)(to - column - 15), reversed(bytes));
            }
        }
        take_slowly(from + column * samples_per_pixel, width - column, to + (ptrdiff_t)column * across, across);
    }
}

/// Rows of the picture become columns of the plane.
INLINE void take_columns(
    const uint8_t *samples, size_t width, size_t height, uint8_t *plane, ptrdiff_t across, ptrdiff_t down) {
    size_t bytes_per_row = width * samples_per_pixel;
    size_t row = 0;
    for (; row + 16 <= height; row += 16) {
        const uint8_t *from = samples + row * bytes_per_row;
        uint8_t *to = plane + (ptrdiff_t)row * down;
        size_t column = 0;
        for (; column + 16 < width; column += 16) {
            __m128i square[16];
            for (size_t line = 0; line < 16; line++) {
                square[line] = every_fourth(from + line * bytes_per_row + column * samples_per_pixel);
            }
            transpose(square);
            for (size_t line = 0; line < 16; line++) {
                uint8_t *place = to + (ptrdiff_t)(column + line) * across;
                if (down == 1) {
                    _mm_storeu_si128((__m128i *)place, square[line]);
                } else {
                    _mm_storeu_si128((__m128i *)(place - 15), reversed(square[line]));
                }
            }
        }
        for (size_t line = 0; line < 16; line++) {
            take_slowly(
                from + line * bytes_per_row + column * samples_per_pixel, width - column,
                to + (ptrdiff_t)line * down + (ptrdiff_t)column * across, across);
        }
    }
    for (; row < height; row++) {
        take_slowly(samples + row * bytes_per_row, width, plane + (ptrdiff_t)row * down, across);
    }
}

AVX2 void resample_take_quarter(
    const uint8_t *samples, size_t width, size_t height, uint8_t *plane, ptrdiff_t across, ptrdiff_t down) {
    if (across == 1 || across == -1) {
        take_rows(samples, width, height, plane, across, down);
    } else {
        take_columns(samples, width, height, plane, across, down);
    }
}

// MARK: - From pixels to planes

/// For every pixel of two registers the weighted sum of its channels, rounded: / 2^bits.
INLINE __m256i weighted(__m256i first, __m256i second, __m256i first_weights, __m256i second_weights, int bits) {
    __m256i sums = _mm256_hadd_epi32(_mm256_madd_epi16(first, first_weights), _mm256_madd_epi16(second, second_weights));
    return _mm256_srai_epi32(_mm256_add_epi32(sums, _mm256_set1_epi32(1 << (bits - 1))), bits);
}

/// Of a pixel's red, green, blue and fourth, for four pixels.
INLINE __m256i weights(short red, short green, short blue) {
    return _mm256_setr_epi16(red, green, blue, 0, red, green, blue, 0, red, green, blue, 0, red, green, blue, 0);
}

/// The 32-bit numbers 0, 1 of both halves, and then 2, 3, as bytes.
INLINE __m128i pairs_in_turn(__m256i numbers) {
    __m256i words = _mm256_packs_epi32(numbers, numbers);
    __m128i pairs = _mm_unpacklo_epi32(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
    return _mm_packus_epi16(pairs, pairs);
}

/// Eight pixels as words, four a register.
INLINE void load_pixels(const uint8_t *pixels, __m256i words[2]) {
    words[0] = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)pixels));
    words[1] = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(pixels + 16)));
}

INLINE void store_luma(const __m256i words[2], uint8_t *luma) {
    const __m256i shares = weights(9798, 19235, 3735);
    // Pixels 0, 1, 4, 5 in one half and 2, 3, 6, 7 in the other.
    __m256i levels = weighted(words[0], words[1], shares, shares, 15);
    _mm_storel_epi64((__m128i *)luma, pairs_in_turn(levels));
}

/// Four colour differences of each kind, from eight pixels of two rows.
INLINE void store_differences(const __m256i upper[2], const __m256i lower[2], uint8_t *blue, uint8_t *red) {
    __m256i sums[2];
    for (int half = 0; half < 2; half++) {
        __m256i rows = _mm256_add_epi16(upper[half], lower[half]);
        sums[half] = _mm256_add_epi16(rows, _mm256_bsrli_epi128(rows, 8));
    }
    // Squares 0, 2 in one half and 1, 3 in the other. Four pixels' sums, so two bits more.
    __m256i squares = _mm256_unpacklo_epi64(sums[0], sums[1]);
    __m256i differences =
        weighted(squares, squares, weights(-5529, -10855, 16384), weights(16384, -13720, -2664), 17);
    differences = _mm256_add_epi32(differences, _mm256_set1_epi32(128));
    __m256i words = _mm256_packs_epi32(differences, differences);
    __m128i turned = _mm_unpacklo_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
    __m128i bytes = _mm_packus_epi16(turned, turned);
    int32_t four = _mm_cvtsi128_si32(bytes);
    __builtin_memcpy(blue, &four, sizeof four);
    four = _mm_extract_epi32(bytes, 1);
    __builtin_memcpy(red, &four, sizeof four);
}

INLINE void separate_eight(
    const uint8_t *upper, const uint8_t *lower, uint8_t *upper_luma, uint8_t *lower_luma, uint8_t *blue, uint8_t *red) {
    __m256i upper_words[2], lower_words[2];
    load_pixels(upper, upper_words);
    load_pixels(lower, lower_words);
    store_luma(upper_words, upper_luma);
    store_luma(lower_words, lower_luma);
    store_differences(upper_words, lower_words, blue, red);
}

AVX2 void resample_separate(
    const uint8_t *upper, const uint8_t *lower, size_t count, uint8_t *upper_luma, uint8_t *lower_luma, uint8_t *blue,
    uint8_t *red) {
    for (size_t column = 0; column < count; column += 8) {
        separate_eight(
            upper + column * samples_per_pixel, lower + column * samples_per_pixel, upper_luma + column,
            lower_luma + column, blue + column / 2, red + column / 2);
    }
}

// MARK: - From planes to light

INLINE __m256i table(const uint8_t bytes[16]) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)bytes));
}

struct tables {
    __m256i a_low, a_high, b_low, b_high, c;
};

/// 15-bit linear light of 16 values; those beyond 0...255 count as these.
INLINE __m256i linear_light(__m256i values, const struct tables *tables) {
    values = _mm256_max_epi16(_mm256_min_epi16(values, _mm256_set1_epi16(255)), _mm256_setzero_si256());
    __m256i parabola = _mm256_srli_epi16(values, 4);
    __m256i t = _mm256_slli_epi16(_mm256_and_si256(values, _mm256_set1_epi16(15)), 11);
    // The other byte of a word is looked up as 0.
    __m256i low = _mm256_or_si256(parabola, _mm256_set1_epi16((short)0x8000));
    __m256i high = _mm256_or_si256(_mm256_slli_epi16(parabola, 8), _mm256_set1_epi16(0x0080));
    __m256i a = _mm256_or_si256(_mm256_shuffle_epi8(tables->a_low, low), _mm256_shuffle_epi8(tables->a_high, high));
    __m256i b = _mm256_or_si256(_mm256_shuffle_epi8(tables->b_low, low), _mm256_shuffle_epi8(tables->b_high, high));
    __m256i c = _mm256_shuffle_epi8(tables->c, low);
    return _mm256_add_epi16(a, _mm256_mulhrs_epi16(t, _mm256_add_epi16(b, _mm256_mulhrs_epi16(t, c))));
}

/// Each of eight words twice.
INLINE __m256i doubled(__m128i words) {
    return _mm256_set_m128i(_mm_unpackhi_epi16(words, words), _mm_unpacklo_epi16(words, words));
}

/// Eight colour differences.
INLINE __m128i load_differences(const uint8_t *bytes) {
    return _mm_sub_epi16(_mm_cvtepu8_epi16(_mm_loadl_epi64((const __m128i *)bytes)), _mm_set1_epi16(128));
}

/// What a pixel's green differs from its luma: a sum that is rounded once.
INLINE __m128i green_of(__m128i blue, __m128i red) {
    __m256i pairs = _mm256_set_m128i(_mm_unpackhi_epi16(blue, red), _mm_unpacklo_epi16(blue, red));
    __m256i sums = _mm256_madd_epi16(pairs, _mm256_set1_epi32((int32_t)(9367u << 16 | (uint16_t)-11277)));
    sums = _mm256_srai_epi32(_mm256_add_epi32(sums, _mm256_set1_epi32(1 << 14)), 15);
    return _mm_sub_epi16(_mm_packs_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1)), red);
}

AVX2 void resample_light_of_planes(
    const uint8_t *luma, const uint8_t *blue, const uint8_t *red, size_t count, const resample_parabolas *parabolas,
    int16_t *red_light, int16_t *green_light, int16_t *blue_light) {
    const struct tables tables = {
        table(parabolas->a_low), table(parabolas->a_high), table(parabolas->b_low), table(parabolas->b_high),
        table(parabolas->c),
    };
    for (size_t column = 0; column < count; column += 16) {
        __m256i levels = _mm256_cvtepu8_epi16(_mm_loadu_si128((const __m128i *)(luma + column)));
        __m128i b = load_differences(blue + column / 2);
        __m128i r = load_differences(red + column / 2);
        __m128i for_red = _mm_add_epi16(r, _mm_mulhrs_epi16(r, _mm_set1_epi16(13173)));
        __m128i for_blue = _mm_add_epi16(_mm_slli_epi16(b, 1), _mm_mulhrs_epi16(b, _mm_set1_epi16(-7471)));
        __m256i reds = _mm256_add_epi16(levels, doubled(for_red));
        __m256i greens = _mm256_add_epi16(levels, doubled(green_of(b, r)));
        __m256i blues = _mm256_add_epi16(levels, doubled(for_blue));
        _mm256_storeu_si256((__m256i *)(red_light + column), linear_light(reds, &tables));
        _mm256_storeu_si256((__m256i *)(green_light + column), linear_light(greens, &tables));
        _mm256_storeu_si256((__m256i *)(blue_light + column), linear_light(blues, &tables));
    }
}

#endif
