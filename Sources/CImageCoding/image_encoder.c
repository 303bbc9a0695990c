#include "image_encoder.h"

#include <stdlib.h>

void image_encoder_run(image_encoder *encoder, void (*work)(void *context), void *context, image_bytes *bytes) {
    if (image_guard_run(&encoder->guard, work, context)) {
        *bytes = encoder->bytes;
    } else {
        free(encoder->bytes.start);
        *bytes = (image_bytes){NULL, 0};
    }
    encoder->bytes = (image_bytes){NULL, 0};
}

void image_encoder_reserve(image_encoder *encoder, size_t count) {
    size_t wanted = encoder->bytes.count + count;
    if (wanted <= encoder->capacity) {
        return;
    }
    size_t capacity = wanted > 2 * encoder->capacity ? wanted : 2 * encoder->capacity;
    uint8_t *start = realloc(encoder->bytes.start, capacity);
    if (start == NULL) {
        image_guard_fail(&encoder->guard, image_status_out_of_memory, "no memory left");
    }
    encoder->bytes.start = start;
    encoder->capacity = capacity;
}

const uint8_t *image_encoder_row(const image_encoder *encoder, uint32_t row) {
    return encoder->pixels.rows + row * encoder->pixels.bytes_per_row;
}

void image_bytes_free(image_bytes bytes) {
    free(bytes.start);
}
