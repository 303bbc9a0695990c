#include "jpeg_state.h"

/// Most rows of blocks that libjpeg asks for at once: three rows of units of up to four.
enum { most_rows = 16 };

/// libjpeg leaves this to its memory manager.
struct jvirt_barray_control {
    /// Of the array's first byte in the scratch.
    uint64_t place;
    size_t bytes_per_row;
    JDIMENSION row_count;
    JBLOCKROW rows[most_rows];
};

static uint64_t round_up(uint64_t count, int step) {
    return (count + (uint64_t)step - 1) / (uint64_t)step * (uint64_t)step;
}

uint64_t jpeg_coefficients_bytes(struct jpeg_decompress_struct *jpeg) {
    uint64_t blocks = 0;
    if (jpeg_has_multiple_scans(jpeg)) {
        for (int index = 0; index < jpeg->num_components; index++) {
            const jpeg_component_info *component = &jpeg->comp_info[index];
            blocks += round_up(component->width_in_blocks, component->h_samp_factor)
                * round_up(component->height_in_blocks, component->v_samp_factor);
        }
    }
    return blocks * sizeof(JBLOCK);
}

static struct jpeg_coefficients *of(j_common_ptr jpeg) {
    const image_decoder *decoder = jpeg->client_data;
    return &((struct jpeg_state *)decoder->state)->coefficients;
}

static jvirt_barray_ptr request(
    j_common_ptr jpeg, int pool, boolean is_zeroed, JDIMENSION blocks_per_row, JDIMENSION row_count,
    JDIMENSION most_at_once) {
    (void)is_zeroed;  // A scratch is.
    (void)most_at_once;
    struct jpeg_coefficients *coefficients = of(jpeg);
    jvirt_barray_ptr array = jpeg->mem->alloc_small(jpeg, pool, sizeof *array);
    *array = (struct jvirt_barray_control){
        .place = coefficients->byte_count,
        .bytes_per_row = blocks_per_row * sizeof(JBLOCK),
        .row_count = row_count,
    };
    coefficients->byte_count += (uint64_t)array->bytes_per_row * row_count;
    return array;
}

static void realize(j_common_ptr jpeg) {
    struct jpeg_coefficients *coefficients = of(jpeg);
    if (coefficients->byte_count > 0) {
        image_decoder_open_scratch(jpeg->client_data, &coefficients->scratch, coefficients->byte_count);
    }
    coefficients->realize(jpeg);
}

static JBLOCKARRAY access(
    j_common_ptr jpeg, jvirt_barray_ptr array, JDIMENSION first, JDIMENSION count, boolean is_writable) {
    (void)is_writable;
    if (count > most_rows || first > array->row_count || count > array->row_count - first) {
        image_decoder *decoder = jpeg->client_data;
        image_guard_fail(&decoder->guard, image_status_damaged, "rows of blocks beyond the picture");
    }
    uint64_t place = array->place + (uint64_t)first * array->bytes_per_row;
    uint8_t *start = image_scratch_use(&of(jpeg)->scratch, place, count * array->bytes_per_row);
    for (JDIMENSION row = 0; row < count; row++) {
        array->rows[row] = (JBLOCKROW)(void *)(start + row * array->bytes_per_row);
    }
    return array->rows;
}

void jpeg_coefficients_manage(struct jpeg_state *state) {
    struct jpeg_memory_mgr *memory = state->jpeg.mem;
    state->coefficients.realize = memory->realize_virt_arrays;
    memory->request_virt_barray = request;
    memory->realize_virt_arrays = realize;
    memory->access_virt_barray = access;
}
