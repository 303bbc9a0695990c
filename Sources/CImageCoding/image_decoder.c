#include "image_decoder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// MARK: - Format

/// Fills `start` with the file's first bytes, or zeros beyond its end.
static void peek(image_decoder *decoder, uint8_t *start, size_t count) {
    memset(start, 0, count);
    if (decoder->source.byte_count == 0) {
        image_guard_fail(&decoder->guard, image_status_damaged, "the file is empty");
    }
    image_source_read_at(&decoder->source, 0, start, count);
    if (decoder->source.error != 0) {
        image_guard_fail(&decoder->guard, image_status_unreadable, "%s", strerror(decoder->source.error));
    }
    decoder->source.has_ended = false;
}

static const image_reader *reader_for(image_decoder *decoder) {
    static const struct {
        const char *bytes;
        size_t count;
        const image_reader *reader;
    } kinds[] = {
        {"\xFF\xD8\xFF", 3, &image_jpeg_reader},
        {"\x89PNG\r\n\x1A\n", 8, &image_png_reader},
        {"II*\0", 4, &image_tiff_reader},
        {"MM\0*", 4, &image_tiff_reader},
        {"II+\0", 4, &image_tiff_reader},
        {"MM\0+", 4, &image_tiff_reader},
    };
    uint8_t start[8];
    peek(decoder, start, sizeof start);
    for (size_t index = 0; index < sizeof kinds / sizeof kinds[0]; index++) {
        if (memcmp(start, kinds[index].bytes, kinds[index].count) == 0) {
            return kinds[index].reader;
        }
    }
    image_guard_fail(&decoder->guard, image_status_unknown_format, "no known first bytes");
}

// MARK: - Opening

/// Runs `work` in the decoder's guard; where the disk failed, that is the reason.
static void run(image_decoder *decoder, void (*work)(void *context), void *context) {
    bool is_done = image_guard_run(&decoder->guard, work, context);
    if (!is_done && decoder->source.error != 0) {
        image_failure *failure = &decoder->guard.failure;
        failure->status = image_status_unreadable;
        snprintf(failure->reason, sizeof failure->reason, "%s", strerror(decoder->source.error));
    }
}

/// The arguments of an opening function, for the guard.
struct opening {
    image_decoder *decoder;
    const char *path;
    const uint8_t *bytes;
    size_t count;
};

static void open_in_guard(void *context) {
    const struct opening *opening = context;
    image_decoder *decoder = opening->decoder;
    if (opening->path != NULL) {
        image_source_open_file(&decoder->source, &decoder->guard, opening->path);
    } else {
        image_source_open_bytes(&decoder->source, &decoder->guard, opening->bytes, opening->count);
    }
    decoder->reader = reader_for(decoder);
    decoder->reader->open(decoder);
}

static image_decoder *open_decoder(struct opening opening, image_limits limits) {
    image_decoder *decoder = calloc(1, sizeof *decoder);
    if (decoder == NULL) {
        return NULL;
    }
    decoder->source.descriptor = -1;
    decoder->limits = limits;
    decoder->budget = limits.memory;
    opening.decoder = decoder;
    run(decoder, open_in_guard, &opening);
    return decoder;
}

image_decoder *image_decoder_open_file(const char *path, image_limits limits) {
    return open_decoder((struct opening){.path = path}, limits);
}

image_decoder *image_decoder_open_bytes(const uint8_t *bytes, size_t count, image_limits limits) {
    return open_decoder((struct opening){.bytes = bytes, .count = count}, limits);
}

image_info image_decoder_info(const image_decoder *decoder) {
    image_info info = decoder->info;
    if (image_turn_swaps(decoder->orientation)) {
        info.width = decoder->info.height;
        info.height = decoder->info.width;
    }
    return info;
}

/// What is left of a budget after a scratch of `byte_count` bytes.
static uint64_t budget_after(uint64_t budget, uint64_t byte_count) {
    return byte_count <= budget ? budget - byte_count : budget / 2;
}

bool image_decoder_uses_scratch(const image_decoder *decoder) {
    uint64_t whole = decoder->native.whole_bytes;
    uint64_t budget = budget_after(decoder->limits.memory, whole);
    return whole > decoder->limits.memory || image_turn_bytes(decoder) > budget;
}

uint64_t image_decoder_byte_count(const image_decoder *decoder) {
    return decoder->source.byte_count;
}

size_t image_decoder_read_at(image_decoder *decoder, uint64_t place, uint8_t *to, size_t count) {
    image_source *source = &decoder->source;
    bool has_ended = source->has_ended;
    int error = source->error;
    size_t got = image_source_read_at(source, place, to, count);
    source->has_ended = has_ended;
    source->error = error;
    return got;
}

void image_decoder_set_orientation(image_decoder *decoder, int orientation) {
    decoder->orientation = orientation;
}

image_failure image_decoder_set_profile(image_decoder *decoder, const uint8_t *bytes, size_t count) {
    image_colours_layout layout = {
        .is_deep = image_decoder_is_deep(decoder),
        .has_ink = decoder->native.has_ink,
        .is_grey = decoder->info.colour == image_colour_grey,
    };
    image_colours_close(decoder->colours);
    return image_colours_open(&decoder->colours, layout, bytes, count);
}

image_failure image_decoder_failure(const image_decoder *decoder) {
    return decoder->guard.failure;
}

void image_decoder_close(image_decoder *decoder) {
    if (decoder == NULL) {
        return;
    }
    if (decoder->state != NULL) {
        decoder->reader->close(decoder->state);
    }
    image_source_close(&decoder->source);
    image_colours_close(decoder->colours);
    image_scratch_close(&decoder->turned);
    free(decoder->band);
    free(decoder->lines);
    free(decoder);
}

// MARK: - Reading

/// The arguments of the reading functions, for the guard.
struct reading {
    image_decoder *decoder;
    uint8_t *rows;
    size_t bytes_per_row;
    uint32_t count;
    bool is_deep;
};

static void read_in_guard(void *context) {
    const struct reading *reading = context;
    for (uint32_t done = 0; done < reading->count; done += image_rows_per_call) {
        uint32_t left = reading->count - done;
        uint32_t count = left < image_rows_per_call ? left : image_rows_per_call;
        uint8_t *rows[image_rows_per_call];
        for (uint32_t index = 0; index < count; index++) {
            rows[index] = reading->rows + (done + index) * reading->bytes_per_row;
        }
        image_decoder_read(reading->decoder, rows, count, reading->is_deep);
    }
}

static image_status read(struct reading reading) {
    image_decoder *decoder = reading.decoder;
    if (decoder->guard.failure.status == image_status_ok) {
        run(decoder, read_in_guard, &reading);
    }
    return decoder->guard.failure.status;
}

image_status image_decoder_read_rows(image_decoder *decoder, uint8_t *rows, size_t bytes_per_row, uint32_t count) {
    return read((struct reading){decoder, rows, bytes_per_row, count, false});
}

image_status image_decoder_read_deep_rows(
    image_decoder *decoder, uint16_t *rows, size_t bytes_per_row, uint32_t count) {
    return read((struct reading){decoder, (uint8_t *)rows, bytes_per_row, count, true});
}

// MARK: - Planes

bool image_decoder_has_planes(const image_decoder *decoder) {
    return decoder->native.has_planes && decoder->orientation <= 1 && decoder->colours == NULL;
}

/// The arguments of `image_decoder_read_planes`, for the guard.
struct reading_planes {
    image_decoder *decoder;
    image_planes planes;
    uint32_t count;
};

static void read_planes_in_guard(void *context) {
    const struct reading_planes *reading = context;
    size_t width = reading->decoder->info.width;
    for (uint32_t done = 0; done < reading->count; done += image_rows_per_call) {
        uint32_t left = reading->count - done;
        image_planes planes = {
            .luma = reading->planes.luma + done * width,
            .blue = reading->planes.blue + done / 2 * (width / 2),
            .red = reading->planes.red + done / 2 * (width / 2),
        };
        reading->decoder->reader->read_planes(
            reading->decoder, planes, left < image_rows_per_call ? left : image_rows_per_call);
    }
}

image_status image_decoder_read_planes(image_decoder *decoder, image_planes planes, uint32_t count) {
    struct reading_planes reading = {decoder, planes, count};
    if (decoder->guard.failure.status == image_status_ok) {
        run(decoder, read_planes_in_guard, &reading);
    }
    return decoder->guard.failure.status;
}

// MARK: - For the readers

void image_decoder_check_size(image_decoder *decoder, uint64_t pixels_per_byte) {
    const image_info *info = &decoder->info;
    uint64_t pixels = (uint64_t)info->width * info->height;
    if (pixels > decoder->limits.pixels) {
        image_guard_fail(
            &decoder->guard, image_status_too_many_pixels, "%u x %u pixels", info->width, info->height);
    }
    if (pixels / pixels_per_byte > decoder->source.byte_count) {
        image_guard_fail(
            &decoder->guard, image_status_damaged, "%ju bytes cannot hold %u x %u pixels",
            (uintmax_t)decoder->source.byte_count, info->width, info->height);
    }
}

void image_decoder_check_memory(image_decoder *decoder, uint64_t bytes) {
    if (bytes > decoder->limits.memory) {
        image_guard_fail(&decoder->guard, image_status_too_much_memory, "%ju bytes", (uintmax_t)bytes);
    }
}

void image_decoder_advance(image_decoder *decoder, uint32_t count) {
    decoder->rows_read += count;
    decoder->guard.failure.row = decoder->rows_read;
}

void *image_decoder_allocate(image_decoder *decoder, size_t count, size_t size) {
    void *memory = calloc(count, size);
    if (memory == NULL) {
        image_guard_fail(&decoder->guard, image_status_out_of_memory, "no memory left");
    }
    return memory;
}

void image_decoder_open_scratch(image_decoder *decoder, image_scratch *scratch, uint64_t byte_count) {
    image_scratch_open(scratch, &decoder->guard, byte_count, decoder->budget);
    decoder->budget = budget_after(decoder->budget, byte_count);
}
