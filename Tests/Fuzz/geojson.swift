// Any bytes as a route and as a zone. What comes of them is used as the engine and `check` use it.

@c(LLVMFuzzerTestOneInput)
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let place = TourDocument.Location(latitudeDegrees: 49.44, longitudeDegrees: 7.77)
    do {
        let route = try Route(GeometryFile.line(bytes, file: "route.geojson"))
        _ = route.passes(of: place, withinMetres: 100)
        _ = route.headingRadians(atMetres: route.lengthMetres / 2)
    } catch {
        _ = "\(error)"
    }
    do {
        _ = try GeometryFile.zone(bytes, file: "zone.geojson").contains(place)
    } catch {
        _ = "\(error)"
    }
    return 0
}
