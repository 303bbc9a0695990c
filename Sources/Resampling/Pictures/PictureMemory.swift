/// Memory that holds whole pictures: real memory, or what its maker has for pictures that are too large for it.
///
/// While a picture is made, every place is written by one task; when it is complete, any number of them read it.
@safe package final class PictureMemory: @unchecked Sendable {
    package let byteCount: Int
    let start: UnsafeMutableRawPointer
    private let use: (@Sendable (Int) -> Void)?
    private let release: @Sendable () -> Void

    /// Real memory.
    package init(byteCount: Int) {
        let start = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
        unsafe self.start = start
        self.byteCount = byteCount
        use = nil
        // Safe: a number that becomes the same pointer again, for a closure may be called by any thread.
        let address = UInt(bitPattern: start)
        release = { unsafe UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
    }

    /// Memory of the caller's.
    ///
    /// - Parameters:
    ///   - start: aligned to 16 bytes.
    ///   - use: is told how many bytes are used next, so that others may leave real memory.
    ///   - release: gives the memory back.
    package init(
        start: UnsafeMutableRawPointer,
        byteCount: Int,
        use: @escaping @Sendable (Int) -> Void,
        release: @escaping @Sendable () -> Void
    ) {
        unsafe self.start = start
        self.byteCount = byteCount
        self.use = use
        self.release = release
    }

    deinit { release() }

    /// Whether somebody wants to know what is used.
    var isWatched: Bool { use != nil }

    func noteUse(of bytes: Int) { use?(bytes) }
}
