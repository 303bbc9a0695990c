#include "image_decoder.h"

#include <png.h>
#include <stdlib.h>
#include <string.h>

/// libpng measures skipped chunks too, and provenance records and editing histories grow to megabytes; nothing of
/// this size is allocated.
static const png_alloc_size_t most_bytes_per_chunk = 64 << 20;
static const png_uint_32 most_kept_chunks = 16;

/// Compressed bytes that libpng asks for at once, where a chunk has them.
static const size_t bytes_per_read = 64 << 10;

/// Deflate makes at most 258 bytes of two bits.
static const uint64_t most_raw_bits_per_byte = 258 * 4 * 8;

struct png_state {
    png_structp png;
    png_infop info;
    /// Passes over the picture: 7 where it is interlaced, otherwise 1.
    int passes;
    /// The finished rows of an interlaced picture once the first was asked for.
    image_scratch picture;
    bool is_started;
};

// MARK: - Errors

static void fail(png_structp png, png_const_charp message) {
    image_decoder *decoder = png_get_error_ptr(png);
    image_status status = decoder->source.has_ended ? image_status_truncated : image_status_damaged;
    image_guard_fail(&decoder->guard, status, "%s", message);
}

/// libpng warns of what it can mend without touching a pixel.
static void ignore(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void read_bytes(png_structp png, png_bytep bytes, size_t count) {
    image_decoder *decoder = png_get_io_ptr(png);
    if (image_source_read(&decoder->source, bytes, count) < count) {
        png_error(png, "the file ends");
    }
}

// MARK: - Header

static image_colour colour_of(png_byte type) {
    switch (type) {
    case PNG_COLOR_TYPE_PALETTE:
        return image_colour_palette;
    case PNG_COLOR_TYPE_GRAY:
    case PNG_COLOR_TYPE_GRAY_ALPHA:
        return image_colour_grey;
    default:
        return image_colour_rgb;
    }
}

static bool has_alpha(const struct png_state *state) {
    return (png_get_color_type(state->png, state->info) & PNG_COLOR_MASK_ALPHA) != 0
        || png_get_valid(state->png, state->info, PNG_INFO_tRNS) != 0;
}

static void read_info(image_decoder *decoder, const struct png_state *state) {
    png_structp png = state->png;
    png_infop info = state->info;
    decoder->info = (image_info){
        .format = image_format_png,
        .colour = colour_of(png_get_color_type(png, info)),
        .bits_per_sample = png_get_bit_depth(png, info),
        .has_alpha = has_alpha(state),
        .is_interlaced = png_get_interlace_type(png, info) != PNG_INTERLACE_NONE,
        .width = png_get_image_width(png, info),
        .height = png_get_image_height(png, info),
    };
    decoder->native = (image_native){.has_alpha = decoder->info.has_alpha};
    if (decoder->info.is_interlaced) {
        decoder->native.whole_bytes = image_decoder_bytes_per_row(decoder) * (uint64_t)decoder->info.height;
    }
}

/// The size is checked against our own limit, and every chunk that says nothing about pixel values is skipped: colour
/// profiles and gamma too, so that stored values stay as they are.
static void set_limits(png_structp png) {
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_chunk_malloc_max(png, most_bytes_per_chunk);
    png_set_chunk_cache_max(png, most_kept_chunks);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
}

static void open_png(image_decoder *decoder) {
    struct png_state *state = image_decoder_allocate(decoder, 1, sizeof *state);
    decoder->state = state;
    state->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, decoder, fail, ignore);
    state->info = state->png == NULL ? NULL : png_create_info_struct(state->png);
    if (state->info == NULL) {
        image_guard_fail(&decoder->guard, image_status_out_of_memory, "no memory left");
    }
    set_limits(state->png);
    png_set_read_fn(state->png, decoder, read_bytes);
    png_set_compression_buffer_size(state->png, bytes_per_read);
    png_read_info(state->png, state->info);
    read_info(decoder, state);
    png_byte channels = png_get_channels(state->png, state->info);
    image_decoder_check_size(decoder, most_raw_bits_per_byte / (decoder->info.bits_per_sample * channels));
    image_decoder_check_memory(decoder, 2 * image_decoder_bytes_per_row(decoder));  // libpng keeps two rows.
}

// MARK: - Rows

/// Asks libpng for four channels of 8 bits, or of 16 in this machine's order of bytes where that is stored.
static void set_transforms(struct png_state *state) {
    png_structp png = state->png;
    png_set_expand(png);
    if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) {
        png_set_swap(png);
    }
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 0xFFFF, PNG_FILLER_AFTER);
    state->passes = png_set_interlace_handling(png);
    png_start_read_image(png);
}

/// Every pass adds pixels to the rows of the passes before it.
static void read_passes(image_decoder *decoder, struct png_state *state) {
    image_info info = decoder->info;
    size_t bytes_per_row = image_decoder_bytes_per_row(decoder);
    image_decoder_open_scratch(decoder, &state->picture, decoder->native.whole_bytes);
    for (int pass = 1; pass <= state->passes; pass++) {
        decoder->guard.failure.pass = (uint32_t)pass;
        for (uint32_t row = 0; row < info.height; row++) {
            decoder->guard.failure.row = row;
            png_read_row(state->png, image_scratch_use(&state->picture, row * bytes_per_row, bytes_per_row), NULL);
        }
    }
    decoder->guard.failure.pass = 0;
    decoder->guard.failure.row = 0;
}

static void start(image_decoder *decoder, struct png_state *state) {
    set_transforms(state);
    if (decoder->info.is_interlaced) {
        read_passes(decoder, state);
    }
    state->is_started = true;
}

static void read_png_row(image_decoder *decoder, struct png_state *state, uint8_t *row) {
    size_t byte_count = image_decoder_bytes_per_row(decoder);
    if (decoder->info.is_interlaced) {
        memcpy(row, image_scratch_use(&state->picture, decoder->rows_read * byte_count, byte_count), byte_count);
    } else {
        png_read_row(state->png, row, NULL);
    }
}

static void read_png_rows(image_decoder *decoder, uint8_t **rows, uint32_t count) {
    struct png_state *state = decoder->state;
    if (!state->is_started) {
        start(decoder, state);
    }
    for (uint32_t row = 0; row < count; row++) {
        read_png_row(decoder, state, rows[row]);
        image_decoder_advance(decoder, 1);
    }
}

static void close_png(void *context) {
    struct png_state *state = context;
    png_destroy_read_struct(&state->png, &state->info, NULL);
    image_scratch_close(&state->picture);
    free(state);
}

const image_reader image_png_reader = {open_png, read_png_rows, close_png};
