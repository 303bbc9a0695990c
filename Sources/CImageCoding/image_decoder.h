/// What the decoders of all formats share.
#pragma once

#include "image_source.h"

/// A format's functions. Those that take a decoder run inside its guard and may fail.
typedef struct image_reader {
    /// Reads the header: fills `info`, checks it, sets `state`.
    void (*open)(image_decoder *decoder);
    /// Reads `count` rows from number `rows_read` on, each to 4 × width bytes at the pointer of its turn, and counts
    /// them in `rows_read`.
    void (*read_rows)(image_decoder *decoder, uint8_t **rows, uint32_t count);
    /// Frees `state`, which is not NULL.
    void (*close)(void *state);
} image_reader;

struct image_decoder {
    image_guard guard;
    image_limits limits;
    image_source source;
    const image_reader *reader;
    /// The reader's own.
    void *state;
    image_info info;
    uint32_t rows_read;
};

extern const image_reader image_jpeg_reader;
extern const image_reader image_png_reader;

/// Fails unless width × height is within the limit and the file's bytes can hold that many pixels at all, where one
/// byte holds at most `pixels_per_byte`: a lying header is refused before anything of its size is allocated.
void image_decoder_check_size(image_decoder *decoder, uint64_t pixels_per_byte);

/// Fails where `bytes` are more than the memory limit.
void image_decoder_check_memory(image_decoder *decoder, uint64_t bytes);

/// Zeroed memory that the guarded caller must store at once where `close` finds it. Fails instead of returning NULL.
void *image_decoder_allocate(image_decoder *decoder, size_t count, size_t size);

/// Notes that `count` rows are done; a failure from now on is said to be after them.
void image_decoder_advance(image_decoder *decoder, uint32_t count);

/// Multiplies the first three bytes of every pixel by the fourth, which counts as 0 to 1, rounding to nearest, and sets
/// the fourth to 255.
void image_multiply_by_fourth(uint8_t *row, uint32_t width);
