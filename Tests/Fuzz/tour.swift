// Any bytes as a tour document.

@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    do {
        _ = try TourDocument(yaml: bytes, file: "tour.yaml")
    } catch {
        _ = error.findings.map { "\($0)" }
    }
    return 0
}
