// Any bytes as a tour document. The checks of the drive see what is one, with a route and a zone that are right.

private let geometry = Array(
    """
    {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "LineString", "coordinates":
    [[7.77, 49.44], [7.78, 49.44], [7.77, 49.44], [7.77, 49.45]]}}, {"type": "Feature", "geometry": {"type": "Polygon",
    "coordinates": [[[7.7, 49.4], [7.8, 49.4], [7.8, 49.5]]]}}]}
    """.utf8
)

@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let reading = TourReading(yaml: bytes, file: "tour.yaml")
    var findings = reading.findings + reading.missingFiles { _ in false }
    if let document = reading.document {
        let durations = Dictionary(document.references.map { (document.resolve($0.path), 100.0) }) { first, _ in first }
        findings += TourCheck(document) { _ in geometry }.findings(durations: durations)
    }
    _ = findings.map { "\($0)" }
    return 0
}
