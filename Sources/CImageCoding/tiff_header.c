#include "tiff_state.h"

// MARK: - Header

static _Noreturn void refuse(image_decoder *decoder, const char *feature) {
    image_guard_fail(&decoder->guard, image_status_unsupported, "%s", feature);
}

uint16_t tiff_field(TIFF *tiff, uint32_t tag) {
    uint16_t value = 0;
    TIFFGetFieldDefaulted(tiff, tag, &value);
    return value;
}

/// Most pixels of one stored byte. LZW: a code of 12 bits for a string of at most 2^12; Deflate: 258 bytes for two bits;
/// PackBits: 128 bytes for two; JPEG: as in jpeg_decode.c.
static uint64_t most_pixels_per_byte(image_decoder *decoder, uint16_t compression) {
    switch (compression) {
    case COMPRESSION_NONE:
        return 1;
    case COMPRESSION_LZW:
        return 4096;
    case COMPRESSION_ADOBE_DEFLATE:
    case COMPRESSION_DEFLATE:
        return 258 * 4;
    case COMPRESSION_PACKBITS:
        return 64;
    case COMPRESSION_JPEG:
        return 32 * 32 * 8;
    case COMPRESSION_OJPEG:
        refuse(decoder, "JPEG compression of TIFF 6.0, which is long out of use");
    default:
        image_guard_fail(&decoder->guard, image_status_unsupported, "TIFF compression %u", compression);
    }
}

static void check_samples(image_decoder *decoder, TIFF *tiff) {
    uint16_t bits = tiff_field(tiff, TIFFTAG_BITSPERSAMPLE);
    uint16_t format = tiff_field(tiff, TIFFTAG_SAMPLEFORMAT);
    if (format == SAMPLEFORMAT_IEEEFP) {
        refuse(decoder, "floating-point samples");
    }
    if (format != SAMPLEFORMAT_UINT && format != SAMPLEFORMAT_VOID) {
        refuse(decoder, "samples that are not unsigned integers");
    }
    if (bits != 8 && bits != 16) {
        image_guard_fail(&decoder->guard, image_status_unsupported, "TIFF with %u bits a sample", bits);
    }
}

static image_colour colour_of(image_decoder *decoder, TIFF *tiff) {
    uint16_t photometric;
    if (!TIFFGetField(tiff, TIFFTAG_PHOTOMETRIC, &photometric)) {
        refuse(decoder, "TIFF that does not say what its samples are");
    }
    switch (photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
        return image_colour_grey;
    case PHOTOMETRIC_RGB:
        return image_colour_rgb;
    case PHOTOMETRIC_PALETTE:
        return image_colour_palette;
    case PHOTOMETRIC_SEPARATED:
        return image_colour_cmyk;
    case PHOTOMETRIC_YCBCR:
        if (tiff_field(tiff, TIFFTAG_COMPRESSION) == COMPRESSION_JPEG) {
            return image_colour_ycbcr;
        }
        refuse(decoder, "YCbCr without JPEG compression");
    default:
        image_guard_fail(
            &decoder->guard, image_status_unsupported, "TIFF photometric interpretation %u", photometric);
    }
}

// MARK: - Channels

static int colour_samples(image_colour colour) {
    switch (colour) {
    case image_colour_grey:
    case image_colour_palette:
        return 1;
    case image_colour_cmyk:
        return 4;
    default:
        return 3;
    }
}

/// Sample of an alpha that colours are not multiplied by, or -1. Where they are multiplied, they are laid over black
/// already; what is unspecified is left aside.
static int find_alpha(image_decoder *decoder, TIFF *tiff, int first) {
    uint16_t count = 0;
    uint16_t *kinds = NULL;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds);
    int alpha = -1;
    for (int index = count - 1; index >= 0; index--) {
        decoder->info.has_alpha |= kinds[index] != EXTRASAMPLE_UNSPECIFIED;
        if (kinds[index] == EXTRASAMPLE_UNASSALPHA) {
            alpha = first + index;
        }
    }
    if (decoder->info.has_alpha && decoder->info.colour == image_colour_cmyk) {
        refuse(decoder, "CMYK with alpha");
    }
    return alpha;
}

static void read_channels(image_decoder *decoder, struct tiff_state *state, TIFF *tiff) {
    image_colour colour = decoder->info.colour;
    int wanted = colour_samples(colour);
    int stored = tiff_field(tiff, TIFFTAG_SAMPLESPERPIXEL);
    int alpha = find_alpha(decoder, tiff, wanted);
    if (stored < wanted || alpha >= stored) {
        image_guard_fail(&decoder->guard, image_status_damaged, "%d samples a pixel are too few", stored);
    }
    bool is_inverted = colour == image_colour_cmyk || tiff_field(tiff, TIFFTAG_PHOTOMETRIC) == PHOTOMETRIC_MINISWHITE;
    for (int channel = 0; channel < tiff_channels; channel++) {
        bool is_last = channel == 3 && wanted < 4;
        state->samples[channel] = is_last ? alpha : wanted == 1 ? 0 : channel;
        state->is_inverted[channel] = is_inverted && !is_last;
    }
    bool is_separate = stored > 1 && tiff_field(tiff, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE;
    state->samples_together = is_separate ? 1 : (uint32_t)stored;
    state->sample_bytes = tiff_field(tiff, TIFFTAG_BITSPERSAMPLE) / 8;
    decoder->native.has_alpha = alpha >= 0 && colour != image_colour_palette;
    decoder->native.has_ink = colour == image_colour_cmyk;
}

/// TIFF's tables of colours are of 16 bits; some programs fill them with 8.
static void read_palette(image_decoder *decoder, struct tiff_state *state, TIFF *tiff) {
    uint16_t *tables[3];
    if (state->sample_bytes != 1 || !TIFFGetField(tiff, TIFFTAG_COLORMAP, &tables[0], &tables[1], &tables[2])) {
        refuse(decoder, "a palette without 256 colours");
    }
    state->palette = image_decoder_allocate(decoder, 256, 3);
    uint16_t most = 0;
    for (int index = 0; index < 3 * 256; index++) {
        most = tables[index % 3][index / 3] > most ? tables[index % 3][index / 3] : most;
    }
    for (int index = 0; index < 3 * 256; index++) {
        uint32_t value = tables[index % 3][index / 3];
        state->palette[index] = (uint8_t)(most < 256 ? value : (value * 255 + 32895) >> 16);
    }
}

// MARK: - Opening

static void read_info(image_decoder *decoder, struct tiff_state *state, TIFF *tiff) {
    check_samples(decoder, tiff);
    decoder->info = (image_info){
        .format = image_format_tiff,
        .bits_per_sample = (uint8_t)tiff_field(tiff, TIFFTAG_BITSPERSAMPLE),
        .colour = colour_of(decoder, tiff),
    };
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &decoder->info.width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &decoder->info.height);
    if (decoder->info.width == 0 || decoder->info.height == 0) {
        image_guard_fail(&decoder->guard, image_status_damaged, "no size");
    }
    read_channels(decoder, state, tiff);
    if (decoder->info.colour == image_colour_palette) {
        read_palette(decoder, state, tiff);
    }
    if (decoder->info.colour == image_colour_ycbcr) {
        if (state->samples_together != 3) {
            refuse(decoder, "YCbCr in separate planes or with alpha");
        }
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    }
}

size_t tiff_buffer_count(const struct tiff_state *state) {
    return state->samples_together == 1 ? tiff_channels : 1;
}

/// Sizes of what is read at a time: a row of tiles is kept, and of strips one row.
static void read_layout(image_decoder *decoder, struct tiff_state *state, TIFF *tiff) {
    uint64_t bytes = TIFFScanlineSize64(tiff);
    uint64_t width = decoder->info.width;
    if (TIFFIsTiled(tiff)) {
        TIFFGetField(tiff, TIFFTAG_TILEWIDTH, &state->tile_width);
        TIFFGetField(tiff, TIFFTAG_TILELENGTH, &state->tile_height);
        bytes = TIFFTileSize64(tiff);
        width = state->tile_width;
        uint32_t rows = state->tile_height < decoder->info.height ? state->tile_height : decoder->info.height;
        decoder->native.whole_bytes = image_decoder_bytes_per_row(decoder) * (uint64_t)rows;
    }
    uint64_t rows = state->tile_height > 0 ? state->tile_height : 1;
    uint64_t needed = width * rows * state->samples_together * state->sample_bytes;
    if (bytes == 0 || bytes < needed || width == 0) {
        image_guard_fail(&decoder->guard, image_status_damaged, "strips or tiles of no size");
    }
    image_decoder_check_memory(decoder, tiff_buffer_count(state) * bytes);
    state->bytes_per_buffer = bytes;
}

/// libtiff reads a compressed strip or tile as a whole.
static void check_pieces(image_decoder *decoder, TIFF *tiff) {
    uint32_t count = TIFFIsTiled(tiff) ? TIFFNumberOfTiles(tiff) : TIFFNumberOfStrips(tiff);
    for (uint32_t index = 0; index < count; index++) {
        image_decoder_check_memory(decoder, TIFFGetStrileByteCount(tiff, index));
    }
}

void tiff_read_header(image_decoder *decoder) {
    struct tiff_state *state = image_decoder_allocate(decoder, 1, sizeof *state);
    decoder->state = state;
    tiff_open(decoder, state, 0);
    TIFF *tiff = state->handles[0];
    state->compression = tiff_field(tiff, TIFFTAG_COMPRESSION);
    uint64_t pixels_per_byte = most_pixels_per_byte(decoder, state->compression);
    read_info(decoder, state, tiff);
    image_decoder_check_size(decoder, pixels_per_byte);
    read_layout(decoder, state, tiff);
    if (state->compression != COMPRESSION_NONE) {
        check_pieces(decoder, tiff);
    }
    decoder->source.has_ended = false;
    state->warning[0] = '\0';
}
