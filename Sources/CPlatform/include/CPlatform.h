#ifndef CPLATFORM_H
#define CPLATFORM_H

// What Swift's Glibc module leaves out.

/// Brings everything of the file system that a descriptor belongs to onto the disk; 0, or -1 with `errno`.
int platform_sync_file_system(int descriptor);

/// Renames a file to a name that nothing has yet; 0, or -1 with `errno`: EEXIST where something has it, EINVAL where the file system
/// knows no such renaming.
int platform_rename_to_new(const char *from, const char *to);

/// From now on the process keeps memory that it frees, and takes more in large steps: for work that frees and takes blocks of some
/// hundred KiB all the time, each page of which the system would have to clear anew.
void platform_keep_freed_memory(void);

/// From now on all threads take their memory from one heap, not each from one of its own: for a process that lives long, whose threads
/// free what others took. What one heap has to spare is of no use to another: with two of them a new thread once moved what is
/// remembered of a bundle from one to the other, and the process grew by that.
void platform_share_memory(void);

/// Gives whole pages that are free within the heap back to the system; takes a few milliseconds for some 200 MiB.
void platform_return_memory(void);

#endif
