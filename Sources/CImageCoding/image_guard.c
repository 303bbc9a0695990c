#include "image_guard.h"

#include <stdarg.h>
#include <stdio.h>

bool image_guard_run(image_guard *guard, void (*work)(void *context), void *context) {
    if (setjmp(guard->exit) != 0) {
        return false;
    }
    work(context);
    return true;
}

void image_guard_fail(image_guard *guard, image_status status, const char *reason, ...) {
    guard->failure.status = status;
    va_list arguments;
    va_start(arguments, reason);
    vsnprintf(guard->failure.reason, sizeof guard->failure.reason, reason, arguments);
    va_end(arguments);
    longjmp(guard->exit, 1);
}
