/// What the decoders of all formats share.
#pragma once

#include "image_colours.h"
#include "image_scratch.h"
#include "image_source.h"

/// Rows handed on in one call; libjpeg finishes at most this many at once.
enum { image_rows_per_call = 16 };

/// A format's functions. Those that take a decoder run inside its guard and may fail.
typedef struct image_reader {
    /// Reads the header: fills `info` and `native`, checks them, sets `state`.
    void (*open)(image_decoder *decoder);
    /// Reads the next `count` rows, at most `image_rows_per_call`, to the pointers of their turn, and counts them.
    void (*read_rows)(image_decoder *decoder, uint8_t **rows, uint32_t count);
    /// Frees `state`, which is not NULL.
    void (*close)(void *state);
    /// Reads at most `image_rows_per_call` rows as planes, where `native` has them, and counts them.
    void (*read_planes)(image_decoder *decoder, image_planes planes, uint32_t count);
} image_reader;

/// What a reader's rows hold: four channels a pixel, of eight bits or, where the info says more than that, of 16.
typedef struct image_native {
    /// Cyan, magenta, yellow and black, the most for no ink; otherwise red, green, blue and the fourth.
    bool has_ink;
    /// The fourth channel is an alpha that the others are not multiplied by; otherwise it is to be the most.
    bool has_alpha;
    /// The rows can be read as planes too.
    bool has_planes;
    /// Bytes that the reader keeps in a scratch, of the whole picture or of a row of tiles; 0 where rows stream.
    uint64_t whole_bytes;
} image_native;

struct image_decoder {
    image_guard guard;
    image_limits limits;
    /// What is left of `limits.memory` for the whole picture.
    uint64_t budget;
    image_source source;
    const image_reader *reader;
    /// The reader's own.
    void *state;
    /// Of the rows as they are stored.
    image_info info;
    image_native native;
    /// Rows that the reader has read.
    uint32_t rows_read;
    /// To sRGB; NULL where that is what is stored.
    image_colours *colours;
    /// EXIF's, 1 to 8; 0 counts as 1.
    int orientation;
    /// The picture where its rows come in another order or as columns (image_turn.c).
    image_scratch turned;
    /// Stored rows that become columns; NULL before the first of them.
    uint8_t *band;
    /// Rows handed out.
    uint32_t rows_given;
    /// Rows of the reader's depth on their way; NULL before the first of them.
    uint8_t *lines;
};

extern const image_reader image_jpeg_reader;
extern const image_reader image_png_reader;
extern const image_reader image_tiff_reader;

// MARK: - For the readers

/// Fails unless width × height is within the limit and the file's bytes can hold that many pixels at all, where one
/// byte holds at most `pixels_per_byte`: a lying header is refused before anything of its size is allocated.
void image_decoder_check_size(image_decoder *decoder, uint64_t pixels_per_byte);

/// Fails where `bytes` are more than the memory limit.
void image_decoder_check_memory(image_decoder *decoder, uint64_t bytes);

/// Zeroed memory that the guarded caller must store at once where `close` finds it. Fails instead of returning NULL.
void *image_decoder_allocate(image_decoder *decoder, size_t count, size_t size);

/// Opens `scratch` within the budget, and takes what it needs from that.
void image_decoder_open_scratch(image_decoder *decoder, image_scratch *scratch, uint64_t byte_count);

/// Notes that `count` rows are done; a failure from now on is said to be after them.
void image_decoder_advance(image_decoder *decoder, uint32_t count);

/// Whether rows as the reader gives them have 16 bits a channel.
bool image_decoder_is_deep(const image_decoder *decoder);

/// Of a row as the reader gives it.
size_t image_decoder_bytes_per_row(const image_decoder *decoder);

// MARK: - Turning

/// Bytes that the turned picture takes in a scratch; 0 where rows come in their order.
uint64_t image_turn_bytes(const image_decoder *decoder);

/// Whether the orientation exchanges rows and columns.
bool image_turn_swaps(int orientation);

/// Writes upright rows from number `rows_given` on, in the reader's depth. Calls `read` for finished rows as they are
/// stored.
void image_turn_read(
    image_decoder *decoder, uint8_t **rows, uint32_t count,
    void (*read)(image_decoder *decoder, uint8_t **rows, uint32_t count));

// MARK: - Rows

/// Reads the next rows, at most `image_rows_per_call`, into four channels of 8 or 16 bits (`is_deep`): red, green, blue,
/// the most. Runs inside the guard.
void image_decoder_read(image_decoder *decoder, uint8_t **rows, uint32_t count, bool is_deep);
