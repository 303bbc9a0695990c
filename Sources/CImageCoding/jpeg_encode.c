#include "image_encoder.h"

#include <stdio.h>

#include <jpeglib.h>

/// Rows handed to libjpeg in one call: those of a row of blocks with halved chroma.
enum { rows_per_call = 16 };

/// Room made at a time; most tiles need it once.
static const size_t bytes_per_piece = 64 << 10;

struct jpeg_encoding {
    image_encoder encoder;
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_destination_mgr destination;
    image_jpeg_settings settings;
    /// Luma and colour differences; NULL where the encoder has pixels.
    const uint8_t *const *planes;
};

/// libjpeg's exit on an error.
static void fail(j_common_ptr jpeg) {
    struct jpeg_encoding *encoding = jpeg->client_data;
    char message[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, message);
    image_guard_fail(&encoding->encoder.guard, image_status_not_encoded, "%s", message);
}

static void ignore(j_common_ptr jpeg, int level) {
    (void)jpeg;
    (void)level;
}

// MARK: - Bytes

/// Points libjpeg at room behind the bytes so far.
static void offer_room(struct jpeg_encoding *encoding) {
    image_encoder *encoder = &encoding->encoder;
    image_encoder_reserve(encoder, bytes_per_piece);
    encoding->destination.next_output_byte = encoder->bytes.start + encoder->bytes.count;
    encoding->destination.free_in_buffer = encoder->capacity - encoder->bytes.count;
}

static void begin(j_compress_ptr jpeg) {
    offer_room(jpeg->client_data);
}

/// Called when all room is used, whatever libjpeg says is free.
static boolean grow(j_compress_ptr jpeg) {
    struct jpeg_encoding *encoding = jpeg->client_data;
    encoding->encoder.bytes.count = encoding->encoder.capacity;
    offer_room(encoding);
    return TRUE;
}

static void end(j_compress_ptr jpeg) {
    struct jpeg_encoding *encoding = jpeg->client_data;
    encoding->encoder.bytes.count = encoding->encoder.capacity - encoding->destination.free_in_buffer;
}

// MARK: - Picture

/// The exact integer transform is libjpeg's default: the same bytes on every CPU.
static void set_parameters(struct jpeg_encoding *encoding) {
    struct jpeg_compress_struct *jpeg = &encoding->jpeg;
    jpeg->image_width = encoding->encoder.pixels.width;
    jpeg->image_height = encoding->encoder.pixels.height;
    jpeg->input_components = encoding->planes ? 3 : 4;
    jpeg->in_color_space = encoding->planes ? JCS_YCbCr : JCS_EXT_RGBX;
    jpeg_set_defaults(jpeg);
    jpeg_set_quality(jpeg, encoding->settings.quality, TRUE);
    jpeg->optimize_coding = encoding->settings.optimises_huffman;
    jpeg->raw_data_in = encoding->planes != NULL;
    int luma_samples = encoding->planes || encoding->settings.halves_chroma ? 2 : 1;
    jpeg->comp_info[0].h_samp_factor = luma_samples;
    jpeg->comp_info[0].v_samp_factor = luma_samples;
}

static void write_rows(struct jpeg_encoding *encoding) {
    struct jpeg_compress_struct *jpeg = &encoding->jpeg;
    JSAMPROW rows[rows_per_call];
    uint32_t count = 0;
    while (count < rows_per_call && jpeg->next_scanline + count < jpeg->image_height) {
        rows[count] = (JSAMPROW)image_encoder_row(&encoding->encoder, jpeg->next_scanline + count);
        count++;
    }
    jpeg_write_scanlines(jpeg, rows, count);
}

/// A row of blocks of 16 x 16 pixels.
static void write_planes(struct jpeg_encoding *encoding) {
    struct jpeg_compress_struct *jpeg = &encoding->jpeg;
    JSAMPROW rows[3][rows_per_call];
    for (int plane = 0; plane < 3; plane++) {
        size_t width = plane == 0 ? jpeg->image_width : jpeg->image_width / 2;
        size_t first = plane == 0 ? jpeg->next_scanline : jpeg->next_scanline / 2;
        for (size_t row = 0; row < (plane == 0 ? rows_per_call : rows_per_call / 2); row++) {
            rows[plane][row] = (JSAMPROW)encoding->planes[plane] + (first + row) * width;
        }
    }
    jpeg_write_raw_data(jpeg, (JSAMPARRAY[]){rows[0], rows[1], rows[2]}, rows_per_call);
}

static void encode(void *context) {
    struct jpeg_encoding *encoding = context;
    struct jpeg_compress_struct *jpeg = &encoding->jpeg;
    jpeg->err = jpeg_std_error(&encoding->errors);
    encoding->errors.error_exit = fail;
    encoding->errors.emit_message = ignore;
    jpeg->client_data = encoding;
    jpeg_create_compress(jpeg);
    encoding->destination = (struct jpeg_destination_mgr){
        .init_destination = begin,
        .empty_output_buffer = grow,
        .term_destination = end,
    };
    jpeg->dest = &encoding->destination;
    set_parameters(encoding);
    jpeg_start_compress(jpeg, TRUE);
    while (jpeg->next_scanline < jpeg->image_height) {
        if (encoding->planes) {
            write_planes(encoding);
        } else {
            write_rows(encoding);
        }
    }
    jpeg_finish_compress(jpeg);
}

static image_failure run(struct jpeg_encoding *encoding, image_bytes *bytes) {
    image_encoder_run(&encoding->encoder, encode, encoding, bytes);
    jpeg_destroy_compress(&encoding->jpeg);
    return encoding->encoder.guard.failure;
}

image_failure image_encode_jpeg(image_pixels pixels, image_jpeg_settings settings, image_bytes *bytes) {
    struct jpeg_encoding encoding = {.encoder = {.pixels = pixels}, .settings = settings};
    return run(&encoding, bytes);
}

image_failure image_encode_jpeg_planes(
    const uint8_t *const planes[3], uint32_t width, uint32_t height, image_jpeg_settings settings, image_bytes *bytes) {
    struct jpeg_encoding encoding = {
        .encoder = {.pixels = {.width = width, .height = height}},
        .settings = settings,
        .planes = planes,
    };
    return run(&encoding, bytes);
}
