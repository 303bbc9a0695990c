#define _GNU_SOURCE  // O_TMPFILE
#include "image_scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/// Bytes of a part of the file for which room is taken at once.
static const uint64_t part_bytes = 16 << 20;

static const char *folder(void) {
    const char *named = getenv("TMPDIR");
    return named != NULL && named[0] != '\0' ? named : "/var/tmp";
}

static _Noreturn void fail(image_guard *guard, uint64_t byte_count, int error) {
    image_guard_fail(
        guard, image_status_no_scratch, "%ju MiB in %s: %s", (uintmax_t)(byte_count >> 20) + 1, folder(),
        strerror(error));
}

/// A file that only this process knows, and that ends with it.
static int open_file(const char *folder) {
    return open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
}

/// Some file systems have no files without a name.
static int open_unlinked(const char *folder) {
    char path[4096];
    if (snprintf(path, sizeof path, "%s/zeitreise-XXXXXX", folder) >= (int)sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    int descriptor = mkostemp(path, O_CLOEXEC);
    if (descriptor >= 0) {
        unlink(path);
    }
    return descriptor;
}

static uint8_t *map_file(image_scratch *scratch, uint64_t byte_count) {
    scratch->descriptor = open_file(folder());
    if (scratch->descriptor < 0) {
        scratch->descriptor = open_unlinked(folder());
    }
    if (scratch->descriptor < 0 || ftruncate(scratch->descriptor, (off_t)byte_count) != 0) {
        fail(scratch->guard, byte_count, errno);
    }
    scratch->is_reserved = calloc(byte_count / part_bytes + 1, sizeof *scratch->is_reserved);
    if (scratch->is_reserved == NULL) {
        image_guard_fail(scratch->guard, image_status_out_of_memory, "no memory left");
    }
    void *start = mmap(NULL, byte_count, PROT_READ | PROT_WRITE, MAP_SHARED, scratch->descriptor, 0);
    if (start == MAP_FAILED) {
        fail(scratch->guard, byte_count, errno);
    }
    return start;
}

/// Takes room for `count` bytes, not 0, at `place`.
static void reserve(image_scratch *scratch, uint64_t place, uint64_t count) {
    for (uint64_t part = place / part_bytes; part <= (place + count - 1) / part_bytes; part++) {
        if (scratch->is_reserved[part]) {
            continue;
        }
        uint64_t left = scratch->byte_count - part * part_bytes;
        uint64_t wanted = left < part_bytes ? left : part_bytes;
        int error = posix_fallocate(scratch->descriptor, (off_t)(part * part_bytes), (off_t)wanted);
        if (error != 0) {
            fail(scratch->guard, scratch->byte_count, error);
        }
        scratch->is_reserved[part] = true;
    }
}

static uint8_t *map_memory(image_guard *guard, uint64_t byte_count) {
    void *start = mmap(NULL, byte_count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start == MAP_FAILED) {
        image_guard_fail(guard, image_status_out_of_memory, "no memory left");
    }
    return start;
}

void image_scratch_open(image_scratch *scratch, image_guard *guard, uint64_t byte_count, uint64_t budget) {
    bool is_file = byte_count > budget;
    *scratch = (image_scratch){.descriptor = -1, .guard = guard, .window = is_file ? budget / 2 + 1 : 0};
    scratch->start = is_file ? map_file(scratch, byte_count) : map_memory(guard, byte_count);
    scratch->byte_count = byte_count;
}

uint8_t *image_scratch_use(image_scratch *scratch, uint64_t place, size_t count) {
    if (scratch->is_reserved != NULL && count > 0) {
        reserve(scratch, place, count);
    }
    scratch->used += count;
    if (scratch->window > 0 && scratch->used > scratch->window) {
        image_scratch_drop(scratch);
        scratch->used = count;
    }
    return scratch->start + place;
}

void image_scratch_drop(image_scratch *scratch) {
    // The file keeps what the pages hold; whoever still uses one gets it back.
    madvise(scratch->start, scratch->byte_count, MADV_DONTNEED);
}

void image_scratch_expect(image_scratch *scratch, bool is_in_order) {
    if (scratch->window > 0) {
        madvise(scratch->start, scratch->byte_count, is_in_order ? MADV_NORMAL : MADV_RANDOM);
    }
}

void image_scratch_close(image_scratch *scratch) {
    if (scratch->start != NULL) {
        munmap(scratch->start, scratch->byte_count);
    }
    // Before opening there is no guard, and 0 stands where the descriptor will.
    if (scratch->guard != NULL && scratch->descriptor >= 0) {
        close(scratch->descriptor);
    }
    free(scratch->is_reserved);
    *scratch = (image_scratch){0};
}
