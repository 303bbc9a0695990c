import Tour

// What a receiver's bytes lead to, for any reader: the same reports in whatever pieces they come, locations that are on the
// Earth, and an engine that goes on.

func follow(_ start: UnsafePointer<UInt8>?, _ count: Int, _ makeReader: () -> ([UInt8]) -> [ReceiverReport]) {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let (whole, pieces) = (makeReader(), makeReader())
    let reports = whole(bytes)
    let step = max(1, Int(bytes.first ?? 1))
    let same = stride(from: 0, to: bytes.count, by: step).flatMap {
        pieces(Array(bytes[$0..<min($0 + step, bytes.count)]))
    }
    precondition(reports == same)
    var engine = GuidanceEngine(tour)
    for (index, report) in reports.enumerated() {
        _ = "\(report)"
        guard case .fix(let fix) = report else { continue }
        if let location = fix.location {
            precondition(abs(location.latitudeDegrees) <= 90 && abs(location.longitudeDegrees) <= 180)
        }
        let events = engine.add(fix, at: fix.time ?? Double(index)) + engine.tick(at: Double(index))
        _ = events.map { "\($0.reason)" }
        precondition(engine.progressMetres?.isFinite ?? true)
    }
}

private let tour: TourRoute = {
    let line = [(49.44, 7.77), (49.44, 7.78), (49.44, 7.77), (48.1173, 11.5167)].map { latitude, longitude in
        TourDocument.Location(latitudeDegrees: latitude, longitudeDegrees: longitude)
    }
    let places = [300.0, 900].map { progress in
        PlannedPlace(
            id: "\(progress)",
            location: line[0],
            comfort: .slow,
            progressMetres: progress,
            triggerMetres: progress - 50,
            exitMetres: progress + 50,
            headingRadians: 1
        )
    }
    return TourRoute(route: try? Route(line), places: places)
}()
