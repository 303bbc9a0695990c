// Any bytes as a GPX track with times.

@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    unsafe follow(start, count) {
        var reader = GPXTrackReader()
        return { reader.add($0) }
    }
    return 0
}
