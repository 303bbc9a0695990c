/// Colour profiles (ICC.1) through Little CMS.
#pragma once

#include "image_guard.h"

/// A conversion to sRGB; NULL for none.
typedef struct image_colours image_colours;

/// What the pixels of a row hold.
typedef struct image_colours_layout {
    /// 16 bits a channel, otherwise 8.
    bool is_deep;
    /// Four inks, the most for no ink; otherwise red, green, blue and something that stays as it is.
    bool has_ink;
    /// Red, green and blue are the same, from one stored channel.
    bool is_grey;
} image_colours_layout;

/// Makes the conversion from the profile of `count` bytes; without one, and a status other than ok, where the profile is
/// damaged or is not one of such pixels. A profile of sRGB itself gives none and status ok: pixels stay as they are.
image_failure image_colours_open(
    image_colours **colours, image_colours_layout layout, const uint8_t *bytes, size_t count);

/// Converts `width` pixels in place. After ink the fourth channel is the most.
void image_colours_apply(const image_colours *colours, uint8_t *row, uint32_t width);

/// NULL is allowed.
void image_colours_close(image_colours *colours);
