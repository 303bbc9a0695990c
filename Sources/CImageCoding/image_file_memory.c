#include "image_scratch.h"

#include <stdio.h>
#include <stdlib.h>

struct image_file_memory {
    image_guard guard;
    image_scratch scratch;
    uint64_t byte_count;
};

static void open_in_guard(void *context) {
    image_file_memory *memory = context;
    // Without a budget it is a file.
    image_scratch_open(&memory->scratch, &memory->guard, memory->byte_count, 0);
    // Several threads fill it; none of them asks for room.
    image_scratch_use(&memory->scratch, 0, memory->byte_count);
}

image_failure image_file_memory_open(uint64_t byte_count, image_file_memory **memory) {
    *memory = calloc(1, sizeof **memory);
    if (*memory == NULL) {
        image_failure failure = {.status = image_status_out_of_memory};
        snprintf(failure.reason, sizeof failure.reason, "no memory left");
        return failure;
    }
    (*memory)->byte_count = byte_count;
    image_guard_run(&(*memory)->guard, open_in_guard, *memory);
    image_failure failure = (*memory)->guard.failure;
    if (failure.status != image_status_ok) {
        image_file_memory_close(*memory);
        *memory = NULL;
    }
    return failure;
}

uint8_t *image_file_memory_bytes(image_file_memory *memory) {
    return memory->scratch.start;
}

void image_file_memory_drop(image_file_memory *memory) {
    image_scratch_drop(&memory->scratch);
}

void image_file_memory_close(image_file_memory *memory) {
    image_scratch_close(&memory->scratch);
    free(memory);
}
