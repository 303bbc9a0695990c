/// What the encoders of both formats share.
#pragma once

#include "image_guard.h"

typedef struct image_encoder {
    image_guard guard;
    image_pixels pixels;
    /// The bytes so far, in memory of `capacity` bytes.
    image_bytes bytes;
    size_t capacity;
} image_encoder;

/// Runs `work` guarded, and puts the encoder's bytes into `bytes`, or nothing where it failed. `work` gets `context`, of
/// which the encoder is a part; the caller frees what else is in it.
void image_encoder_run(image_encoder *encoder, void (*work)(void *context), void *context, image_bytes *bytes);

/// Makes room for at least `count` bytes more. May move the bytes, and may fail.
void image_encoder_reserve(image_encoder *encoder, size_t count);

/// First byte of a row.
const uint8_t *image_encoder_row(const image_encoder *encoder, uint32_t row);
