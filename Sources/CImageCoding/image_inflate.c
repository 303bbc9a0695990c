#include "CImageCoding.h"

#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

static image_failure failure_of(image_status status, const char *reason) {
    image_failure failure = {.status = status};
    snprintf(failure.reason, sizeof failure.reason, "%s", reason);
    return failure;
}

/// Makes the buffer twice as large, or as large as the limit allows. Returns false at the limit or without memory.
static bool grow(image_bytes *bytes, size_t *capacity, size_t limit) {
    size_t larger = *capacity == 0 ? 4096 : 2 * *capacity;
    larger = larger < limit ? larger : limit;
    uint8_t *start = larger > *capacity ? realloc(bytes->start, larger) : NULL;
    if (start == NULL) {
        return false;
    }
    bytes->start = start;
    *capacity = larger;
    return true;
}

static image_failure inflate_all(z_stream *stream, size_t limit, image_bytes *bytes) {
    size_t capacity = 0;
    for (int status = Z_OK; status != Z_STREAM_END;) {
        if (bytes->count == capacity && !grow(bytes, &capacity, limit)) {
            return failure_of(image_status_too_much_memory, "it is too large");
        }
        stream->next_out = bytes->start + bytes->count;
        stream->avail_out = (uInt)(capacity - bytes->count);
        status = inflate(stream, Z_NO_FLUSH);
        bytes->count = capacity - stream->avail_out;
        if (status != Z_OK && status != Z_STREAM_END) {
            return failure_of(image_status_damaged, "it cannot be inflated");
        }
    }
    return (image_failure){.status = image_status_ok};
}

image_failure image_inflate(const uint8_t *input, size_t count, size_t limit, image_bytes *bytes) {
    *bytes = (image_bytes){NULL, 0};
    z_stream stream = {.next_in = (Bytef *)input, .avail_in = (uInt)count};
    if (inflateInit(&stream) != Z_OK) {
        return failure_of(image_status_out_of_memory, "no memory left");
    }
    image_failure failure = inflate_all(&stream, limit, bytes);
    inflateEnd(&stream);
    if (failure.status != image_status_ok) {
        image_bytes_free(*bytes);
        *bytes = (image_bytes){NULL, 0};
    }
    return failure;
}
