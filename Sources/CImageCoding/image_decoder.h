/// What the decoders of both formats share.
#pragma once

#include "image_guard.h"
#include <stdio.h>

/// A format's functions. Those that take a decoder run inside its guard and may fail.
typedef struct image_reader {
    /// Reads the header: fills `info`, checks it, sets `state`.
    void (*open)(image_decoder *decoder);
    /// Reads the row number `rows_read` into 4 × width bytes.
    void (*read_row)(image_decoder *decoder, uint8_t *row);
    /// Frees `state`, which is not NULL.
    void (*close)(void *state);
} image_reader;

struct image_decoder {
    image_guard guard;
    image_limits limits;
    FILE *file;
    /// What a file in memory reads; otherwise NULL.
    uint8_t *copy;
    /// Length of the file.
    uint64_t byte_count;
    const image_reader *reader;
    /// The reader's own.
    void *state;
    image_info info;
    uint32_t rows_read;
};

extern const image_reader image_jpeg_reader;
extern const image_reader image_png_reader;

/// Fails unless width × height is within the limit and `byte_count` bytes can hold that many pixels at all, where one
/// byte holds at most `pixels_per_byte`: a lying header is refused before anything of its size is allocated.
void image_decoder_check_size(image_decoder *decoder, uint64_t pixels_per_byte);

/// Fails where `bytes` are more than the memory limit.
void image_decoder_check_memory(image_decoder *decoder, uint64_t bytes);

/// Zeroed memory that the guarded caller must store at once where `close` finds it. Fails instead of returning NULL.
void *image_decoder_allocate(image_decoder *decoder, size_t count, size_t size);

/// Multiplies the first three bytes of every pixel by the fourth, which counts as 0 to 1, rounding to nearest, and sets
/// the fourth to 255.
void image_multiply_by_fourth(uint8_t *row, uint32_t width);
