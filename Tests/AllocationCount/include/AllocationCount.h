#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

/// Bytes that the calling thread has asked `malloc` for since it began, without what it gave back.
unsigned long long allocated_bytes(void);

#endif
