#include "image_encoder.h"

#include <stdlib.h>

static const image_failure no_memory = {.status = image_status_out_of_memory, .reason = "no memory left"};

void image_encoder_run(image_encoder *encoder, void (*work)(void *context), void *context, image_bytes *bytes) {
    char *start = NULL;
    size_t count = 0;
    *bytes = (image_bytes){NULL, 0};
    encoder->file = open_memstream(&start, &count);
    if (encoder->file == NULL) {
        encoder->guard.failure = no_memory;
        return;
    }
    bool is_done = image_guard_run(&encoder->guard, work, context);
    bool is_closed = fclose(encoder->file) == 0;
    if (is_done && is_closed) {
        *bytes = (image_bytes){(uint8_t *)start, count};
        return;
    }
    free(start);
    if (is_done) {
        encoder->guard.failure = no_memory;
    }
}

const uint8_t *image_encoder_row(const image_encoder *encoder, uint32_t row) {
    return encoder->pixels.rows + row * encoder->pixels.bytes_per_row;
}

void image_bytes_free(image_bytes bytes) {
    free(bytes.start);
}
