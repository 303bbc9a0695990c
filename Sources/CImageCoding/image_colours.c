#include "image_colours.h"
#include "image_shaper.h"

#include <lcms2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct image_colours {
    /// Where the profile allows it, instead of a transform of Little CMS; otherwise NULL.
    image_shaper *shaper;
    cmsHTRANSFORM transform;
    cmsContext context;
    image_colours_layout layout;
};

/// A profile, the sRGB of Little CMS, and the first thing that went wrong. Without plug-ins Little CMS computes the same
/// on every CPU.
struct pair {
    cmsContext context;
    cmsHPROFILE profile;
    cmsHPROFILE srgb;
    image_failure failure;
};

// MARK: - Profiles

static void note(image_failure *failure, image_status status, const char *reason) {
    if (failure->status == image_status_ok) {
        failure->status = status;
        snprintf(failure->reason, sizeof failure->reason, "%s", reason);
    }
}

static void note_error(cmsContext context, cmsUInt32Number code, const char *text) {
    (void)code;
    note(cmsGetContextUserData(context), image_status_damaged, text);
}

static void open_pair(struct pair *pair, const uint8_t *bytes, size_t count) {
    pair->context = cmsCreateContext(NULL, &pair->failure);
    if (pair->context == NULL) {
        note(&pair->failure, image_status_out_of_memory, "no memory left");
        return;
    }
    cmsSetLogErrorHandlerTHR(pair->context, note_error);
    pair->profile = cmsOpenProfileFromMemTHR(pair->context, bytes, (cmsUInt32Number)count);
    pair->srgb = cmsCreate_sRGBProfileTHR(pair->context);
    if (pair->profile == NULL || pair->srgb == NULL) {
        note(&pair->failure, image_status_damaged, "not an ICC profile");
    }
}

/// Ends the context too unless a transform goes on using it.
static void close_pair(struct pair *pair, bool keeps_context) {
    if (pair->profile != NULL) {
        cmsCloseProfile(pair->profile);
    }
    if (pair->srgb != NULL) {
        cmsCloseProfile(pair->srgb);
    }
    if (pair->context != NULL && !keeps_context) {
        cmsDeleteContext(pair->context);
    } else if (pair->context != NULL) {
        cmsSetLogErrorHandlerTHR(pair->context, NULL);  // What it would write to ends with the pair.
    }
}

// MARK: - Conversion

/// Channels of the profile that such pixels have; 0 where it is one of other pixels. A grey picture may have a profile
/// of RGB, as a colour picture does that was made grey later.
static uint32_t channels_for(const struct pair *pair, image_colours_layout layout) {
    switch (cmsGetColorSpace(pair->profile)) {
    case cmsSigGrayData:
        return layout.is_grey ? 1 : 0;
    case cmsSigRgbData:
        return layout.has_ink ? 0 : 3;
    case cmsSigCmykData:
        return layout.has_ink ? 4 : 0;
    default:
        return 0;
    }
}

/// Little CMS's name of pixels of four channels, of which the profile has the first `channels`.
static cmsUInt32Number format_of(uint32_t channels, bool is_deep) {
    static const int spaces[] = {[1] = PT_GRAY, [3] = PT_RGB, [4] = PT_CMYK};
    return (cmsUInt32Number)(
        COLORSPACE_SH(spaces[channels]) | CHANNELS_SH(channels) | EXTRA_SH(4 - channels) | BYTES_SH(is_deep ? 2 : 1)
        | FLAVOR_SH(channels == 4));
}

/// Relative colorimetric: colours within sRGB stay what they are, where the perceptual tables of printing profiles, made
/// for another direction, would shift them all. Black point compensation keeps the shadows of a source whose black is
/// lighter or darker than that of sRGB.
static cmsHTRANSFORM make_transform(struct pair *pair, uint32_t channels, bool is_deep, cmsUInt32Number flags) {
    cmsHTRANSFORM transform = cmsCreateTransformTHR(
        pair->context, pair->profile, format_of(channels, is_deep), pair->srgb, format_of(3, is_deep),
        INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION | flags);
    if (transform == NULL) {
        note(&pair->failure, image_status_damaged, "it cannot be converted to sRGB");
    } else {
        pair->failure.status = image_status_ok;  // In search of a black point it tries what few profiles have.
    }
    return transform;
}

enum { steps = 9, greys = 256 };

/// Colours of a lattice, then greys, of four channels of 16 bits.
static void fill_samples(uint16_t *samples) {
    for (int index = 0; index < steps * steps * steps; index++, samples += 4) {
        const int place[] = {index % steps, index / steps % steps, index / steps / steps};
        for (int channel = 0; channel < 3; channel++) {
            samples[channel] = (uint16_t)(place[channel] * 65535 / (steps - 1));
        }
    }
    for (int grey = 0; grey < greys; grey++, samples += 4) {
        samples[0] = samples[1] = samples[2] = (uint16_t)(grey * 257);
    }
}

/// Whether no colour of the lattice moves by more than a step of 8 bits: profiles of sRGB differ in name, version and
/// the last digits.
static bool changes_nothing(struct pair *pair, uint32_t channels) {
    enum { count = steps * steps * steps + greys };
    cmsHTRANSFORM transform = channels == 4 ? NULL : make_transform(pair, channels, true, cmsFLAGS_NOOPTIMIZE);
    uint16_t *samples = calloc(2 * count, 4 * sizeof *samples);
    bool is_same = transform != NULL && samples != NULL;
    if (is_same) {
        uint16_t *converted = samples + count * 4;
        fill_samples(samples);
        int first = channels == 1 ? count - greys : 0;
        cmsDoTransform(transform, samples + first * 4, converted + first * 4, (cmsUInt32Number)(count - first));
        for (int index = first * 4; is_same && index < count * 4; index++) {
            is_same = index % 4 == 3 || abs(samples[index] - converted[index]) <= 257;
        }
    }
    free(samples);
    if (transform != NULL) {
        cmsDeleteTransform(transform);
    }
    return is_same;
}

static image_colours *make_colours(struct pair *pair, image_colours_layout layout) {
    uint32_t channels = channels_for(pair, layout);
    if (channels == 0) {
        note(&pair->failure, image_status_unsupported, "it is not one of the picture's colour model");
        return NULL;
    }
    if (changes_nothing(pair, channels) || pair->failure.status != image_status_ok) {
        return NULL;
    }
    image_colours *colours = calloc(1, sizeof *colours);
    if (colours == NULL) {
        note(&pair->failure, image_status_out_of_memory, "no memory left");
        return NULL;
    }
    colours->layout = layout;
    colours->shaper = image_shaper_open(pair->profile, pair->srgb, layout.is_deep);
    if (colours->shaper == NULL) {
        colours->context = pair->context;
        colours->transform = make_transform(pair, channels, layout.is_deep, 0);
        if (colours->transform == NULL) {
            free(colours);
            return NULL;
        }
    }
    return colours;
}

image_failure image_colours_open(
    image_colours **colours, image_colours_layout layout, const uint8_t *bytes, size_t count) {
    struct pair pair = {0};
    *colours = NULL;
    open_pair(&pair, bytes, count);
    if (pair.failure.status == image_status_ok) {
        *colours = make_colours(&pair, layout);
    }
    close_pair(&pair, *colours != NULL && (*colours)->transform != NULL);
    return pair.failure;
}

void image_colours_apply(const image_colours *colours, uint8_t *row, uint32_t width) {
    if (colours->shaper != NULL) {
        image_shaper_apply(colours->shaper, row, width);
        return;
    }
    cmsDoTransform(colours->transform, row, row, width);
    if (!colours->layout.has_ink) {
        return;
    }
    size_t size = colours->layout.is_deep ? 2 : 1;
    for (uint8_t *pixel = row; pixel < row + (size_t)width * 4 * size; pixel += 4 * size) {
        memset(pixel + 3 * size, UINT8_MAX, size);
    }
}

void image_colours_close(image_colours *colours) {
    if (colours == NULL) {
        return;
    }
    if (colours->transform != NULL) {
        cmsDeleteTransform(colours->transform);
        cmsDeleteContext(colours->context);
    }
    image_shaper_close(colours->shaper);
    free(colours);
}

// MARK: - Facts

static image_profile_space space_of(const struct pair *pair) {
    switch (cmsGetColorSpace(pair->profile)) {
    case cmsSigGrayData:
        return image_profile_space_grey;
    case cmsSigRgbData:
        return image_profile_space_rgb;
    case cmsSigCmykData:
        return image_profile_space_cmyk;
    default:
        return image_profile_space_other;
    }
}

image_failure image_profile_read(const uint8_t *bytes, size_t count, image_profile *profile) {
    struct pair pair = {0};
    *profile = (image_profile){.space = image_profile_space_other};
    open_pair(&pair, bytes, count);
    if (pair.failure.status == image_status_ok) {
        profile->space = space_of(&pair);
        cmsGetProfileInfoASCII(
            pair.profile, cmsInfoDescription, "en", "US", profile->description, sizeof profile->description);
    }
    close_pair(&pair, false);
    return pair.failure;
}
