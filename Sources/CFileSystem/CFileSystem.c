#define _GNU_SOURCE

#include "CFileSystem.h"

#include <unistd.h>

int file_system_sync(int descriptor) {
    return syncfs(descriptor);
}
