/// Conversion to sRGB from profiles of curves and a matrix (ICC.1, 8.3.3): exact where Little CMS, for speed, goes
/// through a coarse table with 16 bits, and faster than it with 8.
#pragma once

#include <lcms2.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct image_shaper image_shaper;

/// NULL where the profile has no such form, or without memory. `srgb` is the profile of sRGB.
image_shaper *image_shaper_open(cmsHPROFILE profile, cmsHPROFILE srgb, bool is_deep);

/// Converts the first three of four channels of each of `width` pixels.
void image_shaper_apply(const image_shaper *shaper, uint8_t *row, uint32_t width);

/// NULL is allowed.
void image_shaper_close(image_shaper *shaper);
