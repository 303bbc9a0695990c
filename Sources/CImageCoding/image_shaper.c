#include "image_shaper.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>

// A fused multiplication and addition would give other bytes on CPUs that have one.
#pragma STDC FP_CONTRACT OFF

enum { most_linear = 65535 };

struct image_shaper {
    bool is_deep;
    /// From linear light of the profile to linear light of sRGB.
    float matrix[3][3];
    /// Linear light, 0 to `most_linear`, of each value of a channel.
    float *linear[3];
    float values[];
};

// MARK: - sRGB

/// Of every value of linear light, as IEC 61966-2-1 encodes it.
static uint16_t encoded_deep[most_linear + 1];
static uint8_t encoded[most_linear + 1];

static double encode(double linear) {
    return linear <= 0.0031308 ? 12.92 * linear : 1.055 * pow(linear, 1 / 2.4) - 0.055;
}

static void fill_tables(void) {
    for (int index = 0; index <= most_linear; index++) {
        double value = encode((double)index / most_linear);
        encoded_deep[index] = (uint16_t)(value * UINT16_MAX + 0.5);
        encoded[index] = (uint8_t)(value * UINT8_MAX + 0.5);
    }
}

static pthread_once_t tables_are_filled = PTHREAD_ONCE_INIT;

// MARK: - Profile

/// The columns are the primaries in the connection space. Returns false where one is missing.
static bool read_primaries(cmsHPROFILE profile, double matrix[3][3]) {
    static const cmsTagSignature tags[] = {cmsSigRedColorantTag, cmsSigGreenColorantTag, cmsSigBlueColorantTag};
    for (int column = 0; column < 3; column++) {
        const cmsCIEXYZ *primary = cmsReadTag(profile, tags[column]);
        if (primary == NULL) {
            return false;
        }
        matrix[0][column] = primary->X;
        matrix[1][column] = primary->Y;
        matrix[2][column] = primary->Z;
    }
    return true;
}

/// Cramer's rule.
static void invert(const double m[3][3], double inverse[3][3]) {
    double determinant = 0;
    for (int i = 0; i < 3; i++) {
        determinant += m[0][i] * (m[1][(i + 1) % 3] * m[2][(i + 2) % 3] - m[1][(i + 2) % 3] * m[2][(i + 1) % 3]);
    }
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            double minor = m[(j + 1) % 3][(i + 1) % 3] * m[(j + 2) % 3][(i + 2) % 3]
                - m[(j + 1) % 3][(i + 2) % 3] * m[(j + 2) % 3][(i + 1) % 3];
            inverse[i][j] = minor / determinant;
        }
    }
}

static bool read_matrix(cmsHPROFILE profile, cmsHPROFILE srgb, float matrix[3][3]) {
    double from[3][3], to[3][3], inverse[3][3];
    if (!read_primaries(profile, from) || !read_primaries(srgb, to)) {
        return false;
    }
    invert(to, inverse);
    for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                sum += inverse[row][i] * from[i][column];
            }
            matrix[row][column] = (float)sum;
        }
    }
    return true;
}

static void read_curve(const cmsToneCurve *curve, float *values, int count) {
    for (int index = 0; index < count; index++) {
        float value = cmsEvalToneCurveFloat(curve, (float)index / (float)(count - 1));
        values[index] = (value > 0 ? value < 1 ? value : 1 : 0) * most_linear;
    }
}

static bool read_curves(cmsHPROFILE profile, image_shaper *shaper, bool is_grey) {
    static const cmsTagSignature tags[] = {cmsSigRedTRCTag, cmsSigGreenTRCTag, cmsSigBlueTRCTag};
    int count = shaper->is_deep ? UINT16_MAX + 1 : UINT8_MAX + 1;
    for (int channel = 0; channel < 3; channel++) {
        const cmsToneCurve *curve = cmsReadTag(profile, is_grey ? cmsSigGrayTRCTag : tags[channel]);
        if (curve == NULL) {
            return false;
        }
        shaper->linear[channel] = shaper->values + channel * count;
        read_curve(curve, shaper->linear[channel], count);
    }
    return true;
}

/// Grey is the lightness of the white that both share, in each channel alike.
static bool read_profile(cmsHPROFILE profile, cmsHPROFILE srgb, image_shaper *shaper) {
    bool is_grey = cmsGetColorSpace(profile) == cmsSigGrayData;
    for (int channel = 0; channel < 3; channel++) {
        shaper->matrix[channel][channel] = 1;
    }
    return (is_grey || read_matrix(profile, srgb, shaper->matrix)) && read_curves(profile, shaper, is_grey);
}

static bool has_form(cmsHPROFILE profile) {
    cmsColorSpaceSignature space = cmsGetColorSpace(profile);
    return (space == cmsSigRgbData || space == cmsSigGrayData) && cmsGetPCS(profile) == cmsSigXYZData
        && cmsIsMatrixShaper(profile) && !cmsIsCLUT(profile, INTENT_RELATIVE_COLORIMETRIC, LCMS_USED_AS_INPUT);
}

image_shaper *image_shaper_open(cmsHPROFILE profile, cmsHPROFILE srgb, bool is_deep) {
    if (!has_form(profile)) {
        return NULL;
    }
    size_t count = 3 * (is_deep ? (size_t)UINT16_MAX + 1 : UINT8_MAX + 1);
    image_shaper *shaper = calloc(1, sizeof *shaper + count * sizeof(float));
    if (shaper == NULL) {
        return NULL;
    }
    shaper->is_deep = is_deep;
    if (!read_profile(profile, srgb, shaper)) {
        free(shaper);
        return NULL;
    }
    pthread_once(&tables_are_filled, fill_tables);
    return shaper;
}

void image_shaper_close(image_shaper *shaper) {
    free(shaper);
}

// MARK: - Pixels

/// Place in the tables of one channel of sRGB; a place beyond the ends, or none at all, is an end's.
static inline uint32_t place_of(const float row[3], float red, float green, float blue) {
    float sum = row[0] * red + row[1] * green + row[2] * blue + 0.5f;
    float clamped = sum > 0 ? sum : 0;
    return (uint32_t)(clamped < most_linear ? clamped : most_linear);
}

static void apply(const image_shaper *shaper, uint8_t *row, uint32_t width) {
    for (uint8_t *pixel = row; pixel < row + (size_t)width * 4; pixel += 4) {
        float red = shaper->linear[0][pixel[0]];
        float green = shaper->linear[1][pixel[1]];
        float blue = shaper->linear[2][pixel[2]];
        for (int channel = 0; channel < 3; channel++) {
            pixel[channel] = encoded[place_of(shaper->matrix[channel], red, green, blue)];
        }
    }
}

static void apply_deep(const image_shaper *shaper, uint16_t *row, uint32_t width) {
    for (uint16_t *pixel = row; pixel < row + (size_t)width * 4; pixel += 4) {
        float red = shaper->linear[0][pixel[0]];
        float green = shaper->linear[1][pixel[1]];
        float blue = shaper->linear[2][pixel[2]];
        for (int channel = 0; channel < 3; channel++) {
            pixel[channel] = encoded_deep[place_of(shaper->matrix[channel], red, green, blue)];
        }
    }
}

void image_shaper_apply(const image_shaper *shaper, uint8_t *row, uint32_t width) {
    if (shaper->is_deep) {
        apply_deep(shaper, (uint16_t *)row, width);
    } else {
        apply(shaper, row, width);
    }
}
