/// The bytes of a picture's file, on disk or in memory.
#pragma once

#include "image_guard.h"

typedef struct image_source {
    /// A file's descriptor; -1 where the bytes are in memory.
    int descriptor;
    /// All bytes in memory, or the piece of the file that was read last.
    uint8_t *buffer;
    /// Length of the file.
    uint64_t byte_count;
    /// Place of the next byte that `image_source_next` returns.
    uint64_t position;
    /// Whether bytes beyond the end were asked for.
    bool has_ended;
    /// The system's error of the first read that failed, or 0. To both libraries a disk that fails looks like a file
    /// that ends; this tells them apart.
    int error;
} image_source;

/// Opens the regular file at `path`. Fails through the guard; the source is to be closed either way.
void image_source_open_file(image_source *source, image_guard *guard, const char *path);

/// The same over a copy of `count` bytes.
void image_source_open_bytes(image_source *source, image_guard *guard, const uint8_t *bytes, size_t count);

/// Moves over the next bytes, as many as are at hand at once, and points `start` at them: valid until the next call.
/// Returns 0 at the end or after an error.
size_t image_source_next(image_source *source, const uint8_t **start);

/// Copies the next `count` bytes to `to`; returns less at the end or after an error.
size_t image_source_read(image_source *source, void *to, size_t count);

/// The same from any place, without moving.
size_t image_source_read_at(image_source *source, uint64_t place, void *to, size_t count);

/// Closing twice, or before opening, does no harm.
void image_source_close(image_source *source);
