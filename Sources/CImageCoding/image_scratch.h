/// Memory for a whole picture: real memory where that is within a budget, otherwise a file without a name.
#pragma once

#include "image_guard.h"

typedef struct image_scratch {
    /// `byte_count` bytes, zero at first; NULL before opening.
    uint8_t *start;
    size_t byte_count;
    /// Bytes of a file's mapping that may be resident; 0 where all of it is real memory.
    size_t window;
    /// Bytes used since pages were dropped last.
    size_t used;
    /// Of the file; -1 where all of it is real memory.
    int descriptor;
    /// For each part of the file whether the disk has taken room for it; NULL where all of it is real memory.
    bool *is_reserved;
    image_guard *guard;
} image_scratch;

/// Takes nothing of the size before it is used. The file lies in TMPDIR, or in /var/tmp. Fails through the guard, which
/// must last as long as the scratch.
void image_scratch_open(image_scratch *scratch, image_guard *guard, uint64_t byte_count, uint64_t budget);

/// The bytes at `place`, which stay valid. Says that `count` of them are used now, so that others may leave memory. Room on
/// the disk is taken here, part by part: a header alone, which may say any size, takes none. A full disk fails
/// through the guard, and is no signal later.
uint8_t *image_scratch_use(image_scratch *scratch, uint64_t place, size_t count);

/// Lets the pages of a file leave memory, at any time and from any thread.
void image_scratch_drop(image_scratch *scratch);

/// Says whether what is used next lies in order, as at first, or here and there: then the system is not to bring the
/// neighbours of a page into memory with it.
void image_scratch_expect(image_scratch *scratch, bool is_in_order);

/// Closing twice, or before opening, does no harm.
void image_scratch_close(image_scratch *scratch);
