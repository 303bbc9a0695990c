#include "image_decoder.h"

// MARK: - Depth

/// Rounds to nearest; exact for every value.
static void narrow(const uint16_t *deep, uint8_t *row, size_t count) {
    for (size_t index = 0; index < count; index++) {
        row[index] = (uint8_t)((deep[index] * 255u + 32895u) >> 16);
    }
}

static void widen(const uint8_t *row, uint16_t *deep, size_t count) {
    for (size_t index = 0; index < count; index++) {
        deep[index] = (uint16_t)(row[index] * 257u);
    }
}

// MARK: - Alpha and ink

/// Multiplies the first three channels of every pixel by the fourth, which counts as 0 to 1, rounding to nearest, and
/// sets the fourth to the most.
static void multiply_by_fourth(uint8_t *row, uint32_t width) {
    for (uint8_t *pixel = row; pixel < row + (size_t)width * 4; pixel += 4) {
        uint32_t factor = pixel[3];
        for (int channel = 0; channel < 3; channel++) {
            pixel[channel] = (uint8_t)((pixel[channel] * factor + 127) / 255);
        }
        pixel[3] = UINT8_MAX;
    }
}

static void multiply_deep_by_fourth(uint16_t *row, uint32_t width) {
    for (uint16_t *pixel = row; pixel < row + (size_t)width * 4; pixel += 4) {
        uint32_t factor = pixel[3];
        for (int channel = 0; channel < 3; channel++) {
            pixel[channel] = (uint16_t)((pixel[channel] * factor + 32767u) / 65535u);
        }
        pixel[3] = UINT16_MAX;
    }
}

/// Makes a row sRGB without alpha. That is laid over black in the encoded values: no gamma is undone. Ink without a
/// profile: a channel reflects the product of its ink and black.
static void finish(const image_decoder *decoder, uint8_t *row) {
    bool has_ink = decoder->native.has_ink;
    if (decoder->colours != NULL) {
        image_colours_apply(decoder->colours, row, decoder->info.width);
        has_ink = false;
    }
    if (!has_ink && !decoder->native.has_alpha) {
        return;
    }
    if (image_decoder_is_deep(decoder)) {
        multiply_deep_by_fourth((uint16_t *)row, decoder->info.width);
    } else {
        multiply_by_fourth(row, decoder->info.width);
    }
}

// MARK: - Reading

bool image_decoder_is_deep(const image_decoder *decoder) {
    return decoder->info.bits_per_sample > 8;
}

size_t image_decoder_bytes_per_row(const image_decoder *decoder) {
    return (size_t)decoder->info.width * (image_decoder_is_deep(decoder) ? 8 : 4);
}

static void read_finished(image_decoder *decoder, uint8_t **rows, uint32_t count) {
    decoder->reader->read_rows(decoder, rows, count);
    for (uint32_t row = 0; row < count; row++) {
        finish(decoder, rows[row]);
    }
}

static void read_upright(image_decoder *decoder, uint8_t **rows, uint32_t count) {
    if (decoder->orientation > 1) {
        image_turn_read(decoder, rows, count, read_finished);
    } else {
        read_finished(decoder, rows, count);
    }
    decoder->rows_given += count;
}

static uint32_t upright_width(const image_decoder *decoder) {
    return image_turn_swaps(decoder->orientation) ? decoder->info.height : decoder->info.width;
}

/// Points `rows` at lines of the decoder's own, in the reader's depth.
static void use_lines(image_decoder *decoder, uint8_t **rows) {
    size_t bytes_per_row = (size_t)upright_width(decoder) * (image_decoder_is_deep(decoder) ? 8 : 4);
    if (decoder->lines == NULL) {
        decoder->lines = image_decoder_allocate(decoder, image_rows_per_call, bytes_per_row);
    }
    for (uint32_t row = 0; row < image_rows_per_call; row++) {
        rows[row] = decoder->lines + row * bytes_per_row;
    }
}

void image_decoder_read(image_decoder *decoder, uint8_t **rows, uint32_t count, bool wants_deep) {
    if (wants_deep == image_decoder_is_deep(decoder)) {
        read_upright(decoder, rows, count);
        return;
    }
    uint8_t *lines[image_rows_per_call];
    use_lines(decoder, lines);
    read_upright(decoder, lines, count);
    size_t samples = (size_t)upright_width(decoder) * 4;
    for (uint32_t row = 0; row < count; row++) {
        if (wants_deep) {
            widen(lines[row], (uint16_t *)rows[row], samples);
        } else {
            narrow((const uint16_t *)lines[row], rows[row], samples);
        }
    }
}
