#include "tiff_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// MARK: - Bytes

static tmsize_t read_bytes(thandle_t handle, void *to, tmsize_t count) {
    struct tiff_stream *stream = handle;
    size_t wanted = count > 0 ? (size_t)count : 0;
    size_t got = image_source_read_at(&stream->decoder->source, stream->position, to, wanted);
    stream->position += got;
    return (tmsize_t)got;
}

static tmsize_t write_nothing(thandle_t handle, void *from, tmsize_t count) {
    (void)handle;
    (void)from;
    (void)count;
    return -1;
}

static toff_t seek(thandle_t handle, toff_t offset, int from) {
    struct tiff_stream *stream = handle;
    uint64_t start = from == SEEK_CUR ? stream->position : from == SEEK_END ? stream->decoder->source.byte_count : 0;
    stream->position = start + offset;
    return stream->position;
}

static int close_nothing(thandle_t handle) {
    (void)handle;
    return 0;
}

static toff_t size_of(thandle_t handle) {
    const struct tiff_stream *stream = handle;
    return stream->decoder->source.byte_count;
}

// MARK: - Messages

static void keep(char *kept, size_t size, const char *format, va_list arguments) {
    if (kept[0] == '\0') {
        vsnprintf(kept, size, format, arguments);
    }
}

static int keep_error(TIFF *handle, void *context, const char *module, const char *format, va_list arguments) {
    (void)handle;
    (void)module;
    struct tiff_state *state = context;
    keep(state->error, sizeof state->error, format, arguments);
    return 1;
}

static int keep_warning(TIFF *handle, void *context, const char *module, const char *format, va_list arguments) {
    (void)handle;
    (void)module;
    struct tiff_state *state = context;
    keep(state->warning, sizeof state->warning, format, arguments);
    return 1;
}

void tiff_fail(image_decoder *decoder, const struct tiff_state *state) {
    image_status status = decoder->source.has_ended ? image_status_truncated : image_status_damaged;
    const char *reason = state->error[0] != '\0' ? state->error : state->warning;
    image_guard_fail(&decoder->guard, status, "%s", reason[0] != '\0' ? reason : "libtiff cannot read it");
}

// MARK: - Opening

/// libtiff may take at most the memory limit at once, whatever the file says; 64 KiB are for its own needs.
static TIFFOpenOptions *make_options(image_decoder *decoder, struct tiff_state *state) {
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    if (options == NULL) {
        image_guard_fail(&decoder->guard, image_status_out_of_memory, "no memory left");
    }
    uint64_t memory = decoder->limits.memory > 65536 ? decoder->limits.memory : 65536;
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, (tmsize_t)(memory < INT64_MAX ? memory : INT64_MAX));
    TIFFOpenOptionsSetErrorHandlerExtR(options, keep_error, state);
    TIFFOpenOptionsSetWarningHandlerExtR(options, keep_warning, state);
    return options;
}

/// "r" reads the first directory; "m" leaves the file to our functions instead of mapping it.
void tiff_open(image_decoder *decoder, struct tiff_state *state, int index) {
    TIFFOpenOptions *options = make_options(decoder, state);
    state->streams[index].decoder = decoder;
    state->handles[index] = TIFFClientOpenExt(
        "", "rm", &state->streams[index], read_bytes, write_nothing, seek, close_nothing, size_of, NULL, NULL, options);
    TIFFOpenOptionsFree(options);
    if (state->handles[index] == NULL) {
        tiff_fail(decoder, state);
    }
}
