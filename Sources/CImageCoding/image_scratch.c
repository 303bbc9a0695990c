#define _GNU_SOURCE  // O_TMPFILE
#include "image_scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static _Noreturn void fail(image_guard *guard, const char *folder, uint64_t byte_count, int error) {
    image_guard_fail(
        guard, image_status_no_scratch, "%ju MiB in %s: %s", (uintmax_t)(byte_count >> 20) + 1, folder,
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

static uint8_t *map_file(image_guard *guard, uint64_t byte_count) {
    const char *named = getenv("TMPDIR");
    const char *folder = named != NULL && named[0] != '\0' ? named : "/var/tmp";
    int descriptor = open_file(folder);
    if (descriptor < 0) {
        descriptor = open_unlinked(folder);
    }
    if (descriptor < 0) {
        fail(guard, folder, byte_count, errno);
    }
    int error = posix_fallocate(descriptor, 0, (off_t)byte_count);
    void *start = MAP_FAILED;
    if (error == 0) {
        start = mmap(NULL, byte_count, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
        error = errno;
    }
    close(descriptor);
    if (start == MAP_FAILED) {
        fail(guard, folder, byte_count, error);
    }
    return start;
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
    scratch->start = is_file ? map_file(guard, byte_count) : map_memory(guard, byte_count);
    scratch->byte_count = byte_count;
    scratch->window = is_file ? budget / 2 + 1 : 0;
    scratch->used = 0;
}

uint8_t *image_scratch_use(image_scratch *scratch, uint64_t place, size_t count) {
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
    *scratch = (image_scratch){0};
}
