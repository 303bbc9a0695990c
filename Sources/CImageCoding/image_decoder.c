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
    static const uint8_t jpeg[] = {0xFF, 0xD8, 0xFF};
    static const uint8_t png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    uint8_t start[sizeof png];
    peek(decoder, start, sizeof start);
    if (memcmp(start, jpeg, sizeof jpeg) == 0) {
        return &image_jpeg_reader;
    }
    if (memcmp(start, png, sizeof png) == 0) {
        return &image_png_reader;
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

bool image_decoder_uses_scratch(const image_decoder *decoder) {
    return decoder->native.whole_bytes > decoder->limits.memory;
}

image_info image_decoder_info(const image_decoder *decoder) {
    return decoder->info;
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
    decoder->budget -= byte_count < decoder->budget ? byte_count : decoder->budget / 2;
}
