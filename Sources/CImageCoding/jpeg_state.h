/// Where libjpeg keeps the coefficients of a picture that comes in several scans.
#pragma once

#include "image_decoder.h"
#include <stdio.h>

#include <jpeglib.h>

/// One array of coefficients for each component.
struct jpeg_coefficients {
    image_scratch scratch;
    /// Of all arrays.
    uint64_t byte_count;
    /// libjpeg's own, called for what else it keeps.
    void (*realize)(j_common_ptr jpeg);
};

struct jpeg_state {
    /// Its `client_data` is the decoder, whose `state` this is.
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    struct jpeg_source_mgr source;
    struct jpeg_coefficients coefficients;
    bool is_started;
};

/// Bytes of all coefficients, once the header is read; 0 where they come in one scan and only a few rows are kept.
uint64_t jpeg_coefficients_bytes(struct jpeg_decompress_struct *jpeg);

/// Puts libjpeg's arrays of coefficients into a scratch, instead of memory that it would take at once and for good. The
/// caller closes the scratch after libjpeg is destroyed.
void jpeg_coefficients_manage(struct jpeg_state *state);
