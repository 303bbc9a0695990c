/// Any bytes as a picture's file: both depths, turned, with and without a scratch file; and as planes, where it has them.
#include "CImageCoding.h"

#include <stdlib.h>

/// Reads all rows, a few at a time.
static void read_all(image_decoder *decoder, bool is_deep) {
    enum { rows_at_once = 7 };
    image_info info = image_decoder_info(decoder);
    size_t samples_per_row = (size_t)info.width * 4;
    void *rows = malloc(rows_at_once * samples_per_row * sizeof(uint16_t));
    image_status status = image_status_ok;
    for (uint32_t row = 0; rows != NULL && status == image_status_ok && row < info.height; row += rows_at_once) {
        uint32_t left = info.height - row;
        uint32_t count = left < rows_at_once ? left : rows_at_once;
        status = is_deep ? image_decoder_read_deep_rows(decoder, rows, samples_per_row * sizeof(uint16_t), count)
                         : image_decoder_read_rows(decoder, rows, samples_per_row, count);
    }
    free(rows);
}

/// Reads all rows as planes, 16 or 32 at a time.
static void read_planes(image_decoder *decoder, uint32_t rows_at_once) {
    image_info info = image_decoder_info(decoder);
    size_t count = (size_t)rows_at_once * info.width;
    image_planes planes = {malloc(count), malloc(count / 4), malloc(count / 4)};
    image_status status = image_status_ok;
    bool has_room = planes.luma != NULL && planes.blue != NULL && planes.red != NULL;
    for (uint32_t row = 0; has_room && status == image_status_ok && row < info.height; row += rows_at_once) {
        uint32_t left = info.height - row;
        status = image_decoder_read_planes(decoder, planes, left < rows_at_once ? left : rows_at_once);
    }
    free(planes.luma);
    free(planes.blue);
    free(planes.red);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    image_limits limits = {.pixels = 1 << 16, .memory = count % 2 == 0 ? 1 << 20 : 1 << 14};
    enum { as_bytes, deep, as_planes };
    for (int way = as_bytes; way <= as_planes; way++) {
        image_decoder *decoder = image_decoder_open_bytes(bytes, count, limits);
        if (decoder == NULL) {
            return 0;
        }
        if (image_decoder_failure(decoder).status == image_status_ok) {
            if (way != as_planes) {
                image_decoder_set_orientation(decoder, (int)(count / 2 % 8) + 1);
                read_all(decoder, way == deep);
            } else if (image_decoder_has_planes(decoder)) {
                read_planes(decoder, count % 3 == 0 ? 32 : 16);
            }
        }
        image_decoder_close(decoder);
    }
    return 0;
}
