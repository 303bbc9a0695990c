#ifndef CZLIB_H
#define CZLIB_H
#include <stddef.h>
#include <stdint.h>

/// The most bytes that `czlib_gzip` may need for `size` bytes.
size_t czlib_bound(size_t size);

/// Compresses into a gzip member with the strongest setting and no time in its header: the same bytes give the same.
/// Returns the bytes written, or 0 when there is not enough room or memory.
size_t czlib_gzip(const uint8_t *bytes, size_t size, uint8_t *out, size_t capacity);
#endif
