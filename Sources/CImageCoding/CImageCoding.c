#include "CImageCoding.h"
