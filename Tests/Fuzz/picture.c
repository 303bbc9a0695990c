/// Any bytes as a picture's file: both depths and planes, turned, with and without a scratch file.
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

/// Reads all rows as planes, which are exactly as large as they have to be.
static void read_planes(image_decoder *decoder) {
    enum { rows_at_once = 32 };
    image_info info = image_decoder_info(decoder);
    image_status status = image_status_ok;
    for (uint32_t row = 0; status == image_status_ok && row < info.height; row += rows_at_once) {
        uint32_t left = info.height - row;
        uint32_t count = left < rows_at_once ? left : rows_at_once;
        size_t samples = (size_t)info.width * count, differences = (size_t)info.width / 2 * ((count + 1) / 2);
        image_planes planes = {malloc(samples), malloc(differences), malloc(differences)};
        if (planes.luma != NULL && planes.blue != NULL && planes.red != NULL) {
            status = image_decoder_read_planes(decoder, planes, count);
        }
        free(planes.luma);
        free(planes.blue);
        free(planes.red);
    }
}

static void read_as_planes(const uint8_t *bytes, size_t count, image_limits limits) {
    image_decoder *decoder = image_decoder_open_bytes(bytes, count, limits);
    if (decoder != NULL && image_decoder_failure(decoder).status == image_status_ok &&
        image_decoder_has_planes(decoder)) {
        read_planes(decoder);
    }
    image_decoder_close(decoder);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    image_limits limits = {.pixels = 1 << 16, .memory = count % 2 == 0 ? 1 << 20 : 1 << 14};
    for (int is_deep = 0; is_deep < 2; is_deep++) {
        image_decoder *decoder = image_decoder_open_bytes(bytes, count, limits);
        if (decoder == NULL) {
            return 0;
        }
        if (image_decoder_failure(decoder).status == image_status_ok) {
            image_decoder_set_orientation(decoder, (int)(count / 2 % 8) + 1);
            read_all(decoder, is_deep);
        }
        image_decoder_close(decoder);
    }
    read_as_planes(bytes, count, limits);
    return 0;
}
