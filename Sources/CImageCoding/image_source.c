#include "image_source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const size_t bytes_per_piece = 256 << 10;

// MARK: - Opening

/// Fails with the system's reason for `error`.
static _Noreturn void fail_unreadable(image_guard *guard, int error) {
    image_guard_fail(guard, image_status_unreadable, "%s", strerror(error));
}

/// Accepts regular files only: a directory cannot be read, and a pipe or device may never end.
static void note_length(image_source *source, image_guard *guard) {
    struct stat about;
    if (fstat(source->descriptor, &about) != 0) {
        fail_unreadable(guard, errno);
    }
    if (S_ISDIR(about.st_mode)) {
        fail_unreadable(guard, EISDIR);
    }
    if (!S_ISREG(about.st_mode)) {
        image_guard_fail(guard, image_status_unreadable, "Not a regular file");
    }
    source->byte_count = (uint64_t)about.st_size;
}

static void allocate(image_source *source, image_guard *guard, size_t count) {
    source->buffer = malloc(count);
    if (source->buffer == NULL) {
        image_guard_fail(guard, image_status_out_of_memory, "no memory left");
    }
}

/// Opens without waiting for the other end of a pipe.
void image_source_open_file(image_source *source, image_guard *guard, const char *path) {
    source->descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (source->descriptor < 0) {
        fail_unreadable(guard, errno);
    }
    note_length(source, guard);
    allocate(source, guard, bytes_per_piece);
}

void image_source_open_bytes(image_source *source, image_guard *guard, const uint8_t *bytes, size_t count) {
    source->descriptor = -1;
    source->byte_count = count;
    if (count > 0) {
        allocate(source, guard, count);
        memcpy(source->buffer, bytes, count);
    }
}

void image_source_close(image_source *source) {
    if (source->descriptor > 0) {
        close(source->descriptor);
    }
    free(source->buffer);
    *source = (image_source){.descriptor = -1};
}

// MARK: - Reading

/// As pread, but goes on after an interruption and until `count` bytes or the end.
static size_t read_file(image_source *source, uint64_t place, uint8_t *to, size_t count) {
    size_t got = 0;
    while (got < count) {
        ssize_t step = pread(source->descriptor, to + got, count - got, (off_t)(place + got));
        if (step < 0 && errno == EINTR) {
            continue;
        }
        if (step < 0) {
            source->error = errno;
        }
        if (step <= 0) {
            break;
        }
        got += (size_t)step;
    }
    return got;
}

static size_t smaller(uint64_t left, uint64_t right) {
    return (size_t)(left < right ? left : right);
}

static uint64_t bytes_from(const image_source *source, uint64_t place) {
    return place < source->byte_count ? source->byte_count - place : 0;
}

size_t image_source_read_at(image_source *source, uint64_t place, void *to, size_t count) {
    size_t wanted = smaller(count, bytes_from(source, place));
    if (source->descriptor >= 0) {
        wanted = read_file(source, place, to, wanted);
    } else if (wanted > 0) {
        memcpy(to, source->buffer + place, wanted);
    }
    source->has_ended |= wanted < count;
    return wanted;
}

size_t image_source_next(image_source *source, const uint8_t **start) {
    size_t count = (size_t)bytes_from(source, source->position);
    if (source->descriptor >= 0) {
        count = read_file(source, source->position, source->buffer, smaller(count, bytes_per_piece));
        *start = source->buffer;
    } else {
        *start = count > 0 ? source->buffer + source->position : NULL;
    }
    source->has_ended |= count == 0;
    source->position += count;
    return count;
}

size_t image_source_read(image_source *source, void *to, size_t count) {
    size_t got = image_source_read_at(source, source->position, to, count);
    source->position += got;
    return got;
}
