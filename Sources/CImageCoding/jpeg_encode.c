#include "image_encoder.h"

#include <jpeglib.h>

struct jpeg_encoding {
    image_encoder encoder;
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    int quality;
    bool halves_chroma;
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

/// The exact integer transform is libjpeg's default: the same bytes on every CPU.
static void set_parameters(struct jpeg_encoding *encoding) {
    struct jpeg_compress_struct *jpeg = &encoding->jpeg;
    jpeg->image_width = encoding->encoder.pixels.width;
    jpeg->image_height = encoding->encoder.pixels.height;
    jpeg->input_components = 4;
    jpeg->in_color_space = JCS_EXT_RGBX;
    jpeg_set_defaults(jpeg);
    jpeg_set_quality(jpeg, encoding->quality, TRUE);
    int luma_samples = encoding->halves_chroma ? 2 : 1;
    jpeg->comp_info[0].h_samp_factor = luma_samples;
    jpeg->comp_info[0].v_samp_factor = luma_samples;
}

static void encode(void *context) {
    struct jpeg_encoding *encoding = context;
    struct jpeg_compress_struct *jpeg = &encoding->jpeg;
    jpeg->err = jpeg_std_error(&encoding->errors);
    encoding->errors.error_exit = fail;
    encoding->errors.emit_message = ignore;
    jpeg->client_data = encoding;
    jpeg_create_compress(jpeg);
    jpeg_stdio_dest(jpeg, encoding->encoder.file);
    set_parameters(encoding);
    jpeg_start_compress(jpeg, TRUE);
    while (jpeg->next_scanline < jpeg->image_height) {
        JSAMPROW rows[] = {(JSAMPROW)image_encoder_row(&encoding->encoder, jpeg->next_scanline)};
        jpeg_write_scanlines(jpeg, rows, 1);
    }
    jpeg_finish_compress(jpeg);
}

image_failure image_encode_jpeg(image_pixels pixels, int quality, bool halves_chroma, image_bytes *bytes) {
    struct jpeg_encoding encoding = {
        .encoder = {.pixels = pixels},
        .quality = quality,
        .halves_chroma = halves_chroma,
    };
    image_encoder_run(&encoding.encoder, encode, &encoding, bytes);
    jpeg_destroy_compress(&encoding.jpeg);
    return encoding.encoder.guard.failure;
}
