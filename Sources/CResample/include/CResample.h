#ifndef CRESAMPLE_H
#define CRESAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The kernels of `Resampling` for processors with AVX2. Each gives the bytes of the portable kernel in Swift, which is its
// specification: whole numbers, or floating point without fused operations. Nothing here checks bounds; the callers do.
// Positions are in 1024ths of a pixel. A pixel is four samples: bytes, or where `deep` 16-bit ones of which 64 make a grey level.

/// Whether this processor has AVX2; false on every other architecture.
bool resample_has_avx2(void);

/// Six taps as three pairs of 16-bit weights (the first in the low half), which sum to 2^14; the fourth word is 0.
typedef struct {
    int32_t pairs[4];
} resample_weights;

/// Where the six taps of a pixel start, in pixels, and which weights they have.
typedef struct {
    int32_t first;
    int32_t phase;
} resample_tap;

/// Two rows filtered along themselves. Pixel i of both lands, one behind the other, at `output` + i * `stride` pixels, deep.
void resample_columns(
    const void *first_row, const void *second_row, bool deep, const resample_tap *taps, const resample_weights *weights,
    size_t count, int16_t *output, ptrdiff_t stride);

/// A column of deep pixels filtered along itself, to bytes: pixel j at `output` + j * `stride` bytes.
void resample_rows(
    const int16_t *column, const resample_tap *taps, const resample_weights *weights, size_t count, uint8_t *output,
    ptrdiff_t stride);

/// The taps down a column of an upright face: they are about `centre` - atan(heights[j] * cosine) * scale.
void resample_upright_taps(
    const float *heights, float cosine, float scale, int32_t centre, size_t count, resample_tap *taps);

/// What the pixels between two source rows take their taps from.
typedef struct {
    /// Of the six rows of the taps each interleaved with the next, sample by sample, from its first pixel on. The last has none.
    const int16_t *const *rows;
    /// Pixels of these rows a pixel of the source, in 2^-32.
    int64_t scale;
    /// The column whose taps start at the rows' first pixel.
    int32_t first;
} resample_ring;

/// A line of pixels at the source's columns x and rows y, to bytes. rings[y / 1024] holds for a pixel.
void resample_polar(
    const int32_t *x, const int32_t *y, const resample_ring *rings, const resample_weights *weights, size_t count,
    uint8_t *output);

/// Two rows of `count` deep samples (a multiple of 4) to one in which each of the first is followed by that of the second.
void resample_interleave(const int16_t *first, const int16_t *second, size_t count, int16_t *pairs);

/// A line of a polar face: `u` along the line, `w` across it (the pole at 0, 0).
typedef struct {
    const float *u;
    float w;
    /// Columns and rows of a source a radian.
    float columns, rows;
    /// Of a quarter turn.
    int32_t quarter_columns, quarter_rows;
    /// The column of the w axis and the row of the pole.
    int32_t middle, pole;
} resample_polar_line;

/// x: the angle of (u, w) from the w axis, -half...half a turn. y: the angle of |(u, w)| from the pole; rows may grow towards it.
void resample_polar_positions(resample_polar_line line, size_t count, int32_t *x, int32_t *y);

/// A row with fewer pixels, deep: pixel i is the weighted mean of the `tap_count` (a multiple of 4) pixels from firsts[i] on; the
/// weights of a pixel sum to 2^14.
void resample_reduce(
    const void *row, bool deep, const int32_t *firsts, const int16_t *weights, size_t tap_count, size_t count,
    int16_t *output);

/// Half the samples of a row in 15-bit linear light: sample i from the eight from 2 * i on.
void resample_halve_row(const int16_t *row, size_t count, int16_t *output);

/// Eight rows of `count` samples (a multiple of 16) in linear light to one, 0...32767.
void resample_halve_rows(const int16_t *const *rows, size_t count, int16_t *output);

// MARK: - Planes and quarters of a turn

/// A row of 4 * `count` samples to pixels of four: sample k of pixel x is the row's x + k * count.
void resample_interleave_quarters(const uint8_t *row, size_t count, uint8_t *pixels);

/// Every fourth sample of `height` rows of `width` pixels to a plane: column x of row y lands at `plane` + x * `across` + y * `down`;
/// one of these is 1 or -1.
void resample_take_quarter(
    const uint8_t *samples, size_t width, size_t height, uint8_t *plane, ptrdiff_t across, ptrdiff_t down);

/// For each sixteen 8-bit values their parabola of linear light, a + (b + c t) t: the low and high bytes of a and of b, and c.
typedef struct {
    uint8_t a_low[16], a_high[16], b_low[16], b_high[16], c[16];
} resample_parabolas;

/// A row of `count` luma samples (a multiple of 16), and one of colour differences of which each is two pixels', to planes of 15-bit
/// linear light.
void resample_light_of_planes(
    const uint8_t *luma, const uint8_t *blue, const uint8_t *red, size_t count, const resample_parabolas *parabolas,
    int16_t *red_light, int16_t *green_light, int16_t *blue_light);

/// Two rows of `count` pixels (a multiple of 8) to luma, and to colour differences of two by two pixels.
void resample_separate(
    const uint8_t *upper, const uint8_t *lower, size_t count, uint8_t *upper_luma, uint8_t *lower_luma, uint8_t *blue,
    uint8_t *red);

// MARK: - Pictures of other projections

/// Pixels at the places x, y of a picture, which follow no order; `first` is its first pixel. To bytes, or where `deep_output` to deep
/// samples 0...16320.
void resample_places(
    const void *first, ptrdiff_t bytes_per_row, bool deep, const int32_t *x, const int32_t *y,
    const resample_weights *weights, size_t count, bool deep_output, void *output);

#endif
