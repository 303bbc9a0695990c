// What a test lays between a sync and the system. ZEITREISE_MEDDLING says which:
// "short": a write into a file that comes in takes a few bytes at a time, and every third is interrupted by a signal.
// "interrupt": Ctrl-C comes in the middle of a verification, which takes its time from there on.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_asked_for(const char *what) {
    const char *asked = getenv("ZEITREISE_MEDDLING");
    return asked && !strcmp(asked, what);
}

// Whether an open file's name ends so.
static int ends(int file, const char *end) {
    char link[64], name[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, name, sizeof name - 1);
    if (length < (ssize_t)strlen(end)) return 0;
    name[length] = 0;
    return !strcmp(name + length - strlen(end), end);
}

ssize_t write(int file, const void *bytes, size_t count) {
    static ssize_t (*next)(int, const void *, size_t);
    static atomic_int calls;
    if (!next) next = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    if (count == 0 || !is_asked_for("short") || !(ends(file, ".part") || ends(file, ".partial"))) return next(file, bytes, count);
    if (calls++ % 3 == 2) {
        errno = EINTR;
        return -1;
    }
    return next(file, bytes, count > 1000 ? 1000 : count);
}

// A bundle that is verified is open for reading alone; while it grows it is not.
static void look(int file) {
    static atomic_int reads;
    if (!is_asked_for("interrupt") || (fcntl(file, F_GETFL) & O_ACCMODE) != O_RDONLY || !ends(file, ".partial")) return;
    int number = ++reads;
    if (number == 50) kill(getpid(), SIGINT);
    if (number >= 50) usleep(20000);
}

ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) {
    static ssize_t (*next)(int, void *, size_t, off64_t);
    if (!next) next = (ssize_t (*)(int, void *, size_t, off64_t))dlsym(RTLD_NEXT, "pread64");
    look(file);
    return next(file, bytes, count, offset);
}

ssize_t pread(int file, void *bytes, size_t count, off_t offset) { return pread64(file, bytes, count, offset); }
