#include "tiff_state.h"

#include <stdlib.h>
#include <string.h>

// MARK: - Strips

static bool is_separate(const struct tiff_state *state) {
    return state->handles[1] != NULL;
}

/// Opens a handle for every channel that has a plane of its own.
static void open_planes(image_decoder *decoder, struct tiff_state *state) {
    bool has_planes = tiff_field(state->handles[0], TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE
        && tiff_field(state->handles[0], TIFFTAG_SAMPLESPERPIXEL) > 1;
    for (int channel = 1; has_planes && channel < tiff_channels; channel++) {
        tiff_open(decoder, state, channel);
        // The file may be another by now, and libtiff writes rows as long as each handle's header says.
        TIFF *tiff = state->handles[channel];
        if (TIFFIsTiled(tiff) || TIFFScanlineSize64(tiff) > state->bytes_per_buffer) {
            image_guard_fail(&decoder->guard, image_status_damaged, "it changed while it was read");
        }
    }
}

/// Without compression libtiff would take a whole strip, which may be the picture.
static bool read_plain_row(image_decoder *decoder, TIFF *tiff, uint32_t row, uint16_t plane, uint8_t *to) {
    uint32_t rows_per_strip = 0;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_ROWSPERSTRIP, &rows_per_strip);
    if (rows_per_strip == 0) {
        return false;
    }
    uint64_t count = TIFFScanlineSize64(tiff);
    uint64_t strip = TIFFGetStrileOffset(tiff, TIFFComputeStrip(tiff, row, plane));
    size_t got = image_source_read_at(&decoder->source, strip + row % rows_per_strip * count, to, count);
    if (TIFFIsByteSwapped(tiff) && decoder->info.bits_per_sample == 16) {
        TIFFSwabArrayOfShort((uint16_t *)(void *)to, (tmsize_t)(got / 2));
    }
    return strip > 0 && got == count;
}

static void read_plane_row(image_decoder *decoder, struct tiff_state *state, int handle, uint16_t plane, uint8_t *to) {
    TIFF *tiff = state->handles[handle];
    bool is_read = state->compression == COMPRESSION_NONE
        ? read_plain_row(decoder, tiff, decoder->rows_read, plane, to)
        : TIFFReadScanline(tiff, to, decoder->rows_read, plane) == 1;
    // A warning about pixels means that they are invented.
    if (!is_read || state->warning[0] != '\0') {
        tiff_fail(decoder, state);
    }
}

static void read_strip_row(image_decoder *decoder, struct tiff_state *state, uint8_t *row) {
    const uint8_t *planes[tiff_channels] = {NULL};
    bool has_planes = is_separate(state);
    if (!has_planes) {
        read_plane_row(decoder, state, 0, 0, state->buffer);
    }
    for (int channel = 0; channel < tiff_channels; channel++) {
        int sample = state->samples[channel];
        if (sample < 0) {
            continue;
        }
        uint8_t *start = state->buffer + (has_planes ? channel * state->bytes_per_buffer : 0);
        if (has_planes) {
            read_plane_row(decoder, state, channel, (uint16_t)sample, start);
        }
        planes[channel] = start + (has_planes ? 0 : (size_t)sample * state->sample_bytes);
    }
    tiff_unpack(state, planes, row, decoder->info.width);
}

// MARK: - Tiles

static void read_tile(image_decoder *decoder, struct tiff_state *state, uint32_t column, uint32_t row, int channel) {
    TIFF *tiff = state->handles[0];
    uint16_t plane = (uint16_t)(state->samples_together == 1 ? state->samples[channel] : 0);
    uint8_t *to = state->buffer + channel * state->bytes_per_buffer;
    uint32_t tile = TIFFComputeTile(tiff, column, row, 0, plane);
    tmsize_t got = TIFFReadEncodedTile(tiff, tile, to, (tmsize_t)state->bytes_per_buffer);
    if (got != (tmsize_t)state->bytes_per_buffer || state->warning[0] != '\0') {
        tiff_fail(decoder, state);
    }
}

static void unpack_tile(image_decoder *decoder, struct tiff_state *state, uint32_t column, uint32_t rows) {
    uint32_t left = decoder->info.width - column;
    uint32_t width = left < state->tile_width ? left : state->tile_width;
    size_t pixel_bytes = state->samples_together * state->sample_bytes;
    size_t bytes_per_row = image_decoder_bytes_per_row(decoder);
    size_t channel_bytes = tiff_channels * state->sample_bytes;
    for (uint32_t row = 0; row < rows; row++) {
        const uint8_t *planes[tiff_channels] = {NULL};
        for (int channel = 0; channel < tiff_channels; channel++) {
            size_t place = row * state->tile_width * pixel_bytes;
            place += state->samples_together == 1 ? channel * state->bytes_per_buffer
                                                  : (size_t)state->samples[channel] * state->sample_bytes;
            planes[channel] = state->samples[channel] < 0 ? NULL : state->buffer + place;
        }
        uint64_t start = row * (uint64_t)bytes_per_row + column * channel_bytes;
        tiff_unpack(state, planes, image_scratch_use(&state->band, start, width * channel_bytes), width);
    }
}

/// Fills the band with the row of tiles that begins at the next row.
static void read_band(image_decoder *decoder, struct tiff_state *state) {
    uint32_t first = decoder->rows_read;
    uint32_t left = decoder->info.height - first;
    uint32_t rows = left < state->tile_height ? left : state->tile_height;
    for (uint64_t column = 0; column < decoder->info.width; column += state->tile_width) {
        int last = state->samples_together == 1 ? tiff_channels - 1 : 0;
        for (int channel = 0; channel <= last; channel++) {
            if (state->samples[channel] >= 0) {
                read_tile(decoder, state, (uint32_t)column, first, channel);
            }
        }
        unpack_tile(decoder, state, (uint32_t)column, rows);
    }
}

static void read_tile_row(image_decoder *decoder, struct tiff_state *state, uint8_t *row) {
    uint32_t line = decoder->rows_read % state->tile_height;
    if (line == 0) {
        read_band(decoder, state);
    }
    size_t count = image_decoder_bytes_per_row(decoder);
    memcpy(row, image_scratch_use(&state->band, line * (uint64_t)count, count), count);
}

// MARK: - Rows

static void start(image_decoder *decoder, struct tiff_state *state) {
    state->buffer = image_decoder_allocate(decoder, tiff_buffer_count(state), state->bytes_per_buffer);
    if (state->tile_height > 0) {
        image_decoder_open_scratch(decoder, &state->band, decoder->native.whole_bytes);
    } else {
        open_planes(decoder, state);
        state->warning[0] = '\0';
    }
    state->is_started = true;
}

static void read_tiff_rows(image_decoder *decoder, uint8_t **rows, uint32_t count) {
    struct tiff_state *state = decoder->state;
    if (!state->is_started) {
        start(decoder, state);
    }
    for (uint32_t row = 0; row < count; row++) {
        if (state->tile_height > 0) {
            read_tile_row(decoder, state, rows[row]);
        } else {
            read_strip_row(decoder, state, rows[row]);
        }
        image_decoder_advance(decoder, 1);
    }
}

static void close_tiff(void *context) {
    struct tiff_state *state = context;
    for (int index = 0; index < tiff_channels; index++) {
        if (state->handles[index] != NULL) {
            TIFFClose(state->handles[index]);
        }
    }
    image_scratch_close(&state->band);
    free(state->palette);
    free(state->buffer);
    free(state);
}

const image_reader image_tiff_reader = {tiff_read_header, read_tiff_rows, close_tiff};
