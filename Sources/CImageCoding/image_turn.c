/// Stored rows into upright ones. The EXIF orientation (TIFF 6.0, Orientation) names the sides of the upright picture at
/// which the first stored row and column lie: 2 top right, 3 bottom right, 4 bottom left, 5 left top, 6 right top,
/// 7 right bottom, 8 left bottom.
#include "image_decoder.h"

#include <string.h>

/// Side of the blocks in which columns are gathered: a block of pixels of four bytes is a page of memory.
enum { side = 32 };

bool image_turn_swaps(int orientation) {
    return orientation >= 5;
}

/// Whether the last stored row (or column, where they are exchanged) is the first upright row.
static bool reverses_rows(int orientation) {
    return orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
}

/// Whether upright rows run against the stored rows (or columns).
static bool reverses_pixels(int orientation) {
    return orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
}

static size_t bytes_per_pixel(const image_decoder *decoder) {
    return image_decoder_is_deep(decoder) ? 8 : 4;
}

static uint64_t blocks_for(uint32_t length) {
    return ((uint64_t)length + side - 1) / side;
}

static size_t bytes_per_block(const image_decoder *decoder) {
    return side * side * bytes_per_pixel(decoder);
}

uint64_t image_turn_bytes(const image_decoder *decoder) {
    if (decoder->orientation <= 2) {
        return 0;
    }
    if (!image_turn_swaps(decoder->orientation)) {
        return image_decoder_bytes_per_row(decoder) * (uint64_t)decoder->info.height;
    }
    return blocks_for(decoder->info.width) * blocks_for(decoder->info.height) * bytes_per_block(decoder);
}

// MARK: - Rows in another order

typedef void (*read_rows)(image_decoder *decoder, uint8_t **rows, uint32_t count);

/// Points `rows` at the places of the next stored rows in the scratch. Returns their number, at most `most`.
static uint32_t next_places(image_decoder *decoder, uint8_t **rows, uint32_t most) {
    uint32_t left = decoder->info.height - decoder->rows_read;
    uint32_t count = left < most ? left : most;
    size_t bytes_per_row = image_decoder_bytes_per_row(decoder);
    uint64_t place = (uint64_t)decoder->rows_read * bytes_per_row;
    uint8_t *start = image_scratch_use(&decoder->turned, place, count * bytes_per_row);
    for (uint32_t row = 0; row < count; row++) {
        rows[row] = start + row * bytes_per_row;
    }
    return count;
}

static void keep_rows(image_decoder *decoder, read_rows read) {
    while (decoder->rows_read < decoder->info.height) {
        uint8_t *rows[image_rows_per_call];
        uint32_t count = next_places(decoder, rows, image_rows_per_call);
        read(decoder, rows, count);
    }
}

static void give_row(image_decoder *decoder, uint32_t stored, uint8_t *row) {
    size_t bytes_per_row = image_decoder_bytes_per_row(decoder);
    memcpy(row, image_scratch_use(&decoder->turned, (uint64_t)stored * bytes_per_row, bytes_per_row), bytes_per_row);
}

// MARK: - Columns as rows

/// Copies `count` pixels that lie `step` bytes apart; a constant size makes the copies single moves.
static inline void gather(uint8_t *to, const uint8_t *from, size_t step, uint32_t count, size_t size) {
    for (uint32_t pixel = 0; pixel < count; pixel++) {
        memcpy(to + pixel * size, from + pixel * step, size);
    }
}

static uint64_t place_of_block(const image_decoder *decoder, uint64_t column, uint64_t band) {
    return (column * blocks_for(decoder->info.height) + band) * bytes_per_block(decoder);
}

/// Puts `count` stored rows, from one that is a multiple of `side` on, into their blocks. Blocks of a column of blocks
/// follow each other; a row of a block is a piece of a stored column.
static void keep_band(image_decoder *decoder, const uint8_t *lines, uint32_t first, uint32_t count) {
    size_t size = bytes_per_pixel(decoder);
    size_t step = image_decoder_bytes_per_row(decoder);
    for (uint32_t column = 0; column < decoder->info.width; column++) {
        uint64_t place = place_of_block(decoder, column / side, first / side);
        size_t used = column % side == 0 ? bytes_per_block(decoder) : 0;
        uint8_t *to = image_scratch_use(&decoder->turned, place, used) + column % side * side * size;
        if (size == 4) {
            gather(to, lines + column * size, step, count, 4);
        } else {
            gather(to, lines + column * size, step, count, 8);
        }
    }
}

static void keep_columns(image_decoder *decoder, read_rows read) {
    size_t bytes_per_row = image_decoder_bytes_per_row(decoder);
    decoder->band = image_decoder_allocate(decoder, side, bytes_per_row);
    while (decoder->rows_read < decoder->info.height) {
        uint32_t first = decoder->rows_read;
        for (uint32_t row = 0; row < side && decoder->rows_read < decoder->info.height; row += image_rows_per_call) {
            uint32_t left = decoder->info.height - decoder->rows_read;
            uint8_t *rows[image_rows_per_call];
            for (uint32_t index = 0; index < image_rows_per_call; index++) {
                rows[index] = decoder->band + (row + index) * bytes_per_row;
            }
            read(decoder, rows, left < image_rows_per_call ? left : image_rows_per_call);
        }
        keep_band(decoder, decoder->band, first, decoder->rows_read - first);
    }
}

/// The blocks that hold a column follow each other.
static void give_column(image_decoder *decoder, uint32_t column, uint8_t *row) {
    size_t bytes_per_piece = side * bytes_per_pixel(decoder);
    size_t bytes_per_row = decoder->info.height * bytes_per_pixel(decoder);
    uint64_t place = place_of_block(decoder, column / side, 0);
    const uint8_t *piece = image_scratch_use(&decoder->turned, place, bytes_per_row) + column % side * bytes_per_piece;
    for (size_t done = 0; done < bytes_per_row; done += bytes_per_piece) {
        size_t left = bytes_per_row - done;
        memcpy(row + done, piece, left < bytes_per_piece ? left : bytes_per_piece);
        piece += bytes_per_block(decoder);
    }
}

// MARK: - Reading

static void reverse(uint8_t *row, size_t width, size_t size) {
    uint8_t pixel[8];
    for (size_t left = 0, right = width - 1; left < right; left++, right--) {
        memcpy(pixel, row + left * size, size);
        memcpy(row + left * size, row + right * size, size);
        memcpy(row + right * size, pixel, size);
    }
}

/// Reads the whole picture into the scratch.
static void keep(image_decoder *decoder, read_rows read) {
    image_decoder_open_scratch(decoder, &decoder->turned, image_turn_bytes(decoder));
    if (image_turn_swaps(decoder->orientation)) {
        image_scratch_expect(&decoder->turned, false);
        keep_columns(decoder, read);
        image_scratch_expect(&decoder->turned, true);
    } else {
        keep_rows(decoder, read);
    }
}

static void give(image_decoder *decoder, uint32_t number, uint8_t *row) {
    bool swaps = image_turn_swaps(decoder->orientation);
    uint32_t rows = swaps ? decoder->info.width : decoder->info.height;
    uint32_t stored = reverses_rows(decoder->orientation) ? rows - 1 - number : number;
    if (swaps) {
        give_column(decoder, stored, row);
    } else {
        give_row(decoder, stored, row);
    }
}

void image_turn_read(image_decoder *decoder, uint8_t **rows, uint32_t count, read_rows read) {
    int orientation = decoder->orientation;
    if (orientation == 2) {
        read(decoder, rows, count);
    } else if (decoder->turned.start == NULL) {
        keep(decoder, read);
    }
    uint32_t width = image_turn_swaps(orientation) ? decoder->info.height : decoder->info.width;
    for (uint32_t row = 0; row < count; row++) {
        if (orientation != 2) {
            give(decoder, decoder->rows_given + row, rows[row]);
        }
        if (reverses_pixels(orientation)) {
            reverse(rows[row], width, bytes_per_pixel(decoder));
        }
    }
}
