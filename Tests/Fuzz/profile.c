/// Any bytes as a colour profile, for pixels of every kind.
#include "CImageCoding.h"
#include "image_colours.h"

#include <string.h>

static void convert(image_colours_layout layout, const uint8_t *bytes, size_t count) {
    image_colours *colours;
    image_colours_open(&colours, layout, bytes, count);
    if (colours == NULL) {
        return;
    }
    enum { width = 64 };
    _Alignas(uint16_t) uint8_t row[width * 4 * sizeof(uint16_t)];
    for (size_t index = 0; index < sizeof row; index++) {
        row[index] = (uint8_t)(index * 37);
    }
    image_colours_apply(colours, row, width);
    image_colours_close(colours);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
    image_profile profile;
    if (image_profile_read(bytes, count, &profile).status != image_status_ok) {
        return 0;
    }
    for (int kind = 0; kind < 6; kind++) {
        convert((image_colours_layout){kind % 2 == 1, kind / 2 == 1, kind / 2 == 2}, bytes, count);
    }
    return 0;
}
