// The least that a JPEG panorama costs on its way to JPEG tiles: decode it once, on one core, then encode every tile on all
// cores. No resampling, no files: what is left when all else is free. Prints one JSON object.
//
// Usage: codec_floor PANORAMA.jpg TILES.rgb TILE_SIZE QUALITY THREADS
// TILES.rgb holds the tiles' pixels one after another: rows of 8-bit RGB, TILE_SIZE a side.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <jpeglib.h>

// Rows asked for at a time: one row of 4:2:0 blocks, so that nothing is copied twice.
enum { rows_at_once = 16 };

typedef struct {
    unsigned char *bytes;
    size_t count;
} Bytes;

typedef struct {
    const unsigned char *pixels;
    int side, quality;
    size_t tile_count;
    atomic_size_t next, bytes_out;
} Work;

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// Reading into memory of our own also touches every page before the clock runs.
static Bytes read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END)) { perror(path); exit(1); }
    Bytes result = { NULL, (size_t)ftell(file) };
    rewind(file);
    result.bytes = malloc(result.count);
    if (!result.bytes || fread(result.bytes, 1, result.count, file) != result.count) { perror(path); exit(1); }
    fclose(file);
    return result;
}

// Rows go into one strip that is used again and again: a program that streams keeps no more.
static double decode(Bytes source, int *width, int *height) {
    struct jpeg_decompress_struct state;
    struct jpeg_error_mgr errors;
    state.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&state);
    jpeg_mem_src(&state, source.bytes, source.count);
    jpeg_read_header(&state, TRUE);
    state.out_color_space = JCS_RGB;
    *width = (int)state.image_width;
    *height = (int)state.image_height;
    unsigned char *strip = calloc(rows_at_once, 3 * state.image_width);
    if (!strip) { perror("calloc"); exit(1); }
    JSAMPROW rows[rows_at_once];
    for (int row = 0; row < rows_at_once; row++) rows[row] = strip + (size_t)row * 3 * state.image_width;
    double start = seconds();
    jpeg_start_decompress(&state);
    while (state.output_scanline < state.output_height) jpeg_read_scanlines(&state, rows, rows_at_once);
    jpeg_finish_decompress(&state);
    double result = seconds() - start;
    jpeg_destroy_decompress(&state);
    free(strip);
    return result;
}

static void *encode(void *argument) {
    Work *work = argument;
    struct jpeg_compress_struct state;
    struct jpeg_error_mgr errors;
    state.err = jpeg_std_error(&errors);
    jpeg_create_compress(&state);
    size_t stride = 3 * (size_t)work->side, capacity = stride * (size_t)work->side + 4096;
    unsigned char *buffer = malloc(capacity);
    JSAMPROW *rows = malloc(sizeof *rows * (size_t)work->side);
    if (!buffer || !rows) { perror("malloc"); exit(1); }
    for (size_t tile; (tile = atomic_fetch_add(&work->next, 1)) < work->tile_count;) {
        const unsigned char *pixels = work->pixels + tile * stride * (size_t)work->side;
        for (int row = 0; row < work->side; row++) rows[row] = (JSAMPROW)(pixels + (size_t)row * stride);
        unsigned char *out = buffer;
        unsigned long size = capacity;
        jpeg_mem_dest(&state, &out, &size);
        state.image_width = state.image_height = (JDIMENSION)work->side;
        state.input_components = 3;
        state.in_color_space = JCS_RGB;
        // The library's defaults: 4:2:0, fixed Huffman tables, its exact integer transform.
        jpeg_set_defaults(&state);
        jpeg_set_quality(&state, work->quality, TRUE);
        jpeg_start_compress(&state, TRUE);
        while (state.next_scanline < state.image_height)
            jpeg_write_scanlines(&state, rows + state.next_scanline, state.image_height - state.next_scanline);
        jpeg_finish_compress(&state);
        atomic_fetch_add(&work->bytes_out, size);
        if (out != buffer) free(out);
    }
    jpeg_destroy_compress(&state);
    free(rows);
    free(buffer);
    return NULL;
}

int main(int count, char **arguments) {
    if (count != 6) { fprintf(stderr, "usage: codec_floor PANORAMA.jpg TILES.rgb TILE_SIZE QUALITY THREADS\n"); return 2; }
    Bytes source = read_file(arguments[1]), tiles = read_file(arguments[2]);
    int side = atoi(arguments[3]), threads = atoi(arguments[5]);
    if (side < 1 || threads < 1 || threads > 64) return 2;
    Work work = { tiles.bytes, side, atoi(arguments[4]), tiles.count / (3 * (size_t)side * (size_t)side), 0, 0 };
    int width, height;
    double decoding = decode(source, &width, &height), start = seconds();
    pthread_t workers[64];
    for (int index = 1; index < threads; index++) pthread_create(&workers[index], NULL, encode, &work);
    encode(&work);
    for (int index = 1; index < threads; index++) pthread_join(workers[index], NULL);
    double encoding = seconds() - start;
    double pixels = (double)work.tile_count * side * side;
    printf("{\"decode_s\": %.6f, \"encode_s\": %.6f, \"floor_s\": %.6f, \"decode_mpx_per_s\": %.1f, \"encode_mpx_per_s\": %.1f, "
           "\"tile_mpx\": %.3f, \"tiles\": %zu, \"bytes_out\": %zu}\n",
           decoding, encoding, decoding + encoding, 1e-6 * width * height / decoding, 1e-6 * pixels / encoding, 1e-6 * pixels,
           work.tile_count, (size_t)work.bytes_out);
    return 0;
}
