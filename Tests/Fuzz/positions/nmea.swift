// Any bytes as a stream of NMEA 0183.

@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    unsafe follow(start, count) {
        var reader = NMEAReader()
        return { reader.add($0) }
    }
    return 0
}
