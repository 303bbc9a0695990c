/// Pictures through libjpeg, libpng, libtiff and Little CMS, behind functions that always return.
///
/// libjpeg and libpng report errors by longjmp. Every function here catches that itself (image_guard.c) and returns a
/// status, so no jump ever crosses its caller. Nothing is printed. A decoder serves one thread at a time; different
/// decoders are independent.
///
/// Pixels are four channels of 8 or 16 bits: red, green, blue, and a fourth that decoders set to the most and encoders
/// ignore.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum __attribute__((enum_extensibility(closed))) image_status {
    image_status_ok,
    /// The file cannot be opened or read; the reason is the system's.
    image_status_unreadable,
    /// The first bytes are none of a format that is read.
    image_status_unknown_format,
    /// A sound image of a kind that is not decoded; the reason names it.
    image_status_unsupported,
    /// The header claims more pixels than the limit.
    image_status_too_many_pixels,
    /// Decoding would take more memory than the limit, whatever is kept on the disk.
    image_status_too_much_memory,
    /// The bytes end before the image does.
    image_status_truncated,
    /// The bytes contradict the format.
    image_status_damaged,
    /// The system has no more memory.
    image_status_out_of_memory,
    /// The disk has no room for a picture that must be kept as a whole; the reason is the system's.
    image_status_no_scratch,
    /// The encoder refuses the image.
    image_status_not_encoded,
} image_status;

typedef enum __attribute__((enum_extensibility(closed))) image_format {
    image_format_jpeg,
    image_format_png,
    image_format_tiff,
} image_format;

typedef enum __attribute__((enum_extensibility(closed))) image_colour {
    image_colour_grey,
    image_colour_rgb,
    image_colour_palette,
    image_colour_ycbcr,
    image_colour_cmyk,
    image_colour_ycck,
} image_colour;

typedef struct image_limits {
    /// Most pixels of an image.
    uint64_t pixels;
    /// Bytes of real memory that decoding may take besides the caller's rows. Where more are needed of the whole picture,
    /// they are kept in a file.
    uint64_t memory;
} image_limits;

/// What the header says; all zero before a header was read.
typedef struct image_info {
    image_format format;
    image_colour colour;
    uint8_t bits_per_sample;
    bool has_alpha;
    /// JPEG of several scans, interlaced PNG.
    bool is_interlaced;
    uint32_t width;
    uint32_t height;
} image_info;

typedef struct image_failure {
    image_status status;
    /// Where a file that refines the picture in several passes went wrong, from 1; 0 in a file of one pass.
    uint32_t pass;
    /// Whole rows before the failure, in that pass.
    uint32_t row;
    /// More about it, or empty.
    char reason[200];
} image_failure;

/// Writes the versions of the libraries that decide what decoded pixels and encoded JPEGs are: of libjpeg-turbo that of its
/// headers, of the others those that are loaded. PNG is exact in any version.
void image_versions(char *text, size_t count);

// MARK: - Decoding

typedef struct image_decoder image_decoder;

/// Opens the file at `path` and reads its header. Returns NULL only where there is no memory for the decoder itself;
/// any other failure is in `image_decoder_failure`. Either way the decoder is to be closed.
image_decoder *image_decoder_open_file(const char *path, image_limits limits);

/// The same over `count` bytes, which it copies.
image_decoder *image_decoder_open_bytes(const uint8_t *bytes, size_t count, image_limits limits);

image_info image_decoder_info(const image_decoder *decoder);

/// The first failure of the decoder, or one of status ok.
image_failure image_decoder_failure(const image_decoder *decoder);

/// Whether the picture is kept in a file while it is read.
bool image_decoder_uses_scratch(const image_decoder *decoder);

/// Length of the file in bytes.
uint64_t image_decoder_byte_count(const image_decoder *decoder);

/// Copies bytes of the file to `to`, without touching what is decoded next; returns less than `count` at the end, or
/// where the file cannot be read.
size_t image_decoder_read_at(image_decoder *decoder, uint64_t place, uint8_t *to, size_t count);

/// Turns the rows from here on, and the size in the info, by the EXIF orientation 1 to 8. Before the first row only.
void image_decoder_set_orientation(image_decoder *decoder, int orientation);

/// Converts the rows to sRGB from the ICC profile of `count` bytes. Before the first row only. A failure, which names
/// what is wrong with the profile, is not one of the decoder: colours stay as they are stored.
image_failure image_decoder_set_profile(image_decoder *decoder, const uint8_t *bytes, size_t count);

/// Reads the next `count` rows of 4 × width bytes, each `bytes_per_row` after the one before, the first at `rows`.
/// At most the rows that are left. After a failure it fails in the same way again.
image_status image_decoder_read_rows(image_decoder *decoder, uint8_t *rows, size_t bytes_per_row, uint32_t count);

/// The same with 16 bits a channel; samples of fewer bits are scaled so that the most is 65535.
image_status image_decoder_read_deep_rows(
    image_decoder *decoder, uint16_t *rows, size_t bytes_per_row, uint32_t count);

/// Luma and colour differences of half the width and height, as JPEG's 4:2:0 has them (T.871): rows without gaps.
typedef struct image_planes {
    uint8_t *luma;
    uint8_t *blue;
    uint8_t *red;
} image_planes;

/// Whether the file keeps its rows so, upright and in sRGB, with a width that is a multiple of 16.
bool image_decoder_has_planes(const image_decoder *decoder);

/// Reads the next `count` rows, a multiple of 16 or all that are left, where the decoder has planes; of an odd number the colour
/// differences are rounded up. All rows of a picture are read in one way.
image_status image_decoder_read_planes(image_decoder *decoder, image_planes planes, uint32_t count);

/// Frees everything. NULL is allowed.
void image_decoder_close(image_decoder *decoder);

// MARK: - Memory on the disk

/// Bytes in a file that only this process knows, in TMPDIR or /var/tmp.
typedef struct image_file_memory image_file_memory;

/// On failure `memory` is NULL.
image_failure image_file_memory_open(uint64_t byte_count, image_file_memory **memory);

/// `byte_count` bytes, zero at first.
uint8_t *image_file_memory_bytes(image_file_memory *memory);

/// Lets the bytes leave real memory until they are used again. At any time and from any thread.
void image_file_memory_drop(image_file_memory *memory);

void image_file_memory_close(image_file_memory *memory);

// MARK: - Metadata

typedef enum __attribute__((enum_extensibility(closed))) image_profile_space {
    image_profile_space_grey,
    image_profile_space_rgb,
    image_profile_space_cmyk,
    image_profile_space_other,
} image_profile_space;

typedef struct image_profile {
    /// Of the pixels that it is for.
    image_profile_space space;
    /// ASCII, or empty.
    char description[200];
} image_profile;

/// What the ICC profile of `count` bytes says about itself.
image_failure image_profile_read(const uint8_t *bytes, size_t count, image_profile *profile);

/// Bytes to be released with `image_bytes_free`.
typedef struct image_bytes {
    uint8_t *start;
    size_t count;
} image_bytes;

/// Inflates a zlib stream of at most `limit` bytes when inflated. On failure `bytes` is empty.
image_failure image_inflate(const uint8_t *stream, size_t count, size_t limit, image_bytes *bytes);

// MARK: - Encoding

/// Rows of 4 × width bytes, `bytes_per_row` apart.
typedef struct image_pixels {
    const uint8_t *rows;
    size_t bytes_per_row;
    uint32_t width;
    uint32_t height;
} image_pixels;

typedef struct image_jpeg_settings {
    /// 1 to 100.
    int quality;
    /// 4:2:0, otherwise 4:4:4.
    bool halves_chroma;
    /// Huffman tables made for the picture instead of T.81's examples.
    bool optimises_huffman;
} image_jpeg_settings;

/// A baseline JFIF file. On failure `bytes` is empty.
image_failure image_encode_jpeg(image_pixels pixels, image_jpeg_settings settings, image_bytes *bytes);

/// The same of luma and colour differences, whatever `settings` says of these. Width and height are multiples of 16.
image_failure image_encode_jpeg_planes(
    const uint8_t *const planes[3], uint32_t width, uint32_t height, image_jpeg_settings settings, image_bytes *bytes);

/// A PNG file of 8-bit RGB, not interlaced. On failure `bytes` is empty.
image_failure image_encode_png(image_pixels pixels, image_bytes *bytes);

void image_bytes_free(image_bytes bytes);
