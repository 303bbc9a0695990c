#ifndef CFILESYSTEM_H
#define CFILESYSTEM_H

// What Swift's Glibc module leaves out.

/// Brings everything of the file system that a descriptor belongs to onto the disk; 0, or -1 with `errno`.
int file_system_sync(int descriptor);

#endif
