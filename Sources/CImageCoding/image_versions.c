#include "CImageCoding.h"

#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <lcms2.h>
#include <tiffio.h>

void image_versions(char *text, size_t count) {
    // "LIBTIFF, Version 4.5.0" and lines of copyright.
    const char *tiff = strstr(TIFFGetVersion(), "Version ");
    tiff = tiff != NULL ? tiff + strlen("Version ") : "";
    snprintf(
        text, count, "libjpeg-turbo %d libtiff %.*s lcms2 %d", LIBJPEG_TURBO_VERSION_NUMBER, (int)strcspn(tiff, "\n"),
        tiff, cmsGetEncodedCMMversion());
}
