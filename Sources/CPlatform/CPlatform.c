#define _GNU_SOURCE

#include "CPlatform.h"

#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

int platform_sync_file_system(int descriptor) {
    return syncfs(descriptor);
}

int platform_rename_to_new(const char *from, const char *to) {
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

void platform_keep_freed_memory(void) {
#if defined(__GLIBC__)
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 8 << 20);
#endif
}

void platform_share_memory(void) {
#if defined(__GLIBC__)
    mallopt(M_ARENA_MAX, 1);
#endif
}

void platform_return_memory(void) {
#if defined(__GLIBC__)
    malloc_trim(0);
#endif
}
