#include "image_encoder.h"

#include <png.h>
#include <string.h>

struct png_encoding {
    image_encoder encoder;
    png_structp png;
    png_infop info;
};

static void fail(png_structp png, png_const_charp message) {
    struct png_encoding *encoding = png_get_error_ptr(png);
    image_guard_fail(&encoding->encoder.guard, image_status_not_encoded, "%s", message);
}

static void ignore(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void append(png_structp png, png_bytep bytes, size_t count) {
    struct png_encoding *encoding = png_get_io_ptr(png);
    image_encoder *encoder = &encoding->encoder;
    image_encoder_reserve(encoder, count);
    memcpy(encoder->bytes.start + encoder->bytes.count, bytes, count);
    encoder->bytes.count += count;
}

static void do_nothing(png_structp png) {
    (void)png;
}

static void write_header(struct png_encoding *encoding) {
    png_structp png = encoding->png;
    image_pixels pixels = encoding->encoder.pixels;
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_IHDR(
        png, encoding->info, pixels.width, pixels.height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, encoding->info);
    png_set_filler(png, 0, PNG_FILLER_AFTER);
}

static void encode(void *context) {
    struct png_encoding *encoding = context;
    encoding->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, encoding, fail, ignore);
    encoding->info = encoding->png == NULL ? NULL : png_create_info_struct(encoding->png);
    if (encoding->info == NULL) {
        image_guard_fail(&encoding->encoder.guard, image_status_out_of_memory, "no memory left");
    }
    png_set_write_fn(encoding->png, encoding, append, do_nothing);
    write_header(encoding);
    for (uint32_t row = 0; row < encoding->encoder.pixels.height; row++) {
        png_write_row(encoding->png, image_encoder_row(&encoding->encoder, row));
    }
    png_write_end(encoding->png, NULL);
}

image_failure image_encode_png(image_pixels pixels, image_bytes *bytes) {
    struct png_encoding encoding = {.encoder = {.pixels = pixels}};
    image_encoder_run(&encoding.encoder, encode, &encoding, bytes);
    png_destroy_write_struct(&encoding.png, &encoding.info);
    return encoding.encoder.guard.failure;
}
