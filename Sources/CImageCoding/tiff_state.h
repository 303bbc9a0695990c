/// TIFF through libtiff.
#pragma once

#include "image_decoder.h"

#include <tiffio.h>

/// Channels of a pixel as it is handed on.
enum { tiff_channels = 4 };

/// The file as one of libtiff's handles sees it.
struct tiff_stream {
    image_decoder *decoder;
    uint64_t position;
};

struct tiff_state {
    /// The first is that of the header; others read planes that are stored one after the other, each at its own pace.
    TIFF *handles[tiff_channels];
    struct tiff_stream streams[tiff_channels];
    /// libtiff's first error, and its first warning since the header.
    char error[160];
    char warning[160];
    uint16_t compression;
    /// Bytes of a stored sample: 1 or 2.
    size_t sample_bytes;
    /// Samples of a pixel that lie together: all of them, or 1 where each plane is stored by itself.
    uint32_t samples_together;
    /// The stored sample of each channel; -1 where the channel is the most.
    int samples[tiff_channels];
    /// Whether the channel is the most for a sample of 0.
    bool is_inverted[tiff_channels];
    /// Red, green and blue of each index; otherwise NULL.
    uint8_t *palette;
    /// 0 where the picture is stored in strips.
    uint32_t tile_width;
    uint32_t tile_height;
    /// A stored row of each plane, or a tile of each plane.
    uint8_t *buffer;
    size_t bytes_per_buffer;
    /// A row of tiles.
    image_scratch band;
    bool is_started;
};

/// Turns `count` pixels into channels; `planes` point to the first sample of each channel that has one.
void tiff_unpack(const struct tiff_state *state, const uint8_t *const planes[], uint8_t *row, uint32_t count);

/// Opens the file as the handle of number `index`. Fails through the guard.
void tiff_open(image_decoder *decoder, struct tiff_state *state, int index);

/// Value of a field of 16 bits, or its default.
uint16_t tiff_field(TIFF *tiff, uint32_t tag);

/// Buffers of `bytes_per_buffer` that rows or tiles are read into.
size_t tiff_buffer_count(const struct tiff_state *state);

/// The reader's `open`.
void tiff_read_header(image_decoder *decoder);

/// Fails with libtiff's error.
_Noreturn void tiff_fail(image_decoder *decoder, const struct tiff_state *state);
