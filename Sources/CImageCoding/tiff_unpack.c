#include "tiff_state.h"

#include <string.h>

static inline uint32_t get(const uint8_t *plane, size_t index, size_t size) {
    uint16_t value;
    if (size == 1) {
        return plane[index];
    }
    memcpy(&value, plane + 2 * index, sizeof value);
    return value;
}

static inline void put(uint8_t *row, size_t index, uint32_t sample, size_t size) {
    uint16_t value = (uint16_t)sample;
    if (size == 1) {
        row[index] = (uint8_t)sample;
    } else {
        memcpy(row + 2 * index, &value, sizeof value);
    }
}

/// A constant `size` makes the copies single moves. No plane means no sample: the most.
static inline void unpack_channel(
    const uint8_t *plane, size_t step, bool is_inverted, uint8_t *row, uint32_t count, size_t size) {
    uint32_t most = size == 1 ? UINT8_MAX : UINT16_MAX;
    uint32_t flip = is_inverted ? most : 0;
    for (size_t pixel = 0; pixel < count; pixel++) {
        uint32_t sample = plane == NULL ? most : get(plane, pixel * step, size) ^ flip;
        put(row, pixel * tiff_channels, sample, size);
    }
}

static void look_up(const struct tiff_state *state, const uint8_t *plane, uint8_t *row, uint32_t count) {
    for (size_t pixel = 0; pixel < count; pixel++, row += tiff_channels) {
        memcpy(row, state->palette + 3 * plane[pixel * state->samples_together], 3);
        row[3] = UINT8_MAX;
    }
}

void tiff_unpack(const struct tiff_state *state, const uint8_t *const planes[], uint8_t *row, uint32_t count) {
    if (state->palette != NULL) {
        look_up(state, planes[0], row, count);
        return;
    }
    size_t step = state->samples_together;
    for (int channel = 0; channel < tiff_channels; channel++) {
        bool is_inverted = state->is_inverted[channel];
        if (state->sample_bytes == 1) {
            unpack_channel(planes[channel], step, is_inverted, row + channel, count, 1);
        } else {
            unpack_channel(planes[channel], step, is_inverted, row + 2 * channel, count, 2);
        }
    }
}
