// Any bytes as what gpsd sends.

@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    unsafe follow(start, count) {
        var reader = GPSDReader()
        return { reader.add($0) }
    }
    return 0
}
