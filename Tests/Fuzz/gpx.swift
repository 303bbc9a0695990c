// Any bytes as a GPX file.

@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    do {
        let line = try GeometryFile.line(bytes, file: "route.gpx")
        precondition(line.count >= 2)
    } catch {
        _ = "\(error)"
    }
    return 0
}
