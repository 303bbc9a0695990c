/// What the encoders of both formats share.
#pragma once

#include "image_guard.h"
#include <stdio.h>

typedef struct image_encoder {
    image_guard guard;
    image_pixels pixels;
    /// Collects the encoded bytes in memory.
    FILE *file;
} image_encoder;

/// Runs `work` guarded with `encoder->file` open for writing, and puts what it wrote into `bytes`, or nothing where it
/// failed. `work` gets `context`, of which the encoder is a part; the caller frees what else is in it.
void image_encoder_run(image_encoder *encoder, void (*work)(void *context), void *context, image_bytes *bytes);

/// First byte of a row.
const uint8_t *image_encoder_row(const image_encoder *encoder, uint32_t row);
