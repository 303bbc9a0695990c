#include "CZlib.h"
#include <limits.h>
#include <string.h>
#include <zlib.h>

// 18 bytes of gzip's header and trailer beside what zlib's own format takes.
size_t czlib_bound(size_t size) { return compressBound(size) + 18; }

size_t czlib_gzip(const uint8_t *bytes, size_t size, uint8_t *out, size_t capacity) {
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (size > UINT_MAX || capacity > UINT_MAX) return 0;
    // 15 + 16: the largest window, in gzip's format.
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
    stream.next_in = (Bytef *)bytes;
    stream.avail_in = (uInt)size;
    stream.next_out = out;
    stream.avail_out = (uInt)capacity;
    int status = deflate(&stream, Z_FINISH);
    size_t written = stream.total_out;
    deflateEnd(&stream);
    return status == Z_STREAM_END ? written : 0;
}
