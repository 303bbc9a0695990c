/// The one place where a library's error leaves the library.
#pragma once

#include "CImageCoding.h"
#include <setjmp.h>

typedef struct image_guard {
    jmp_buf exit;
    /// Status ok until the first failure; `work` keeps pass and row up to date.
    image_failure failure;
} image_guard;

/// Calls `work(context)` and returns true, or false where it ended in `image_guard_fail`. `work` may not free what
/// must outlive it by return alone: what it allocates belongs into `context`.
bool image_guard_run(image_guard *guard, void (*work)(void *context), void *context);

/// Notes the failure and leaves `work` at once.
_Noreturn void image_guard_fail(image_guard *guard, image_status status, const char *reason, ...)
    __attribute__((format(printf, 3, 4)));
