#include "jpeg_state.h"

#include <jerror.h>
#include <stdlib.h>

/// Encoders write about ten; each costs the time of the whole picture.
static const int most_scans = 100;

/// A block of the coarsest sampling covers 32 x 32 pixels and takes at least one bit of Huffman code.
static const uint64_t most_pixels_per_byte = 32 * 32 * 8;

// MARK: - Errors

/// The status that stands for a message code of libjpeg, a warning's or an error's. Data that stop at a marker are damaged: of a
/// file that ends early the source itself tells.
static image_status status_of(int code) {
    switch (code) {
    case JWRN_JPEG_EOF:
        return image_status_truncated;
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_CCIR601_NOTIMPL:
        return image_status_unsupported;
    case JERR_OUT_OF_MEMORY:
        return image_status_out_of_memory;
    default:
        return image_status_damaged;
    }
}

/// libjpeg's exit on an error.
static void fail(j_common_ptr jpeg) {
    image_decoder *decoder = jpeg->client_data;
    char message[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, message);
    image_guard_fail(&decoder->guard, status_of(jpeg->err->msg_code), "%s", message);
}

/// libjpeg's warnings (negative levels) mean that it goes on with invented pixels, so they are errors here; all but
/// those about bytes that no pixel depends on.
static void warn(j_common_ptr jpeg, int level) {
    int code = jpeg->err->msg_code;
    bool is_harmless = code == JWRN_EXTRANEOUS_DATA || code == JWRN_ADOBE_XFORM || code == JWRN_JFIF_MAJOR;
    if (level < 0 && !is_harmless) {
        fail(jpeg);
    }
}

// MARK: - Bytes

static void do_nothing(j_decompress_ptr jpeg) {
    (void)jpeg;
}

static boolean fill(j_decompress_ptr jpeg) {
    image_decoder *decoder = jpeg->client_data;
    jpeg->src->bytes_in_buffer = image_source_next(&decoder->source, &jpeg->src->next_input_byte);
    if (jpeg->src->bytes_in_buffer == 0) {
        image_guard_fail(&decoder->guard, image_status_truncated, "the file ends");
    }
    return TRUE;
}

/// Moves on without reading what is skipped.
static void skip(j_decompress_ptr jpeg, long count) {
    image_decoder *decoder = jpeg->client_data;
    size_t step = count > 0 ? (size_t)count : 0;
    size_t at_hand = step < jpeg->src->bytes_in_buffer ? step : jpeg->src->bytes_in_buffer;
    jpeg->src->next_input_byte += at_hand;
    jpeg->src->bytes_in_buffer -= at_hand;
    decoder->source.position += step - at_hand;
}

static void set_source(struct jpeg_state *state) {
    state->source = (struct jpeg_source_mgr){
        .init_source = do_nothing,
        .fill_input_buffer = fill,
        .skip_input_data = skip,
        .resync_to_restart = jpeg_resync_to_restart,
        .term_source = do_nothing,
    };
    state->jpeg.src = &state->source;
}

// MARK: - Header

/// Called before every row of blocks while the scans of a progressive file are read.
static void watch_scans(j_common_ptr common) {
    struct jpeg_decompress_struct *jpeg = (struct jpeg_decompress_struct *)common;
    image_decoder *decoder = jpeg->client_data;
    if (jpeg->input_scan_number > most_scans) {
        image_guard_fail(&decoder->guard, image_status_unsupported, "more than %d scans", most_scans);
    }
    uint32_t row = jpeg->input_iMCU_row * (uint32_t)jpeg->max_v_samp_factor * DCTSIZE;
    decoder->guard.failure.pass = (uint32_t)jpeg->input_scan_number;
    decoder->guard.failure.row = row < decoder->info.height ? row : decoder->info.height;
}

// MARK: - Header

static image_colour colour_of(image_decoder *decoder, const struct jpeg_decompress_struct *jpeg) {
    switch (jpeg->jpeg_color_space) {
    case JCS_GRAYSCALE:
        return image_colour_grey;
    case JCS_RGB:
        return image_colour_rgb;
    case JCS_YCbCr:
        return image_colour_ycbcr;
    case JCS_CMYK:
        return image_colour_cmyk;
    case JCS_YCCK:
        return image_colour_ycck;
    default:
        image_guard_fail(&decoder->guard, image_status_unsupported, "%d colour components", jpeg->num_components);
    }
}

/// Inks are stored inverted (255 = no ink), as Adobe writes them and as viewers take them with or without Adobe's
/// marker.
static bool has_ink(const struct jpeg_decompress_struct *jpeg) {
    return jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
}

/// Whether blocks of the first component cover as many pixels as those of the others would twice either way, and whole rows of them
/// the picture's width.
static bool has_planes(const struct jpeg_decompress_struct *jpeg) {
    if (jpeg->jpeg_color_space != JCS_YCbCr || jpeg->image_width % (2 * DCTSIZE) != 0) {
        return false;
    }
    for (int index = 0; index < jpeg->num_components; index++) {
        int factor = index == 0 ? 2 : 1;
        const jpeg_component_info *component = &jpeg->comp_info[index];
        if (component->h_samp_factor != factor || component->v_samp_factor != factor) {
            return false;
        }
    }
    return true;
}

static void read_info(image_decoder *decoder, struct jpeg_decompress_struct *jpeg) {
    decoder->info = (image_info){
        .format = image_format_jpeg,
        .bits_per_sample = (uint8_t)jpeg->data_precision,
        .is_interlaced = jpeg_has_multiple_scans(jpeg),
        .width = jpeg->image_width,
        .height = jpeg->image_height,
    };
    decoder->info.colour = colour_of(decoder, jpeg);
    decoder->native = (image_native){
        .has_ink = has_ink(jpeg),
        .has_planes = has_planes(jpeg),
        .whole_bytes = jpeg_coefficients_bytes(jpeg),
    };
}

/// Arithmetic coding is refused: hardly any program writes it, and a byte of it can hold any number of pixels.
static void open_jpeg(image_decoder *decoder) {
    struct jpeg_state *state = image_decoder_allocate(decoder, 1, sizeof *state);
    decoder->state = state;
    struct jpeg_decompress_struct *jpeg = &state->jpeg;
    jpeg->err = jpeg_std_error(&state->errors);
    state->errors.error_exit = fail;
    state->errors.emit_message = warn;
    jpeg->client_data = decoder;
    jpeg_create_decompress(jpeg);
    set_source(state);
    jpeg_coefficients_manage(state);
    jpeg_read_header(jpeg, TRUE);
    read_info(decoder, jpeg);
    if (jpeg->arith_code) {
        image_guard_fail(&decoder->guard, image_status_unsupported, "arithmetic coding");
    }
    image_decoder_check_size(decoder, most_pixels_per_byte);
}

// MARK: - Rows

/// A component has its table from its first scan on; without one libjpeg would show it as if it were flat.
static void check_components(image_decoder *decoder, const struct jpeg_decompress_struct *jpeg) {
    for (int index = 0; index < jpeg->num_components; index++) {
        if (jpeg->comp_info[index].quant_table == NULL) {
            image_guard_fail(&decoder->guard, image_status_damaged, "no scan of colour component %d", index + 1);
        }
    }
}

/// Reads all scans of a file that has several.
static void start(image_decoder *decoder, struct jpeg_state *state, J_COLOR_SPACE colours) {
    struct jpeg_decompress_struct *jpeg = &state->jpeg;
    state->progress.progress_monitor = watch_scans;
    jpeg->progress = &state->progress;
    jpeg->out_color_space = colours;
    jpeg->raw_data_out = colours == JCS_YCbCr;
    jpeg->do_block_smoothing = FALSE;  // It guesses at what the scans did not bring.
    jpeg_start_decompress(jpeg);
    jpeg->progress = NULL;
    decoder->guard.failure.pass = 0;
    decoder->guard.failure.row = 0;
    check_components(decoder, jpeg);
    state->is_started = true;
}

static void read_jpeg_rows(image_decoder *decoder, uint8_t **rows, uint32_t count) {
    struct jpeg_state *state = decoder->state;
    if (!state->is_started) {
        start(decoder, state, has_ink(&state->jpeg) ? JCS_CMYK : JCS_EXT_RGBA);
    }
    for (uint32_t done = 0; done < count;) {
        uint32_t step = jpeg_read_scanlines(&state->jpeg, rows + done, count - done);
        image_decoder_advance(decoder, step);
        done += step;
    }
}

/// Where libjpeg puts the rows of a plane: those beyond `count` into one that nobody reads.
static void point_at_rows(JSAMPROW *rows, int row_count, uint8_t *plane, uint32_t count, size_t width, uint8_t *spare) {
    for (int row = 0; row < row_count; row++) {
        rows[row] = (uint32_t)row < count ? plane + (size_t)row * width : spare;
    }
}

static void read_jpeg_planes(image_decoder *decoder, image_planes planes, uint32_t count) {
    struct jpeg_state *state = decoder->state;
    if (!state->is_started) {
        start(decoder, state, JCS_YCbCr);
    }
    size_t width = state->jpeg.image_width;
    if (decoder->lines == NULL) {
        decoder->lines = image_decoder_allocate(decoder, 1, width);
    }
    JSAMPROW luma[2 * DCTSIZE], blue[DCTSIZE], red[DCTSIZE];
    point_at_rows(luma, 2 * DCTSIZE, planes.luma, count, width, decoder->lines);
    point_at_rows(blue, DCTSIZE, planes.blue, (count + 1) / 2, width / 2, decoder->lines);
    point_at_rows(red, DCTSIZE, planes.red, (count + 1) / 2, width / 2, decoder->lines);
    jpeg_read_raw_data(&state->jpeg, (JSAMPARRAY[]){luma, blue, red}, 2 * DCTSIZE);
    image_decoder_advance(decoder, count);
}

static void close_jpeg(void *context) {
    struct jpeg_state *state = context;
    jpeg_destroy_decompress(&state->jpeg);
    image_scratch_close(&state->coefficients.scratch);
    free(state);
}

const image_reader image_jpeg_reader = {open_jpeg, read_jpeg_rows, close_jpeg, read_jpeg_planes};
