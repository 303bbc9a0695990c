private import CImageCoding
package import Resampling
private import Synchronization

extension PictureMemory {
    /// Memory in a file without a name, in the folder of the environment variable TMPDIR or in /var/tmp.
    ///
    /// - Parameters:
    ///   - window: bytes of it that are to be in real memory at the most.
    ///   - name: stands for the picture in errors.
    package convenience init(fileOf byteCount: Int, window: Int, name: String) throws(ImageCodingError) {
        var memory: OpaquePointer?
        let failure = unsafe image_file_memory_open(UInt64(byteCount), &memory)
        guard let memory = unsafe memory, let start = unsafe image_file_memory_bytes(memory) else {
            if failure.status == .no_scratch { throw .noScratch(file: name, reason: failure.reasonText) }
            throw .outOfMemory(file: name)
        }
        // Safe: a number that becomes the same pointer again, and is used until `release` alone.
        let address = UInt(bitPattern: memory)
        let used = Used()
        unsafe self.init(
            start: UnsafeMutableRawPointer(start),
            byteCount: byteCount,
            use: { bytes in
                guard used.add(bytes, exceeds: window) else { return }
                unsafe image_file_memory_drop(OpaquePointer(bitPattern: address))
            },
            release: { unsafe image_file_memory_close(OpaquePointer(bitPattern: address)) }
        )
    }
}

/// Counts bytes until there are too many.
private final class Used: Sendable {
    private let count = Mutex(0)

    /// - Returns: whether it is time to begin anew.
    func add(_ bytes: Int, exceeds window: Int) -> Bool {
        count.withLock { count in
            count += bytes
            guard count > window else { return false }
            count = bytes
            return true
        }
    }
}
